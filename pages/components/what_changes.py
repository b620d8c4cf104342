"""What a draft changes against the last published snapshot: projects, values, and history told anew."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, chart_frame, text, wording
from value_model.charts.drawing import Record
from value_model.contract import TABLES
from value_model.store import Snapshot
from value_model.store.difference import Change, against_published

_ROWS = 500


def show(draft: Snapshot) -> None:
    """Show what publishing this draft would change, restated history first."""
    text.section("What it changes")
    against = against_published(caches.store(), draft)
    if against is None:
        text.caption("Nothing is published in this portfolio yet, so everything is new.")
        return
    published, found = against
    text.caption(f"Against the snapshot published as of {wording.day(published.as_of)}.")
    if not (found.added or found.removed or found.changes):
        text.marked("●", "Nothing changes.", "Every value is as published.", "good")
        return
    text.facts(
        [("Projects added", _listed(found.added)), ("Projects gone", _listed(found.removed)), ("Values changed", f"{len(found.changes):,}")]
    )
    if found.restated:
        text.marked("▲", "History is restated", f"in {found.restated:,} of them: values of time that had ended are told anew.", "watch")
    if found.changes:
        ordered = sorted(found.changes, key=lambda change: not change.restated)
        with st.expander("All changes", key="draft_changes"):
            chart_frame.table([row(change) for change in ordered[:_ROWS]], key="draft_changes_table", height=360)
            if len(ordered) > _ROWS:
                text.caption(f"The first {_ROWS} of {len(ordered):,} are shown.")


def _listed(names: tuple[str, ...]) -> str:
    return f"{len(names):,}" + (f": {', '.join(names[:5])}{' …' if len(names) > 5 else ''}" if names else "")


def row(change: Change) -> Record:
    """Return a change as a row of the table."""
    known = TABLES.get(change.table)
    return {
        "Where": known.sheet if known else change.table.capitalize(),
        "Record": change.key,
        "Field": known[change.field].label if known and change.field in known else change.field,
        "Published": "" if change.old is None else str(change.old),
        "Draft": "" if change.new is None else str(change.new),
        "History": "▲ Restated" if change.restated else "",
    }
