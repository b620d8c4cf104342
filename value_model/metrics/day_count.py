"""Year fractions between dates, exact: a whole number of parts, and how many parts make a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

DAY_COUNTS = ("act/365", "act/360", "act/act", "30/360")
PARTS_PER_YEAR = {"act/365": 365, "act/360": 360, "act/act": 365 * 366, "30/360": 360}


def parts(start: date, day: date, day_count: str) -> int:
    """Return the time from `start` to `day` in parts of a year; negative when `day` lies before.

    ``act/365`` and ``act/360`` count days. ``act/act`` counts a day of a leap year as 1/366, another as
    1/365, the day itself deciding. ``30/360`` is the bond basis: months of 30 days.
    """
    if day_count == "30/360":
        return _thirty_days_a_month(start, day)
    if day_count == "act/act":
        return _weighted_days_before(day) - _weighted_days_before(start)
    return (day - start).days


def parts_list(start: date, days: Sequence[date], day_count: str) -> list[int]:
    """Return the time from `start` to each of `days`, in parts of a year."""
    return [parts(start, day, day_count) for day in days]


def _thirty_days_a_month(start: date, day: date) -> int:
    first = min(start.day, 30)
    last = 30 if day.day == 31 and first == 30 else day.day
    return 360 * (day.year - start.year) + 30 * (day.month - start.month) + last - first


def _weighted_days_before(day: date) -> int:
    """Return the parts from the start of year 1 to `day`; each full year weighs 365 · 366 parts."""
    into_year = (day - date(day.year, 1, 1)).days
    return (day.year - 1) * 365 * 366 + into_year * (365 if _is_leap(day.year) else 366)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
