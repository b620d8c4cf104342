"""Halves, quarters and months as people head them, and parts of a year that are not understood.

Expected values: by hand, from the calendar.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ingest.books import column, load, workbook
from value_model.ingest.periods import Span, parse
from value_model.ingest.recognise.periodic import split

HALF, QUARTER = Span(date(2025, 7, 1), 6), Span(date(2025, 7, 1), 3)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("H2 2025", HALF), ("2025 H2", HALF), ("2H25", HALF), ("S2 2025", HALF), ("2. Halbjahr 2025", HALF), ("Semestre 2 2025", HALF),
        ("3Q25", QUARTER), ("3T 2025", QUARTER), ("3. Quartal 2025", QUARTER), ("Q3 2025", QUARTER),
        ("M07 2025", Span(date(2025, 7, 1))), ("Año 2025", Span(date(2025, 1, 1), 12)), ("Jahr 2025", Span(date(2025, 1, 1), 12)),
        ("H3 2025", None), ("P07 2025", None),
    ],
)  # fmt: skip
def test_a_part_of_a_year(text: str, span: Span | None) -> None:
    assert parse(text, 1) == span


def test_the_second_half_of_a_fiscal_year() -> None:
    assert parse("H2 FY26", 4) == Span(date(2025, 10, 1), 6, fiscal=True)  # FY26 runs from April 2025 to March 2026


@pytest.mark.parametrize("heading", ["P01 2025", "Wk 12 2025", "KW 12 2025", "Apr 25 - Mar 26", "Actual P3 2025"])
def test_a_part_of_a_year_that_is_not_understood_is_not_taken_for_the_year(heading: str) -> None:
    assert split(heading) is None


def test_amounts_of_half_years_are_spread_over_their_months(tmp_path: Path) -> None:
    heads = ["Project", "Actual H1 2025", "Actual H2 2025", "Actual H1 2026"]
    found = load(workbook(tmp_path / "halves.xlsx", Costs=[heads, ["Alpha works", 600, 1200, 1800], ["Beta bridge", 600, 1200, 1800]]))
    by_month = dict(zip(column(found, "costs", "period"), column(found, "costs", "amount"), strict=True))
    assert (by_month[date(2025, 6, 1)], by_month[date(2025, 7, 1)], by_month[date(2026, 6, 1)]) == (100, 200, 300)
