"""The decision log: what was asked and what came of it, and the two forms that add to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import streamlit as st

from pages.components import caches, chart_frame, text
from value_model.charts.drawing import Record
from value_model.store import Snapshot

ROLES = ("PMO lead", "Analyst", "Sponsor", "Investment board", "Finance partner")
ANSWERS = ("approved", "changed", "deferred", "stopped")
WIDTHS = {"State": 100, "Asked": 270, "About": 160, "By": 110, "On": 115, "Due": 98, "Decided": 98}  # px; with the effects a page at 1366
NEWER = {"Asked": 215, "About": 130, "By": 95, "On": 205}  # px where an entry says that it is newer than the snapshot
NARROW = {"State": 96, "Asked": 258}  # px on a phone, where a question takes two lines
HIDDEN = ("Id", "Scope")


def show(rows: Sequence[Record], names: Mapping[str, str], snapshot: Snapshot, *, about: str | None = None, compact: bool) -> None:
    """Show the log and the forms, of one project where its scope is given; an entry is added to the journal and never changed."""
    rows = [row for row in rows if about in (None, row["Scope"])]
    text.section("Decision log")
    if rows:
        text.caption("Open asks come first; they come back at the next review until they are answered.")
        _table(rows, whole=about is None, compact=compact)
        chart_frame.download(rows, key="decisions", without=HIDDEN)
    else:
        text.caption("Nothing has been asked yet. Log the first ask here.")
    left, right = st.container(key="split_log").columns(2, gap="medium")
    with left, st.expander("Log what was asked", key="log_ask"):
        _ask_form(names, snapshot, about)
    waiting = {str(row["Id"]): f"{row['About']}: {row['Asked']}" for row in rows if str(row["State"]).startswith("○")}
    with right, st.expander("Log an answer or its effect", key="log_answer"):
        _answer_form(waiting, rows, snapshot)


def _table(rows: Sequence[Record], *, whole: bool, compact: bool) -> None:
    order = [name for name in rows[0] if name not in HIDDEN and (whole or name != "About")]
    newer = any("(" in str(row["On"]) for row in rows)
    effects = {name: 118 if name.startswith("Effect") else 130 for name in order if name.endswith((" $", "$")) or " effect" in name.lower()}
    high = chart_frame.TWO_LINES if compact else 35
    chart_frame.table(
        list(rows), key="decision_log", named="Decision log", height=min(38 + high * len(rows), 400), row_height=high if compact else None,
        column_order=list(NARROW) if compact else order, widths=NARROW if compact else WIDTHS | effects | (NEWER if newer else {}),
    )  # fmt: skip


def _ask_form(names: Mapping[str, str], snapshot: Snapshot, about: str | None) -> None:
    offered = [about] if about else [None, *names]
    with st.form("ask_form", border=False, clear_on_submit=True):
        question = st.text_input("What was asked", max_chars=200, key="ask_question", placeholder="Reset the benefit plan or stop")
        of = st.selectbox("About", offered, format_func=lambda scope: names[scope] if scope else "Portfolio", key="ask_about")
        by = st.selectbox("Asked by (a role)", ROLES, key="ask_by", accept_new_options=True)
        asked_on = st.date_input("Asked on", value=snapshot.as_of, format="YYYY-MM-DD", key="ask_on")
        due = st.date_input("Answer due", value=None, format="YYYY-MM-DD", key="ask_due")
        effect = st.number_input("Expected effect on value (optional)", value=None, step=100000.0, key="ask_effect")
        if st.form_submit_button("Add to the log", type="primary"):
            if not question.strip():
                text.marked("▲", "One thing is missing.", "Write what was asked.", "watch")
                return
            _add(
                {"decision_id": uuid4().hex[:8], "question": question.strip(), "project_id": of.partition(":")[2] if of else None,
                 "asked_by": by, "asked_on": _text(asked_on), "due": _text(due), "outcome": "pending", "value_effect": effect},
                str(by), snapshot,
            )  # fmt: skip


def _answer_form(waiting: Mapping[str, str], rows: Sequence[Record], snapshot: Snapshot) -> None:
    known = waiting or {str(row["Id"]): f"{row['About']}: {row['Asked']}" for row in rows}
    if not known:
        text.caption("There is no ask to answer.")
        return
    with st.form("answer_form", border=False, clear_on_submit=True):
        chosen = st.selectbox("Ask", list(known), format_func=lambda key: known[key], key="answer_ask")
        outcome = st.selectbox("Answer", ANSWERS, format_func=str.capitalize, key="answer_outcome")
        by = st.selectbox("Decided by (a role)", ROLES, index=3, key="answer_by", accept_new_options=True)
        decided_on = st.date_input("Decided on", value=snapshot.as_of, format="YYYY-MM-DD", key="answer_on")
        effect = st.number_input("Effect found since (optional)", value=None, step=100000.0, key="answer_effect")
        if st.form_submit_button("Add to the log", type="primary"):
            _add({"decision_id": chosen, "outcome": outcome, "decided_on": _text(decided_on), "result_effect": effect}, str(by), snapshot)


def _text(day: Any) -> str | None:
    return day.isoformat() if isinstance(day, date) else None


def _add(content: Mapping[str, Any], role: str, snapshot: Snapshot) -> None:
    """Append to the journal and show the page with it."""
    caches.store().note(
        snapshot.portfolio, "decision", {k: v for k, v in content.items() if v is not None}, role=role, snapshot=snapshot.id
    )
    st.rerun()
