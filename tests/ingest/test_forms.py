"""Projects as forms: fields down a sheet with their values beside, one form after another, or with more fields further right.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from datetime import date
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


def test_fields_in_a_second_column_are_of_the_same_project(tmp_path: Path) -> None:
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
    assert column(found, "projects", "delivery_rag") == ["green"] * 3
    assert column(found, "projects", "start") == [date(2025, 4, 1)] * 3
    assert column(found, "projects", "forecast_finish") == [date(2027, 3, 31)] * 3
    assert column(found, "projects", "sponsor") == ["Ann"] * 3
    assert found.rows("projects")[1].cells["start"].address == "E2"
    assert not {"fields-beside", "duplicate-id", "column-missing"} & set(codes(found))


def test_a_card_of_a_benefit_goes_on_beside_its_first_fields(tmp_path: Path) -> None:
    card = [["Benefit profile"], ["Benefit ID", "B1", None, "Owner", "Ann"], ["Benefit name", "Fewer visits", None, "Start date", "2026-01-01"],
            ["Project", "Ward", None, "End date", "2027-12-31"], ["Annual value", "£120,000", None, "Confidence", "High"]]  # fmt: skip
    found = load(workbook(tmp_path / "card.xlsx", B1=card))
    assert [column(found, "benefits", name) for name in ("name", "annual_value", "owner", "end")] == [
        ["Fewer visits"],
        [120_000],
        ["Ann"],
        [date(2027, 12, 31)],
    ]
