"""A table on a sheet, whichever way it runs: headings across and records down, or the other way round.

The rest of the import asks for a record (`line`) and a heading (`column`) and never for row and column,
so a sheet with one project per column is read by the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Literal

from value_model.ingest.read.grid import Grid, RawCell, address
from value_model.ingest.wording import key

Orientation = Literal["rows", "columns"]
_AREAS, _TALL = 5000, 2000  # more or taller merged cells are decoration


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its text on one line (a repeated one ends in #2), and its column (or row) number."""

    text: str
    index: int


@dataclass(frozen=True)
class Block:
    """A table: its sheet, the way it runs, the rows of headings, and the lines that hold records."""

    grid: Grid
    orientation: Orientation
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    lines: tuple[int, ...]

    def cell(self, line: int, heading: Heading) -> RawCell | None:
        """Return the cell of a record under a heading, None where it is empty."""
        return self.grid.cells.get(self._place(line, heading.index))

    def merged_above(self, line: int, heading: Heading) -> RawCell | None:
        """Return the cell that is merged over this record from an earlier one, None where there is none."""
        place = self._merged.get((line, heading.index))
        return self.grid.cells.get(place) if place else None

    @cached_property
    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Places covered by a cell merged along the records, in one column of the table, with that cell's place."""
        across = [area if self.orientation == "rows" else (area[1], area[0], area[3], area[2]) for area in self.grid.merged[:_AREAS]]
        return {
            (line, left): (top, left) if self.orientation == "rows" else (left, top)
            for top, left, bottom, right in across
            if left == right and bottom - top < _TALL
            for line in range(top + 1, bottom + 1)
        }

    def address(self, line: int, heading: Heading) -> str:
        """Return the A1 address of that cell."""
        return address(*self._place(line, heading.index))

    def texts(self, heading: Heading) -> Iterator[str]:
        """Yield the text of each filled cell under a heading."""
        for line in self.lines:
            cell = self.cell(line, heading)
            if cell is not None and cell.text.strip():
                yield display(cell)

    def filled(self, line: int) -> bool:
        """Tell whether a record holds anything at all."""
        return any((cell := self.cell(line, heading)) is not None and filled(cell) for heading in self.headings)

    @cached_property
    def by_key(self) -> dict[str, Heading]:
        """Headings by the form in which they are compared."""
        return {heading_key(heading.text): heading for heading in reversed(self.headings)}

    def find(self, name: str) -> Heading | None:
        """Return the heading called `name`, tolerant of case, spaces and underscores; `*` stands for any text."""
        exact = self.by_key.get(heading_key(name))
        if exact or "*" not in name:
            return exact
        pattern = pattern_key(name)
        return next((heading for heading in self.headings if fnmatchcase(heading_key(heading.text), pattern)), None)

    def _place(self, line: int, index: int) -> tuple[int, int]:
        return (line, index) if self.orientation == "rows" else (index, line)


def filled(cell: RawCell) -> bool:
    """Tell whether a cell holds something a reader would see."""
    return bool(cell.problem) or bool(cell.text.strip())


def display(cell: RawCell) -> str:
    """Return what a reader sees in a cell: a date as 2026-09-30, everything else as stored."""
    if isinstance(cell.value, datetime) and cell.value.time() != time():
        return cell.value.isoformat(" ")
    if isinstance(cell.value, date):
        return cell.value.isoformat()[:10]
    return cell.text


def heading_key(text: str) -> str:
    """Return the comparable form of a heading, its `#2` kept."""
    name, mark, number = text.rpartition("#")
    return f"{key(name)}#{number}" if mark and number.isdigit() else key(text)


def pattern_key(text: str) -> str:
    """Return the comparable form of a heading pattern, its `*` kept and every other sign taken literally."""
    return "*".join(heading_key(part).replace("[", "[[]").replace("?", "[?]") for part in text.split("*"))
