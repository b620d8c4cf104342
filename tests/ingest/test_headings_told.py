"""What a heading means where another word turns it, and which column or row it is where several could be.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.books import codes, column, load, only, workbook
from value_model.ingest.recognise.headings import guesses

NAMES = ["Alpha works", "Beta bridge", "Gamma depot", "Delta school", "Epsilon line", "Zeta tower"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Project #", "project_id"), ("N° projet", "project_id"), ("Nº do projeto", "project_id"), ("Vorhaben-Nr.", "project_id"),
        ("Programme / Project Name", "name"), ("ProjectActualCost", "cost_to_date"), ("Budget in millions of dollars", "budget"),
        ("START_DT", "start"), ("TOT_BUDGET_AMT", "budget"), ("Proj. Mgr.", "manager"), ("Act. Finish", "actual_finish"), ("Est. Completion", "forecast_finish"),
        ("Project Expenditure to 30 June 2025 $m", "cost_to_date"), ("Ist per 30.09.2026 (Tsd. EUR)", "cost_to_date"), ("Spend to March 2026 £000", "cost_to_date"),
        ("Consommé à fin septembre (k€ HT)", "cost_to_date"), ("Atterrissage (k€ HT)", "forecast_cost"), ("Approved budget as at 30 June 2026", "budget"),
        ("Voraussichtliche Gesamtkosten (T€)", "forecast_cost"), ("Santé du projet", "delivery_rag"), ("Latest Approved End Date", "baseline_finish"),
    ],
)  # fmt: skip
def test_a_heading_is_told_by_all_its_words(heading: str, field: str) -> None:
    first = next(guess for guess in guesses(heading) if guess.table == "projects")
    assert (first.field, first.certainty >= 0.7) == (field, True)


def test_two_days_up_to_which_amounts_count_are_asked_about(tmp_path: Path) -> None:
    heads = ["Project", "Budget (£k)", "Spend to 31/03/2026 (£k)", "Spend to 30/09/2026 (£k)"]
    found = load(workbook(tmp_path / "two.xlsx", Data=[heads, *[[name, 100, 40, 60] for name in NAMES]]))
    assert column(found, "projects", "cost_to_date") == [None] * 6
    assert '"Spend to 30/09/2026 (£k)"' in only(found, "column-asked").problem
    found = load(workbook(tmp_path / "one.xlsx", Data=[heads[:3], *[[name, 100, 40] for name in NAMES]]))
    assert column(found, "projects", "cost_to_date") == [Decimal(40_000)] * 6


@pytest.mark.parametrize(
    "heading", ["Expenditure from 1 April 2026 to 30 June 2026", "Budget to 31 March 2027", "Spend in year to 30 June 2026", "Actual 2025"]
)
def test_amounts_of_a_part_of_the_whole_life_are_not_taken_for_it(heading: str) -> None:
    assert not [guess for guess in guesses(heading) if guess.table == "projects"]


@pytest.mark.parametrize("heading", ["Project length", "Project departments", "Net capital budget position", "Contract number"])
def test_a_word_of_a_heading_that_turns_it_keeps_it_from_being_used(heading: str) -> None:
    assert not [guess for guess in guesses(heading) if guess.table == "projects" and guess.certainty >= 0.7]


def test_a_column_that_counts_the_lines_is_no_identifier_beside_one(tmp_path: Path) -> None:
    rows = [[number, f"P-{number * 7}", name, 100_000] for number, name in enumerate(NAMES, 1)]
    found = load(workbook(tmp_path / "index.xlsx", Data=[["No.", "Project code", "Project", "Budget £"], *rows]))
    assert column(found, "projects", "project_id") == [f"P-{number * 7}" for number in range(1, 7)]
    alone = [[number, name, 100_000] for number, name in enumerate(NAMES, 1)]
    found = load(workbook(tmp_path / "alone.xlsx", Data=[["Project No.", "Project", "Budget £"], *alone]))
    assert column(found, "projects", "project_id") == [str(number) for number in range(1, 7)]


def test_a_record_below_the_name_of_a_group_begins_no_other_table(tmp_path: Path) -> None:
    heads = ["Ref", "Project", "Start date", "Budget", "Status", "End date", "% complete"]
    rows = [
        [f"P{n}", f"{name} programme", date(2024, 1, n), 292.2, "In progress", date(2026, 1, n), 2020 + n]
        for n, name in enumerate(NAMES, 1)
    ]
    found = load(workbook(tmp_path / "groups.xlsx", Data=[heads, ["Group A"], *rows[:3], ["Group B"], *rows[3:]]))
    assert column(found, "projects", "project_id") == [f"P{n}" for n in range(1, 7)]


def test_a_record_of_unknown_values_below_a_gap_begins_no_other_table(tmp_path: Path) -> None:
    heads = ["Ref", "Project", "Department", "Budget £m", "End date", "Narrative"]
    secret = ["Exempt under Section 43 of the Freedom of Information Act 2000"] * 3
    rows = [
        [f"P{n}", name, "MOD", *(secret if n == 4 else [12.5, date(2026, 1, n), "On plan since 2020"])] for n, name in enumerate(NAMES, 1)
    ]
    found = load(workbook(tmp_path / "gap.xlsx", Data=[heads, *rows[:3], [], *rows[3:]]))
    assert column(found, "projects", "project_id") == [f"P{n}" for n in range(1, 7)]


def test_a_table_below_that_is_not_recognised_is_named(tmp_path: Path) -> None:
    heads = ["Project", "Budget £", "RAG"]
    other = [["Department", "Budget", "Forecast cost"], ["North", 300, 310], ["South", 200, 190]]
    found = load(workbook(tmp_path / "two.xlsx", Data=[heads, *[[name, 100_000, "G"] for name in NAMES], [], *other]))
    assert sum(column(found, "projects", "budget")) == 600_000
    assert "error" not in {finding.severity for finding in found.findings}
    finding = only(found, "table-not-recognised")
    assert (finding.severity, finding.row) == ("warning", 9)
    assert codes(found).count("sheet-not-recognised") == 0


def test_half_of_a_budget_is_asked_about_beside_the_other(tmp_path: Path) -> None:
    heads = ["Project", "Capex budget (£k)", "Opex budget (£k)"]
    found = load(workbook(tmp_path / "halves.xlsx", Data=[heads, *[[name, 100, 20] for name in NAMES]]))
    assert column(found, "projects", "budget") == [None] * 6
    assert '"Capex budget (£k)"' in only(found, "column-asked").problem
    found = load(workbook(tmp_path / "whole.xlsx", Data=[[*heads, "Total budget (£k)"], *[[name, 100, 20, 120] for name in NAMES]]))
    assert column(found, "projects", "budget") == [Decimal(120_000)] * 6


def test_a_forecast_right_of_a_benefit_is_asked_about(tmp_path: Path) -> None:
    rows = [[name, "Green", 100, 90, 20] for name in NAMES]
    found = load(workbook(tmp_path / "ben.xlsx", Data=[["Project", "RAG", "Benefit plan (£k)", "Forecast (£k)", "Actual (£k)"], *rows]))
    assert column(found, "projects", "planned_benefit") == [Decimal(100_000)] * 6
    assert column(found, "projects", "forecast_cost") == column(found, "projects", "cost_to_date") == [None] * 6
    assert codes(found).count("column-asked") == 2
    found = load(workbook(tmp_path / "cost.xlsx", Data=[["Project", "RAG", "Budget (£k)", "Forecast (£k)", "Actual (£k)"], *rows]))
    assert column(found, "projects", "forecast_cost") == [Decimal(90_000)] * 6


def test_scores_are_no_amounts(tmp_path: Path) -> None:
    rows = [[name, "Ann", date(2026, 1, 1), 1 + n % 3, 1 + (n + 1) % 3, 2 + n % 2] for n, name in enumerate(NAMES)]
    found = load(workbook(tmp_path / "scores.xlsx", Data=[["Project", "Project manager", "Start date", "Benefit", "Cost", "Risk"], *rows]))
    assert column(found, "projects", "name") == NAMES
    assert column(found, "projects", "budget") == column(found, "projects", "planned_benefit") == [None] * 6
    stated = ["Project", "Project manager", "Start date", "Benefit (£m)", "Cost (£m)", "Risk"]
    assert column(load(workbook(tmp_path / "millions.xlsx", Data=[stated, *rows])), "projects", "budget")[0] == Decimal(2_000_000)


@pytest.mark.parametrize("heading", ["Benefits (£m pa)", "Expected benefits £m p.a.", "Gains attendus (£m/an)", "Benefit per year (£m)"])
def test_a_benefit_of_each_year_is_not_that_of_the_whole_life(tmp_path: Path, heading: str) -> None:
    found = load(
        workbook(tmp_path / "yearly.xlsx", Data=[["Project", "Status", "Cost (£m)", heading], *[[name, "Active", 10, 3] for name in NAMES]])
    )
    assert column(found, "benefits", "annual_value") == [Decimal(3_000_000)] * 6
    assert column(found, "projects", "planned_benefit") == [None] * 6
