"""Early warnings as a table: the rule that fired, its evidence and since when; a row opens its project."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components import chart_frame, routes, text
from value_model.charts.drawing import Record

FIRST_ON_PHONE = 5
WIDTHS = {"About": 190, "Rule": 210, "Evidence": 560, "Since": 150}  # px
NARROW = {"About": 145, "Rule": 178}  # px on a phone


def show(rows: Sequence[Record], *, compact: bool) -> None:
    """Show the warnings in rank order."""
    text.section("Early warnings")
    if not rows:
        text.caption("No rule fired.")
        return
    text.caption("Each row is a rule of the policy that fired, strongest first. Choose a row to open its project.")
    whole = not compact or len(rows) <= FIRST_ON_PHONE or st.toggle(f"Show all {len(rows)}", key="warnings_all")
    shown = list(rows) if whole else list(rows[:FIRST_ON_PHONE])
    state = chart_frame.table(
        shown, key="warnings", named="Early warnings", height=min(38 + 35 * len(shown), 458), column_order=list(NARROW if compact else WIDTHS),
        widths=NARROW if compact else WIDTHS, on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    chart_frame.download(rows, key="warnings", without=("Scope",))
    if state.selection.rows:
        routes.open_project(str(shown[state.selection.rows[0]]["Scope"]))
