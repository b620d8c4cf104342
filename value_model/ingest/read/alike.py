"""The cells of rows that are built alike, column by column: one row of each build is read tag by tag, the others are held against it.

What stands between the values of a row is compared with that of the row that was read, eight letters at a time; but for the row's number
in the cells' addresses it must be the same. Whatever is not shown to be alike is left to `read.tags`, and the answer is the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from value_model.ingest.read import model, tags
from value_model.ingest.read.model import WORD, Model
from value_model.ingest.read.rows import NotPlain, checked
from value_model.ingest.read.tagkinds import Numbers

_ROW_HEAD = b'<row r="'
_IS_ROW, _ROW = np.uint64(256**4 - 1), np.frombuffer(_ROW_HEAD, dtype="<u8")[0]
_MOST_BUILDS = 12
_DIGITS = 7


class Piece(NamedTuple):
    """Cells of one column, type and style: their rows and their values."""

    column: int
    kind: tuple[str, str]
    rows: Numbers
    values: pa.Array
    is_formula: bool


class Taken(NamedTuple):
    """What a chunk holds: the numbers of its rows, which of them are hidden, and its cells."""

    numbers: Numbers
    hidden: list[int]
    pieces: list[Piece]


class _Chunk(NamedTuple):
    """Some whole rows: where each tag opens, the first tag of each row, where the row ends, its number and how many digits that has."""

    text: bytes
    words: Numbers  # eight letters from each place on, as one number
    opens: Numbers
    first: Numbers
    ends: Numbers
    numbers: Numbers
    digits: Numbers


def cells(text: bytes) -> Taken | None:
    """Return the cells of some whole rows, None where they are built in too many ways; raise NotPlain as `tags.cells` does."""
    chunk = _chunk(text)
    if chunk is None:
        return None
    taken = Taken(chunk.numbers, [], [])
    keys = np.diff(chunk.first, append=len(chunk.opens)) * (_DIGITS + 1) + chunk.digits
    left = deque(np.flatnonzero(keys == key) for key in np.unique(keys).tolist())
    for _ in range(_MOST_BUILDS):
        if left and len(others := _take(chunk, left.popleft(), taken)):
            left.appendleft(others)
    return None if left else taken


def _chunk(text: bytes) -> _Chunk | None:
    """Return the rows of a text; None where it does not begin with one, or one has but a single tag."""
    held = np.frombuffer(text + b" " * 16, dtype=np.uint8)
    if held.min() < ord(" ") or held.max() > ord("~") or b"&" in text or b"]" in text:
        checked(text)
    words = np.ndarray((len(held) - WORD,), dtype="<u8", buffer=held, strides=(1,))
    opens = np.flatnonzero(held == ord("<"))
    first = np.flatnonzero(words[opens] & _IS_ROW == _ROW & _IS_ROW)
    if not len(first) or opens[0] or first[0] or (np.diff(first, append=len(opens)) < 2).any():
        return None
    starts = opens[first]
    return _Chunk(text, words, opens, first, np.append(starts[1:], len(text)), *_numbers(held, starts))


def _numbers(held: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
    """Return the number each row tag states, and with how many digits; what they are not is found where tags are compared."""
    numbers, digits = np.zeros(len(starts), dtype=np.int64), np.zeros(len(starts), dtype=np.int64)
    still = np.ones(len(starts), dtype=bool)
    for at in range(_DIGITS):
        digit = held[np.minimum(starts + len(_ROW_HEAD) + at, len(held) - 1)].astype(np.int64) - ord("0")
        still &= (digit >= 0) & (digit <= 9)
        numbers[still] = numbers[still] * 10 + digit[still]
        digits += still
    return numbers, digits


def _take(chunk: _Chunk, rows: Numbers, taken: Taken) -> Numbers:
    """Read the first of some rows that have as many tags, and take its cells and those of the rows that are alike; return the others."""
    first = chunk.opens[chunk.first[rows[0]]]
    built = model.of_row(chunk.text[first : chunk.ends[rows[0]]], int(chunk.digits[rows[0]]))
    opens = chunk.opens[chunk.first[rows][:, None] + built.firsts]
    alike = _alike(chunk, rows, opens, built)
    opens, others, rows = opens[alike], rows[~alike], rows[alike]
    taken.hidden.extend(_hidden(chunk, rows, opens[:, 0]))
    with_value = built.behind[built.behind >= 0]
    values = iter(_by_cell(chunk.text, (opens + built.lengths)[:, with_value], opens[:, with_value + 1]))
    blank = pa.repeat(pa.scalar(b"", type=pa.binary()), len(rows))
    for cell, column in enumerate(built.found.column.tolist()):
        found = next(values) if built.behind[cell] >= 0 else blank
        kind, is_formula = built.found.tails[built.found.tail[cell]], bool(built.found.is_formula[cell])
        taken.pieces.append(Piece(column, kind, chunk.numbers[rows], found, is_formula))
    return others


def _by_cell(text: bytes, starts: Numbers, ends: Numbers) -> Iterator[pa.Array]:
    """Yield for each cell of some rows, a row each, the values that stand between the places."""
    rows, count = starts.shape
    every = tags.between(text, starts.ravel(), ends.ravel(), np.arange(rows * count).reshape(rows, count).T.ravel())
    return (every[cell * rows : (cell + 1) * rows] for cell in range(count))


def _alike(chunk: _Chunk, rows: Numbers, opens: Numbers, built: Model) -> Numbers:
    """Return which rows are built as the one that was read: its stretches stand where it has them, and the last ends the row."""
    ends, starts = opens + built.lengths, chunk.opens[chunk.first[rows]]
    alike: Numbers = (ends[:, :-1] <= opens[:, 1:]).all(axis=1) & (ends[:, -1] == chunk.ends[rows]) & (chunk.words[starts] == _ROW)
    number = chunk.words[starts + len(_ROW_HEAD)] & np.uint64(256 ** int(chunk.digits[rows[0]]) - 1)
    for (stretch, place, mask, wanted), stated in ((built.fixed, np.zeros_like(number)), (built.numbered, number)):
        at = np.flatnonzero(alike)
        found = chunk.words[opens[at][:, stretch] + place] & mask
        alike[at] = (found == wanted | stated[at, None]).all(axis=1)
    return alike


def _hidden(chunk: _Chunk, rows: Numbers, ends: Numbers) -> Iterator[int]:
    """Yield the numbers of the rows that are hidden, by the attributes of their tags, each different ones once; raise NotPlain."""
    digits, opens = int(chunk.digits[rows[0]]), chunk.opens[chunk.first[rows]]
    if (chunk.numbers[rows] < 10 ** max(0, digits - 1)).any():
        raise NotPlain
    rest = tags.between(chunk.text, opens + len(_ROW_HEAD) + digits, ends).dictionary_encode()
    codes = rest.indices.to_numpy()
    for code in range(len(rest.dictionary)):
        alike = np.flatnonzero(codes == code)
        _, attributes = tags.row(chunk.text, int(opens[alike[0]]), int(ends[alike[0]]) - 1)
        if tags.is_hidden(attributes):
            yield from chunk.numbers[rows[alike]].tolist()
