"""Long lists of amounts: a line per project and period, the period in one column or in two.

Expected values: by hand, from the few rows written here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.books import codes, column, load, workbook
from value_model.ingest.mapping_file import parse

NAMES = ("Alpha", "Beta", "Gamma")
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def test_amounts_of_each_period_are_added_and_never_taken_for_repeats(tmp_path: Path) -> None:
    rows = [[f"P{n}", name, f"2025-{month:02d}", 100_000 + n] for n, name in enumerate(NAMES) for month in range(1, 13)]
    found = load(workbook(tmp_path / "long.xlsx", Ledger=[["Project ID", "Project Name", "Period", "Actual Cost"], *rows]))
    assert column(found, "projects", "name") == list(NAMES)
    assert sum(column(found, "costs", "amount")) == Decimal(12 * 300_003)
    assert set(column(found, "costs", "stream")) == {"actual"}
    assert column(found, "projects", "cost_to_date") == [None] * 3


def test_what_a_line_says_again_beside_its_own_amount_is_the_projects(tmp_path: Path) -> None:
    rows = [[name, f"Q{q} 2025", 900_000, 100_000 * (5 - q)] for name in NAMES for q in range(1, 5)]
    found = load(workbook(tmp_path / "both.xlsx", Ledger=[["Project", "Quarter", "Budget (£)", "Actual (£)"], *rows]))
    assert column(found, "projects", "budget") == [Decimal(900_000)] * 3
    assert sum(column(found, "costs", "amount")) == Decimal(3_000_000)


def test_amounts_that_only_grow_may_be_to_date_and_are_asked_about(tmp_path: Path) -> None:
    rows = [[name, f"2025-{month:02d}", 100_000 * month] for name in NAMES for month in range(1, 7)]
    found = load(workbook(tmp_path / "grows.xlsx", Ledger=[["Project", "Period", "Actual Cost"], *rows]))
    assert not found.rows("costs")
    assert "amount-varies" in codes(found, "error")


@pytest.mark.parametrize(
    ("heads", "years", "parts"),
    [
        (("Year", "Quarter"), (2024, 2025), ("Q1", "Q2", "Q3", "Q4")),
        (("Year", "Month"), (2024, 2025), range(1, 13)),
        (("Jahr", "Quartal"), ("2024", "2025"), (1, 2, 3, 4)),
    ],
)
def test_a_calendar_period_in_two_columns(
    tmp_path: Path, heads: tuple[str, str], years: tuple[object, ...], parts: tuple[object, ...]
) -> None:
    rows = [[name, year, part, 300_000] for name in NAMES for year in years for part in parts]
    found = load(workbook(tmp_path / "two.xlsx", Ledger=[["Project", *heads, "Actual Cost (£)"], *rows]))
    assert sum(column(found, "costs", "amount")) == Decimal(300_000 * len(rows))
    when = column(found, "costs", "period")
    assert (min(when), max(when)) == (date(2024, 1, 1), date(2025, 12, 1))


@pytest.mark.parametrize(
    ("heads", "years", "parts"),
    [(("FY", "Month"), ("FY24/25", "FY25/26"), MONTHS), (("Fiscal Year", "Period"), (2025, 2026), [f"{n:03d}" for n in range(1, 13)])],
)
def test_a_fiscal_period_in_two_columns_asks_for_the_start_of_the_year(
    tmp_path: Path, heads: tuple[str, str], years: tuple[object, ...], parts: list[str]
) -> None:
    rows = [[name, year, part, 300_000, "Actual"] for name in NAMES for year in years for part in parts]
    path = workbook(tmp_path / "fiscal.xlsx", Ledger=[["Project", *heads, "Amount (£)", "Type"], *rows])
    assert "fiscal-year-unknown" in codes(load(path), "error")
    found = load(path, mapping=parse({"settings": {"fiscal_year_start": "4"}}))
    assert sum(column(found, "costs", "amount")) == Decimal(300_000 * len(rows))
    when = column(found, "costs", "period")
    assert (min(when), max(when)) == (date(2024, 4, 1), date(2026, 3, 1))
