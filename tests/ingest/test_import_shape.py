"""Workbooks in the contract's own shape: what becomes of rows, periods, shares, plans and settings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.ingest.books import codes, column, csv, load, only, workbook

PROJECTS = [["Project id", "Name", "Budget"], ["P1", "Alpha", 1000], ["P2", "Beta", 500]]
D = Decimal


def test_headings_are_found_whatever_their_case_spaces_and_underscores(tmp_path: Path) -> None:
    path = workbook(tmp_path / "p.xlsx", PROJECTS=[["PROJECT_ID ", " name", "cost to_date"], ["P1", "Alpha", 12.5]])
    found = load(path)
    assert column(found, "projects", "cost_to_date") == [D("12.50")]
    assert codes(found, "error") == []


def test_every_value_keeps_its_cell_and_its_text(tmp_path: Path) -> None:
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS))
    row = found.rows("projects")[1]
    assert (row.file, row.sheet, row.row) == (0, "Projects", 3)
    assert (row.cells["budget"].address, row.cells["budget"].text) == ("C3", "500")


def test_identifiers_are_one_in_any_case_and_shown_as_first_written(tmp_path: Path) -> None:
    costs = [["Project id", "Period", "Stream", "Amount"], [" p1 ", "2026-01", "Plan", 10], ["Ｐ1", "2026-02", "plan", 20]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Costs=costs))
    assert column(found, "costs", "project_id") == ["P1", "P1"]
    assert codes(found, "error") == []


def test_a_quarter_is_spread_over_its_months_to_the_cent(tmp_path: Path) -> None:
    costs = [["Project id", "Period", "Stream", "Amount"], ["P1", "2026-Q1", "plan", 100]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Costs=costs))
    # By hand: 100.00 over three months is 33.33 + 33.33 + 33.34 in some order.
    assert sorted(column(found, "costs", "amount")) == [D("33.33"), D("33.33"), D("33.34")]
    assert column(found, "costs", "period") == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert all(row.marks == ("spread",) for row in found.rows("costs"))
    assert only(found, "spread-period").severity == "note"


def test_a_fiscal_year_needs_its_first_month(tmp_path: Path) -> None:
    costs = [["Project id", "Period", "Stream", "Amount"], ["P1", "2025/26", "plan", 120]]
    path = workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Costs=costs)
    assert "fiscal-year-unknown" in codes(load(path), "error")
    settled = workbook(tmp_path / "q.xlsx", Settings=[["Key", "Value"], ["fiscal_year_start", 4]], Projects=PROJECTS, Costs=costs)
    found = load(settled)
    assert min(column(found, "costs", "period")) == date(2025, 4, 1)
    assert max(column(found, "costs", "period")) == date(2026, 3, 1)


def test_shares_become_a_row_per_project(tmp_path: Path) -> None:
    benefits = [["Benefit id", "Name", "Project id"], ["B1", "One", "P1:0.6; P2:40%"], ["B2", "Two", "P2"], ["B3", "Three", "P1:0.5"]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Benefits=benefits))
    shares = [(row.values["benefit_id"], row.values["project_id"], row.values["share"]) for row in found.rows("benefit_shares")]
    assert shares == [("B1", "P1", D("0.6")), ("B1", "P2", D("0.4")), ("B2", "P2", D(1)), ("B3", "P1", D("0.5"))]
    assert codes(found, "error") == []


def test_shares_over_one_are_an_error(tmp_path: Path) -> None:
    benefits = [["Benefit id", "Name", "Project id"], ["B1", "One", "P1:0.7; P2:0.4"]]
    finding = only(load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Benefits=benefits)), "shares-over-1")
    assert (finding.severity, finding.sheet, finding.row, finding.cell) == ("error", "Benefits", 2, "C2")


def test_a_plan_is_derived_from_the_yearly_value(tmp_path: Path) -> None:
    benefits = [
        ["Benefit id", "Name", "Project id", "Start", "Full value on", "End", "Annual value"],
        ["B1", "One", "P1", date(2026, 1, 1), date(2026, 4, 1), date(2026, 12, 31), 12000],
    ]
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Benefits=benefits))
    # By hand: 1,000 a month once full; January to March climb in equal steps of 250; nine full months follow.
    assert column(found, "benefit_values", "amount") == [D(250), D(500), D(750), *[D(1000)] * 9]
    assert {row.marks for row in found.rows("benefit_values")} == {("derived",)}
    assert set(column(found, "benefit_values", "stream")) == {"plan"}
    assert "derived-plan" in codes(found, "note")


def test_a_given_plan_is_not_replaced(tmp_path: Path) -> None:
    benefits = [
        ["Benefit id", "Name", "Project id", "Start", "End", "Annual value"],
        ["B1", "One", "P1", "2026-01-01", "2026-12-31", 12000],
    ]
    values = [["Benefit id", "Period", "Stream", "Amount"], ["B1", "2026-01", "plan", 7]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Benefits=benefits, Benefit_values=values))
    assert column(found, "benefit_values", "amount") == [D(7)]


def test_a_project_without_identifier_takes_its_name(tmp_path: Path) -> None:
    found = load(workbook(tmp_path / "p.xlsx", Projects=[["Name", "Budget"], ["Alpha", 1]]))
    assert column(found, "projects", "project_id") == ["Alpha"]
    assert only(found, "derived-id").severity == "note"


def test_contributions_may_come_as_a_matrix_on_a_scale_of_five(tmp_path: Path) -> None:
    objectives = [["Objective id", "Name"], ["O1", "Grow"], ["O2", "Save"]]
    matrix = [["Project id", "O1", "save"], ["P1", 5, None], ["P2", 1, 4]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Objectives=objectives, Contributions=matrix))
    rows = [(row.values["project_id"], row.values["objective_id"], row.values["contribution"]) for row in found.rows("contributions")]
    assert rows == [("P1", "O1", 1.0), ("P2", "O1", 0.2), ("P2", "O2", 0.8)]
    assert only(found, "scale-converted").severity == "note"


def test_settings_are_read_in_their_kind(tmp_path: Path) -> None:
    settings = [
        ["Key", "Value"],
        ["As of", date(2026, 6, 30)],
        ["discount rate", "green_book_2022_standard"],
        ["hurdle_rate", "12 %"],
        ["colour", "x"],
    ]
    found = load(workbook(tmp_path / "p.xlsx", Settings=settings, Projects=PROJECTS), as_of=None)
    assert found.settings == {"as_of": "2026-06-30", "discount_rate": "green_book_2022_standard", "hurdle_rate": "0.12"}
    assert only(found, "unknown-setting").value == "colour"


def test_csv_files_named_like_sheets_are_one_import(tmp_path: Path) -> None:
    from value_model import ingest

    projects = csv(tmp_path / "projects.csv", "project_id;name;budget\nP1;Alpha;1.234,50\n")
    costs = csv(tmp_path / "costs.csv", "project_id,period,stream,amount\nP1,2026-01,actual,10\n")
    found = ingest.run([projects, costs], as_of=date(2026, 9, 30))
    assert column(found, "projects", "budget") == [D("1234.50")]
    assert found.rows("costs")[0].file == 1
    assert codes(found, "error") == []


def test_disbenefits_written_negative_are_turned_and_others_kept(tmp_path: Path) -> None:
    benefits = [["Benefit id", "Name", "Project id", "Kind"], ["B1", "Noise", "P1", "disbenefit"], ["B2", "Saving", "P1", "cash-releasing"]]
    values = [["Benefit id", "Period", "Stream", "Amount"], ["B1", "2026-01", "plan", -5], ["B2", "2026-01", "plan", -7]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Benefits=benefits, Benefit_values=values))
    assert column(found, "benefit_values", "amount") == [D(5), D(-7)]
    assert only(found, "sign-flipped").severity == "note"
    assert only(found, "negative-amount").cell == "D3"


def test_confidence_may_be_a_word(tmp_path: Path) -> None:
    benefits = [["Benefit id", "Name", "Project id", "Confidence"], ["B1", "One", "P1", "High"], ["B2", "Two", "P1", "35%"]]
    found = load(workbook(tmp_path / "p.xlsx", Projects=PROJECTS, Benefits=benefits))
    assert column(found, "benefits", "confidence") == [0.9, 0.35]  # 0.9 is the policy's value for high


def test_the_same_row_twice_counts_once(tmp_path: Path) -> None:
    found = load(workbook(tmp_path / "p.xlsx", Projects=[*PROJECTS, ["P1", "Alpha", 1000]]))
    assert len(found.rows("projects")) == 2
    assert only(found, "repeated-row").row == 4
    assert [sheet.rows_loaded for sheet in found.sheets] == [2]
