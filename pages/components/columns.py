"""Columns of tables: amounts in the unit of their heading with one decimal, and what is sent to a browser."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import streamlit as st

from value_model.charts.drawing import Record


def amounts(rows: Sequence[Record], *, whole: Sequence[str] = ()) -> dict[str, Any]:
    """Return the settings of the columns whose heading carries a unit ("Plan, $M"); those in `whole` keep their digits."""
    names = [name for name in (rows[0] if rows else ()) if ", " in name]
    return {name: st.column_config.NumberColumn(name, format="localized" if name in whole else "%.1f") for name in names}


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
