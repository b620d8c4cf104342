"""Rows that stand below others and add up to them are counted once. Expected sums: by hand, those of the outermost rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ingest.books import Rows, codes, column, csv, load, only, workbook

PIVOT = [
    (1, "Growth", 300, 120), (2, "Alpha works", 100, 40), (3, "Saving", 60, 30), (3, "Income", 40, 10), (2, "Beta bridge", 200, 80),
    (3, "Saving", 150, 50), (3, "Income", 50, 30), (1, "Core", 900, 360), (2, "Gamma depot", 900, 360), (3, "Saving", 900, 360),
]  # fmt: skip
HEADS = ["Row Labels", "Sum of Budget", "Sum of Actual Cost"]
PROJECTS = ["Alpha works", "Beta bridge", "Gamma depot"]


def pivot(step: str, heads: list[str] = HEADS) -> Rows:
    return [heads, *([step * (level - 1) + name, *amounts] for level, name, *amounts in PIVOT), ["Grand Total", 1200, 480]]


@pytest.mark.parametrize("step", ["", "    "])
def test_a_compact_pivot_is_read_at_its_second_level(tmp_path: Path, step: str) -> None:
    found = load(workbook(tmp_path / "pivot.xlsx", Pivot=pivot(step)))
    assert column(found, "projects", "name") == PROJECTS
    assert (sum(column(found, "projects", "budget")), sum(column(found, "projects", "cost_to_date"))) == (1200, 480)
    assert "on 3 levels" in only(found, "rows-nested").problem
    assert "total-disagrees" not in codes(found)


def test_a_heading_that_names_the_levels_says_which_is_the_project(tmp_path: Path) -> None:
    heads = ["Project / Work package / Task", "Budget", "Actual cost"]
    found = load(workbook(tmp_path / "levels.xlsx", Plan=pivot("  ", heads)))
    assert column(found, "projects", "name") == ["Growth", "Core"]
    assert sum(column(found, "projects", "budget")) == 1200


def test_tasks_set_in_below_a_project_are_not_counted_beside_it(tmp_path: Path) -> None:
    rows = []
    for number, name in enumerate(PROJECTS, 1):
        rows += [
            [name, 30_000 * number, 9_000],
            [f"   {name}: design", 10_000 * number, 4_000],
            [f"   {name}: build", 20_000 * number, 5_000],
        ]
    found = load(
        workbook(tmp_path / "plan.xlsx", Plan=[["Task Name", "Baseline Cost", "Actual Cost", "Start"], *([*r, "2026-01-01"] for r in rows)])
    )
    assert column(found, "projects", "name") == PROJECTS
    assert (sum(column(found, "projects", "budget")), sum(column(found, "projects", "cost_to_date"))) == (180_000, 27_000)


SAP = """Projekt: Plan/Ist/Obligo   Seite: 1
Buchungskreis 1000   Geschäftsjahr 2025   Währung EUR

