"""More exports of other tools: boards in groups, sections with subtotals, weekdays beside dates, sums of a pivot.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.ingest.books import codes, column, csv, load, only, workbook
from value_model.ingest import dates

NAMES = ["Alpha works", "Beta bridge", "Gamma depot", "Delta school", "Epsilon line", "Zeta tower"]


def test_a_board_that_says_its_headings_above_each_group_is_read_from_the_first(tmp_path: Path) -> None:
    heads = ["Name", "Owner", "Status", "Budget", "Spent"]
    first, second = (
        [[name, "Ann", status, 100, 40] for name in names] for names, status in ((NAMES[:3], "Working on it"), (NAMES[3:], "Done"))
    )
    foot = [None, None, None, 300, 120]
    rows = [["Board"], ["Active"], heads, *first, foot, [], ["Closed"], heads, *second, foot]
    found = load(workbook(tmp_path / "board.xlsx", board=rows))
    assert column(found, "projects", "name") == NAMES
    assert sum(column(found, "projects", "budget")) == 600
    assert codes(found).count("total-row") == 2
    assert '"Closed"' in only(found, "group-headings").problem
    assert "error" not in {finding.severity for finding in found.findings}


def test_a_heading_of_a_group_is_no_project(tmp_path: Path) -> None:
    group = [["Programme 1: Growth"], *([name, "Ann", 100] for name in NAMES[:3]), ["Subtotal Programme 1", None, 300]]
    other = [["Programme 2: Core"], *([name, "Ann", 100] for name in NAMES[3:]), ["Subtotal Programme 2", None, 300]]
    found = load(workbook(tmp_path / "groups.xlsx", Data=[["Project", "Manager", "Budget £k"], *group, *other, ["Grand total", None, 600]]))
    assert column(found, "projects", "name") == NAMES
    assert sum(column(found, "projects", "budget")) == 600_000
    plain = load(workbook(tmp_path / "plain.xlsx", Data=[["Project", "Manager", "Budget £k"], *group[:4], *other[:4]]))
    assert column(plain, "projects", "name") == NAMES


def test_a_project_of_which_only_the_name_is_known_stays_a_project(tmp_path: Path) -> None:
    rows = [["Project", "Manager", "Budget"], ["Alpha works", "Ann", 100], ["Beta bridge"], ["Gamma depot", "Bob", 50]]
    assert column(load(workbook(tmp_path / "lone.xlsx", Data=rows)), "projects", "name") == NAMES[:3]


def test_rows_above_the_headings_that_may_be_records_are_named(tmp_path: Path) -> None:
    above = [["Alpha works", "Ann", 100, 40, "x"], ["Beta bridge", "Bob", 50, 20, "x"], []]
    table = [["Project", "Manager", "Budget", "Spent", "Stage"], *([name, "Ann", 100, 40, "Delivery"] for name in NAMES[2:])]
    finding = only(load(workbook(tmp_path / "above.xlsx", Data=[*above, *table])), "rows-above")
    assert (finding.severity, finding.row) == ("warning", 1)


def test_the_weekday_beside_a_date_proves_its_order() -> None:
    # 6 January 2025 was a Monday; 1 June 2025 a Sunday.
    assert dates.order(["Mon 06/01/25"]).order == "DMY"
    assert dates.order(["Mon 1/6/25"]).order == "MDY"
    assert dates.order(["Sun 01/06/25"]).order == "DMY"
    assert dates.order(["Tue 06/01/25"]).order is None  # right under neither
    assert dates.order(["06/01/25"]).order is None


def test_a_question_about_dates_says_what_other_columns_prove(tmp_path: Path) -> None:
    rows = "\n".join(f"{name},06/01/2025,18/12/2026,100" for name in NAMES)
    found = load(csv(tmp_path / "dates.csv", f"Project,Start Date,End Date,Budget\n{rows}"))
    assert only(found, "ambiguous-dates").problem.endswith('In "End Date" the day stands first.')
    assert column(found, "projects", "start") == [None] * 6
    assert column(found, "projects", "baseline_finish") == [date(2026, 12, 18)] * 6


def test_a_pivot_names_what_it_adds_up(tmp_path: Path) -> None:
    rows = [[name, 100_000, 40_000, 0.4] for name in NAMES]
    heads = ["Project Title", "Sum of Budget", "Sum of Actual Cost", "Average of Percent Complete"]
    found = load(workbook(tmp_path / "pivot.xlsx", Export=[heads, *rows, ["Total", 600_000, 240_000, 0.4]]))
    assert column(found, "projects", "budget") == [Decimal(100_000)] * 6
    assert column(found, "projects", "cost_to_date") == [Decimal(40_000)] * 6


def test_present_values_are_not_plain_benefits(tmp_path: Path) -> None:
    rows = [[name, 10, 25, 15, 2.5] for name in NAMES]
    found = load(workbook(tmp_path / "npv.xlsx", Cases=[["Project", "PV costs (£m)", "PV benefits (£m)", "NPV (£m)", "BCR"], *rows]))
    assert column(found, "projects", "stated_pvc") == [Decimal(10_000_000)] * 6
    assert column(found, "projects", "stated_pvb") == [Decimal(25_000_000)] * 6
    assert column(found, "projects", "planned_benefit") == [None] * 6


def test_cost_to_date_is_told_in_the_words_of_each_tool(tmp_path: Path) -> None:
    words = ["Actual Cost To Date (USD)", "Budget spent", "Actual £k", "Réalisé à date (k€)", "Coste real (miles de €)", "Ist (T€)"]
    for number, word in enumerate(words):
        found = load(workbook(tmp_path / f"{number}.xlsx", Data=[["Project Name", "Project ID", word], *([n, n[:2], 40] for n in NAMES)]))
        assert None not in column(found, "projects", "cost_to_date"), word


def test_a_month_that_costs_what_the_months_before_cost_is_no_total(tmp_path: Path) -> None:
    months = [[date(2026, month, 1), 42_000, 4] for month in range(1, 7)]
    lines = [[101, date(2026, month, 1), "actual", 500] for month in range(1, 5)]
    found = load(
        workbook(
            tmp_path / "office.xlsx",
            Projects=[["Project id", "Name"], [101, "Alpha works"]],
            Costs=[["Project id", "Period", "Stream", "Amount"], *lines],
            Office=[["Period", "Cost", "Headcount"], *months],
        )
    )
    assert column(found, "office", "cost") == [Decimal(42_000)] * 6
    assert column(found, "costs", "amount") == [Decimal(500)] * 4
    assert "total-row" not in codes(found)
