"""The figure finder: from an id to its formula, inputs, coverage, and every source cell behind it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from pages.components import caches, chart_frame, inputs, text
from pages.components.figure_panel import Proof, command, details
from value_model import figures as figure_room
from value_model import narrative
from value_model.charts.drawing import Record
from value_model.errors import ValueModelError
from value_model.figures.figure import PORTFOLIO, Figure, FigureSet
from value_model.store import Snapshot

FIRST = "benefits.realized"
MOST_ROWS = 200


def show(found: FigureSet, names: Mapping[str, str], snapshot: Snapshot) -> None:
    """Show the two pickers, and everything about the figure they name."""
    text.section("Find a figure")
    scopes = {PORTFOLIO: "Portfolio", **names, **{scope: found.name(scope) for scope in found.scopes("objective")}}
    bar = st.container(horizontal=True, gap="small", key="finder_bar")
    scope = bar.selectbox("Of", list(scopes), format_func=lambda key: scopes[key], key="finder_scope", bind="query-params")
    known = [figure_id for figure_id, at in found.figures if at == scope]
    if st.session_state.get("figure") not in (None, *known):
        st.session_state["figure"] = None
    first = known.index(FIRST) if FIRST in known else 0
    chosen = bar.selectbox("Figure", known, index=first, key="figure", bind="query-params", placeholder="Type a part of its id")
    figure = found.get(chosen, scope) if chosen else None
    if figure is None:
        text.caption("Choose a figure.")
    else:
        _figure(figure, found, snapshot)


def _figure(figure: Figure, found: FigureSet, snapshot: Snapshot) -> None:
    currency = found.context.currency
    text.item(f"{figure.ref}: {narrative.write(figure, currency)}")
    proof = Proof({figure.ref: figure}, {}, {figure.ref: inputs.in_words(figure, found)}, "", snapshot.id)
    definition = figure_room.definition(figure.id)
    rest = [
        ("Unit", figure.unit),
        ("Better", {"up": "higher", "down": "lower"}.get(figure.good, "neither")),
        ("Definition", definition.source if definition else ""),
    ]
    text.facts([*details(figure, proof), *((label, words) for label, words in rest if words)])
    if st.toggle("Show the source cells", key="finder_cells"):
        _cells(figure, snapshot)
    st.code(command(figure, snapshot.id), language=None)


def _cells(figure: Figure, snapshot: Snapshot) -> None:
    try:
        traced = figure_room.trace(caches.store(), snapshot.id, figure.ref)
    except ValueModelError as problem:
        text.caption(str(problem))
        return
    rows: list[Record] = [_row(row) for row in traced.rows]
    if not rows:
        text.caption("No single cells: this figure is made from its inputs, and each of them can be traced.")
        return
    text.caption(f"{len(rows)} cells. The contributions of a sum add up to the figure; those of a ratio to its inputs.")
    chart_frame.table(rows[:MOST_ROWS], key="finder_rows", height=min(38 + 35 * len(rows), 400))
    name = f"{figure.ref.replace(':', '_').replace('@', '_')}.csv"
    st.download_button("Download these cells", partial(chart_frame.to_csv, rows), name, "text/csv", key="finder_csv", on_click="ignore")


def _row(row: Any) -> Record:
    return {
        "File": row.file, "Sheet": row.sheet, "Cell": row.cell or f"row {row.row}", "Reads": row.text or "", "Amount": float(row.amount),
        "Contribution": float(row.contribution), "Project": row.project_id or "", "Benefit": row.benefit_id or "", "Input": row.input or "",
    }  # fmt: skip
