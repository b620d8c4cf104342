"""What a file looks like once read: sheets of cells at the addresses a spreadsheet shows.

Nothing is judged here. A cell keeps the value, the exact text it came from, the number format it was
shown in and, where it cannot be used, the problem. Rows and columns count from 1, as on screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from value_model.contract import Finding

if TYPE_CHECKING:
    from value_model.ingest.read.column import Cells

CellValue = None | str | int | float | Decimal | bool | date | datetime | timedelta
UNCACHED = "uncached formula"
Place = tuple[int, int]


class RawCell(NamedTuple):
    """One filled cell.

    `value` is typed (a date where the number format says so); None where `problem` is set. `text` is
    the exact text of the file: for a number every digit that was stored. `number_format` is the
    format code ("0.0%", '"£"#,##0') or None for General. `problem` is an error literal ("#REF!"),
    "uncached formula", "not a number" or "not a date".
    """

    value: CellValue
    text: str
    number_format: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its filled cells by (row, column), and what a reader of the sheet would not see."""

    name: str
    hidden: bool = False
    cells: Mapping[Place, RawCell] = field(default_factory=dict)
    n_rows: int = 0
    n_cols: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    _by_column: list[Cells] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def columns(self) -> Cells:
        """The cells held by column, for questions about many of them."""
        if not self._by_column:
            from value_model.ingest.read.column import Cells  # the child that reads a small file does without

            self._by_column.append(self.cells if isinstance(self.cells, Cells) else Cells.of(self.cells))
        return self._by_column[0]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as it was read: SHA-256 and size of its bytes, its format, its sheets, what was noticed."""

    name: str
    sha256: str
    size: int
    format: str
    sheets: list[Grid]
    notes: list[Finding]


def column_letters(col: int) -> str:
    """Return the letters a spreadsheet shows above column `col`: 1 is A, 27 is AA."""
    letters = ""
    while col > 0:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, col: int) -> str:
    """Return the A1 address of a cell: (12, 5) is E12."""
    return f"{column_letters(col)}{row}"


def extent(cells: Mapping[Place, RawCell]) -> tuple[int, int]:
    """Return the last filled row and the last filled column; (0, 0) for an empty sheet."""
    if not cells:
        return 0, 0
    if not isinstance(cells, dict):
        held: Cells = cells  # type: ignore[assignment]
        return held.extent()
    return max(row for row, _ in cells), max(col for _, col in cells)
