"""The cells behind a figure: file, sheet, cell, what it reads and what it adds; what they add up to; and the rows as a file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.components import chart_frame, keeping, text
from pages.components.shown import Shown
from value_model import choices, narrative
from value_model import figures as figure_room
from value_model.charts.drawing import Record
from value_model.errors import ValueModelError
from value_model.figures import Figure, Source, Trace, TracedRow
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated

MOST_ROWS = 200
NONE = say("words.no_single_cells_this_figure_is")


def show(ref: str, shown: Shown, *, currency: str, key: str, benefit: str | None = None) -> None:
    """Show the rows behind a figure, all of them or those of one benefit, with their sum and a download of exactly these."""
    try:
        traced = _traced(ref, shown)
    except ValueModelError as problem:
        text.caption(translated(str(problem)))
        return
    if benefit is not None:
        traced = replace(traced, rows=traced.rows.of(lambda whose: whose.benefit_id == benefit))
    count = len(traced.rows)
    if not count:
        text.caption(NONE)
        return
    text.caption(f"{say('told.cells', n=count)} {_adds_up(traced, currency)}")
    rows: list[Record] = [_row(row) for row in traced.rows.first(MOST_ROWS)]
    chart_frame.table(rows, key=f"{key}_rows", named=say("told.cells_behind", ref=ref), most=400)
    if count > MOST_ROWS:
        text.note(say("told.first_cells", n=MOST_ROWS))
    name = f"{ref.replace(':', '_').replace('@', '_')}.csv"
    st.download_button(say("words.download_these_cells"), partial(_as_file, traced), name, "text/csv", key=f"{key}_csv", on_click="ignore")


def _as_file(traced: Trace) -> bytes:
    return chart_frame.to_csv([_row(row) for row in traced.rows])


def _traced(ref: str, shown: Shown) -> Trace:
    store = keeping.store()
    if ref.startswith("choice."):
        return choices.trace(Source(store, shown.only), shown.snapshot.id, ref)
    return figure_room.trace(store, shown.snapshot.id, ref, compared=shown.compared, only=shown.only)


def _adds_up(traced: Trace, currency: str) -> str:
    """What the contributions add up to, by the figure or the input they add to."""
    sums = [f"{name} {_written(traced.figure, name, float(total), currency)}" for name, total in traced.totals.items()]
    return say("told.add_up", sums="; ".join(sums))


def _written(figure: Figure, name: str, total: float, currency: str) -> str:
    unit = figure.unit if name == figure.id else "money"
    return narrative.write(replace(figure, value=total, unit=unit), currency)


def _row(row: TracedRow) -> Record:
    return {
        say("words.file"): row.file, say("words.sheet"): row.sheet, say("words.cell"): row.cell or say("told.row", row=str(row.row)), say("words.reads"): row.text or "", say("words.amount"): float(row.amount),
        say("words.contribution"): float(row.contribution), say("words.project"): row.project_id or "", say("words.benefit"): row.benefit_id or "", say("words.input"): row.input or "",
    }  # fmt: skip
