"""Spend by project and objective: narrowed by a click on a chart of the Fit page or by the picker; a row opens its project."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components import caches, chart_frame, linked, register_picks, routes, sheets, text
from pages.components.shown import Shown
from value_model.charts.drawing import Record
from value_model.narrative.page_words import say

TOWARD = "toward"  # the picker and its name in the link
FIRST = {False: 12, True: 5}
SHARE = say("words.share_of_all_spend")
NARROW = {say("words.project"): 148, SHARE: 143}  # px on a phone


def toward(objective: str | None) -> None:
    """Take an objective over from a click; a click beside all asks for all again."""
    linked.write(TOWARD, objective)


def show(rows: Sequence[Record], shown: Shown, *, compact: bool) -> None:
    """Show rows with Project, Objective, their share, and under Key and Scope what picks them and what they open."""
    if not rows:
        return
    text.section(say("words.spend_by_project_and_objective"))
    known = {str(row["Key"]): str(row[say("words.objective")]) for row in rows}
    chosen = register_picks.picker(say("words.spend_toward"), known, key=TOWARD, width=360)
    kept = [row for row in rows if chosen in (None, row["Key"])]
    text.caption(say("told.links", k=len(kept), n=len(rows)))
    whole = len(kept) <= FIRST[compact] or st.toggle(text.plain(say("mix.show_all", n=len(kept))), key="spend_all")
    listed = kept if whole else kept[: FIRST[compact]]
    order = list(NARROW) if compact else [name for name in rows[0] if name not in ("Key", "Scope")]
    share = {SHARE: st.column_config.NumberColumn(SHARE, format="%.1f")}
    chart_frame.table(
        caches.part(shown, "spend", (chosen, whole, compact), lambda: sheets.made(listed, share, NARROW if compact else None)),
        key="spend", named=say("words.spend_by_project_and_objective"), most=460, column_order=order,
        on_select=lambda: _open(listed), selection_mode="single-row",
    )  # fmt: skip
    chart_frame.download(kept, key="spend", without=("Key", "Scope"))


def _open(shown: Sequence[Record]) -> None:
    rows = st.session_state["spend"]["selection"]["rows"]
    if rows:
        routes.later("projects", project=str(shown[rows[0]]["Scope"]).partition(":")[2])
