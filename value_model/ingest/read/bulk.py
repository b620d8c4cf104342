"""Columns of a large sheet filled from whole chunks of rows: each different text becomes a cell once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.ingest.read import rows, tags
from value_model.ingest.read.build import SheetBuilder
from value_model.ingest.read.cells import CellMaker
from value_model.ingest.read.column import NONE, Cells, Column
from value_model.ingest.read.different import Different
from value_model.ingest.read.rows import NotPlain, Rest
from value_model.ingest.read.tagkinds import Numbers
from value_model.ingest.read.tags import Found

_YES = (' hidden="1"', ' hidden="true"')
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
        for chunk in rows.chunks(pieces, rest):
            self._take(tags.cells(chunk))
        columns = {index: filling.column(self._maker) for index, filling in self._columns.items()}
        characters = sum(int(column.counts() @ [len(text) for text in column.cells.texts]) for column in columns.values())
        cells = Cells({index: column for index, column in columns.items() if len(column.codes)})
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
        numbers = [0, *(number for number, _ in found.rows)]
        places = found.row * _WIDEST + found.column
        if numbers[1:2] <= [self._last] or (np.diff(numbers) <= 0).any() or (np.diff(places) <= 0).any():
            raise NotPlain
        self._last = numbers[-1] or self._last
        self._visited += len(places)
        if self._visited > self._limits.visited:
            raise NotPlain
        for row, attributes in found.rows:
            if attributes and any(yes in attributes for yes in _YES):
                self._sheet.hide_rows(row, row)
        self._count_formulas(found)
        for index, at in _groups(found.column):
            self._columns.setdefault(index, _Filling()).add(found, at)

    def _count_formulas(self, found: Found) -> None:
        if found.is_formula.any():
            results = found.values.filter(pa.array(found.is_formula))
            if pc.any(pc.equal(pc.binary_length(results), 0)).as_py():
                raise NotPlain  # whether there was a value is for the parser to say
            self._sheet.evidence.formulas += len(results)
            self._sheet.evidence.zeros += int(pc.sum(pc.equal(results, b"0")).as_py())


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
            self._pieces.setdefault(found.tails[number], []).append((found.row[chosen], found.values.take(pa.array(chosen))))

    def column(self, maker: CellMaker) -> Column:
        """Return the finished column."""
        last = max(int(rows[-1]) for pieces in self._pieces.values() for rows, _ in pieces)
        codes, cells = np.full(last, NONE, dtype=np.int32), Different(maker)
        for (kind, style), pieces in self._pieces.items():
            texts = pa.concat_arrays([values for _, values in pieces]).dictionary_encode()
            places = np.concatenate([rows for rows, _ in pieces]) - 1
            codes[places] = cells.add(kind, style, texts.dictionary)[texts.indices.to_numpy()]
        filled = np.flatnonzero(codes != NONE)
        return Column(codes[: int(filled[-1]) + 1 if len(filled) else 0], cells.variants())
