"""Periods as people write them, and amounts spread over months in exact cents.

A span is a first month and a number of months: Jan-26, 2026-01, 2026-Q1, Q3 FY27, FY25/26 Q1, 2025/26,
19-20, FY26, 2026. A year of two numbers, or one that says FY, is a fiscal year; it needs the month the
fiscal year starts in. A fiscal year named by one number is named for the year it ends in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from value_model.ingest import dates
from value_model.ingest.dates import MONTHS

CENT = Decimal("0.01")
_YEAR = r"(?:19|20)\d{2}"
_FISCAL = r"(?:FY|F\.?Y\.?|fiscal year|financial year|fin\.? year|GJ|EF|exercice|ejercicio|exercício)"
_MONTH_NUMBER = re.compile(
    rf"(?:({_YEAR})[-/. ](\d{{1,2}})|(\d{{1,2}})[-/.]({_YEAR})|({_YEAR})[-_ ]?M(\d{{1,2}})|({_YEAR})(0[1-9]|1[0-2]))", re.I
)
_MONTH_NAME = re.compile(
    rf"([^\W\d_]{{3,}})\.?[\s\-/.,']*(?:de\s+|of\s+)?['’]?({_YEAR}|\d{{2}})|({_YEAR}|\d{{2}})[\s\-/.]*([^\W\d_]{{3,}})\.?"
)
_QUARTER = re.compile(rf"(?:([QTHS])([1-4])[\s\-/,]*({_FISCAL})?[\s\-]*'?(\d{{2}}|{_YEAR})(?:[-/](\d{{2}}|{_YEAR}))?)", re.I)
_QUARTER_LAST = re.compile(rf"(?:({_FISCAL})?[\s\-]*'?(\d{{2}}|{_YEAR})(?:[-/](\d{{2}}|{_YEAR}))?[\s\-/_,]*([QTHS])([1-4]))", re.I)
_TWO_YEARS = re.compile(rf"(?:{_FISCAL})?\s*'?({_YEAR}|\d{{2}})\s*[-/–]\s*'?({_YEAR}|\d{{2}})", re.I)
_FISCAL_YEAR = re.compile(rf"{_FISCAL}\s*[-']?\s*({_YEAR}|\d{{2}})", re.I)
_CALENDAR_YEAR = re.compile(rf"(?:CY|year|Jahr|année|año|ano)?\s*({_YEAR})(?:\.0)?", re.I)


_IN_WORDS = (
    (re.compile(r"\b(?:semest(?:er|re)|halbjahr|half(?:[- ]year)?)\b\s*", re.I), "H"),
    (re.compile(r"\b(?:quarter|quartal|trimest(?:er|re))\b\s*", re.I), "Q"),
)
_NUMBER_FIRST = re.compile(r"^([1-4])(?:\.|er|e|º|°)?\s?([QTHS])(?=[\s\d'/-])", re.I)
_PART_OF_FISCAL = re.compile(
    rf"(?:P|Per\.?|Period|Periode)\s*0{{0,2}}(\d{{1,2}})[\s/-]+(?:{_FISCAL}\s*'?({_YEAR}|\d{{2}})|({_YEAR}|\d{{2}})[-/]({_YEAR}|\d{{2}}))",
    re.I,
)
_NAME_OF_FISCAL = re.compile(
    rf"([^\W\d_]{{3,}})\.?\s+(?:{_FISCAL}\s*'?({_YEAR}|\d{{2}})|(?:{_FISCAL}\s*)?({_YEAR}|\d{{2}})[-/]({_YEAR}|\d{{2}}))", re.I
)
_LAST = 12  # posting periods beyond it close the year
_POSTED = re.compile(rf"^0(\d{{2}})[./]({_YEAR})$")  # a posting period of a ledger: 003.2025
_MONTH_LETTER = re.compile(rf"^M(\d{{1,2}})[\s_-]+({_YEAR})$", re.I)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of whole months: its first day and how many; `fiscal` where it hung on the fiscal year's start."""

    start: date
    months: int = 1
    fiscal: bool = False

    def each(self) -> list[date]:
        """First days of the months covered."""
        return [later(self.start, n) for n in range(self.months)]

    @property
    def end(self) -> date:
        """First day of the last month covered."""
        return later(self.start, self.months - 1)


