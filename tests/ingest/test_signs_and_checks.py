"""Costs written as negative numbers, and rows that check the others. Expected values: by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.ingest.books import Rows, codes, column, load, only, workbook
from value_model.ingest import mapping_file

NAMES = ["Alpha works", "Beta bridge", "Gamma depot", "Delta school"]


def projects(*more: list[object], sign: int = 1) -> Rows:
    return [
        ["Project", "Manager", "Budget", "Spent"],
        *([name, "Ann", sign * 100 * (n + 1), sign * 40] for n, name in enumerate(NAMES)),
        *more,
    ]


def test_costs_that_are_negative_throughout_are_one_question_per_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "negative.xlsx", Data=projects(sign=-1))
    found = load(path)
    asked = [finding for finding in found.findings if finding.code == "negative-throughout"]
    assert [(finding.severity, finding.column) for finding in asked] == [("error", "Budget"), ("error", "Spent")]
    assert "negative-amount" not in codes(found)
    assert 'budget = { column = "Budget", scale = -1 }' in asked[0].fix
    lines = 'budget = { column = "Budget", scale = -1 }\ncost_to_date = { column = "Spent", scale = -1 }'
    answers = mapping_file.parse(tomllib.loads(f"[projects.fields]\n{lines}"))
    found = load(path, mapping=answers)
    assert sum(column(found, "projects", "budget")) == 1000
    assert "negative-throughout" not in codes(found)


def test_one_negative_amount_among_others_is_said_by_itself(tmp_path: Path) -> None:
    found = load(workbook(tmp_path / "one.xlsx", Data=projects(["Epsilon line", "Bob", -5, 1])))
    assert only(found, "negative-amount").cell == "C6"


@pytest.mark.parametrize("row", [["Check", None, 0, 0], ["Prüfsumme", None, 1000, 160], ["Control", None, 1000, 160]])
def test_a_row_that_checks_the_others_is_no_project(tmp_path: Path, row: list[object]) -> None:
    found = load(workbook(tmp_path / "check.xlsx", Data=projects(row)))
    assert column(found, "projects", "name") == NAMES
    assert {"check-row", "total-row", "sum-row"} & set(codes(found))


def test_a_difference_below_a_total_is_no_project(tmp_path: Path) -> None:
    found = load(workbook(tmp_path / "difference.xlsx", Data=projects(["Total", None, 1000, 160], ["Difference", None, 0, -3])))
    assert column(found, "projects", "name") == NAMES


@pytest.mark.parametrize("row", [["Control", "Bob", 0, 0], ["Check", None, 50, 20]])
def test_a_project_may_be_called_check_or_control(tmp_path: Path, row: list[object]) -> None:
    assert column(load(workbook(tmp_path / "named.xlsx", Data=projects(row))), "projects", "name")[-1] == row[0]
