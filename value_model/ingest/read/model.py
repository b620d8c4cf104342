"""One row as a model that others are held against: the stretches of tags between its values, cut into words of eight letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from value_model.ingest.read import tags
from value_model.ingest.read.rows import NotPlain
from value_model.ingest.read.tagkinds import HOLDS_TEXT, IS_CELL, IS_VALUE, Numbers, of_chunk

WORD = 8
_Word = tuple[int, int, int, int]  # a stretch, a place in it, the letters that count there, and the letters


class Model(NamedTuple):
    """A row that was read, without its own tag; a stretch ends where a value or a formula begins, the last with the row."""

    found: tags.Found
    firsts: Numbers  # the number of the tag with which each stretch begins
    lengths: Numbers
    behind: Numbers  # of each cell the stretch behind which its value stands, -1 where it has none
    fixed: tuple[Numbers, ...]  # words that are the same in each row: see `_Word`, one array each
    numbered: tuple[Numbers, ...]  # words that begin with the number of the row, whose letters are left out


def of_row(row: bytes, digits: int) -> Model:
    """Return the model of a row whose number has that many digits; raise NotPlain where it is none, or where its columns do not rise."""
    found, (_, kinds, opens, closes, _) = tags.cells(row), of_chunk(row)
    if (np.diff(found.column) <= 0).any() or len(found.rows) != 1:
        raise NotPlain
    firsts = np.append(1, np.flatnonzero(HOLDS_TEXT[kinds]) + 1)
    starts, ends = opens[firsts], closes[np.append(firsts[1:], len(kinds)) - 1] + 1
    addresses = [row.index(b'"', start + len(tags.HEAD)) - digits for start in opens[IS_CELL[kinds]].tolist()]
    words = [
        word
        for stretch, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
        for word in _words(row[start:end], [address - start for address in addresses if start <= address < end], digits, stretch)
    ]
    fixed, numbered = (_arrays([word for is_numbered, word in words if is_numbered is wanted]) for wanted in (False, True))
    return Model(found, firsts, ends - starts, _behind(kinds, firsts), fixed, numbered)


def _behind(kinds: Numbers, firsts: Numbers) -> Numbers:
    cells, values = np.flatnonzero(IS_CELL[kinds]), np.flatnonzero(IS_VALUE[kinds])
    found = np.full(len(cells), -1)
    found[np.searchsorted(cells, values) - 1] = np.searchsorted(firsts, values + 1) - 1
    return found


def _words(text: bytes, addresses: list[int], digits: int, stretch: int) -> Iterator[tuple[bool, _Word]]:
    """Yield the words of a stretch that has the row's number at the addresses, and of each whether it begins with that."""
    at = 0
    for address in [*addresses, len(text)]:
        for place in range(at, address, WORD):
            letters = text[place : min(place + WORD, address)]
            yield False, (stretch, place, 256 ** len(letters) - 1, int.from_bytes(letters, "little"))
        if address < len(text):
            letters = text[address + digits : address + WORD]
            at = address + digits + len(letters)
            yield True, (stretch, address, 256 ** (digits + len(letters)) - 1, int.from_bytes(letters, "little") << 8 * digits)


def _arrays(words: list[_Word]) -> tuple[Numbers, ...]:
    stretch, place, mask, letters = zip(*words, strict=True) if words else ((), (), (), ())
    return (
        np.array(stretch, dtype=np.intp),
        np.array(place, dtype=np.intp),
        np.array(mask, dtype=np.uint64),
        np.array(letters, dtype=np.uint64),
    )
