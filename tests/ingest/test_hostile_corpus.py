"""The shared corpora: each hostile file gives the answer its SOURCES.md asks for, each real file is read in full."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.ingest.files import HOSTILE, REAL, SHARED
from value_model.errors import FileRefused
from value_model.ingest import read
from value_model.ingest.child import read_workbook

pytestmark = pytest.mark.skipif(not HOSTILE.exists(), reason="shared hostile and real files are not beside the checkout")

# What SOURCES.md calls the good answer where nothing is loaded: the words the sentence must hold.
REFUSED = {
    "enc_poi_protected_passtika.xlsx": "protected by a password",
    "corrupt_poi_xlsx-corrupted.xlsx": "is damaged",
    "corrupt_poi_invalid_22bytes.xlsx": "is empty or not a workbook",
    "corrupt_poi_fuzz_bad_crc.xlsx": "is damaged (xl/worksheets/sheet8.xml",
    "wrongtype_poi_word_named_xlsx.xlsx": "is a Word file, not a workbook",
    "bomb_poi_poc-xmlbomb.xlsx": "document type",
    "bomb_poi_poc-shared-strings.xlsx": "a cell longer than 32,767 characters",
    "reader_poi_Simple.xlsb": "binary workbook (.xlsb)",
}
# (rows, columns) per sheet, as SOURCES.md gives them (its shapes do not count a heading row, ours do).
READ = {
    "slow_poi_57893-many-merges.xlsx": [(0, 0)],
    "reader_poi_SampleSS.strict.xlsx": [(4, 2), (7, 4), (0, 0)],
    "reader_poi_49609_backslash_zip.xlsx": [(39, 98), (39, 98)],
    "reader_cal_issue_419_no_shared_strings.xlsx": [(1, 1)],
    "sem_cal_errors.xlsx": [(7, 1), (0, 0), (0, 0)],
    "sem_cal_any_sheets_hidden.xlsx": [(5, 2), (0, 0), (0, 0)],
    "sem_cal_merged_range.xlsx": [(4, 8), (4, 6)],
    "sem_cal_empty_sheet.xlsx": [(0, 0)],
    "sem_rx_deaths_notes_above_below.xlsx": [(19, 6), (19, 6)],
    "sem_rx_currency-formats.xlsx": [(3, 4)],
    "sem_rx_names-need-repair.xlsx": [(3, 4)],
    "sem_rx_texty-dates.xlsx": [(3, 1)],
    "text_bc_utf16le_tabs.csv": [(19, 4)],
    "text_bc_cr_only.csv": [(19, 4)],
}


def found(name):
    return read.workbook(HOSTILE / name)


def codes(name):
    return [note.code for note in found(name).notes]


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused_for_the_right_reason(name):
    with pytest.raises(FileRefused) as refusal:
        read_workbook(HOSTILE / name)
    assert REFUSED[name] in str(refusal.value)
    assert str(refusal.value).startswith(f'"{name}" ')


@pytest.mark.parametrize("name", READ)
def test_odd_files_are_read_whole(name):
    assert [(grid.n_rows, grid.n_cols) for grid in read_workbook(HOSTILE / name).sheets] == READ[name]


def test_every_hostile_file_is_judged_here():
    elsewhere = {"sem_poi_bug60858_uncached_formulas.xlsx", "sem_cal_date_1904.xlsx", "sem_cal_has_x000D_.xlsx"}
    assert {path.name for path in HOSTILE.iterdir()} - {"SOURCES.md"} == REFUSED.keys() | READ.keys() | elsewhere


def test_formulas_without_results_are_counted():
    notes = {note.code: note.problem for note in found("sem_poi_bug60858_uncached_formulas.xlsx").notes}
    assert notes["formula-unsaved"].startswith("4 formulas have no saved result")


def test_each_error_cell_is_named():
    book = found("sem_cal_errors.xlsx")
    shown = [cell.problem for cell in book.sheets[0].cells.values()]
    assert shown == ["#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#REF!", "#NUM!", "#N/A"]
    assert [note.cell for note in book.notes if note.code == "cell-error"] == ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]


def test_dates_of_1904_are_of_2021():
    cells = found("sem_cal_date_1904.xlsx").sheets[0].cells
    assert cells[1, 1].value == date(2021, 1, 1)
    assert cells[2, 1].value == date(2021, 1, 2)
    assert cells[3, 1].value == timedelta(days=10, hours=15, minutes=10, seconds=10)


def test_only_the_visible_sheet_is_not_hidden():
    book = found("sem_cal_any_sheets_hidden.xlsx")
    assert [(grid.name, grid.hidden) for grid in book.sheets] == [("Visible", False), ("Hidden", True), ("VeryHidden", True)]
    assert {note.sheet for note in book.notes} >= {"Hidden", "VeryHidden", "Chart"}


def test_merged_headings_keep_their_areas():
    assert sum(len(grid.merged) for grid in found("sem_cal_merged_range.xlsx").sheets) == 15


def test_an_escaped_line_end_is_a_line_end():
    assert found("sem_cal_has_x000D_.xlsx").sheets[0].cells[1, 1].value == "ABC\nDEF"


def test_an_empty_sheet_is_called_empty():
    assert found("sem_cal_empty_sheet.xlsx").notes[0].problem == 'No data found in sheet "Sheet1".'
    assert codes("slow_poi_57893-many-merges.xlsx")[0] == "sheet-empty"


def test_currencies_in_number_formats_are_kept():
    cells = found("sem_rx_currency-formats.xlsx").sheets[0].cells
    mixed = next(col for col in range(1, 5) if cells[1, col].value == "cost_mixed")
    assert len({cells[row, mixed].number_format for row in (2, 3)}) == 2


def test_dates_whose_format_ends_in_a_zone_are_dates():
    cells = found("sem_rx_texty-dates.xlsx").sheets[0].cells
    assert [cells[row, 1].value for row in (2, 3)] == [datetime(1985, 3, 11, 13), datetime(1985, 3, 11, 13, 23, 32)]  # noqa: DTZ001


# The real files: dimensions from SOURCES.md, which were taken by other means.
DIMENSIONS = {
    "dft_master_costs_q1_2020.xlsx": [(990, 6)],
    "dft_master_benefits_q1_2020.xlsx": [(291, 4)],
    "worldbank_projects_fy1979.xlsx": [(252, 27)],
    "worldbank_projects_fy2012.xlsx": [(502, 27)],
    "craftonhills_goal_priority_report.xlsx": [(4, 9)],
    "nyc_capital_projects_2013_2019.csv": [(2262, 17)],
    "melbourne_water_capital_delivery.csv": [(446, 14)],
    "pm_tool_portfolio_export.csv": [(70, 13)],
    "pm_tool_benefits_register.csv": [(22, 10)],
    "portfolio_scoring_250.csv": [(251, 21)],
}


@pytest.mark.parametrize("name", DIMENSIONS)
def test_real_files_have_the_size_their_sources_state(name):
    assert [(grid.n_rows, grid.n_cols) for grid in read.workbook(REAL / name).sheets] == DIMENSIONS[name]


@pytest.mark.parametrize("name", sorted(path.name for path in REAL.glob("*.*") if path.suffix != ".md") if REAL.exists() else [])
def test_every_real_file_is_read_without_a_warning_about_damage(name):
    book = read.workbook(REAL / name)
    assert sum(len(grid.cells) for grid in book.sheets) > 30
    assert not [note for note in book.notes if note.severity == "error"]


def test_known_totals_of_real_files_add_up():
    # SOURCES.md: budget 609,983,007 in the scoring set; US$83,315,357,141.70 of cost on 499 World Bank rows.
    scoring = read.workbook(REAL / "portfolio_scoring_250.csv").sheets[0].cells
    budget = next(col for (row, col), cell in scoring.items() if row == 1 and cell.value == "Budget_USD")
    assert sum(Decimal(scoring[row, budget].text) for row in range(2, 252)) == 609_983_007
    bank = read.workbook(REAL / "worldbank_projects_fy2012.xlsx").sheets[0].cells
    cost = next(col for (row, col), cell in bank.items() if row == 2 and cell.value == "Current Project Cost")
    held = [Decimal(bank[row, cost].text) for row in range(3, 503) if (row, cost) in bank]  # stored as text
    assert (len(held), sum(held)) == (499, Decimal("83315357141.70"))


# The 90 generated cases -------------------------------------------------------------------------


@cache
def cases():
    spec = importlib.util.spec_from_file_location("make_hostile", SHARED / "tools" / "make_hostile.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_hostile"] = module
    spec.loader.exec_module(module)
    return module.REG


SLOW_TO_MAKE = {
    "control_20k_rows", "bomb_deflate_ws_1g", "bomb_bzip2_1g", "bomb_lzma_256m", "bomb_styles_1g", "bomb_unused_part_1g", "bomb_overlap",
    "bomb_lying_size", "many_entries", "very_wide", "very_long", "cell_bomb", "sheets_2k", "sst_3m", "inline_100mb", "styles_500k",
}  # fmt: skip
NAMES = list(cases()) if SHARED.exists() else []
MARKED = [pytest.param(name, marks=pytest.mark.slow) if name in SLOW_TO_MAKE else name for name in NAMES]


@pytest.mark.parametrize("name", MARKED)
def test_generated_cases_have_the_outcome_they_must_have(name):
    case = cases()[name]
    data, must, expect = case["fn"](), case["must"], case["expect"]
    if must.startswith("reject"):
        with pytest.raises(FileRefused):
            read.content(data, name=f"{name}.xlsx")
        return
    book = read.content(data, name=f"{name}.xlsx")
    assert book.notes or must == "accept"
    if isinstance(expect, dict) and "B2" in expect:
        assert float(book.sheets[0].cells[2, 2].value) == expect["B2"]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_generated_cases_end_in_the_child_with_a_workbook_or_a_sentence(name, tmp_path: Path):
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(cases()[name]["fn"]())
    try:
        outcome = read_workbook(path).notes
    except FileRefused as refusal:
        outcome = refusal.code
    assert outcome not in ("crashed", "too-slow")
