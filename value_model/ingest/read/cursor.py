"""Where the next cell of a worksheet part stands: in order, once, and at an address that exists."""

from __future__ import annotations

from functools import lru_cache

from value_model.ingest.read.refuse import refused

EXCEL_ROWS, EXCEL_COLS = 1_048_576, 16_384
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, XFD is 16384; 0 where `letters` name none."""
    total = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or total > EXCEL_COLS:
            return 0
        total = total * 26 + ord(letter) - 64
    return total if total <= EXCEL_COLS else 0


class Cursor:
    """Follows rows and cells as a part lists them; readers keep different cells where the order is broken."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file, self.sheet = file, sheet
        self.row = self.col = 0
        self._stated = ""

    def to_row(self, stated: str) -> None:
        """Start the row `stated`, or the one below the last where nothing is stated."""
        self._move(stated or str(self.row + 1))
        self._stated = stated

    def _move(self, stated: str) -> None:
        row = int(stated) if len(stated) <= 7 and stated.isascii() and stated.isdigit() else 0
        if not 1 <= row <= EXCEL_ROWS:
            raise refused("cell-reference", self.file, where=f'row {stated[:20]} of sheet "{self.sheet}"')
        if row <= self.row:
            raise self._disorder(row)
        self.row, self.col = row, 0

    def to_cell(self, stated: str | None) -> None:
        """Go to the cell `stated` (A1 form) of the current row, or one to the right where nothing is stated."""
        if not stated:
            col = self.col + 1
        elif self._stated and stated.endswith(self._stated):
            col = column_number(stated[: -len(self._stated)])
        else:
            col = self._column(stated)
        if col <= self.col:
            raise self._disorder(self.row) if col else self._nowhere(stated or "")
        if col > EXCEL_COLS:
            raise refused("cell-reference", self.file, where=f'row {self.row} of sheet "{self.sheet}"')
        self.col = col

    def _column(self, stated: str) -> int:
        """Return the column of the first cell of a row that says nothing of itself: it stands where that cell does."""
        digits = stated.lstrip(_LETTERS)
        if self._stated:
            raise self._nowhere(stated)
        if digits != str(self.row):
            self.row -= 1
            self._move(digits)
        self._stated = digits
        return column_number(stated.removesuffix(digits))

    def _nowhere(self, stated: str) -> Exception:
        return refused("cell-reference", self.file, where=f'{stated[:20]} in sheet "{self.sheet}"')

    def _disorder(self, row: int) -> Exception:
        return refused("cell-order", self.file, where=f'row {row} of sheet "{self.sheet}"')
