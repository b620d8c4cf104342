"""Months and posting periods without a year are said, never passed over in silence and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.books import codes, load, only, workbook


@pytest.mark.parametrize(
    "heads",
    [
        ["Jan", "Feb", "Mar", "Apr"],
        ["Plan 001", "Plan 002", "Plan 003", "Ist 001", "Ist 002", "Ist 003"],
        ["Q1 Budget", "Q2 Budget", "Q3 Budget", "Q4 Budget"],
        ["Periode 1", "Periode 2", "Periode 3"],
        ["Year 1", "Year 2", "Year 3"],
    ],
)
def test_periods_without_a_year_are_asked_about_once(tmp_path: Path, heads: list[str]) -> None:
    rows = [["Project ID", "Project", *heads], *([f"P{n}", f"Project {n}", *[1000.0] * len(heads)] for n in range(1, 5))]
    finding = only(load(workbook(tmp_path / "months.xlsx", Plan=rows)), "periods-without-year")
    assert finding.severity == "error"
    assert f'"{heads[0]}" to "{heads[-1]}"' in finding.problem


def test_phases_and_scores_are_no_periods(tmp_path: Path) -> None:
    heads = ["Project ID", "Project", "Phase 1", "Phase 2", "Phase 3", "H2 production", "Score 7"]
    found = load(workbook(tmp_path / "phases.xlsx", Plan=[heads, *([f"P{n}", f"Project {n}", 1, 2, 3, 4, 5] for n in range(1, 5))]))
    assert "periods-without-year" not in codes(found)
