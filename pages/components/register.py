"""The benefit register: a table narrowed by its pickers; choosing a row opens the benefit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages.components import caches, chart_frame, register_picks, sheets, text
from pages.components.benefits_scene import Line
from pages.components.sheets import Sheet
from pages.components.shown import Shown
from value_model.charts.drawing import Record
from value_model.figures.periods import month_setting
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
NARROW = {say("words.benefit"): 122}  # px on a phone: with the rest a page at 360
MONEY = {False: 92, True: 84}  # px of an amount, by compact


def show(
    shown: Shown, lines: Sequence[Line], reasons: Mapping[str, str], *, unit: str, scale: int, compact: bool, go: Callable[[Line], None],
    with_reasons: bool = True, of_one: str = "",
) -> None:  # fmt: skip
    """Show the register under its pickers; `go` gets the line of a row that was chosen, before the page is drawn again.

    `of_one` is the scope of the only project there is, on its own page, where the table leaves it out.
    """
    text.section(say("words.benefit_register"), "" if lines else say("words.no_benefit_is_recorded_the_sheet"))
    if not lines:
        return
    starts = month_setting(shown.snapshot.settings.get("fiscal_year_start"))
    offers = caches.part(shown, "register_offers", (of_one,), lambda: register_picks.offered(lines, starts))
    picks = register_picks.ask(offers, reasons, with_reasons=with_reasons)
    kept = caches.part(shown, "register_kept", (of_one, picks), lambda: register_picks.narrowed(lines, picks, unit, scale, offers[0]))
    text.caption(register_picks.said(kept, lines, picks, reasons, offers[0]))
    if not kept:
        return
    whole = len(kept) <= FIRST[compact] or st.toggle(text.plain(say("mix.show_all", n=len(kept))), key="register_all")
    listed = kept if whole else kept[: FIRST[compact]]
    sheet = caches.part(shown, "register", (of_one, picks, whole, compact), lambda: _sheet([row for row, _ in listed], compact=compact))
    chart_frame.table(
        sheet, key="register", named=say("words.benefit_register"), most=560,
        on_select=partial(_chosen, kept, go), selection_mode="single-row",
        column_order=_columns(sheet.names, lines[0].row, compact=compact, of_one=bool(of_one)),
    )  # fmt: skip
    st.download_button(
        say("words.download_register"),
        lambda: chart_frame.to_csv([row for row, _ in kept]),
        "register.csv",
        "text/csv",
        on_click="ignore",
    )


def _sheet(rows: Sequence[Record], *, compact: bool) -> Sheet:
    return sheets.made(rows, _config(rows, compact=compact))


def _chosen(kept: register_picks.Kept, go: Callable[[Line], None]) -> None:
    rows = st.session_state["register"]["selection"]["rows"]
    if rows:
        go(kept[rows[0]][1])


def _columns(names: Sequence[str], listed: Record, *, compact: bool, of_one: bool) -> list[str]:
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
