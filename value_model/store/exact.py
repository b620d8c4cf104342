"""Decimals of a column: added up by group, exactly and without Arrow's own grouping, which reads pandas in first; as the nearest floats."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from value_model.store import buffers

BYTES, LIMBS = 16, 4  # a decimal is a whole number of 128 bits, here taken apart into four of 32


def sums(column: pa.ChunkedArray, groups: NDArray[np.int64], count: int) -> list[int | None]:
    """What the known values of each group add up to, in the smallest place of the column; None where a group has none."""
    it = buffers.whole(column)
    known = buffers.known(it)
    limbs = np.frombuffer(it.buffers()[1] or b"", dtype="<u4").reshape(-1, LIMBS)[it.offset : it.offset + len(it)]
    wide = [limbs[:, place].astype(np.int64) for place in range(LIMBS - 1)] + [limbs[:, LIMBS - 1].view("<i4").astype(np.int64)]
    totals = np.zeros((LIMBS, count), dtype=np.int64)
    for place, part in enumerate(wide):
        np.add.at(totals[place], groups[known], part[known])
    numbers = np.bincount(groups[known], minlength=count)
    whole = (sum(int(part) << 32 * place for place, part in enumerate(parts)) for parts in totals.T.tolist())
    return [total if number else None for total, number in zip(whole, numbers.tolist(), strict=True)]


def _small(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """The numbers of a column in its smallest place, which of them are known, and which of these 64 bits hold."""
    it = buffers.whole(column)
    halves = np.frombuffer(it.buffers()[1] or b"", dtype="<i8").reshape(-1, 2)[it.offset : it.offset + len(it)]
    known = buffers.known(it)
    return halves[:, 0], known, known & (halves[:, 1] == halves[:, 0] >> 63)


def integers(column: pa.ChunkedArray) -> list[int | None]:
    """A column of decimals without places as whole numbers, None where unknown."""
    numbers, known, fit = _small(column)
    if (known & ~fit).any():
        return [None if text is None else int(text) for text in column.cast(pa.string()).to_pylist()]
    found: list[int | None] = numbers.tolist()
    return found if known.all() else [number if there else None for number, there in zip(found, known.tolist(), strict=True)]


def floats(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """A column of decimals as the floats nearest to them, NaN where unknown.

    A float holds a number below 2**53, and the ten to the power of up to 22, as they are; it then divides as near as can be.
    """
    numbers, known, fit = _small(column)
    near = fit & (numbers < 2**53) & (numbers > -(2**53)) & (column.type.scale <= 22)
    found = np.where(near, numbers / float(10**column.type.scale), np.nan)
    far = np.flatnonzero(known & ~near)
    if len(far):
        found[far] = [float(text) for text in column.take(buffers.arrow(far)).cast(pa.string()).to_pylist()]
    return found


def decimals(column: pa.ChunkedArray, totals: Sequence[int | None]) -> list[Decimal | None]:
    """Such totals as decimals."""
    return [None if total is None else Decimal(f"{total}E-{column.type.scale}") for total in totals]


def column_of(like: pa.ChunkedArray, totals: Sequence[int | None]) -> pa.Array:
    """Such totals as a column."""
    values = b"".join((total or 0).to_bytes(BYTES, "little", signed=True) for total in totals)
    marks = np.packbits([total is not None for total in totals], bitorder="little")
    return pa.Array.from_buffers(pa.decimal128(38, like.type.scale), len(totals), [pa.py_buffer(marks), pa.py_buffer(values)])


def groups_of(columns: Sequence[tuple[NDArray[np.int64], int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the rows that are alike in all columns, given as codes from -1 on and how many there are.

    Returns the group of each row and the first row of each group; groups are in the order of these.
    """
    key = np.zeros(len(columns[0][0]), dtype=np.int64)
    for codes, many in columns:
        key = np.unique(key, return_inverse=True)[1] * (many + 1) + codes + 1
    _, firsts, numbers = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(firsts)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return place[numbers], firsts[order]
