"""The dates the sums are cut at: the two reviews compared, and the fiscal year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from value_model.figures.flows import MONTHS, first_of, ordinal


@dataclass(frozen=True, slots=True)
class Periods:
    """`since` and `until`: the earlier and the later as-of date; first and last day of the fiscal year; whether two snapshots are compared."""

    since: date
    until: date
    fiscal_start: date
    fiscal_end: date
    compared: bool


def fiscal_year(day: date, first_month: int) -> tuple[date, date]:
    """Return the first and the last day of the fiscal year that holds `day`."""
    start = ordinal(day) - (day.month - first_month) % MONTHS
    return first_of(start), date.fromordinal(first_of(start + MONTHS).toordinal() - 1)


def quarter_of(day: date, fiscal_year_start: int = 1) -> tuple[int, int]:
    """Return the number of the quarter that holds a day, and the calendar year in which its fiscal year ends."""
    return (day.month - fiscal_year_start) % MONTHS // 3 + 1, day.year + (fiscal_year_start > 1 and day.month >= fiscal_year_start)


def quarters_start(fiscal_year_start: int) -> int:
    """Return the first month of the year whose quarters can be named: January's, where the fiscal year's cut across them."""
    return fiscal_year_start if fiscal_year_start % 3 == 1 else 1


def between(as_of: date, other: date | None, fiscal_year_start: int) -> Periods:
    """Return the periods of a snapshot, and of the one it is compared with."""
    compared = other or as_of
    return Periods(min(as_of, compared), max(as_of, compared), *fiscal_year(as_of, fiscal_year_start), other is not None)


def a_year_before(day: date) -> date:
    """The same day one year earlier; the last day of February for its 29th."""
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def month_setting(text: object) -> int:
    """The first month of the fiscal year as the settings have it; January where it cannot be read."""
    words = str(text or "").strip()
    return int(words) if words.isdigit() and 1 <= int(words) <= MONTHS else 1
