"""Columns of tables: amounts in the unit of their heading with one decimal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from value_model.charts.drawing import Record


def amounts(rows: Sequence[Record], *, whole: Sequence[str] = ()) -> dict[str, Any]:
    """Return the settings of the columns whose heading carries a unit ("Plan, $M"); those in `whole` keep their digits."""
    names = [name for name in (rows[0] if rows else ()) if ", " in name]
    return {name: st.column_config.NumberColumn(name, format="localized" if name in whole else "%.1f") for name in names}


def narrow(rows: Sequence[Record], wanted: Mapping[str, int]) -> dict[str, int]:
    """Return the columns that a phone gets, by how their headings begin, each with its width in px."""
    return {name: wide for start, wide in wanted.items() for name in (rows[0] if rows else ()) if name.startswith(start)}
