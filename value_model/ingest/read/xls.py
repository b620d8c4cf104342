"""Workbooks of Excel 97 and before (.xls), by xlrd, with the number formats, errors and hidden parts it knows."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from value_model.ingest.read.build import SheetBuilder
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.formats import set_in
from value_model.ingest.read.grid import Grid, RawCell
from value_model.ingest.read.limits import Limits
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.strings import held_control, tidy
from value_model.ingest.read.values import numeric_cell

# What xlrd lets escape on a damaged file (measured by cutting and flipping bytes): it does not check what it unpacks.
_DAMAGE = (
    xlrd.XLRDError, CompDocError, AssertionError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, struct.error,
    NotImplementedError, RecursionError, EOFError,
)  # fmt: skip

_LEFT = 1  # 0 as the value is, 1 left


def read(data: bytes, *, file: str, limits: Limits) -> list[tuple[Grid, Evidence]]:
    """Read every sheet; raise FileRefused where the file is locked, damaged or beyond the limits."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO())
        return [_sheet(book, index, file, limits) for index in range(min(book.nsheets, limits.sheets))]
    except _DAMAGE as damage:
        if "encrypted" in str(damage):
            raise refused("password", file) from None
        raise refused("unreadable", file, seen="an Excel 97 workbook (.xls)") from None


def _sheet(book: xlrd.Book, index: int, file: str, limits: Limits) -> tuple[Grid, Evidence]:
    sheet = book.sheet_by_index(index)
    builder = SheetBuilder(file, sheet.name, limits)
    for row in range(sheet.nrows):
        for col, cell, cleaned in _row(book, sheet, row):
            builder.put(row + 1, col + 1, cell, cleaned=cleaned)
    for top, bottom, left, right in sheet.merged_cells:
        builder.merges.add((top + 1, left + 1, bottom, right))
    for row, info in sheet.rowinfo_map.items():
        if info.hidden:
            builder.hide_rows(row + 1, row + 1)
    for col, info in sheet.colinfo_map.items():
        if info.hidden:
            builder.hide_cols(col + 1, col + 1)
    book.unload_sheet(index)
    return builder.grid(hidden=sheet.visibility != 0), builder.evidence


def _row(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int) -> Iterator[tuple[int, RawCell, bool]]:
    """Yield (column from 0, cell, whether control characters were taken out) for the filled cells of a row."""
    for col in range(sheet.row_len(row)):
        value = sheet.cell_value(row, col)
        cell = _cell(sheet.cell_type(row, col), value, _format(book, sheet.cell_xf_index(row, col)), book.datemode == 1)
        if cell is not None and cell.value == cell.text:
            cell = cell._replace(number_format=set_in(cell.number_format, _indent(book, sheet.cell_xf_index(row, col))))
        if cell is not None:
            yield col, cell, isinstance(value, str) and held_control(value)


def _cell(kind: int, value: object, code: str | None, date1904: bool) -> RawCell | None:
    if kind == xlrd.XL_CELL_TEXT:
        text = tidy(str(value))
        return RawCell(text, text, code) if text else None
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return numeric_cell(repr(value).removesuffix(".0"), code, date1904=date1904)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return RawCell(bool(value), "1" if value else "0", code)
    if kind == xlrd.XL_CELL_ERROR:
        literal = error_text_from_code.get(value, "#ERROR!")
        return RawCell(None, literal, code, literal)
    return None


def _indent(book: xlrd.Book, style: int) -> int:
    aligned = book.xf_list[style].alignment
    return int(aligned.indent_level) if aligned.hor_align <= _LEFT else 0


def _format(book: xlrd.Book, style: int) -> str | None:
    code = book.format_map[book.xf_list[style].format_key].format_str
    return None if not code or code.casefold() == "general" else str(code)
