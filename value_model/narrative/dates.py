"""Dates, quarters, fiscal years and the names of earlier reviews as they are written."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date

from value_model.figures.periods import quarter_of, quarters_start
from value_model.narrative.rounding import Style

__all__ = ["day", "fiscal_year", "month", "months_back", "quarter", "quarter_of", "quarter_tick", "quarters_start", "review"]


def day(value: date, to: Style) -> str:
    """Return "30 Sep 2026"."""
    numbers = to.language["numbers"]
    return str(numbers["date"]).format(day=value.day, month=numbers["months_short"][value.month - 1], year=value.year)


def month(value: date, to: Style) -> str:
    """Return "Sep 2026"."""
    numbers = to.language["numbers"]
    return str(numbers["month_year"]).format(month=numbers["months_short"][value.month - 1], year=value.year)


def quarter_tick(value: date, to: Style, *, fiscal_year_start: int = 1) -> str:
    """Return "Q3 26", short enough for an axis: the quarter that holds a day, of the fiscal year that ends in 2026."""
    number, year = quarter_of(value, fiscal_year_start)
    return str(to.language["numbers"]["quarter"]).format(quarter=number, year=f"{year % 100:02d}")


def review(value: date, as_of: date, to: Style) -> str:
    """Return the name of an earlier review: its month, with the year once a year has passed, the day in the same month."""
    numbers = to.language["numbers"]
    month = numbers["months_long"][value.month - 1]
    if (value.year, value.month) == (as_of.year, as_of.month):
        return day(value, to)
    if (as_of.year - value.year) * 12 + as_of.month - value.month < 12:
        return str(month)
    return str(numbers["month_year"]).format(month=month, year=value.year)


def quarter(value: date, to: Style, *, fiscal_year_start: int = 1) -> str:
    """Return "Q2 2027", or "Q3 FY27" where the fiscal year does not start in January."""
    number, _ = quarter_of(value, fiscal_year_start)
    name = "quarter" if fiscal_year_start == 1 else "fiscal_quarter"
    year = str(value.year) if fiscal_year_start == 1 else fiscal_year(value, to, fiscal_year_start=fiscal_year_start)
    return str(to.language["numbers"][name]).format(quarter=number, year=year)


def fiscal_year(value: date, to: Style, *, fiscal_year_start: int = 1) -> str:
    """Return "FY27": the fiscal year is named for the calendar year in which it ends."""
    _, ends = quarter_of(value, fiscal_year_start)
    return str(to.language["numbers"]["fiscal_year"]).format(year=f"{ends % 100:02d}")


def months_back(day: date, months: int) -> date | None:
    """Return the first day of the month `months` before that of `day`; None outside the calendar."""
    total = day.year * 12 + day.month - 1 - months
    year = total // 12
    return date(year, total % 12 + 1, 1) if MINYEAR <= year <= MAXYEAR else None
