"""The blank workbook: filled in, it loads with no mapping; its examples never load."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.ingest.books import codes, column, load
from value_model.contract import SETTINGS, SHEETS
from value_model.ingest import template


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "template.xlsx"
    template.write(path)
    return path


def test_there_is_a_sheet_for_every_table_with_a_note_on_every_heading(blank: Path) -> None:
    book = load_workbook(blank)
    assert book.sheetnames == ["Read me", *[table.sheet for table in SHEETS]]
    for table in SHEETS:
        headings = [cell for cell in book[table.sheet][1] if cell.value]
        assert [cell.value for cell in headings] == [field.label for field in table.fields]
        assert all(field.help in cell.comment.text for cell, field in zip(headings, table.fields, strict=True))


def test_allowed_values_are_offered_as_a_list(blank: Path) -> None:
    rules = {str(rule.sqref): rule.formula1 for rule in load_workbook(blank)["Projects"].data_validations.dataValidation}
    assert '"proposed,approved,delivery,closed,stopped"' in rules.values()
    assert '"yes,no"' in rules.values()


def test_the_settings_sheet_names_every_setting(blank: Path) -> None:
    names = [row[0].value for row in load_workbook(blank)["Settings"].iter_rows(min_row=2)]
    assert names == list(SETTINGS)


def test_the_read_me_says_how_the_example_is_marked(blank: Path) -> None:
    text = " ".join(str(cell.value) for row in load_workbook(blank)["Read me"].iter_rows() for cell in row if cell.value)
    assert '"example:"' in text
    assert "never loaded" in text


def test_a_blank_template_loads_nothing_and_says_what_is_missing(blank: Path) -> None:
    found = load(blank, as_of=None)
    assert found.records == {}
    assert codes(found, "error") == ["as-of-missing", "no-projects"]


def test_a_template_filled_in_loads_with_no_mapping(blank: Path) -> None:
    book = load_workbook(blank)
    book["Settings"]["B4"] = "2026-09-30"  # as_of is the third setting
    book["Settings"]["B3"] = "USD"
    for number, value in enumerate(["P01", "Claims automation"], start=1):
        book["Projects"].cell(3, number, value)
    book["Projects"].cell(3, 15, 5_200_000)  # Budget is the fifteenth heading
    for number, value in enumerate(["B01", "Fewer manual claims", "P01", "cash-releasing"], start=1):
        book["Benefits"].cell(3, number, value)
    for number, value in enumerate(["B01", "2026-01", "plan", 50_000], start=1):
        book["Benefit values"].cell(3, number, value)
    book.save(blank)
    found = load(blank, as_of=None)
    assert codes(found, "error") == []
    assert found.settings["as_of"] == "2026-09-30"
    assert column(found, "projects", "budget") == [Decimal("5200000.00")]
    assert column(found, "benefit_values", "amount") == [Decimal("50000.00")]
    assert found.rows("projects")[0].row == 3
    assert found.rows("projects")[0].cells["budget"].address == "O3"
