"""Projects as forms: fields down a sheet with their values beside, one form after another, or with more fields further right.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.ingest.books import Rows, codes, column, load, workbook

NAMES = ["Harbour", "Tax", "Ward"]


def form(number: int) -> list[list[object]]:
    return [["Project:", NAMES[number]], ["Budget (£m):", 10 + number], ["Spent (£m):", number], ["RAG:", "Green"], []]


def test_forms_one_below_another_are_a_project_each(tmp_path: Path) -> None:
    rows: Rows = [["Programme board"], *form(0), *form(1), *form(2)]
    found = load(workbook(tmp_path / "forms.xlsx", Register=rows))
    assert column(found, "projects", "name") == NAMES
    assert column(found, "projects", "budget") == [Decimal(number * 1_000_000) for number in (10, 11, 12)]
    assert found.rows("projects")[2].cells["budget"].address == "B13"
    assert "heading-twice" not in codes(found)


def test_fields_in_a_second_column_are_no_values_of_the_first(tmp_path: Path) -> None:
    sheets = {
        name: [
            ["Project name", name, None, "Overall RAG", "Green"],
            ["Department", "Home", None, "Start date", "2025-04-01"],
            ["Budget (£m)", 10 + number, None, "Forecast finish", "2027-03-31"],
            ["Spend to date (£m)", number, None, "Sponsor", "Ann"],
        ]
        for number, name in enumerate(NAMES)
    }
    found = load(workbook(tmp_path / "sheets.xlsx", **sheets))
    assert column(found, "projects", "name") == NAMES
    assert column(found, "projects", "business_unit") == ["Home"] * 3
    assert [finding.sheet for finding in found.findings if finding.code == "fields-beside"] == NAMES
