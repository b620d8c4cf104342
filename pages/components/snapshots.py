"""The list of snapshots, and the way back to a draft."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, chart_frame, header, intake, text, wording
from value_model.charts.drawing import Record
from value_model.store import Snapshot


def show() -> None:
    """Show every snapshot of every portfolio, newest first, and a picker of drafts."""
    store = caches.store()
    known = [s for name in store.portfolios() for s in reversed(store.snapshots(name))]
    if not known:
        return
    text.section("Snapshots")
    chart_frame.table([row(s) for s in known], key="snapshot_list")
    drafts = {s.id: s for s in known if s.state == "draft"}
    if drafts:
        _reopen(drafts)


def _reopen(drafts: dict[str, Snapshot]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="reopen"):
        chosen = st.selectbox("Draft", list(drafts), format_func=lambda i: f"{drafts[i].portfolio}: {header.label(drafts[i])}", key="draft")
        if st.button("Open draft", key="open_draft"):
            intake.open_draft(drafts[chosen])
            st.rerun()


def row(snapshot: Snapshot) -> Record:
    """Return a snapshot as a row of the list."""
    return {
        "Portfolio": snapshot.portfolio,
        "As of": wording.day(snapshot.as_of),
        "Label": snapshot.label,
        "State": "● Published" if snapshot.state == "published" else "○ Draft",
        "Rows": snapshot.rows,
        "Published": (snapshot.published_at or "")[:16].replace("T", " "),
        "By": snapshot.published_by or "",
        "Fingerprint": snapshot.hash[:12],
    }
