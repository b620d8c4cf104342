"""Exports of other tools and countries, none of them known beforehand: headings written as those tools write them.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from tests.ingest.books import codes, column, csv, load, only, workbook
from value_model.cli import import_report

NAMES = ["Alpha works", "Beta bridge", "Gamma depot", "Delta school", "Epsilon line", "Zeta tower"]


def test_an_issue_tracker_names_the_issue_and_never_reads_time_as_money(tmp_path: Path) -> None:
    heads = "Summary,Issue key,Status,Project key,Project name,Time Spent,Custom field (Budget)"
    rows = [f"{name},PORT-{n},In Progress,PORT,Portfolio,144000,{100_000 + n}" for n, name in enumerate(NAMES)]
    found = load(csv(tmp_path / "issues.csv", "\n".join([heads, *rows])))
    assert column(found, "projects", "name") == NAMES
    assert column(found, "projects", "project_id") == [f"PORT-{n}" for n in range(6)]
    assert column(found, "projects", "budget")[1] == Decimal(100_001)
    assert column(found, "projects", "cost_to_date") == [None] * 6


def test_the_key_of_a_trackers_project_names_no_issue(tmp_path: Path) -> None:
    rows = [f"Initiative,{name},{'PMO' if n % 2 else 'OPS'},PMO-{n},2026-02-0{n + 1},100000" for n, name in enumerate(NAMES)]
    found = load(csv(tmp_path / "plan.csv", "\n".join(["Hierarchy,Title,Project,Issue key,Start date,Budget", *rows])))
    assert column(found, "projects", "name") == NAMES


def test_tasks_below_a_project_are_not_counted_beside_it(tmp_path: Path) -> None:
    rows = [row for name in NAMES for row in ([1, name, 90_000], [2, "Design", 45_000], [2, "Build", 45_000])]
    found = load(workbook(tmp_path / "plan.xlsx", Tasks=[["Outline Level", "Name", "Baseline Cost"], *rows]))
    assert column(found, "projects", "name") == NAMES
    assert sum(column(found, "projects", "budget")) == 6 * 90_000
    assert "12 rows are tasks" in only(found, "tasks-below").problem


def test_a_project_record_export_is_a_list_of_projects(tmp_path: Path) -> None:
    heads = "number,short_description,phase,start_date,end_date,budget_cost,work_cost,planned_return"
    rows = [f'PRJ{n},{name},Executing,2025-01-01,2026-12-01,"$100,000.00","$50,000.00","$200,000.00"' for n, name in enumerate(NAMES)]
    found = load(csv(tmp_path / "export.csv", "\n".join([heads, *rows])))
    assert column(found, "projects", "name") == NAMES
    assert column(found, "projects", "budget") == [Decimal(100_000)] * 6
    assert not found.rows("benefits")
    assert only(found, "dollar-sign").severity == "warning"


def test_a_named_total_is_told_by_its_sums(tmp_path: Path) -> None:
    rows = [[name, 45_000 + n] for n, name in enumerate(NAMES)]
    total = sum(amount for _, amount in rows)
    head = [["Table 1: projects ($'000)"], ["Project", "Total estimated investment"]]
    found = load(workbook(tmp_path / "total.xlsx", Table_1=[*head, *rows, ["Total new projects", total]]))
    assert sum(column(found, "projects", "budget")) == 1_000 * total
    kept = load(workbook(tmp_path / "kept.xlsx", Table_1=[*head, ["Total asset plan", 45_000], *rows]))
    assert column(kept, "projects", "name")[0] == "Total asset plan"


def test_two_budgets_of_one_rank_are_asked_about(tmp_path: Path) -> None:
    rows = [[f"C{n}", name, 100_000, 120_000] for n, name in enumerate(NAMES)]
    found = load(
        workbook(
            tmp_path / "two.xlsx", Projects=[["Project Number / Numéro du projet", "Title", "Original Budget", "Revised Budget"], *rows]
        )
    )
    assert column(found, "projects", "project_id")[0] == "C0"
    assert column(found, "projects", "budget") == [None] * 6
    assert '"Revised Budget"' in only(found, "column-asked").problem


def test_a_report_month_is_a_reporting_date(tmp_path: Path) -> None:
    rows = [[month, f"P{n}", name, 100 * k] for k, month in enumerate(("Jul-26", "Aug-26", "Sep-26"), 1000) for n, name in enumerate(NAMES)]
    found = load(workbook(tmp_path / "months.xlsx", Data=[["Report Month", "Project ID", "Project Name", "Actual Cost"], *rows]))
    assert column(found, "projects", "updated_on") == [date(2026, 9, 30)] * 6
    assert column(found, "projects", "cost_to_date") == [Decimal(100_200)] * 6


def test_two_rows_of_german_headings_are_read_together(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Projekt", None, "Termine", None, "Kosten in T€", None])
    sheet.append(["Nr.", "Bezeichnung", "Start", "Ende", "Plan", "Ist"])
    for n, name in enumerate(NAMES):
        sheet.append([f"P{n}", name, date(2025, 1, 1), date(2026, 6, 1), 1_200, 345])
    for area in ("A1:B1", "C1:D1", "E1:F1"):
        sheet.merge_cells(area)
    book.save(tmp_path / "zwei.xlsx")
    found = load(tmp_path / "zwei.xlsx")
    assert column(found, "projects", "name") == NAMES
    assert column(found, "projects", "start") == [date(2025, 1, 1)] * 6
    assert column(found, "projects", "budget") == [Decimal(1_200_000)] * 6
    assert column(found, "projects", "cost_to_date") == [Decimal(345_000)] * 6


def test_a_question_about_a_unit_is_asked_once(tmp_path: Path) -> None:
    rows = [[name, f"2026-0{month}", "Actual", 101] for name in NAMES for month in range(1, 7)]
    found = load(workbook(tmp_path / "long.xlsx", Costs=[["Project", "Period", "Category", "Amount"], *rows]))
    assert codes(found, "error") == ["unit-asked"]


def test_the_command_line_says_equal_notes_once_and_json_lists_each(tmp_path: Path) -> None:
    rows = [[f"P{n}", name, "TBC"] for n, name in enumerate(NAMES)]
    found = load(workbook(tmp_path / "tbc.xlsx", Projects=[["Project ID", "Name", "Budget"], *rows]))
    said = [line for line in import_report.report(found).splitlines() if '"TBC"' in line]
    assert len(said) == 1
    assert "And 5 more like this" in said[0]
    assert [finding["code"] for finding in import_report.findings(found)].count("unknown-worded") == 6
