"""The cells of rows that are built alike, column by column: one row of each build is read tag by tag, the others are held against it.

A row without its digits is its build: the same tags in the same order. Whatever is not shown to be alike is left
to `read.tags`, and the answer is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from value_model.ingest.read import tags
from value_model.ingest.read.rows import NotPlain, checked
from value_model.ingest.read.tagkinds import HOLDS_TEXT, IS_CELL, IS_VALUE, Numbers, brackets, of_chunk

_OF_NUMBERS = b"0123456789.-+E"
_ROW_END, _ROW_HEAD = b"</row>", b'<row r="'
_MOST_BUILDS = 12
_DIGITS = 7
_WORD = 8


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
    """Some whole rows: where each tag opens and closes and where the next one opens, the first tag of each row, its number and how many digits that has."""

    text: bytes
    held: Numbers
    words: Numbers  # eight letters from each place on, as one number
    opens: Numbers
    closes: Numbers
    beyond: Numbers
    first: Numbers
    numbers: Numbers
    digits: Numbers


class _Unlike(Exception):
    """Rows of one build differ in more than their numbers and values."""


def cells(text: bytes) -> Taken | None:
    """Return the cells of some whole rows, None where they are built in too many ways; raise NotPlain as `tags.cells` does."""
    builds = text.translate(None, _OF_NUMBERS).split(_ROW_END)
    if builds.pop() or not builds or len(counts := dict.fromkeys(builds, 0)) > _MOST_BUILDS:
        return None
    every = b"".join(counts)
    checked(every if every.isascii() and b"&" not in every else text)
    for build in counts:
        counts[build] = build.count(b"<") + 1
    held = np.frombuffer(text + b" " * 16, dtype=np.uint8)
    opens, closes = brackets(held)
    ends = np.cumsum([counts[build] for build in builds])
    if ends[-1] != len(opens):
        return None
    first = np.concatenate(([0], ends[:-1]))
    numbers, digits = _numbers(held, opens[first])
    words = np.ndarray((len(held) - _WORD,), dtype="<u8", buffer=held, strides=(1,))
    chunk = _Chunk(text, held, words, opens, closes, np.append(opens[1:], len(text)), first, numbers, digits)
    sizes, names = list(counts.values()), {build: number for number, build in enumerate(counts)}
    keys = np.array([names[build] for build in builds]) * (_DIGITS + 1) + digits
    taken = Taken(numbers, [], [])
    try:
        for key in np.unique(keys).tolist():
            _take(chunk, np.flatnonzero(keys == key), sizes[key // (_DIGITS + 1)], taken)
    except _Unlike:
        return None
    return taken


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


def _take(chunk: _Chunk, rows: Numbers, count: int, taken: Taken) -> None:
    """Read the first of some rows that may be alike, hold the others against it, and take the cells of all."""
    opens, closes, beyond = (_by_row(each, chunk.first[rows], count) for each in (chunk.opens, chunk.closes, chunk.beyond))
    model = chunk.text[int(opens[0, 0]) : int(closes[0, -1]) + 1]
    kinds = of_chunk(model).kinds
    found = tags.cells(model)
    if (np.diff(found.column) <= 0).any():
        raise NotPlain
    lengths = closes - opens
    if (lengths[:, 1:] != lengths[0, 1:]).any() or (beyond != closes + 1)[:, ~HOLDS_TEXT[kinds]].any():
        raise _Unlike
    marks = zip((opens[0] - opens[0, 0]).tolist(), (closes[0] - opens[0, 0]).tolist(), strict=True)
    _require_alike(chunk, rows, opens, [model[first:last] for first, last in marks])
    taken.hidden.extend(_hidden(chunk, rows, opens[:, 0], closes[:, 0]))
    at = np.flatnonzero(IS_VALUE[kinds])
    value_of = dict(zip((np.searchsorted(np.flatnonzero(IS_CELL[kinds]), at) - 1).tolist(), at.tolist(), strict=True))
    for cell, column in enumerate(found.column.tolist()):
        tag = value_of.get(cell)
        starts, ends = (closes[:, tag] + 1, beyond[:, tag]) if tag is not None else (opens[:, 0], opens[:, 0])
        values = tags.between(chunk.text, starts, ends)
        taken.pieces.append(Piece(column, found.tails[found.tail[cell]], chunk.numbers[rows], values, bool(found.is_formula[cell])))


def _by_row(places: Numbers, first: Numbers, count: int) -> Numbers:
    """Return the places of some rows' tags, a row each."""
    if int(first[-1] - first[0]) == count * (len(first) - 1):
        return places[int(first[0]) : int(first[-1]) + count].reshape(len(first), count)
    return places[first[:, None] + np.arange(count)]


def _require_alike(chunk: _Chunk, rows: Numbers, opens: Numbers, model: list[bytes]) -> None:
    """Raise unless the tags behind the rows' own are those of the model, but for the row's number in the cells' addresses.

    They are as long, and the same but for digits: these are looked at, in addresses eight letters at a time.
    """
    digits = int(chunk.digits[rows[0]])
    number = chunk.words[opens[:, 0] + len(_ROW_HEAD)] & np.uint64(256**digits - 1)
    seen: list[tuple[int, int, int]] = []
    for tag, text in enumerate(model[1:], 1):
        address = text.find(b'"', len(tags.HEAD)) - digits if text.startswith(tags.HEAD) else len(text)
        behind = text[address + digits : address + _WORD]
        seen += [(tag, at, text[at]) for at in range(len(text)) if text[at] in _OF_NUMBERS and not address <= at < address + _WORD]
        if address < len(text):
            mask = np.uint64(256 ** (digits + len(behind)) - 1)
            wanted = number | np.uint64(int.from_bytes(behind, "little") << 8 * digits)
            if ((chunk.words[opens[:, tag] + address] & mask) != wanted).any():
                raise _Unlike
    which, offset, letter = np.array(seen, dtype=np.int32).reshape(-1, 3).T
    if (chunk.held[opens[:, which] + offset] != letter.astype(np.uint8)).any():
        raise _Unlike


def _hidden(chunk: _Chunk, rows: Numbers, opens: Numbers, closes: Numbers) -> Iterator[int]:
    """Yield the numbers of the rows that are hidden, by the attributes of their tags, each different ones once; raise NotPlain."""
    digits = int(chunk.digits[rows[0]])
    if (chunk.numbers[rows] < 10 ** max(0, digits - 1)).any():
        raise NotPlain
    rest = tags.between(chunk.text, opens + len(_ROW_HEAD) + digits, closes).dictionary_encode()
    codes = rest.indices.to_numpy()
    for code in range(len(rest.dictionary)):
        alike = np.flatnonzero(codes == code)
        _, attributes = tags.row(chunk.text, int(opens[alike[0]]), int(closes[alike[0]]))
        if tags.is_hidden(attributes):
            yield from chunk.numbers[rows[alike]].tolist()
