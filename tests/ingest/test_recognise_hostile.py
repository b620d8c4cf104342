"""Sheets that are legal and easy to misread: nothing is loaded that is no portfolio, and what was seen is said."""

from __future__ import annotations

import pytest

from tests.ingest.books import AS_OF, SHARED, codes, needs_shared, only
from value_model import ingest
from value_model.contract import Import

pytestmark = needs_shared


def hostile(name: str) -> Import:
    return ingest.run([SHARED / "data" / "hostile" / name], as_of=AS_OF)


@pytest.mark.parametrize(
    ("name", "heading_row", "rows"),
    [
        ("sem_rx_deaths_notes_above_below.xlsx", 5, 10),  # notes and merged cells above, four lines of notes below
        ("sem_rx_names-need-repair.xlsx", 1, 2),
        ("sem_rx_currency-formats.xlsx", 1, 2),
        ("sem_rx_texty-dates.xlsx", 1, 2),
        ("text_bc_utf16le_tabs.csv", 1, 18),
        ("text_bc_cr_only.csv", 1, 18),
    ],
)
def test_headings_and_rows_are_found_without_knowing_a_word(name: str, heading_row: int, rows: int) -> None:
    found = hostile(name)
    assert {(sheet.header_rows, sheet.rows_read, sheet.rows_loaded) for sheet in found.sheets} == {((heading_row,), rows, 0)}
    assert codes(found, "error") == ["no-projects"]


def test_headings_that_stand_twice_or_are_missing_are_named() -> None:
    found = hostile("sem_rx_names-need-repair.xlsx")
    assert '"a b#2"' in only(found, "heading-twice").problem
    assert "(column C)" in only(found, "heading-missing").problem
    assert found.unmapped == ["a b", "a b#2", "(column C)", "c%&$"]


def test_hidden_sheets_are_not_loaded() -> None:
    assert {sheet.sheet for sheet in hostile("sem_cal_any_sheets_hidden.xlsx").sheets} == {"Visible"}


@pytest.mark.parametrize("name", ["sem_cal_errors.xlsx", "sem_cal_empty_sheet.xlsx", "sem_cal_merged_range.xlsx", "sem_cal_has_x000D_.xlsx",
                                  "sem_poi_bug60858_uncached_formulas.xlsx", "sem_cal_date_1904.xlsx"])  # fmt: skip
def test_what_is_no_portfolio_loads_nothing(name: str) -> None:
    found = hostile(name)
    assert found.records == {}
    assert "no-projects" in codes(found, "error")
