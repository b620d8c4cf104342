"""Columns of a canvas table that bring their words along, and are sorted by their numbers all the same.

A column's own number form writes a hyphen before an amount below zero, and the decimal mark of the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from value_model.narrative.page_words import DECIMAL, cell

PLACES = {"%.2f": 2, "%.1f": 1, "%.0f": 0, "localized": None}  # decimals by the form of a column; None keeps a number's own
Write = Callable[[Any], str]


def words(frame: pa.Table, config: dict[Any, Any]) -> bytes:
    """Return the words of the columns that need them, as an Arrow stream, empty where none does; their settings give up their own form, which would win."""
    needed: dict[str, Write] = {}
    for name in numbers(frame):
        kind = dict(config[name].get("type_config") or {})
        form = kind.pop("format", None)
        if form in PLACES and (DECIMAL != "." or (pc.min(frame[name]).as_py() or 0) < 0):
            needed[name] = partial(cell, places=PLACES[form])
            config[name] = config[name] | {"type_config": kind}
    return _stream(frame, needed) if needed else b""


def numbers(frame: pa.Table) -> list[str]:
    """Return the names of the columns that hold numbers."""
    return [one.name for one in frame.schema if pa.types.is_integer(one.type) or pa.types.is_floating(one.type)]


def _stream(frame: pa.Table, needed: Mapping[str, Write]) -> bytes:
    """A table as large; a cell without words is written by the browser, as it always is."""
    table = pa.table({name: pa.array(_said(frame[name].to_pylist(), needed.get(name)), pa.string()) for name in frame.column_names})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def _said(values: Sequence[Any], write: Write | None) -> list[str | None]:
    return [None if write is None or value is None else write(value) for value in values]
