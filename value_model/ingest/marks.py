"""Marks on the cells of an openpyxl workbook: a color, a note, and a sheet that lists every finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from value_model.contract import Finding

COLORS = {"error": "F8C9D0", "warning": "FBE3B0", "note": "DCE6F2"}
HEADINGS = ("Severity", "Sheet", "Cell", "Row", "Column", "Value", "Problem", "What to do")
_WIDTHS = (10, 22, 8, 8, 26, 26, 80, 60)
_MOST, _LONGEST, _ROWS = 5_000, 2_000, 100_000
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN = (int, float, Decimal, bool, date, datetime, time, timedelta)
_ORDER = {"note": 0, "warning": 1, "error": 2}


def row(finding: Finding) -> list[str | int | None]:
    """Return a finding as a line of the list."""
    return [finding.severity, finding.sheet, finding.cell, finding.row, finding.column, finding.value, finding.problem, finding.fix]


def put(cell: Any, value: object) -> None:
    """Write a value; text stays text, whatever it begins with."""
    if value is None or isinstance(value, _PLAIN):
        cell.value = value
        return
    cell.value = _ILLEGAL.sub("", str(value))[:32_767]
    cell.data_type = "s"


def mark(book: Workbook, marks: Sequence[dict[str, Any]]) -> None:
    """Color the cells and note what was found: the first few thousand of them, one note a cell, in the color of the gravest."""
    placed: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for entry in marks:
        if entry["sheet"] in book.sheetnames and len(placed) < _MOST:
            placed.setdefault((entry["sheet"], entry["cell"]), []).append(entry)
    for (sheet, place), found in placed.items():
        cell = book[sheet][place]
        if not hasattr(cell, "comment") or type(cell).__name__ == "MergedCell":
            continue
        gravest = max((entry["severity"] for entry in found), key=_ORDER.__getitem__)
        cell.fill = PatternFill("solid", start_color=COLORS[gravest])
        words = _ILLEGAL.sub("", "\n".join(dict.fromkeys(entry["words"] for entry in found)))[:_LONGEST]
        cell.comment = Comment(words, "Import", width=360, height=140)


def list_findings(book: Workbook, rows: Sequence[Sequence[str | int | None]]) -> None:
    """Add a sheet with every finding, in front of nothing else: it stands last."""
    sheet = book.create_sheet("Findings")
    sheet.append(HEADINGS)
    for cell, width in zip(sheet[1], _WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, values in enumerate(rows[:_ROWS], start=2):
        for column, value in enumerate(values, start=1):
            put(sheet.cell(number, column), value)
        sheet.cell(number, 7).alignment = sheet.cell(number, 8).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).fill = PatternFill("solid", start_color=COLORS[str(values[0])])
    sheet.freeze_panes = "A2"
