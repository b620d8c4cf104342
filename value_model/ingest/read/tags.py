"""The cells of plain worksheet rows, many at a time, by where their tags stand.

Nearly all rows that programs write are plain: cells in order, each with its address, a style, a type and a
value. Rows with anything else in them are read by the parser, and the answer is the same.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from value_model.ingest.read.rows import NotPlain
from value_model.ingest.read.tagkinds import IS_CELL, IS_FORMULA, IS_ROW, IS_VALUE, Numbers, of_chunk, require

_ROW_TAG = re.compile(rb'<row r="([1-9]\d{0,6})"((?: [A-Za-z][A-Za-z0-9:]{0,39}="[^"<>&]*")*)/?>')
_CELL_TAIL = re.compile(rb'(?: s="(\d{1,6})")?(?: t="(s|n|b|e|str|inlineStr)")?/?')
HEAD = b'<c r="'
_DIGITS = 7
_YES = (' hidden="1"', ' hidden="true"')


class Found(NamedTuple):
    """The rows of a chunk (number and further attributes), and of each cell its row, column, type and style, and value."""

    rows: list[tuple[int, str]]
    row: Numbers
    column: Numbers
    tail: Numbers  # number of the cell's type and style among `tails`
    tails: list[tuple[str, str]]
    values: pa.Array
    is_formula: Numbers


def cells(chunk: bytes) -> Found:
    """Return the rows of a chunk and their cells; raise NotPlain where anything in it is not plain."""
    held, kinds, opens, closes, beyond = of_chunk(chunk)
    row_at, cell_at, value_at, formula_at = (np.flatnonzero(which[kinds]) for which in (IS_ROW, IS_CELL, IS_VALUE, IS_FORMULA))
    rows = [row(chunk, start, end) for start, end in zip(opens[row_at].tolist(), closes[row_at].tolist(), strict=True)]
    of_row = np.searchsorted(row_at, cell_at) - 1
    starts, ends = opens[cell_at], closes[cell_at]
    column, letters = _columns(held, starts)
    tail = between(chunk, _after_row(held, starts + len(HEAD) + letters, [number for number, _ in rows], of_row), ends).dictionary_encode()
    first, last = ends + 1, ends + 1
    of_cell = np.searchsorted(cell_at, value_at) - 1
    first[of_cell], last[of_cell] = closes[value_at] + 1, beyond[value_at]
    is_formula = np.zeros(len(starts), dtype=bool)
    is_formula[np.searchsorted(cell_at, formula_at) - 1] = True
    of_cells = np.array([number for number, _ in rows], dtype=np.int64)[of_row]
    types = [_type(text) for text in tail.dictionary.to_pylist()]
    return Found(rows, of_cells, column, tail.indices.to_numpy(), types, between(chunk, first, last), is_formula)


def row(chunk: bytes, start: int, end: int) -> tuple[int, str]:
    """Return the number a row tag states, and its further attributes."""
    found = _ROW_TAG.fullmatch(chunk, start, end + 1)
    if found is None:
        raise NotPlain
    return int(found[1]), found[2].decode("utf-8")


def is_hidden(attributes: str) -> bool:
    """Tell whether the attributes of a row hide it."""
    return bool(attributes) and any(yes in attributes for yes in _YES)


def _columns(held: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
    """Return the column number of each cell, and with how many letters it is written."""
    require(held, starts, HEAD)
    column, letters = np.zeros(len(starts), dtype=np.int64), np.zeros(len(starts), dtype=np.int64)
    still = np.ones(len(starts), dtype=bool)
    for at in range(3):
        letter = held[starts + len(HEAD) + at]
        still &= (letter >= ord("A")) & (letter <= ord("Z"))
        column[still] = column[still] * 26 + letter[still] - (ord("A") - 1)
        letters += still
    if not letters.all():
        raise NotPlain
    return column, letters


def _after_row(held: Numbers, starts: Numbers, rows: list[int], of_row: Numbers) -> Numbers:
    """Return where each cell's tag goes on after the number of its row; raise NotPlain where it states another."""
    written = np.frombuffer("".join(str(row).ljust(_DIGITS) for row in rows).encode(), dtype=np.uint8).reshape(-1, _DIGITS)
    digits = np.array([len(str(row)) for row in rows], dtype=np.int64)[of_row]
    for at in range(int(digits.max(initial=0))):
        if ((held[starts + at] != written[of_row, at]) & (digits > at)).any():
            raise NotPlain
    require(held, starts + digits, b'"')
    return starts + digits + 1


def between(chunk: bytes, starts: Numbers, ends: Numbers, order: Numbers | None = None) -> pa.Array:
    """Return the pieces of `chunk` between places that rise, in another order where one is given; every other stretch of it is one of them."""
    count = len(starts)
    places = np.empty(2 * count, dtype=np.int32)
    places[::2], places[1::2] = starts, ends
    if not count:
        return pa.array([], type=pa.binary())
    every = pa.BinaryArray.from_buffers(pa.binary(), 2 * count - 1, [None, pa.py_buffer(places), pa.py_buffer(chunk)])
    return every.take(pa.array(np.arange(0, 2 * count, 2) if order is None else 2 * order))


def _type(tail: bytes) -> tuple[str, str]:
    found = _CELL_TAIL.fullmatch(tail)
    if found is None:
        raise NotPlain
    style, kind = found.groups(b"")
    return kind.decode(), style.decode()
