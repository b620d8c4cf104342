"""One sheet of an OpenDocument file as it fills up, row by row, with repeated rows and cells spread out."""

from __future__ import annotations

from value_model.ingest.read.build import SheetBuilder
from value_model.ingest.read.grid import RawCell
from value_model.ingest.read.limits import Limits
from value_model.ingest.read.odscell import OdsCell
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.strings import held_control

_BOTTOM = 1 << 24  # below every sheet: repeats past it are never spread


class OdsTable:
    """Collects one sheet through its builder. A row is put in place when it ends, as many times as it stands there."""

    def __init__(self, file: str, name: str, limits: Limits, *, hidden: bool) -> None:
        self.sheet = SheetBuilder(file, name, limits)
        self.hidden = hidden
        self._rows = self._columns = self._col = 0
        self._repeat = 1
        self._held: list[tuple[int, int, RawCell, bool, bool]] = []

    def column(self, repeat: int, *, visible: bool) -> None:
        """Declare the next `repeat` columns."""
        first = self._columns + 1
        self._columns = min(self._columns + repeat, _BOTTOM)
        if not visible:
            self.sheet.hide_cols(first, self._columns)

    def start_row(self, repeat: int, *, visible: bool) -> None:
        """Begin a row that stands `repeat` times."""
        self._repeat, self._col, self._held = repeat, 0, []
        if not visible:
            self.sheet.hide_rows(self._rows + 1, self._rows + repeat)

    def cell(self, declared: OdsCell, shown: str) -> None:
        """Add a cell of the current row, or `repeat` equal ones, given the text it shows."""
        first, top, limit = self._col + 1, self._rows + 1, self.sheet.limits.string_len
        self._col = min(self._col + declared.repeat, _BOTTOM)
        if declared.columns > 1 or declared.rows > 1:
            self.sheet.merges.add((top, first, top + declared.rows - 1, first + declared.columns - 1))
        if len(shown) > limit:
            raise refused("string-length", self.sheet.file, limit=limit, where=f'sheet "{self.sheet.sheet}"')
        value = declared.value(shown)
        if value is not None:
            self._held.append((first, self._col, value, declared.formula, held_control(shown)))

    def end_row(self) -> None:
        """Put the row's cells in place."""
        if self._held:
            for row in range(self._rows + 1, self._rows + self._repeat + 1):
                self._place(row)
        self._rows = min(self._rows + self._repeat, _BOTTOM)

    def _place(self, row: int) -> None:
        for first, last, cell, formula, cleaned in self._held:
            for col in range(first, last + 1):
                self.sheet.put(row, col, cell, formula=formula, cleaned=cleaned)
