"""The benefit register: a table narrowed by its pickers; choosing a row opens the benefit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages.components import chart_frame, register_picks, text
from pages.components.benefits_scene import Line
from value_model.charts.drawing import Record
from value_model.narrative.page_words import say

FIRST = {False: 100, True: 5}  # rows before "Show all", by compact: a thousand would be sent at every change
WIDTHS = {
    say("words.benefit"): 175,
    say("words.project"): 140,
    say("words.owner"): 134,
    say("words.measure"): 138,
    say("words.evidence"): 104,
    say("words.next_measure"): 104,
}  # px; with the rest a page at 1366
NARROW = {say("words.benefit"): 148}  # px on a phone
MONEY = {False: 92, True: 86}  # px of an amount, by compact


def show(
    lines: Sequence[Line], reasons: Mapping[str, str], *, unit: str, scale: int, compact: bool, go: Callable[[Line], None],
    with_reasons: bool = True, of_one: bool = False,
) -> None:  # fmt: skip
    """Show the register under its pickers; `go` gets the line of a row that was chosen, before the page is drawn again.

    `of_one` leaves out the project, on the page of the only one there is.
    """
    text.section(say("words.benefit_register"))
    if not lines:
        text.caption(say("words.no_benefit_is_recorded_the_sheet"))
        return
    picks = register_picks.ask(lines, reasons, with_reasons=with_reasons)
    shown = register_picks.narrowed(lines, picks, unit, scale)
    text.caption(register_picks.said(shown, lines, picks, reasons))
    if not shown:
        return
    whole = len(shown) <= FIRST[compact] or st.toggle(text.plain(say("mix.show_all", n=len(shown))), key="register_all")
    rows = [row for row, _ in (shown if whole else shown[: FIRST[compact]])]
    chart_frame.table(
        rows, key="register", named=say("words.benefit_register"), height=min(38 + 35 * len(rows), 400),
        on_select=partial(_chosen, [line for _, line in shown], go), selection_mode="single-row",
        column_order=_columns(rows, lines[0].row, compact=compact, of_one=of_one), column_config=_config(rows, compact=compact),
    )  # fmt: skip
    st.download_button(
        say("words.download_register"),
        partial(chart_frame.to_csv, [row for row, _ in shown]),
        "register.csv",
        "text/csv",
        on_click="ignore",
    )


def _chosen(lines: Sequence[Line], go: Callable[[Line], None]) -> None:
    rows = st.session_state["register"]["selection"]["rows"]
    if rows:
        go(lines[rows[0]])


def _columns(rows: Sequence[Record], listed: Record, *, compact: bool, of_one: bool) -> list[str]:
    names = list(rows[0]) if rows else []
    own = [name for name in names if name not in listed]
    if not compact:
        left_out = (say("words.baseline") + ",",) if own else ()
        return [name for name in names if not name.startswith(left_out) and not (of_one and name == say("words.project"))]
    return [
        say("words.benefit"),
        *(own or [name for name in names if name.startswith((say("words.plan") + ",", say("words.realized") + ","))]),
    ]


def _config(rows: Sequence[Record], *, compact: bool) -> dict[str, Any]:
    """Widths that keep evidence and next measure in sight, and amounts with one decimal."""
    found: dict[str, Any] = {name: st.column_config.Column(name, width=width) for name, width in (NARROW if compact else WIDTHS).items()}
    for name in rows[0] if rows else ():
        if "," in name:
            found[name] = st.column_config.NumberColumn(
                name, format="%.1f", width=105 if name.startswith(say("words.gap")) else MONEY[compact]
            )
    return found
