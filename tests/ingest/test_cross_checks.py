"""Cross-checks from a workbook to the finding: what contradicts itself is said with its place, and nothing else is.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.books import Rows, codes, load, only, workbook

HEADS = ["Project ID", "Name", "Start", "Budget", "Currency"]
PROJECTS = [HEADS, *[[f"P{n}", f"Project {chr(65 + n)}", date(2025, 1, 1), 100_000 + n, "GBP"] for n in range(6)]]
BENEFIT = [["Benefit ID", "Name", "Project ID", "Start"], ["B1", "Saving", "P0", None]]
TIMED = [["Benefit ID", "Period", "Stream", "Amount"]]
FOUND: dict[str, tuple[dict[str, Rows], str, str]] = {
    "spend-without-objective": ({"Objectives": [["Objective ID", "Name"], ["O1", "Grow"]],
                                 "Contributions": [["Project ID", "Objective ID", "Contribution"], *[[f"P{n}", "O1", 0.5] for n in range(5)]],
                                 "Costs": [["Project ID", "Period", "Stream", "Amount"], *[[f"P{n}", "2026-01", "actual", 50] for n in range(6)]]},
                                "warning", "Project F"),
    "rate-missing": ({"Projects": [*PROJECTS[:6], ["P5", "Project F", None, 5, "EUR"]]}, "error", "EUR"),
    "unit-off": ({"Projects": [*PROJECTS[:6], ["P5", "Project F", None, 104, "GBP"]]}, "warning", "1,000 times smaller"),
    "shares-over-1": ({"Benefits": [BENEFIT[0], ["B1", "Saving", "P0:0.7; P1:0.6", None]]}, "error", "1.3"),
    "benefit-before-start": ({"Benefits": [BENEFIT[0], ["B1", "Saving", "P0", date(2026, 3, 1)]],
                              "Benefit_values": [*TIMED, ["B1", "2026-02", "plan", 9]]}, "warning", "1 month"),
    "benefit-before-project": ({"Benefits": BENEFIT, "Benefit_values": [*TIMED, ["B1", "2024-06", "actual", 9]]}, "warning", "2024-06"),
    "actual-after-as-of": ({"Milestones": [["Project ID", "Name", "Actual on"], ["P0", "Go live", date(2026, 10, 1)]]}, "warning", "2026-10-01"),
}  # fmt: skip


@pytest.mark.parametrize("code", FOUND)
def test_a_contradiction_is_said_once_with_its_place(code: str, tmp_path: Path) -> None:
    sheets, severity, said = FOUND[code]
    settings: list[list[Any]] = [["Key", "Value"], ["as_of", "2026-09-30"], ["reporting_currency", "GBP"]]
    found = load(workbook(tmp_path / "book.xlsx", **{"Settings": settings, "Projects": PROJECTS, **sheets}))
    finding = only(found, code)
    assert finding.severity == severity
    assert said in finding.problem
    assert finding.row
    assert [other for other in codes(found) if other in FOUND] == [code]


@pytest.mark.parametrize("sizes", [[1_000, 30_000, 1_000_000, 40_000, 2_000_000, 500, 900_000], [*[1_000_000] * 57, 20_000, 1_000]])
def test_amounts_of_many_sizes_are_no_unit_that_is_off(sizes: list[int], tmp_path: Path) -> None:
    rows = [[f"P{n}", f"Project {n}", None, size, "GBP"] for n, size in enumerate(sizes)]
    assert "unit-off" not in codes(load(workbook(tmp_path / "sizes.xlsx", Projects=[HEADS, *rows])))


def test_a_total_row_that_disagrees_with_the_rows_above_is_said(tmp_path: Path) -> None:
    rows = [[f"Project {chr(65 + n)}", "Ann", 100] for n in range(6)]
    for stated in (600, 650):
        found = load(workbook(tmp_path / f"{stated}.xlsx", Data=[["Project", "Manager", "Budget £k"], *rows, ["Total", "", stated]]))
        assert codes(found).count("total-disagrees") == (stated != 600)
