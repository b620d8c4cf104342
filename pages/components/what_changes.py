"""What a draft changes against the last published snapshot: projects, values, and history told anew."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components import chart_frame, keeping, text, wording
from value_model.charts.drawing import Record
from value_model.contract import TABLES
from value_model.narrative import format as forms
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated
from value_model.store import Snapshot
from value_model.store.difference import Change, against_published

_ROWS = 500


def show(draft: Snapshot) -> None:
    """Show what publishing this draft would change, restated history first."""
    text.section(say("draft.heading"))
    against = against_published(keeping.store(), draft)
    if against is None:
        text.caption(say("draft.first"))
        return
    published, found = against
    text.caption(say("draft.against", day=wording.day(published.as_of)))
    if not (found.added or found.removed or found.changes):
        text.marked("●", say("draft.same"), say("draft.as_published"), "good")
        return
    sizes = {"added": _listed(found.added), "gone": _listed(found.removed), "values": _count(found.changes)}
    text.facts([(say(f"draft.{label}"), words) for label, words in sizes.items()])
    if found.restated:
        text.marked("▲", say("draft.restated"), say("draft.restated_values", n=found.restated), "watch")
    if found.changes:
        ordered = sorted(found.changes, key=lambda change: not change.restated)
        with st.expander(text.plain(say("draft.all")), key="draft_changes"):
            rows = [row(change) for change in ordered]
            chart_frame.table(rows[:_ROWS], key="draft_changes_table", named=say("draft.all"), most=360)
            if len(rows) > _ROWS:
                text.caption(say("draft.shown", k=_ROWS, n=len(rows)))
            chart_frame.download(rows, key="draft_changes")


def _listed(names: tuple[str, ...]) -> str:
    return say("draft.listed", n=len(names), names=forms.listing(list(names), forms.style())) if names else _count(names)


def _count(items: Sequence[object]) -> str:
    return forms.count(len(items), forms.style())


def row(change: Change) -> Record:
    """Return a change as a row of the table."""
    known = TABLES.get(change.table)
    return {
        say("draft.where"): translated(known.sheet if known else change.table.capitalize()),
        say("draft.record"): change.key,
        say("draft.name"): translated(known[change.field].label if known and change.field in known else change.field),
        say("draft.published"): "" if change.old is None else str(change.old),
        say("draft.draft"): "" if change.new is None else str(change.new),
        say("draft.history"): say("draft.mark") if change.restated else "",
    }
