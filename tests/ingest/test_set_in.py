"""Lists whose levels stand in the format of their cells alone, as pivots and task lists leave a spreadsheet.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment

from tests.ingest.books import codes, column, load, only

Line = tuple[int, str, int, int]  # steps set in, name, budget, spent
TASKS: list[Line] = [
    line
    for name in ("Alpha", "Beta", "Gamma")
    for line in ((0, name, 90_000, 30_000), (1, "Design", 40_000, 20_000), (1, "Build", 50_000, 10_000))
]


def written(path: Path, first: str, lines: list[Line]) -> Path:
    """A workbook whose names are set in by their alignment."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([first, "Budget (£)", "Actual (£)"])
    for steps, *cells in lines:
        sheet.append(cells)
        sheet.cell(sheet.max_row, 1).alignment = Alignment(indent=steps)
    book.save(path)
    return path


def test_tasks_set_in_by_their_format_are_not_counted_beside_their_project(tmp_path: Path) -> None:
    found = load(written(tmp_path / "tasks.xlsx", "Project", TASKS))
    assert column(found, "projects", "name") == ["Alpha", "Beta", "Gamma"]
    assert sum(column(found, "projects", "budget")) == Decimal(270_000)
    assert "6 rows" in only(found, "rows-nested").problem


def test_an_old_workbook_says_the_same(tmp_path: Path) -> None:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for col, text in enumerate(("Project", "Budget (£)", "Actual (£)")):
        sheet.write(0, col, text)
    for row, (steps, *cells) in enumerate(TASKS, 1):
        style = xlwt.easyxf(f"align: indent {steps}")
        for col, value in enumerate(cells):
            sheet.write(row, col, value, style)
    book.save(str(tmp_path / "tasks.xls"))
    assert column(load(tmp_path / "tasks.xls"), "projects", "name") == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize("steps", [0, 2])
def test_names_all_set_in_alike_are_a_plain_list(tmp_path: Path, steps: int) -> None:
    found = load(written(tmp_path / "plain.xlsx", "Project", [(steps, *line[1:]) for line in TASKS if line[0] == 0]))
    assert "rows-nested" not in codes(found)
    assert column(found, "projects", "name") == ["Alpha", "Beta", "Gamma"]


def test_a_pivot_of_three_levels_is_read_where_names_stand_once_each(tmp_path: Path) -> None:
    lines: list[Line] = []
    for department in ("North", "South"):
        lines.append((0, department, 240_000, 80_000))
        for programme in "AB":
            lines += [(1, f"Programme {department} {programme}", 120_000, 40_000)]
            lines += [(2, f"Project {department} {programme}{n}", 60_000, 20_000) for n in (1, 2)]
    found = load(written(tmp_path / "pivot.xlsx", "Row Labels", [*lines, (0, "Grand Total", 480_000, 160_000)]))
    assert len(column(found, "projects", "name")) == 8
    assert sum(column(found, "projects", "budget")) == Decimal(480_000)
    kinds = [
        line
        for name in ("Alpha", "Beta")
        for line in ((0, name, 90_000, 30_000), (1, "Capex", 60_000, 20_000), (1, "Opex", 30_000, 10_000))
    ]
    found = load(written(tmp_path / "kinds.xlsx", "Row Labels", [*kinds, (0, "Grand Total", 180_000, 60_000)]))
    assert column(found, "projects", "name") == ["Alpha", "Beta"]
