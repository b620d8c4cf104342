"""Columns of a canvas table that bring their words along, and are sorted by their numbers all the same.

A column's own number form writes a hyphen before an amount below zero, and the decimal mark of the browser. Streamlit takes
words beside values from pandas' Styler, whose own way to them takes 20 µs a cell: here it is handed those that are needed, ready.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from value_model.narrative.page_words import DECIMAL, cell

PLACES = {"%.2f": 2, "%.1f": 1, "%.0f": 0, "localized": None}  # decimals by the form of a column; None keeps a number's own
Write = Callable[[Any], str]


def columns(frame: pa.Table, config: dict[Any, Any]) -> Any:
    """Return the rows with the words of the columns that need them; their settings give up their own form, which would win."""
    words: dict[str, Write] = {}
    for name in numbers(frame):
        kind = dict(config[name].get("type_config") or {})
        form = kind.pop("format", None)
        if form in PLACES and (DECIMAL != "." or (pc.min(frame[name]).as_py() or 0) < 0):
            words[name] = partial(cell, places=PLACES[form])
            config[name] = config[name] | {"type_config": kind}
    return _worded(frame, words) if words else frame


def numbers(frame: pa.Table) -> list[str]:
    """Return the names of the columns that hold numbers."""
    return [one.name for one in frame.schema if pa.types.is_integer(one.type) or pa.types.is_floating(one.type)]


def _worded(frame: pa.Table, words: Mapping[str, Write]) -> Any:
    """The rows with words beside them; a cell without words is written by the browser, as it always is."""
    rows = frame.to_pandas()
    beside = pd.DataFrame({name: _said(frame[name].to_pylist(), words.get(name)) for name in frame.column_names}, rows.index, dtype=object)
    object.__setattr__(rows, "astype", lambda _: beside)  # what Streamlit calls to get a first draft of the words
    styler: Any = rows.style.set_uuid("words")  # else the first place that it is shown at would name it
    styler._compute = lambda: styler
    styler._translate = lambda *_: {}
    return styler


def _said(values: Sequence[Any], write: Write | None) -> list[str | None]:
    return [None if write is None or value is None else write(value) for value in values]
