"""A table on a sheet, whichever way it runs: headings across and records down, or the other way round.

The rest of the import asks for a record (`line`) and a heading (`column`) and never for row and column,
so a sheet with one project per column is read by the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import islice
from typing import Any, Literal, TypeVar

import numpy as np

from value_model.ingest.read.column import Cells, Codes, Column, Flags
from value_model.ingest.read.grid import Grid, RawCell, address
from value_model.ingest.wording import key

Orientation = Literal["rows", "columns"]
Answer = TypeVar("Answer")
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
    lines: Sequence[int]

    def cell(self, line: int, heading: Heading) -> RawCell | None:
        """Return the cell of a record under a heading, None where it is empty."""
        return self.grid.cells.get(self._place(line, heading.index))

    def merged_above(self, line: int, heading: Heading) -> RawCell | None:
        """Return the cell that is merged over this record from an earlier one, None where there is none."""
        place = self._merged.get((line, heading.index))
        return self.grid.cells.get(place) if place else None

    def merges(self, heading: Heading) -> bool:
        """Tell whether cells under a heading are merged over several records."""
        return any(index == heading.index for _, index in self._merged)

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

    def column(self, heading: Heading) -> Column:
        """Return what stands under a heading, one entry per line of the block."""
        known = self._columns.get(heading.index)
        if known is None:
            known = self._columns[heading.index] = self._column(heading.index)
        return known

    def _column(self, index: int) -> Column:
        if self.orientation == "rows":
            return self.grid.columns.column(index).take(self._numbers)
        cells = {(at, 1): cell for at, line in enumerate(self.lines, 1) if (cell := self.grid.cells.get((index, line)))}
        return Cells.of(cells).column(1).take(np.arange(len(self.lines), dtype=np.int32))

    def remembered(self, heading: Heading, question: Callable[[Column], Answer]) -> Answer:
        """Return what a question finds of the column under a heading; it is asked once."""
        place = heading.index, question
        if place not in self._answers:
            self._answers[place] = question(self.column(heading))
        return self._answers[place]  # type: ignore[no-any-return]

    @cached_property
    def _answers(self) -> dict[tuple[int, Callable[[Column], Any]], Any]:
        return {}

    @cached_property
    def _numbers(self) -> Codes:
        """The lines as numbers from 0."""
        return np.fromiter(self.lines, dtype=np.int32, count=len(self.lines)) - np.int32(1)

    @cached_property
    def _columns(self) -> dict[int, Column]:
        return {}

    @cached_property
    def widths(self) -> Codes:
        """How many cells of each line are filled."""
        found = np.zeros(len(self.lines), dtype=np.int32)
        for heading in self.headings:
            found += self.column(heading).filled
        return found

    @property
    def filled_lines(self) -> Flags:
        """Which lines hold anything at all."""
        return np.greater(self.widths, 0)

    def address(self, line: int, heading: Heading) -> str:
        """Return the A1 address of that cell."""
        return address(*self._place(line, heading.index))

    def texts(self, heading: Heading) -> Iterator[str]:
        """Yield the text of each filled cell under a heading."""
        column = self.column(heading)
        texts: dict[int, str] = {}
        for code in column.standing():
            text = texts.get(code)
            if text is None:
                text = texts[code] = shown_text(column, code)
            if text.strip():
                yield text

    def samples(self, heading: Heading) -> list[str]:
        """Return the first three different texts under a heading; of the first 200, the first alone where no other stands."""
        return list(dict.fromkeys(islice(self.texts(heading), 200)))[:3]

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


def shown_text(column: Column, code: int) -> str:
    """Return what a reader sees in one of a column's different cells."""
    plain = column.cells.texts[code]
    return plain if column.cells.kinds[code] in "ns" else display(column.cells[code])


def display(cell: RawCell) -> str:
    """Return what a reader sees in a cell: a date as 2026-09-30, everything else as stored."""
    if isinstance(cell.value, datetime) and cell.value.time() != time():
        return cell.value.isoformat(" ")
    if isinstance(cell.value, date):
        return cell.value.isoformat()[:10]
    return cell.text


def unnumbered(text: str) -> str:
    """Return a heading without the number that tells it from others of its name."""
    name, mark, number = text.rpartition("#")
    return name if mark and number.isdigit() else text


def heading_key(text: str) -> str:
    """Return the comparable form of a heading, its `#2` kept."""
    name = unnumbered(text)
    return key(name) + text[len(name) :]


def pattern_key(text: str) -> str:
    """Return the comparable form of a heading pattern, its `*` kept and every other sign taken literally."""
    return "*".join(heading_key(part).replace("[", "[[]").replace("?", "[?]") for part in text.split("*"))