def later(month: date, by: int) -> date:
    """Return the first day of the month `by` months later."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def of_date(day: date) -> Span:
    """Return the month of a day."""
    return Span(day.date().replace(day=1) if isinstance(day, datetime) else day.replace(day=1))


def parse(text: str, fiscal_start: int | None = None) -> Span | None:
    """Return the span that `text` names as a whole, or None.

    Raises `LookupError` where the text names a fiscal period and `fiscal_start` (month 1 to 12) is None.
    """
    tidy = _shortened(unicodedata.normalize("NFKC", text).replace("–", "-").strip())
    day = dates.parse(tidy, None)  # a whole date stands for its month
    if day:
        return of_date(day)
    return _month(tidy) or _quarter(tidy, fiscal_start) or _of_fiscal(tidy, fiscal_start) or _years(tidy, fiscal_start)


def _shortened(text: str) -> str:
    """Return a part of a year as a letter and a number: "1. Halbjahr 2025" is "H1 2025", "3Q25" is "Q3 25", "M01 2025" is "01/2025"."""
    for words, letter in _IN_WORDS:
        text = words.sub(letter, text)
    return _MONTH_LETTER.sub(r"\1/\2", _NUMBER_FIRST.sub(r"\2\1 ", _POSTED.sub(r"P\1 FY\2", text)))


def _month(text: str) -> Span | None:
    if found := _MONTH_NUMBER.fullmatch(text):
        parts = found.groups()
        year, month = (parts[3], parts[2]) if parts[2] else next((parts[i], parts[i + 1]) for i in (0, 4, 6) if parts[i])
        return _span(int(year), int(month), 1)
    if found := _MONTH_NAME.fullmatch(text):
        name, year = (found[1], found[2]) if found[1] else (found[4], found[3])
        month_number = MONTHS.get(name.casefold())
        return _span(_century(year), month_number, 1) if month_number else None
    return None


def _quarter(text: str, fiscal_start: int | None) -> Span | None:
    if found := _QUARTER.fullmatch(text):
        letter, number, fiscal, first, second = found.groups()
    elif found := _QUARTER_LAST.fullmatch(text):
        fiscal, first, second, letter, number = found.groups()
    else:
        return None
    months = 3 if letter in "QTqt" else 6
    before = (int(number) - 1) * months
    if before >= 12:
        return None
    if not fiscal and not second:
        return _span(_century(first), before + 1, months)
    return _fiscal(first, second, fiscal_start, before, months)


def _of_fiscal(text: str, fiscal_start: int | None) -> Span | None:
    """Return a month by its name or number in a fiscal year: "P3 FY2025", "Apr 2025/26"."""
    numbered, named = _PART_OF_FISCAL.fullmatch(text), _NAME_OF_FISCAL.fullmatch(text)
    found = numbered or named
    if found is None or (found[3] and (_century(found[4]) - _century(found[3])) != 1):
        return None
    number = int(found[1]) if numbered else MONTHS.get(found[1].casefold(), 0)
    if not 1 <= number <= _LAST + 4 * bool(numbered):
        return None
    if fiscal_start is None:
        raise LookupError("fiscal_year_start")
    offset = min(number, _LAST) - 1 if numbered else (number - fiscal_start) % _LAST
    return _fiscal(found[2] or found[3], found[4], fiscal_start, offset, 1)


def _years(text: str, fiscal_start: int | None) -> Span | None:
    if found := _TWO_YEARS.fullmatch(text):
        follows = (_century(found[2]) - _century(found[1])) == 1
        return _fiscal(found[1], found[2], fiscal_start, 0, 12) if follows else None
    if found := _FISCAL_YEAR.fullmatch(text):
        return _fiscal(found[1], None, fiscal_start, 0, 12)
    if found := _CALENDAR_YEAR.fullmatch(text):
        return _span(int(found[1]), 1, 12)
    return None


def _fiscal(first: str, second: str | None, fiscal_start: int | None, offset: int, months: int) -> Span | None:
    if fiscal_start is None:
        raise LookupError("fiscal_year_start")
    year = _century(first)
    if second is None and fiscal_start > 1:
        year -= 1  # FY27 ends in 2027
    return Span(later(date(year, fiscal_start, 1), offset), months, fiscal=True)


def _span(year: int, month: int, months: int) -> Span | None:
    return Span(date(year, month, 1), months) if 1 <= month <= 12 and 1900 <= year <= 2199 else None


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def spread(amount: Decimal, months: int) -> list[Decimal]:
    """Return `amount` as `months` parts in whole cents that add up to it exactly (to the cent)."""
    cents = int(amount.quantize(CENT, ROUND_HALF_EVEN).scaleb(2))
    whole, rest = divmod(abs(cents), months)
    sign = -1 if cents < 0 else 1
    # The odd cents go evenly through the run, so that no month differs from another by more than one.
    parts = [whole + ((n + 1) * rest // months - n * rest // months) for n in range(months)]
    return [Decimal(sign * part).scaleb(-2) for part in parts]
