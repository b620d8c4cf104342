"""Columns as arrays and back, by their plain buffers: Arrow's own conversions read pandas in first, which takes half a second."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

NO_DAY = np.iinfo(np.int64).min  # how numpy writes a day that is not known


def whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def array(column: pa.Array | pa.ChunkedArray, kind: np.dtype[Any], unknown: Any) -> NDArray[Any]:
    """A column of numbers of one kind as an array, with `unknown` where none is known."""
    it = whole(column)
    values = np.frombuffer(it.buffers()[1] or b"", dtype=kind)[it.offset : it.offset + len(it)]
    return values if not it.null_count else np.where(known(it), values, unknown)


def known(column: pa.Array) -> NDArray[np.bool_]:
    """Which places of a column hold a value."""
    bits = column.buffers()[0]
    if bits is None:
        return np.full(len(column), not column.null_count)
    return np.unpackbits(np.frombuffer(bits, dtype=np.uint8), bitorder="little")[column.offset :][: len(column)].astype(np.bool_)


def days(column: pa.ChunkedArray) -> NDArray[np.datetime64]:
    """A column of dates as days; not a time where unknown."""
    return array(column.cast(pa.int32()).cast(pa.int64()), np.dtype(np.int64), NO_DAY).view("datetime64[D]")


def arrow(numbers: NDArray[np.int64], marks: NDArray[np.bool_] | None = None) -> pa.Array:
    """An array of numbers as a column; those without a mark are unknown."""
    bits = None if marks is None else pa.py_buffer(np.packbits(marks, bitorder="little"))
    return pa.Array.from_buffers(pa.int64(), len(numbers), [bits, pa.py_buffer(np.ascontiguousarray(numbers))])
