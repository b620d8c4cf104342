"""Columns of tables: amounts in the unit of their heading with one decimal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from value_model.charts.drawing import Record


def amounts(rows: Sequence[Record], *, whole: Sequence[str] = ()) -> dict[str, Any]:
    """Return the settings of the columns whose heading carries a unit ("Plan, $M"); those in `whole` keep their digits."""
    names = [name for name in (rows[0] if rows else ()) if ", " in name]
    return {name: st.column_config.NumberColumn(name, format="localized" if name in whole else "%.1f") for name in names}
