"""Calendar quarters as whole numbers, so that they can be counted and compared."""

from __future__ import annotations

from datetime import date, timedelta


def quarter(text: str) -> int:
    """Return the number of the quarter written like 2026-Q3; one later is the next quarter."""
    year, number = text.split("-Q")
    return int(year) * 4 + int(number) - 1


def label(number: int) -> str:
    """The quarter as the workbooks write it: 2026-Q3."""
    return f"{number // 4}-Q{number % 4 + 1}"


def first_day(number: int) -> date:
    """First day of the quarter."""
    return date(number // 4, number % 4 * 3 + 1, 1)


def last_day(number: int) -> date:
    """Last day of the quarter."""
    return first_day(number + 1) - timedelta(days=1)


FIRST = quarter("2024-Q1")
LAST = quarter("2028-Q4")
SNAPSHOTS = range(quarter("2024-Q4"), quarter("2026-Q3") + 1)
