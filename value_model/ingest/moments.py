"""Cells that hold a date or a period: days, months, quarters, years, and a spreadsheet's day numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from value_model.ingest import dates, periods, words
from value_model.ingest.cell import Ask, Got, is_prose, unknown
from value_model.ingest.notes import Flaw
from value_model.ingest.read.grid import RawCell
from value_model.ingest.wording import cut

_EARLIEST, _LATEST = date(1900, 1, 1), date(2900, 1, 1)  # the day a spreadsheet makes of an empty cell, and what databases put for "never"
OF_MONTH = "updated_on"  # a report of "Jan-26" speaks of the end of that month


def day(cell: RawCell, ask: Ask) -> Got:
    """Read a cell as a day; one that stands in for none (1900-01-01, 9999-12-31) is not known."""
    got = _day(cell, ask)
    if not isinstance(got.value, date) or _EARLIEST < got.value < _LATEST:
        return got
    return Got(flaw=unknown(cell.text if isinstance(cell.value, str) else got.value.isoformat()))


def _day(cell: RawCell, ask: Ask) -> Got:
    if isinstance(cell.value, datetime | date):
        return Got(calendar_day(cell.value))
    if isinstance(cell.value, int | float | Decimal) and not isinstance(cell.value, bool) and not _is_year(cell, ask):
        return _serial(cell.text, float(cell.value))
    if isinstance(cell.value, str) and cell.text.strip().isdigit() and len(cell.text.strip()) == 5:
        return _serial(cell.text, float(cell.text))
    value = dates.parse(cell.text, ask.style.order)
    if value is not None:
        return Got(value)
    if ask.field.name == OF_MONTH and (span := _span(cell.text, ask)) is not None:
        return Got(periods.later(span.end, 1) - timedelta(days=1))
    if words.says_unknown(cell.text) or not any(letter.isdigit() for letter in cell.text) or is_prose(cell.text):
        return Got()
    if ask.style.order is None and dates.doubtful(cell.text):
        return Got(flaw=Flaw("note", "date-not-read", f'"{cut(cell.text, 30)}" waits for the order of day and month.', "See the question."))
    return Got(flaw=_not_a_date(cell.text))


def _is_year(cell: RawCell, ask: Ask) -> bool:
    return ask.field.name == OF_MONTH and re.fullmatch(r"(?:19|20)\d{2}(?:\.0)?", cell.text) is not None


def _span(text: str, ask: Ask) -> periods.Span | None:
    try:
        return periods.parse(text.strip().removesuffix(".0"), ask.fiscal_start)
    except LookupError:
        return None


def _serial(text: str, number: float) -> Got:
    value = dates.from_serial(number)
    if value is None:
        return Got(flaw=_not_a_date(text))
    return Got(value, Flaw("note", "date-from-number", f"{text} was read as the spreadsheet day number of {value.isoformat()}.",
                           "Format the cell as a date."))  # fmt: skip


def _not_a_date(text: str) -> Flaw:
    return Flaw("warning", "not-a-date", f'"{cut(text, 40)}" is not a date; it is read as not known.', "Write it as 2026-09-30.")


def calendar_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def period(cell: RawCell, ask: Ask) -> Got:
    if isinstance(cell.value, datetime | date):
        return Got(periods.of_date(cell.value))
    text = cell.text.strip().removesuffix(".0")
    try:
        span = periods.parse(text, ask.fiscal_start)
    except LookupError:
        return Got(flaw=Flaw("error", "fiscal-year-unknown", f'"{cut(text, 30)}" is a fiscal period, and the month its year starts in is not given.',
                             "Add fiscal_year_start to the Settings sheet (4 for April), or to the [settings] of a mapping."))  # fmt: skip
    if span is not None:
        return Got(span)
    got = day(cell, ask)
    return Got(periods.of_date(got.value), got.flaw) if isinstance(got.value, date) else got
