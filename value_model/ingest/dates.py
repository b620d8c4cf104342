"""Dates as people type them, and the order of day and month decided per column from evidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_NAMES = {
    1: "january januar janvier enero janeiro jan ene jän jänner janv",
    2: "february februar février fevrier febrero fevereiro feb fév fev févr",
    3: "march märz maerz mars marzo março marco mar mär mrz",
    4: "april avril abril apr avr abr",
    5: "may mai mayo maio",
    6: "june juni juin junio junho jun",
    7: "july juli juillet julio julho jul juil",
    8: "august août aout agosto aug ago",
    9: "september septembre septiembre setembro sep sept set",
    10: "october oktober octobre octubre outubro oct okt out",
    11: "november novembre noviembre novembro nov",
    12: "december dezember décembre decembre diciembre dezembro dec dez déc dic",
}
MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
_TIME = r"(?:[T\s,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_PARTS = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_DAY_NAME = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s\-./]*(?:de\s+)?([^\W\d_]+)\.?[\s\-./,]*(?:de\s+)?['’]?(\d{{4}}|\d{{2}}){_TIME}"
)
_NAME_DAY = re.compile(rf"([^\W\d_]+)\.?[\s\-./]+(\d{{1,2}})(?:st|nd|rd|th)?[\s\-./,]+['’]?(\d{{4}}|\d{{2}}){_TIME}")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Order:
    """What a column of dates shows: its order ("DMY", "MDY" or None if open), and the value that proves it."""

    order: str | None
    proof: str = ""
    clash: str = ""


def parse(text: str, order: str | None = "DMY") -> date | None:
    """Return the date that `text` states, or None. `order` reads dates such as 05/06/2024 ("DMY", "MDY", "YMD")."""
    tidy = _WEEKDAY.sub("", unicodedata.normalize("NFKC", text).strip())
    if found := _ISO.fullmatch(tidy):
        year, second, third = int(found[1]), int(found[3]), int(found[4])
        return _date(year, third, second) if order == "YDM" else _date(year, second, third)
    if found := _COMPACT.fullmatch(tidy):
        return _date(int(found[1] + found[2]), int(found[3]), int(found[4]))
    if found := _PARTS.fullmatch(tidy):
        return _by_order(int(found[1]), int(found[3]), found[4], order)
    return _named(tidy)


def from_serial(number: float) -> date | None:
    """Return the date of a spreadsheet's day number (45000 is 15 March 2023), or None outside 1955 to 2119."""
    return EPOCH + timedelta(days=int(number)) if 20_000 <= number <= 80_000 else None


def order(texts: Iterable[str]) -> Order:
    """Return the order of day and month in a column, from values that can be read one way only.

    Also taken as proof: the name of the weekday beside a date, points as separators (day first wherever
    they are used), and a column of at least three different dates that all fall on the first of a month when
    read one way.
    """
    texts = list(texts)
    if named := _by_weekday(texts):
        return named
    pairs = [
        (int(found[1]), int(found[3]), text, found[2]) for text in texts if (found := _PARTS.fullmatch(_WEEKDAY.sub("", text.strip())))
    ]
    day_first = next((text for first, second, text, _ in pairs if first > 12 >= second), "")
    month_first = next((text for first, second, text, _ in pairs if second > 12 >= first), "")
    if day_first and month_first:
        return Order(None, day_first, month_first)
    if day_first or month_first:
        return Order("DMY" if day_first else "MDY", day_first or month_first)
    if not pairs or all(first == second for first, second, _, _ in pairs):
        return Order("DMY")
    if all(mark == "." for _, _, _, mark in pairs):
        return Order("DMY", pairs[0][2])
    return _firsts(pairs)


def _by_weekday(texts: list[str]) -> Order | None:
    """Return the order under which every weekday that is named is right, where the other order has one wrong: "Mon 06/01/25"."""
    named = [(found[0].strip()[:2].casefold(), text) for text in texts if (found := _WEEKDAY.match(text.strip())) and doubtful(text)]
    right = {way: [day == _DAYS[when.weekday()] for day, text in named if (when := parse(text, way))] for way in ("DMY", "MDY")}
    sure = [way for way, days in right.items() if days and all(days)]
    return Order(sure[0], named[0][1]) if len(sure) == 1 else None


def _firsts(pairs: list[tuple[int, int, str, str]]) -> Order:
    firsts, seconds = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    if seconds == {1} and len(firsts) >= 3:
        return Order("MDY", pairs[0][2])
    if firsts == {1} and len(seconds) >= 3:
        return Order("DMY", pairs[0][2])
    return Order(None, pairs[0][2])


def is_dated(texts: list[str]) -> bool:
    """Tell whether a column holds dates whose order of day and month matters."""
    return any(_PARTS.fullmatch(_WEEKDAY.sub("", text.strip())) and not doubtful(text) for text in texts)


def doubtful(text: str) -> bool:
    """Tell whether `text` is a date that two orders would read differently."""
    found = _PARTS.fullmatch(_WEEKDAY.sub("", text.strip()))
    return bool(found) and int(found[1]) <= 12 and int(found[3]) <= 12 and found[1] != found[3] if found else False


def _by_order(first: int, second: int, year: str, order: str | None) -> date | None:
    if order == "YMD":
        return _date(_century(str(first)), second, int(year))
    if first > 12 or (order == "DMY" and second <= 12):
        return _date(_century(year), second, first)
    if second > 12 or order == "MDY":
        return _date(_century(year), first, second)
    return _date(_century(year), second, first) if first == second else None


def _named(text: str) -> date | None:
    if found := _DAY_NAME.fullmatch(text):
        return _date(_century(found[3]), MONTHS.get(found[2].casefold(), 0), int(found[1]))
    if found := _NAME_DAY.fullmatch(text):
        return _date(_century(found[3]), MONTHS.get(found[1].casefold(), 0), int(found[2]))
    return None


def _century(year: str) -> int:
    """Two digits mean 1970 to 2069."""
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return datetime(year, month, day).date()  # noqa: DTZ001 - a calendar day has no zone
    except ValueError:
        return None
