"""The blank workbook: a sheet per table of the contract, help as notes, drop-downs, one example row.

Filled in, it loads with no mapping. The example row starts with "example:" and is never loaded.
"""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from value_model.contract import SETTINGS, SHEETS, Field, Setting, Table
from value_model.ingest.wording import EXAMPLE, READ_ME

_LAST_ROW = 5000
_FORMATS = {"date": "yyyy-mm-dd", "period": "@", "money": "#,##0.00", "text": "@", "list": "@"}
_HEAD = PatternFill("solid", fgColor="1F3A5F")
_OPTIONAL = PatternFill("solid", fgColor="5B6B7F")
_GRAY = Font(italic=True, color="808080")


def write(path: Path) -> None:
    """Write the blank template to `path` (.xlsx)."""
    book = Workbook()
    _read_me(book.create_sheet(READ_ME, 0))
    del book["Sheet"]
    for table in SHEETS:
        sheet = book.create_sheet(table.sheet)
        _headings(sheet, table)
        _settings(sheet) if table.name == "settings" else _example(sheet, table)
    book.save(path)


def _headings(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for number, field in enumerate(table.fields, start=1):
        cell = sheet.cell(1, number, field.label)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD if field.required else _OPTIONAL
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.comment = _note(field)
        sheet.column_dimensions[get_column_letter(number)].width = 30 if field.name in {"name", "title", "question", "change"} else 17
        if field.kind in _FORMATS and table.name != "settings":
            sheet.column_dimensions[get_column_letter(number)].number_format = _FORMATS[field.kind]
        _drop_down(sheet, number, field)


def _note(field: Field) -> Comment:
    text = ("Required. " if field.required else "") + field.help
    text += f"\nOne of: {', '.join(field.choices)}." if field.choices else ""
    text += f"\nRefers to the {field.refers.replace('_', ' ')} sheet." if field.refers else ""
    text += f"\nExample: {field.example}" if field.example else ""
    return Comment(text, "Template", height=110, width=280)


def _drop_down(sheet: Worksheet, column: int, field: Field | Setting, rows: str | None = None) -> None:
    choices = ("yes", "no") if field.kind == "flag" else field.choices
    if not choices:
        return
    rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Not in the list", f"Choose one of: {', '.join(choices)}."
    letter = get_column_letter(column)
    rule.add(rows or f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)


def _example(sheet: Worksheet, table: Table) -> None:
    for number, field in enumerate(table.fields, start=1):
        text = f"{EXAMPLE} {field.example}".rstrip() if number == 1 else field.example
        if text:
            cell = sheet.cell(2, number, text)
            cell.font, cell.number_format = _GRAY, "@"


def _settings(sheet: Worksheet) -> None:
    for row, setting in enumerate(SETTINGS.values(), start=2):
        text = setting.help + (f"\nOne of: {', '.join(setting.choices)}." if setting.choices else "")
        text += f"\nExample: {setting.example}" if setting.example else ""
        sheet.cell(row, 1, setting.name).comment = Comment(text, "Template", height=90, width=280)
        sheet.cell(row, 2).number_format = "@"
        _drop_down(sheet, 2, setting, rows=f"B{row}")


_INTRODUCTION = (
    "Value dashboard: template",
    "",
    "Fill in what you have. Only the Projects sheet is required; every other sheet makes more figures possible.",
    f'Row 2 of each sheet is an example. Its first cell begins with "{EXAMPLE}", and a row that begins so is never loaded. '
    "Leave it, or type over it.",
    "Dark headings are required, gray ones are optional. Rest the pointer on a heading for its help; some columns offer a list.",
    "An empty cell means unknown. Write 0 only where the amount is zero.",
    "Money is positive for costs and for benefits, in whole units of the currency (12500, not 12.5k).",
    "Periods are months (2026-01), quarters (2026-Q1) or years (2026); quarters and years are spread evenly over their months.",
    "On the Settings sheet fill in at least as_of, the date the figures speak of.",
    "",
)


def _read_me(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 26
    sheet.column_dimensions["C"].width = 100
    for row, line in enumerate(_INTRODUCTION, start=1):
        sheet.cell(row, 1, line).font = Font(bold=row == 1, size=14 if row == 1 else 11)
    row = len(_INTRODUCTION)
    for table in SHEETS:
        row += 1
        sheet.cell(row, 1, table.sheet).font = Font(bold=True)
        sheet.cell(row, 2, table.help)
        for field in table.fields:
            row += 1
            allowed = f" One of: {', '.join(field.choices)}." if field.choices else ""
            sheet.cell(row, 2, field.label + (" (required)" if field.required else ""))
            sheet.cell(row, 3, field.help + allowed)