PSP-Element;Bezeichnung;Plankosten;Ist;Obligo
P-00123;Neubau;1.000.000,00;450.000,00;50.000,00
P-00123.01;Planung;200.000,00;150.000,00;0,00
P-00123.01.01;Architekt;120.000,00;160.000,00;0,00
P-00123.01.02;Statik;80.000,00;10.000,00-;0,00
P-00123.02;Bau;800.000,00;300.000,00;50.000,00
Projekt: Plan/Ist/Obligo   Seite: 2
PSP-Element;Bezeichnung;Plankosten;Ist;Obligo
P-00124;Logistik;250.000,00;30.000,00;20.000,00
P-00124.01;Tore;250.000,00;30.000,00;20.000,00
Gesamt;;1.250.000,00;480.000,00;70.000,00
"""


def test_work_breakdown_elements_below_others_are_told_by_their_numbers(tmp_path: Path) -> None:
    found = load(csv(tmp_path / "sap.csv", SAP, "cp1252"))
    assert column(found, "projects", "project_id") == ["P-00123", "P-00124"]
    assert (sum(column(found, "projects", "budget")), sum(column(found, "projects", "cost_to_date"))) == (1_250_000, 480_000)


def test_numbers_below_others_that_do_not_add_up_are_kept_and_said(tmp_path: Path) -> None:
    rows = [["Project ID", "Project", "Budget"], ["P-1", "Alpha works", 100], ["P-1.1", "Beta bridge", 70], ["P-2", "Gamma depot", 50]]
    found = load(workbook(tmp_path / "apart.xlsx", Data=rows))
    assert sum(column(found, "projects", "budget")) == 220
    assert only(found, "rows-below").severity == "warning"


def test_a_numbered_row_without_amounts_above_others_is_said(tmp_path: Path) -> None:
    rows = [["1", "Portfolio", None], *[[f"1.{n}", name, 100] for n, name in enumerate(PROJECTS, 1)]]
    found = load(workbook(tmp_path / "folder.xlsx", Data=[["Key", "Title", "Budget"], *rows]))
    assert "3 rows stand below other rows" in only(found, "rows-below").problem


def test_a_column_that_calls_its_rows_projects_says_which_are(tmp_path: Path) -> None:
    rows = [["Portfolio", "Estate", 600, 60]]
    for programme, names in (("A", PROJECTS), ("B", ["Delta school", "Epsilon line", "Zeta tower"])):
        rows += [["Programme", f"Programme {programme}", 300, 30], *[["Project", name, 100, 10] for name in names]]
    found = load(workbook(tmp_path / "levels.xlsx", Data=[["Level", "Name", "Budget £k", "Actual £k"], *rows]))
    assert column(found, "projects", "name") == [*PROJECTS, "Delta school", "Epsilon line", "Zeta tower"]
    assert "3 rows above" in only(found, "rows-nested").problem
    apart = [["Programme", "Core", 250, 25], *rows[2:5]]  # a programme of its own, and no sum
    found = load(workbook(tmp_path / "apart.xlsx", Data=[["Type", "Name", "Budget £k", "Actual £k"], *apart]))
    assert column(found, "projects", "name") == ["Core", *PROJECTS]
    assert only(found, "rows-below").severity == "warning"


def test_titles_in_a_column_per_level_are_projects_at_the_first_alone(tmp_path: Path) -> None:
    rows = [row for n, name in enumerate(PROJECTS) for row in ([10 * n, name, None, 100], [10 * n + 1, None, f"{name}, part", None])]
    found = load(workbook(tmp_path / "tree.xlsx", Data=[["ID", "Title 1", "Title 2", "Budget"], *rows]))
    assert column(found, "projects", "name") == PROJECTS
    assert "3 rows are tasks" in only(found, "tasks-below").problem
    lower = [[number, first, second, 100 - (amount or 0)] for number, first, second, amount in rows]  # below, more is known than above
    found = load(
        workbook(tmp_path / "lower.xlsx", Data=[["ID", "Title 1", "Title 2", "Budget"], *[[*row[:3], row[3] or None] for row in lower]])
    )
    assert "tasks-below" not in codes(found)


def test_rows_of_sums_without_a_word_for_it_are_told_by_what_they_hold(tmp_path: Path) -> None:
    groups = [
        ["North", None, 300],
        ["Alpha works", "Ann", 100],
        ["Beta bridge", "Bob", 200],
        ["South", None, 50],
        ["Gamma depot", "Cy", 50],
    ]
    found = load(workbook(tmp_path / "groups.xlsx", Data=[["Project", "Manager", "Budget"], *groups]))
    assert column(found, "projects", "name") == PROJECTS
    below = [*groups[1:3], groups[0], groups[4], groups[3]]
    found = load(workbook(tmp_path / "below.xlsx", Data=[["Project", "Manager", "Budget"], *below]))
    assert column(found, "projects", "name") == PROJECTS


def test_a_flat_list_whose_amounts_add_up_by_chance_stays_whole(tmp_path: Path) -> None:
    rows = [["Alpha works", 100], ["Beta bridge", 60], ["Gamma depot", 40], ["Total", 200]]
    found = load(workbook(tmp_path / "flat.xlsx", Data=[["Project", "Budget"], *rows]))
    assert column(found, "projects", "name") == PROJECTS


def test_the_months_of_tasks_are_no_costs_beside_those_of_their_project(tmp_path: Path) -> None:
    heads = ["Outline Level", "Name", "Budget", *(f"Costs {month}-26 plan" for month in ("Jan", "Feb", "Mar"))]
    rows = [[1, "Alpha works", 300, 100, 100, 100], [2, "Design", 90, 30, 30, 30], [2, "Build", 210, 70, 70, 70]]
    found = load(workbook(tmp_path / "months.xlsx", Plan=[heads, *rows]))
    assert sum(column(found, "costs", "amount")) == 300
    assert codes(found).count("tasks-below") == 1


def test_groups_that_fill_in_less_than_their_projects_or_the_same_are_told_by_sums(tmp_path: Path) -> None:
    heads = ["Primary Column", "Status", "Assigned To", "Start", "% Complete", "Budget", "Actual"]
    rows = [
        ["Programme A", "In Progress", None, date(2026, 1, 1), 0.3, 300, 90], ["Alpha works", "In Progress", "Ann", date(2026, 1, 1), 0.3, 100, 40],
        ["Beta bridge", "In Progress", "Bob", date(2026, 1, 1), 0.3, 200, 50], ["Programme B", "Not Started", None, date(2026, 1, 1), 0, 50, 0],
        ["Gamma depot", "Not Started", "Cy", date(2026, 1, 1), 0, 50, 0],
    ]  # fmt: skip
    found = load(workbook(tmp_path / "parents.xlsx", Sheet=[heads, *rows]))
    assert column(found, "projects", "name") == PROJECTS
    rows = [[*row[:2], "Ann", *row[3:]] for row in [*rows, ["Delta school", "Not Started", None, date(2026, 1, 1), 0, 30, 7]]]
    rows[3][5:] = [80, 7]
    found = load(workbook(tmp_path / "full.xlsx", Sheet=[heads, *rows]))
    assert column(found, "projects", "name") == [*PROJECTS, "Delta school"]


def test_equal_amounts_below_each_other_are_no_groups(tmp_path: Path) -> None:
    schemes = [["Alpha works", "Care", 100, 40], ["Beta bridge", "Care", 100, 40], ["Gamma depot", "Care", 100, 40]]
    money = [
        ["Total schemes", None, 300, 120],
        ["Financed by:"],
        ["Grants", None, 100, 40],
        ["Borrowing", None, 200, 80],
        ["Total financing", None, 300, 120],
    ]
    found = load(workbook(tmp_path / "council.xlsx", Capital=[["Scheme", "Directorate", "Budget £000", "Spent £000"], *schemes, *money]))
    assert column(found, "projects", "name") == PROJECTS
    assert sum(column(found, "projects", "budget")) == 300_000
