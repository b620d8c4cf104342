"""The list of snapshots, and the way back to a draft."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.components import chart_frame, header, intake, keeping, text, wording
from value_model.charts.drawing import Record
from value_model.narrative.page_words import say
from value_model.store import Snapshot

NARROW = {say("words.as_of"): 92, say("words.state"): 98, say("words.rows"): 64, say("words.label"): 72}  # px on a phone


def show(*, compact: bool = False) -> None:
    """Show every snapshot of every portfolio, newest first, and a picker of drafts."""
    store = keeping.store()
    known = [s for name in store.portfolios() for s in reversed(store.snapshots(name))]
    if not known:
        return
    text.section(say("words.snapshots"))
    order, widths = (list(NARROW), NARROW) if compact else (None, None)
    rows = [row(s) for s in known]
    chart_frame.table(rows, key="snapshot_list", named=say("words.snapshots"), column_order=order, widths=widths)
    chart_frame.download(rows, key="snapshots")
    drafts = {s.id: s for s in known if s.state == "draft"}
    if drafts:
        _reopen(drafts)


def _reopen(drafts: dict[str, Snapshot]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="reopen"):
        chosen = st.selectbox(
            say("words.draft"), list(drafts), format_func=lambda i: f"{drafts[i].portfolio}: {header.label(drafts[i])}", key="draft"
        )
        if st.button(say("words.open_draft"), key="open_draft"):
            intake.open_draft(drafts[chosen])
            st.rerun()


def row(snapshot: Snapshot) -> Record:
    """Return a snapshot as a row of the list."""
    return {
        say("words.portfolio"): snapshot.portfolio,
        say("words.as_of"): wording.day(snapshot.as_of),
        say("words.label"): snapshot.label,
        say("words.state"): say("words.dot_published") if snapshot.state == "published" else say("words.ring_draft"),
        say("words.rows"): snapshot.rows,
        say("words.published"): _moment(snapshot.published_at),
        say("words.by"): snapshot.published_by or "",
        say("words.fingerprint"): snapshot.hash[:12],
    }


def _moment(stamp: str | None) -> str:
    """A moment as day and time of the clock it was written by."""
    return f"{wording.day(date.fromisoformat(stamp[:10]))}, {stamp[11:16]}" if stamp else ""
