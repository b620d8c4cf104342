"""The decision log: what was asked and what came of it, and the two forms that add to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import streamlit as st

from pages.components import caches, chart_frame, entered, folded, keeping, sheets, split, text
from pages.components.shown import Shown
from value_model.charts.drawing import Record
from value_model.narrative.page_words import say
from value_model.store import Snapshot

ROLES = (say("words.pmo_lead"), say("words.analyst"), say("words.sponsor"), say("words.investment_board"), say("words.finance_partner"))
ANSWERS = ("approved", "changed", "deferred", "stopped")
WIDTHS = {
    say("words.state"): 100,
    say("words.asked"): 258,
    say("words.about"): 160,
    say("words.by"): 110,
    say("words.on"): 115,
    say("words.due"): 98,
    say("words.decided"): 98,
}  # px; with the effects a page at 1366
NEWER = {
    say("words.asked"): 215,
    say("words.about"): 130,
    say("words.by"): 95,
    say("words.on"): 205,
}  # px where an entry says that it is newer than the snapshot
NARROW = {say("words.state"): 96, say("words.asked"): 230}  # px on a phone, where a question takes two lines
HIDDEN = ("Id", "Scope")


def show(rows: Sequence[Record], names: Mapping[str, str], shown: Shown, *, about: str | None = None, compact: bool) -> None:
    """Show the log and the forms, of one project where its scope is given; an entry is added to the journal and never changed."""
    rows = [row for row in rows if about in (None, row["Scope"])]
    said = "words.open_asks_come_first_they_come" if rows else "words.nothing_has_been_asked_yet_log"
    text.section(say("words.decision_log"), say(said))
    if rows:
        _table(rows, shown, about, compact=compact)
        chart_frame.download(rows, key="decisions", without=HIDDEN)
    with split.row("log"):
        folded.below_title(say("words.log_what_was_asked"), partial(_ask_form, names, shown.snapshot, about), key="log_ask")
        folded.below_title(say("words.log_an_answer_or_its_effect"), partial(_answer_form, rows, shown.snapshot), key="log_answer")


def _table(rows: Sequence[Record], shown: Shown, about: str | None, *, compact: bool) -> None:
    order = [name for name in rows[0] if name not in HIDDEN and (about is None or name != say("words.about"))]
    newer = any("(" in str(row[say("words.on")]) for row in rows)
    effects = {
        name: 118 if name.startswith(say("words.effect")) else 130
        for name in order
        if name.endswith((" $", "$")) or " effect" in name.lower()
    }
    widths = NARROW if compact else WIDTHS | effects | (NEWER if newer else {})
    chart_frame.table(
        caches.part(shown, "decision_log", (about, compact), lambda: sheets.made(rows, widths=widths)), key="decision_log",
        named=say("words.decision_log"), most=560,
        column_order=list(NARROW) if compact else order,
    )  # fmt: skip


def _ask_form(names: Mapping[str, str], snapshot: Snapshot, about: str | None) -> None:
    offered = [about] if about else [None, *names]
    entered.show("ask")
    with st.form("ask_form", border=False, clear_on_submit=True):
        question = st.text_input(
            say("words.what_was_asked"), max_chars=200, key="ask_question", placeholder=say("words.reset_the_benefit_plan_or_stop")
        )
        of = st.selectbox(
            say("words.about"), offered, format_func=lambda scope: names[scope] if scope else say("words.portfolio"), key="ask_about"
        )
        by = st.selectbox(say("words.asked_by_a_role"), ROLES, key="ask_by", accept_new_options=True)
        asked_on = st.date_input(say("words.asked_on"), value=snapshot.as_of, format="YYYY-MM-DD", key="ask_on")
        due = st.date_input(say("words.answer_due"), value=None, format="YYYY-MM-DD", key="ask_due")
        effect = st.number_input(say("words.expected_effect_on_value_optional"), value=None, step=100000.0, key="ask_effect")
        if st.form_submit_button(say("words.add_to_the_log"), type="primary"):
            if not question.strip():
                text.marked("▲", say("words.one_thing_is_missing"), say("words.write_what_was_asked"), "watch")
                return
            _add(
                {"decision_id": uuid4().hex[:8], "question": question.strip(), "project_id": of.partition(":")[2] if of else None,
                 "asked_by": by, "asked_on": _text(asked_on), "due": _text(due), "outcome": "pending", "value_effect": effect},
                str(by), snapshot, form="ask",
            )  # fmt: skip


def _answer_form(rows: Sequence[Record], snapshot: Snapshot) -> None:
    waiting = [row for row in rows if str(row[say("words.state")]).startswith("○")]
    known = {str(row["Id"]): f"{row[say('words.about')]}: {row[say('words.asked')]}" for row in waiting or rows}
    if not known:
        text.caption(say("words.there_is_no_ask_to_answer"))
        return
    entered.show("answer")
    with st.form("answer_form", border=False, clear_on_submit=True):
        chosen = st.selectbox(say("words.ask"), list(known), format_func=lambda key: known[key], key="answer_ask")
        outcome = st.selectbox(say("words.answer"), ANSWERS, format_func=lambda one: say(f"told.answer_{one}"), key="answer_outcome")
        by = st.selectbox(say("words.decided_by_a_role"), ROLES, index=3, key="answer_by", accept_new_options=True)
        decided_on = st.date_input(say("words.decided_on"), value=snapshot.as_of, format="YYYY-MM-DD", key="answer_on")
        effect = st.number_input(say("words.effect_found_since_optional"), value=None, step=100000.0, key="answer_effect")
        if st.form_submit_button(say("words.add_to_the_log"), type="primary"):
            _add(
                {"decision_id": chosen, "outcome": outcome, "decided_on": _text(decided_on), "result_effect": effect},
                str(by),
                snapshot,
                form="answer",
            )


def _text(day: Any) -> str | None:
    return day.isoformat() if isinstance(day, date) else None


def _add(content: Mapping[str, Any], role: str, snapshot: Snapshot, *, form: str) -> None:
    """Append to the journal and show the page with it."""
    keeping.store().note(
        snapshot.portfolio, "decision", {k: v for k, v in content.items() if v is not None}, role=role, snapshot=snapshot.id
    )
    entered.note(form)
    st.rerun()
