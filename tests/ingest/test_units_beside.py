"""Units that stand beside the amounts: in a note, in a row below the headings, in the spelling of one country.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.ingest.books import codes, column, load, only, workbook
from value_model.ingest import units

NAMES = ["Alpha works", "Beta bridge", "Gamma depot", "Delta school", "Epsilon line", "Zeta tower"]
HEADS = ["Project", "Sponsor", "Budget", "Forecast cost"]
ROWS = [[name, "Ann", 70_500, 81_000] for name in NAMES]


def budget(path: Path, *rows: list[Any]) -> Decimal | None:
    """The budget of the first project of a sheet, and that no other says otherwise."""
    found = column(load(workbook(path, Data=list(rows))), "projects", "budget")
    assert found == [found[0]] * len(NAMES)
    return found[0]


@pytest.mark.parametrize(
    ("note", "times"),
    [
        ("All figures in £000", 1_000),
        ("£000 unless stated otherwise", 1_000),
        ("Montants en k€", 1_000),
        ("Angaben in TEUR", 1_000),
        ("Valores em R$ mil", 1_000),
        ("Source: programme office, 5 May 2026", 1),
        ("Projects over £1 million are in scope", 1),
        ("Costs are in £000, benefits in £m", 1),
    ],
)
def test_a_note_above_or_below_the_table_states_the_unit(tmp_path: Path, note: str, times: int) -> None:
    assert budget(tmp_path / "above.xlsx", [note], [], HEADS, *ROWS) == 70_500 * times
    assert budget(tmp_path / "below.xlsx", HEADS, *ROWS, [], [note]) == 70_500 * times
    across = [list(line) for line in zip(HEADS, *ROWS, strict=True)]
    assert budget(tmp_path / "across.xlsx", [note], [], *across) == 70_500 * times


def test_a_row_of_units_below_the_headings_speaks_for_each_column(tmp_path: Path) -> None:
    found = load(
        workbook(tmp_path / "row.xlsx", Data=[HEADS, [None, None, "£000", "(£m)"], *[[name, "Ann", 70_500, 81] for name in NAMES]])
    )
    assert column(found, "projects", "budget") == [Decimal(70_500_000)] * 6
    assert column(found, "projects", "forecast_cost") == [Decimal(81_000_000)] * 6
    assert found.settings["reporting_currency"] == "GBP"


@pytest.mark.parametrize(
    ("heading", "power", "currency"),
    [
        ("Cost (₹ Cr)", 7, "INR"), ("Cost (INR lakh)", 5, "INR"), ("Cost (Rs. Crore)", 7, None), ("Budget MUSD", 6, "USD"),
        ("Budget (mDKK)", 6, "DKK"), ("Budget MNOK", 6, "NOK"), ("Budget tkr", 3, None), ("Orçamento (R$ mi)", 6, "BRL"),
        ("Orçamento (milhares de reais)", 3, None), ("Presupuesto (MDP)", 6, "MXN"), ("Budget GBPm", 6, "GBP"), ("Budget (£'m)", 6, "GBP"),
        ("Budget €b", 9, "EUR"), ("Rozpočet mil. Kč", 6, "CZK"), ("Budżet (tys. zł)", 3, "PLN"), ("Budget (AUD $m)", 6, "AUD"),
        ("Cost above £5 million", 0, "GBP"), ("Total MOD", 0, None), ("Kosten (in 1.000 €)", 3, "EUR"), ("Budget MUR", 0, "MUR"),
    ],
)  # fmt: skip
def test_units_in_the_spelling_of_a_country(heading: str, power: int, currency: str | None) -> None:
    assert units.of_heading(heading) == units.Unit(power, currency)


def test_a_business_unit_is_no_unit_of_amounts(tmp_path: Path) -> None:
    rows = [[name, unit, 70_500] for name, unit in zip(NAMES, ["MOD", "DFT"] * 3, strict=True)]
    found = load(workbook(tmp_path / "unit.xlsx", Data=[["Projeto", "Unidade", "Orçamento"], *rows]))
    assert column(found, "projects", "business_unit") == ["MOD", "DFT"] * 3
    assert column(found, "projects", "budget") == [Decimal(70_500)] * 6
    assert "unit-not-money" not in codes(found)


def test_a_title_that_states_the_unit_is_said(tmp_path: Path) -> None:
    found = load(workbook(tmp_path / "said.xlsx", Data=[HEADS, *ROWS, [], ["Figures in £000"]]))
    assert only(found, "unit-from-title").problem.endswith("(GBP x 1,000).")


def test_a_number_format_longer_than_any_program_keeps_says_nothing_and_takes_no_time() -> None:
    begun = time.process_time()
    assert units.of_format("[$" * 50_000) == units.Unit()
    assert time.process_time() - begun < 1  # a search from each of its brackets takes minutes


def test_a_row_of_units_may_say_per_cent_of_another_column(tmp_path: Path) -> None:
    rows = [["Project", "Budget", "Progress"], [None, "£000", "%"], *([f"Project {n}", 1200, 45] for n in range(1, 7))]
    found = load(workbook(tmp_path / "percent.xlsx", Data=rows))
    assert column(found, "projects", "budget") == [1_200_000] * 6


def test_a_column_without_a_unit_beside_one_whose_number_format_adds_it_is_asked_about(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Project", "Budget", "Actual cost"])
    for number in range(1, 7):
        sheet.append([f"Project {number}", 1.2, 0.4])
        sheet.cell(number + 1, 2).number_format = '"£"0.0"m"'
    book.save(tmp_path / "formats.xlsx")
    found = load(tmp_path / "formats.xlsx")
    assert column(found, "projects", "budget") == [1_200_000] * 6
    assert only(found, "unit-asked").column == "Actual cost"


def test_the_mark_of_a_footnote_is_no_part_of_a_heading(tmp_path: Path) -> None:
    rows = [["Project¹", "Sponsor", "Budget (£m)²"], *([f"Project {n}", "Ann", 10.5] for n in range(1, 7))]
    found = load(workbook(tmp_path / "notes.xlsx", Data=rows))
    assert column(found, "projects", "budget") == [10_500_000] * 6


def test_a_bare_small_amount_among_amounts_with_units_is_said(tmp_path: Path) -> None:
    rows = [["Project", "Budget"], *([f"Project {n}", text] for n, text in enumerate(["£1.2m", "£950k", "£2bn", "750"]))]
    finding = only(load(workbook(tmp_path / "bare.xlsx", Data=rows)), "unit-missing")
    assert (finding.severity, finding.cell) == ("warning", "B5")
