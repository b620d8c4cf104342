"""Tables ready to be sent: rows with their words and the settings of their columns, made once and shown many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.components import columns, written
from value_model.charts.drawing import Record


@dataclass(frozen=True)
class Sheet:
    """What a canvas table is drawn from; shared between runs, never to be changed."""

    data: Any
    config: Mapping[Any, Any]
    names: list[str]


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
    data = written.columns(frame, config)
    return Sheet(data, {name: _said(column) for name, column in config.items()}, frame.column_names)


def _said(column: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that say something: Streamlit copies every one of them at every run."""
    kept = {name: value for name, value in column.items() if value is not None}
    kind = kept.get("type_config")
    return kept | ({"type_config": _said(kind)} if kind else {})
