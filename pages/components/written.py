"""Columns of a canvas table that bring their words along, and are sorted by their numbers all the same.

A column's own number form writes a hyphen before an amount below zero, and the decimal mark of the browser. Streamlit takes
words beside values from pandas' Styler, whose own way to them takes 20 µs a cell: here it is handed those that are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pandas as pd

from value_model.narrative.page_words import DECIMAL, cell

PLACES = {"%.2f": 2, "%.1f": 1, "%.0f": 0, "localized": None}  # decimals by the form of a column; None keeps a number's own
Write = Callable[[Any], str]


def columns(frame: pd.DataFrame, config: dict[Any, Any]) -> Any:
    """Return the frame with the words of the columns that need them; their settings give up their own form, which would win."""
    words: dict[int, Write] = {}
    for place, name in enumerate(frame.columns):
        kind = dict(config.get(name, {}).get("type_config") or {})
        form = kind.pop("format", None)
        if form in PLACES and pd.api.types.is_numeric_dtype(frame[name]) and (DECIMAL != "." or (frame[name] < 0).any()):
            words[place] = partial(cell, places=PLACES[form])
            config[name] = config[name] | {"type_config": kind}
    return _worded(frame, words) if words else frame


def _worded(frame: pd.DataFrame, words: Mapping[int, Write]) -> Any:
    styler: Any = frame.style
    body = [list(_cells(row, values, words)) for row, values in enumerate(frame.itertuples(index=False, name=None))]
    styler._compute = lambda: styler
    styler._translate = lambda *_: {"body": body}
    return styler


def _cells(row: int, values: tuple[Any, ...], words: Mapping[int, Write]) -> Iterator[dict[str, str]]:
    """Yield the words of a row's cells; a cell without a value has none, and the table shows its sign for that."""
    for place, value in enumerate(values):
        known = not pd.isna(value)
        if not known or place in words:
            yield {"id": f"row{row}_col{place}", "display_value": words[place](value) if known else ""}
