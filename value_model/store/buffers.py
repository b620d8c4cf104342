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


def marks(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    """A column of yes and no as an array, no where unknown."""
    it = whole(column)
    bits = np.frombuffer(it.buffers()[1] or b"", dtype=np.uint8)
    return np.unpackbits(bits, bitorder="little")[it.offset :][: len(it)].astype(np.bool_) & known(it)


def known(column: pa.Array) -> NDArray[np.bool_]:
    """Which places of a column hold a value."""
    bits = column.buffers()[0]
    if bits is None:
        return np.full(len(column), not column.null_count)
    return np.unpackbits(np.frombuffer(bits, dtype=np.uint8), bitorder="little")[column.offset :][: len(column)].astype(np.bool_)


def days(column: pa.ChunkedArray) -> NDArray[np.datetime64]:
    """A column of dates as days; not a time where unknown."""
    return array(column.cast(pa.int32()).cast(pa.int64()), np.dtype(np.int64), NO_DAY).view("datetime64[D]")


def months(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """A column of dates, all known, as months since year 0; each day between the first and the last is looked up, if they are not too many."""
    numbers = array(column.cast(pa.int32()), np.dtype(np.int32), 0).astype(np.int64)
    first, last = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, -1)
    if last - first >= len(numbers):
        return _months(numbers)
    return _months(np.arange(first, last + 1))[numbers - first]


def _months(days: NDArray[np.int64]) -> NDArray[np.int64]:
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12


def arrow(numbers: NDArray[np.int64], marks: NDArray[np.bool_] | None = None) -> pa.Array:
    """An array of numbers as a column; those without a mark are unknown."""
    bits = None if marks is None else pa.py_buffer(np.packbits(marks, bitorder="little"))
    return pa.Array.from_buffers(pa.int64(), len(numbers), [bits, pa.py_buffer(np.ascontiguousarray(numbers))])
