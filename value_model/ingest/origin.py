"""Where the values of a table stood: the columns of its sheet, kept as they were read, and who came from where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from value_model.contract import Cell, CellPart
from value_model.ingest.block import Block, Heading, shown_text
from value_model.ingest.read.column import NONE, Codes, Column
from value_model.ingest.read.grid import column_letters


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a column that gave a field; the others hold NONE."""

    heading: Heading
    column: Column
    codes: Codes


@dataclass(frozen=True)
class TableOrigin:
    """The columns of one table by the field they gave."""

    block: Block
    found: dict[str, list[Part]] = field(default_factory=dict)

    def add(self, name: str, part: Part) -> None:
        """Note that some lines of a column gave a field."""
        self.found.setdefault(name, []).append(part)

    def cell(self, line: int, name: str) -> Cell | None:
        """Return the cell that gave a field of a line, None where none did."""
        for part in self.found.get(name, ()):
            code = part.codes.item(line)
            if code != NONE:
                return Cell(self.block.address(self.block.lines[line], part.heading), shown_text(part.column, code))
        return None

    def names(self, line: int) -> Iterator[str]:
        """Return the fields of a line that came from a cell."""
        return (name for name, parts in self.found.items() if any(part.codes.item(line) != NONE for part in parts))

    def parts(self, lines: Sequence[int]) -> Iterable[CellPart]:
        """Return the cells of many lines, a part for each column that gave a field."""
        wanted = np.array(lines, dtype=np.int64)
        for name, parts in self.found.items():
            for part in parts:
                yield CellPart(name, column_letters(part.heading.index), part.codes[wanted], _texts(part.column))  # type: ignore[arg-type]


def _texts(column: Column) -> Sequence[str]:
    """What a reader sees in each of the column's different cells."""
    if set(column.cells.kinds) <= {"n", "s"}:
        return column.cells.texts
    return [shown_text(column, code) for code in range(len(column.cells))]
