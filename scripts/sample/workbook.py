"""One review as an Excel workbook in the shape of the contract, the same bytes every time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from value_model.contract import SHEETS as TABLES
from value_model.contract import Field, Table

Row = dict[str, Any]
_NUMBERS = ("money", "fraction", "number", "integer")
_FORMATS = {"money": "#,##0", "fraction": "0%", "date": "yyyy-mm-dd", "period": "yyyy-mm"}
_MADE = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def used_fields(reviews: list[dict[str, list[Row]]]) -> dict[str, tuple[Field, ...]]:
    """The fields of each table that any review fills in, so that all workbooks share their headings."""
    return {
        table.name: tuple(
            field
            for field in table.fields
            if any(row.get(field.name) not in (None, "") for review in reviews for row in review.get(table.name, []))
        )
        for table in TABLES
    }


def write(path: Path, review: dict[str, list[Row]], fields: dict[str, tuple[Field, ...]]) -> None:
    """Write one workbook: a sheet per table that has fields, headed by the labels of the contract."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": "Sample portfolio", "created": _MADE})
        formats = {kind: book.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
        bold = book.add_format({"bold": True, "bottom": 1})
        for table in TABLES:
            if fields[table.name]:
                _sheet(book.add_worksheet(table.sheet), table, fields[table.name], review.get(table.name, []), formats, bold)


def _sheet(sheet: Worksheet, table: Table, fields: tuple[Field, ...], rows: list[Row], formats: dict[str, Any], bold: Any) -> None:
    sheet.freeze_panes(1, 2 if "name" in table else 1)
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field.label, bold)
        sheet.set_column(column, column, 34 if field.kind == "text" and field.name in _WIDE else 15, formats.get(field.kind))
        for number, row in enumerate(rows, start=1):
            _cell(sheet, number, column, field, row.get(field.name))


_WIDE = ("name", "change", "question", "title", "response", "rationale", "comment", "evidence", "value")


def _cell(sheet: Worksheet, row: int, column: int, field: Field, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no")
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day))  # noqa: DTZ001 - Excel has no zones
    elif field.kind == "date":
        _cell(sheet, row, column, field, date.fromisoformat(value))
    elif isinstance(value, float | int) or (field.kind in _NUMBERS and _is_number(value)):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, str(value))


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
