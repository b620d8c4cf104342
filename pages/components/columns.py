"""Columns of tables: amounts in the unit of their heading with one decimal, and what is sent to a browser."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import streamlit as st

from value_model.charts.drawing import Record
from value_model.charts.measuring import fit

FONT, BESIDE = 14, 17  # px of the words of a table, and what is kept free beside them
WHOLE_PAGE, HALF_PAGE = 1160, 585  # px that the columns of a table may take at 1366, beside the boxes to choose a row by


def amounts(rows: Sequence[Record], *, whole: Sequence[str] = (), room: int = WHOLE_PAGE) -> dict[str, Any]:
    """Return the settings of the columns whose heading carries a unit ("Plan, $M"); those in `whole` keep their digits."""
    above = headings(rows, list(rows[0]) if rows else (), room)
    return {
        name: st.column_config.NumberColumn(words, format="localized" if name in whole else "%.1f")
        for name, words in above.items()
        if ", " in name
    }


def headings(rows: Sequence[Record], names: Sequence[str], room: int) -> dict[str, str]:
    """Return what stands above the columns `names`: all their units where `room` px hold them, else each unit once, at its first."""
    if fit([_words(rows, name) for name in names], room, beside=BESIDE, size=FONT):
        return {name: name for name in names}
    said: set[str] = set()
    found = {}
    for name in names:
        words, comma, unit = name.rpartition(", ")
        found[name] = words if comma and unit in said else name
        said.add(unit)
    return found


def _words(rows: Sequence[Record], name: str) -> list[str]:
    """The words of a column; its amounts are narrower than its heading."""
    return [name, *(row[name] for row in rows if isinstance(row.get(name), str))]


def narrow(rows: Sequence[Record], wanted: Mapping[str, int]) -> dict[str, int]:
    """Return the columns that a phone gets, by how their headings begin, each with its width in px."""
    return {name: wide for start, wide in wanted.items() for name in (rows[0] if rows else ()) if name.startswith(start)}


def arrow(rows: Sequence[Record], short: Collection[str] = ()) -> pa.Table:
    """Return rows as they are sent; the columns in `short` are shown with one decimal.

    Made without a data frame, whose making and unmaking take ten times as long at every change of the page.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    values = {name: [row.get(name) for row in rows] for name in names}
    return pa.table({name: _rounded(cells) if name in short else _column(cells) for name, cells in values.items()})


def _rounded(cells: list[Any]) -> pa.Array:
    """An amount just below zero would read -0.0 with one decimal."""
    return pa.array(np.round(np.array(cells, dtype=float), 1) + 0.0, from_pandas=True)


def _column(cells: list[Any]) -> pa.Array:
    try:
        return pa.array(cells, from_pandas=True)
    except pa.ArrowException:  # a column of several types is shown in words
        return pa.array([None if cell is None else str(cell) for cell in cells])
