"""The marked copy of an analyst's file: cells colored and noted, every finding listed, nothing that runs."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from tests.ingest.books import csv, load, workbook
from value_model.cli import main
from value_model.ingest import marked

ROWS = [["Project ID", "Name", "Budget", "Start"], ["A", "Alpha", 100_000, "2026-01-31"], ["A", "Beta", "lots", "2026-02-31"]]


def test_a_workbook_keeps_its_formats_and_formulas_and_gets_marks(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx", Projects=ROWS)
    own = openpyxl.load_workbook(path)
    own["Projects"]["C2"].number_format = "#,##0"
    own["Projects"]["F1"] = "=1+1"
    own.save(path)
    found = load(path)
    copy = openpyxl.load_workbook(io.BytesIO(marked.copy(path, found.findings)))
    assert copy["Projects"]["A3"].comment.text.startswith("Error: ")
    assert copy["Projects"]["A3"].fill.start_color.rgb == "00F8C9D0"
    assert (copy["Projects"]["C2"].number_format, copy["Projects"]["F1"].value) == ("#,##0", "=1+1")
    assert copy["Findings"].max_row == 1 + len(found.findings)


def test_text_of_a_csv_stays_text(tmp_path: Path) -> None:
    path = csv(tmp_path / "plan.csv", 'Project ID,Name,Budget\nA,"=HYPERLINK(""http://x"",""y"")",lots\nA,=cmd|x,5000000\n')
    copy = openpyxl.load_workbook(io.BytesIO(marked.copy(path, load(path).findings)))
    cells = [cell for sheet in copy for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert copy["plan"]["B2"].value == '=HYPERLINK("http://x","y")'
    assert copy["plan"]["C2"].comment is not None


def test_check_writes_the_marked_copy(tmp_path: Path) -> None:
    out = tmp_path / "marked.xlsx"
    assert main(["check", str(workbook(tmp_path / "plan.xlsx", Projects=ROWS)), "--marked", str(out), "--quiet"]) == 1
    assert "Findings" in openpyxl.load_workbook(out).sheetnames
