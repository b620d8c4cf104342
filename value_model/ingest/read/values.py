"""From the exact text of a cell to a value, or to the statement that it is none. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from value_model.ingest.read.formats import shape
from value_model.ingest.read.grid import RawCell

NOT_A_NUMBER = "not a number"
NOT_A_DATE = "not a date"

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_PLAIN = re.compile(r"-?\d{1,13}(?:\.\d*[1-9])?", re.ASCII)  # most amounts: no exponent, no rounding to undo
LONGEST = 64
_LARGEST = Decimal("1.7976931348623157e308")
_DAY_MS = 86_400_000
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_465  # 9999-12-31
_FALSE_LEAP_DAY = 60  # 1900-02-29, which Excel counts and no calendar has
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\d*(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)


def number(text: str) -> int | Decimal | None:
    """Return the number written in `text` with a decimal point, or None.

    Whole numbers are exact at any length. A decimal of 16 or 17 digits is how spreadsheets store a
    binary fraction, so it gives the shortest decimal that is the same fraction:
    0.10000000000000001 is 0.1.
    """
    plain = text.strip(" \t\r\n")
    if len(plain) <= 16 and _PLAIN.fullmatch(plain):
        return Decimal(plain) if "." in plain else int(plain)
    if len(plain) > LONGEST or not _NUMBER.fullmatch(plain):
        return None
    exact = Decimal(plain)
    if abs(exact) > _LARGEST:
        return None
    if len(exact.as_tuple().digits) in (16, 17) and exact != exact.to_integral_value():
        exact = Decimal(repr(float(plain)))
    return int(exact) if exact == exact.to_integral_value() else exact


def numeric_cell(text: str, code: str | None, *, date1904: bool = False) -> RawCell:
    """Return the cell of a number stored as `text` and shown in format `code`: a number, a date or a duration."""
    value = number(text)
    if value is None:
        return RawCell(None, text, code, NOT_A_NUMBER)
    if code is None or shape(code) == "number":
        return RawCell(value, text, code)
    moment = serial(value, code, date1904=date1904)
    return RawCell(moment, text, code, None if moment is not None else NOT_A_DATE)


def serial(value: int | float | Decimal, code: str, *, date1904: bool = False) -> date | datetime | timedelta | None:
    """Return the date, moment or duration of a day count, to the millisecond; None where the calendar has none."""
    wanted = shape(code)
    if not -_LAST_DAY <= value <= _LAST_DAY + 1:
        return None
    ms = round(float(value) * _DAY_MS)
    if wanted == "duration" or (wanted == "time" and 0 <= ms < _DAY_MS):
        return timedelta(milliseconds=ms)
    days, rest = divmod(ms, _DAY_MS)
    moment = _on_calendar(days, date1904=date1904)
    if moment is None:
        return None
    return moment.date() if wanted == "date" and not rest else moment + timedelta(milliseconds=rest)


def _on_calendar(days: int, *, date1904: bool) -> datetime | None:
    if date1904:
        return _EPOCH_1904 + timedelta(days=days) if 0 <= days <= _LAST_DAY - 1_462 else None
    if not 1 <= days <= _LAST_DAY or days == _FALSE_LEAP_DAY:
        return None
    return _EPOCH_1900 + timedelta(days=days + (days < _FALSE_LEAP_DAY))


def iso_cell(text: str, code: str | None = None) -> RawCell:
    """Return the cell of a date stored as ISO 8601 text; a stated offset from UTC is left out, the wall clock is kept."""
    match = _ISO.fullmatch(text.strip())
    try:
        value = _iso(match.group(1), match.group(2)) if match else None
    except ValueError:
        value = None
    return RawCell(value, text, code, None if value is not None else NOT_A_DATE)


def _iso(day: str, clock: str | None) -> date | datetime:
    return datetime.fromisoformat(f"{day}T{clock}") if clock else date.fromisoformat(day)
