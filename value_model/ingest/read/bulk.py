"""Columns of a large sheet filled from whole chunks of rows: each different text becomes a cell once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.ahead import ahead
from value_model.ingest.read import alike, rows, tags
from value_model.ingest.read.alike import Taken
from value_model.ingest.read.build import SheetBuilder
from value_model.ingest.read.cells import Book, CellMaker
from value_model.ingest.read.column import NONE, Cells, Column
from value_model.ingest.read.different import Different
from value_model.ingest.read.rows import NotPlain, Rest
from value_model.ingest.read.tagkinds import Numbers
from value_model.ingest.read.tags import Found

_WIDEST = 1 << 15  # more columns than any sheet has


class Bulk:
    """The rows of one worksheet, chunk by chunk."""

    def __init__(self, sheet: SheetBuilder, maker: CellMaker) -> None:
        self._sheet, self._maker, self._limits = sheet, maker, sheet.limits
        self._columns: dict[int, _Filling] = {}
        self._visited = 0
        self._last = 0

    def read(self, pieces: Iterable[bytes], rest: Rest) -> None:
        """Read the rows of a part into the sheet, all else into `rest`; raise NotPlain where only the parser can judge."""
        for taken in ahead(rows.chunks(pieces, rest), _cells):
            self._take_alike(taken) if isinstance(taken, Taken) else self._take(taken)
        made = dict(zip(self._columns, ahead(self._columns.values(), partial(_column, book=self._maker.book)), strict=True))
        characters = sum(count for _, count in made.values())
        cells = Cells({index: column for index, (column, _) in made.items() if len(column.codes)})
        last, beyond = cells.extent()
        if (
            characters > self._limits.text_total
            or len(cells) > self._limits.cells
            or last > self._limits.rows
            or beyond > self._limits.cols
        ):
            raise NotPlain
        self._sheet.cells = cells

    def _take(self, found: Found) -> None:
        numbers = np.array([number for number, _ in found.rows], dtype=np.int64)
        if (np.diff(found.row * _WIDEST + found.column) <= 0).any():
            raise NotPlain
        self._follow(numbers, len(found.row))
        for row, attributes in found.rows:
            if tags.is_hidden(attributes):
                self._sheet.hide_rows(row, row)
        self._count_formulas(found.values.filter(pa.array(found.is_formula)))
        for index, at in _groups(found.column):
            self._filling(index).add(found, at)

    def _take_alike(self, taken: Taken) -> None:
        self._follow(taken.numbers, sum(len(piece.rows) for piece in taken.pieces))
        for row in taken.hidden:
            self._sheet.hide_rows(row, row)
        for piece in taken.pieces:
            if piece.is_formula:
                self._count_formulas(piece.values)
            self._filling(piece.column).put(piece.kind, piece.rows, piece.values)

    def _filling(self, index: int) -> _Filling:
        return self._columns.setdefault(index, _Filling())

    def _follow(self, numbers: Numbers, cells: int) -> None:
        """Count rows and cells; raise NotPlain where rows do not rise, or where there are too many cells."""
        self._visited += cells
        if (np.diff(numbers, prepend=self._last) <= 0).any() or self._visited > self._limits.visited:
            raise NotPlain
        self._last = int(numbers[-1]) if len(numbers) else self._last

    def _count_formulas(self, results: pa.Array) -> None:
        if len(results) and pc.any(pc.equal(pc.binary_length(results), 0)).as_py():
            raise NotPlain  # whether there was a value is for the parser to say
        self._sheet.evidence.formulas += len(results)
        self._sheet.evidence.zeros += int(pc.sum(pc.equal(results, b"0")).as_py() or 0)


def _cells(chunk: bytes) -> Taken | Found:
    return alike.cells(chunk) or tags.cells(rows.checked(chunk))


def _groups(keys: Numbers) -> Iterable[tuple[int, Numbers]]:
    """Return each different key with the places where it stands, in order."""
    order = np.argsort(keys, kind="stable")
    held, starts = np.unique(keys[order], return_index=True)
    return zip(held.tolist(), np.split(order, starts[1:]), strict=True) if len(keys) else ()


class _Filling:
    """One column as it fills up: by type and style, the rows and the texts that stand there."""

    def __init__(self) -> None:
        self._pieces: dict[tuple[str, str], list[tuple[Numbers, pa.Array]]] = {}

    def add(self, found: Found, at: Numbers) -> None:
        """Add the cells at those places of a chunk."""
        for number, here in _groups(found.tail[at]):
            chosen = at[here]
            self.put(found.tails[number], found.row[chosen], found.values.take(pa.array(chosen)))

    def put(self, kind: tuple[str, str], rows: Numbers, values: pa.Array) -> None:
        """Add cells of one type and style."""
        self._pieces.setdefault(kind, []).append((rows, values))

    def numbered(self) -> list[_Numbered]:
        """Return by type and style the rows, and the texts that stand there, each different one once."""
        return [
            _Numbered(
                *kind, np.concatenate([rows for rows, _ in pieces]), pa.concat_arrays([texts for _, texts in pieces]).dictionary_encode()
            )
            for kind, pieces in self._pieces.items()
        ]


class _Numbered(NamedTuple):
    """The cells of one column, type and style: their rows, and their texts."""

    kind: str
    style: str
    rows: Numbers
    texts: pa.DictionaryArray


def _column(filling: _Filling, book: Book) -> tuple[Column, int]:
    """Return the finished column, and how many characters stand in it; its cells have a maker of their own, for others are made beside."""
    pieces = filling.numbered()
    codes, cells = np.full(max(int(piece.rows.max()) for piece in pieces), NONE, dtype=np.int32), Different(CellMaker(book))
    for piece in pieces:
        codes[piece.rows - 1] = cells.add(piece.kind, piece.style, piece.texts.dictionary)[piece.texts.indices.to_numpy()]
    filled = np.flatnonzero(codes != NONE)
    column = Column(codes[: int(filled[-1]) + 1 if len(filled) else 0], cells.variants())
    return column, int(column.counts() @ column.cells.lengths)
