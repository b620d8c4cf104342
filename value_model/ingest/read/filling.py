"""Cells sorted by column as they come, each different one kept once."""

from __future__ import annotations

from collections.abc import Mapping

from value_model.ingest.read.grid import Place, RawCell
from value_model.ingest.read.packing import identity


class Filling:
    """One column: the different cells, and for each row that holds one its number among them."""

    __slots__ = ("_index", "cells", "codes", "rows")

    def __init__(self) -> None:
        self._index: dict[object, int] = {}
        self.cells: list[RawCell] = []
        self.rows: list[int] = []
        self.codes: list[int] = []

    def put(self, row: int, cell: RawCell) -> None:
        """Add the cell of a row."""
        key = identity(cell)
        code = self._index.get(key)
        if code is None:
            code = self._index[key] = len(self.cells)
            self.cells.append(cell)
        self.rows.append(row)
        self.codes.append(code)


def by_column(cells: Mapping[Place, RawCell]) -> dict[int, Filling]:
    """Return the columns that hold something, by their number."""
    found: dict[int, Filling] = {}
    for (row, column), cell in cells.items():
        filling = found.get(column)
        if filling is None:
            filling = found[column] = Filling()
        filling.put(row, cell)
    return {column: found[column] for column in sorted(found)}
