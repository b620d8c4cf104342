"""The cells behind a figure: file, sheet, cell, what it reads and what it adds; what they add up to; and the rows as a file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.components import caches, chart_frame, text
from pages.components.shown import Shown
from value_model import choices, narrative
from value_model import figures as figure_room
from value_model.charts.drawing import Record
from value_model.errors import ValueModelError
from value_model.figures import Figure, Source, Trace, TracedRow

MOST_ROWS = 200
NONE = "No single cells: this figure is made from its inputs, and each of them can be traced."


def show(ref: str, shown: Shown, *, currency: str, key: str, benefit: str | None = None) -> None:
    """Show the rows behind a figure, all of them or those of one benefit, with their sum and a download of exactly these."""
    try:
        traced = _traced(ref, shown)
    except ValueModelError as problem:
        text.caption(str(problem))
        return
    if benefit is not None:
        traced = replace(traced, rows=tuple(row for row in traced.rows if row.benefit_id == benefit))
    rows: list[Record] = [_row(row) for row in traced.rows]
    if not rows:
        text.caption(NONE)
        return
    text.caption(f"{len(rows)} {'cell' if len(rows) == 1 else 'cells'}. {_adds_up(traced, currency)}")
    chart_frame.table(rows[:MOST_ROWS], key=f"{key}_rows", named=f"Cells behind {ref}", height=min(38 + 35 * len(rows), 400))
    if len(rows) > MOST_ROWS:
        text.note(f"The first {MOST_ROWS} are shown; the file holds all of them.")
    name = f"{ref.replace(':', '_').replace('@', '_')}.csv"
    st.download_button("Download these cells", partial(chart_frame.to_csv, rows), name, "text/csv", key=f"{key}_csv", on_click="ignore")


def _traced(ref: str, shown: Shown) -> Trace:
    store = caches.store()
    if ref.startswith("choice."):
        return choices.trace(Source(store, shown.only), shown.snapshot.id, ref)
    return figure_room.trace(store, shown.snapshot.id, ref, compared=shown.compared, only=shown.only)


def _adds_up(traced: Trace, currency: str) -> str:
    """What the contributions add up to, by the figure or the input they add to."""
    sums = [f"{name} {_written(traced.figure, name, float(total), currency)}" for name, total in traced.totals.items()]
    return f"Contributions add up to: {'; '.join(sums)}."


def _written(figure: Figure, name: str, total: float, currency: str) -> str:
    unit = figure.unit if name == figure.id else "money"
    return narrative.write(replace(figure, value=total, unit=unit), currency)


def _row(row: TracedRow) -> Record:
    return {
        "File": row.file, "Sheet": row.sheet, "Cell": row.cell or f"row {row.row}", "Reads": row.text or "", "Amount": float(row.amount),
        "Contribution": float(row.contribution), "Project": row.project_id or "", "Benefit": row.benefit_id or "", "Input": row.input or "",
    }  # fmt: skip
