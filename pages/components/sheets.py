"""Tables ready to be sent: rows with their words and the settings of their columns, made once and shown many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import streamlit as st

from pages.components import columns, written
from value_model.charts.drawing import Record
from value_model.charts.measuring import width

HEADING, ROW, TWO_LINES = 38, 35, 65  # px; from the last a canvas table breaks words into lines


@dataclass(frozen=True)
class Sheet:
    """What a canvas table is drawn from; shared between runs, never to be changed."""

    data: pa.Table
    words: bytes  # beside its numbers, as `ready.table` takes them
    config: Mapping[Any, Any]
    names: list[str]
    count: int
    row: int  # px of each

    def height(self, most: int) -> int:
        """Return how high the table is in px: as high as its rows; above `most` it ends in the middle of one, which says that more follow."""
        whole, half = HEADING + self.row * self.count, self.row // 2
        return whole if whole <= most else HEADING + (most - HEADING - half) // self.row * self.row + half


def made(rows: Sequence[Record], settings: Mapping[Any, Any] | None = None, widths: Mapping[str, int] | None = None) -> Sheet:
    """Return rows as they are sent; amounts with separators unless the settings of their column say otherwise.

    `widths` are px of columns, which a wider page stretches.
    """
    said = settings or {}
    frame = columns.arrow(rows, {name for name, column in said.items() if (column.get("type_config") or {}).get("format") == "%.1f"})
    amounts = {name: st.column_config.NumberColumn(name, format="localized") for name in written.numbers(frame)}
    config: dict[Any, Any] = {name: dict(column) for name, column in (amounts | dict(said)).items()}
    for name, wide in (widths or {}).items():
        config.setdefault(name, {})["width"] = wide
    words = written.words(frame, config)
    row = TWO_LINES if any(_broken(frame[name], column) for name, column in config.items() if name in frame.column_names) else ROW
    return Sheet(frame, words, {name: _said(column) for name, column in config.items()}, frame.column_names, frame.num_rows, row)


def _broken(cells: pa.ChunkedArray, column: Mapping[str, Any]) -> bool:
    """Whether some words of a column are wider than it is: a canvas table cuts them off, without a sign of it."""
    wide = column.get("width")
    if not isinstance(wide, int) or not pa.types.is_string(cells.type):
        return False
    return any(width(words, columns.FONT) > wide - columns.BESIDE for words in cells.unique().to_pylist() if words)


def _said(column: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that say something: Streamlit copies every one of them at every run."""
    kept = {name: value for name, value in column.items() if value is not None}
    kind = kept.get("type_config")
    return kept | ({"type_config": _said(kind)} if kind else {})
