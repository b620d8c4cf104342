"""Early warnings as a table: the rule that fired, its evidence and since when; a row opens its project."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components import caches, chart_frame, routes, sheets, text
from pages.components.shown import Shown
from value_model.charts.drawing import Record
from value_model.narrative.page_words import say

FIRST_ON_PHONE = 5
WIDTHS = {say("words.about"): 190, say("words.rule"): 210, say("words.evidence"): 560, say("words.since"): 150}  # px
NARROW = {say("words.about"): 130, say("words.rule"): 160}  # px on a phone


def show(rows: Sequence[Record], shown: Shown, *, compact: bool) -> None:
    """Show the warnings in rank order."""
    text.section(say("words.early_warnings"), say("words.each_row_is_a_rule_of" if rows else "words.no_rule_fired"))
    if not rows:
        return
    whole = not compact or len(rows) <= FIRST_ON_PHONE or st.toggle(text.plain(say("mix.show_all", n=len(rows))), key="warnings_all")
    listed, widths = rows if whole else rows[:FIRST_ON_PHONE], NARROW if compact else WIDTHS
    state = chart_frame.table(
        caches.part(shown, "warnings", (whole, compact), lambda: sheets.made(listed, widths=widths)), key="warnings",
        named=say("words.early_warnings"), most=458, column_order=list(widths), on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    chart_frame.download(rows, key="warnings", without=("Scope",))
    if state.selection.rows:
        routes.open_project(str(listed[state.selection.rows[0]]["Scope"]))
