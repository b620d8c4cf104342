"""One worksheet part of a binary workbook: rows, cells, merged areas, what is hidden."""

from __future__ import annotations

import struct

from value_model.ingest.read.build import SheetBuilder
from value_model.ingest.read.cells import Book, CellMaker
from value_model.ingest.read.cursor import EXCEL_COLS, EXCEL_ROWS
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import Grid
from value_model.ingest.read.records import Record, records
from value_model.ingest.read.refuse import refused

_ROW, _COLUMN, _MERGE = 0, 60, 176
_BLANK, _RK, _ERROR, _BOOL, _REAL, _INLINE, _SHARED, _F_STRING, _F_NUMBER, _F_BOOL, _F_ERROR = range(1, 12)
_SHORT = range(12, 19)  # cells without a column of their own; no program we know writes them
_RICH = 62
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01


class BinarySheet:
    """Reads one part; `read` returns its grid and the evidence found in passing."""

    def __init__(self, book: Book, part: str, name: str) -> None:
        self.archive, self.part = book.archive, part
        self.sheet = SheetBuilder(self.archive.name, name, self.archive.limits)
        self.maker = CellMaker(book)
        self._row = self._col = 0

    def read(self, *, hidden: bool) -> tuple[Grid, Evidence]:
        """Stream the part; raise FileRefused where cells are out of order, misaddressed or beyond the limits."""
        for kind, record in records(self.archive, self.part):
            if kind == _ROW:
                self._start_row(record)
            elif _BLANK < kind <= _F_ERROR or kind == _RICH:
                self._cell(kind, record)
            elif kind == _MERGE:
                top, bottom, left, right = (record.integer() + 1 for _ in range(4))
                self.sheet.merges.add((top, left, bottom, right))
            elif kind == _COLUMN:
                self._column(record)
            elif kind in _SHORT:
                raise refused("unreadable", self.archive.name, seen="a binary workbook (.xlsb)")
        return self.sheet.grid(hidden=hidden), self.sheet.evidence

    def _start_row(self, record: Record) -> None:
        row = record.integer() + 1
        if row <= self._row or row > EXCEL_ROWS:
            raise refused("cell-order", self.archive.name, where=f'row {row} of sheet "{self.sheet.sheet}"')
        self._row, self._col = row, 0
        record.skip(7)
        if record.integer("B") & _HIDDEN_ROW:
            self.sheet.hide_rows(row, row)

    def _column(self, record: Record) -> None:
        first, last = record.integer(), record.integer()
        record.skip(8)
        if record.integer("H") & _HIDDEN_COLUMN and first <= last:
            self.sheet.hide_cols(first + 1, last + 1)

    def _cell(self, kind: int, record: Record) -> None:
        col = record.integer() + 1
        if col <= self._col or col > EXCEL_COLS or not self._row:
            raise refused("cell-order", self.archive.name, where=f'row {self._row} of sheet "{self.sheet.sheet}"')
        self._col = col
        style = str(record.integer() & 0xFFFFFF)
        formula = kind in (_F_STRING, _F_NUMBER, _F_BOOL, _F_ERROR)
        cell = self.maker.make(*_typed(kind, style, record), formula=formula)
        if cell is not None:
            self.sheet.put(self._row, col, cell, formula=formula, cleaned=self.maker.cleaned)


def _typed(kind: int, style: str, record: Record) -> tuple[str, str, str]:
    """Return (type, style, text) of a cell as an XML worksheet would store them."""
    if kind == _RK:
        return "n", style, _number(_rk(record.integer()))
    if kind in (_REAL, _F_NUMBER):
        return "n", style, _number(float(record.take("d")))
    if kind == _SHARED:
        return "s", style, str(record.integer())
    if kind in (_BOOL, _F_BOOL):
        return "b", style, str(record.integer("B"))
    if kind in (_ERROR, _F_ERROR):
        return "e", style, _ERRORS.get(record.integer("B"), "#ERROR!")
    if kind == _RICH:
        record.skip(1)
    return "str", style, record.text()


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def _rk(packed: int) -> float:
    """Return the number packed into 32 bits ([MS-XLSB] 2.5.122): an integer or the top of a double, perhaps over 100."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
    return value / 100 if packed & 1 else value
