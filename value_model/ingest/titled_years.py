"""Months and posting periods whose year stands in the title alone: "Actual cost 2025/26" above "Apr", "May", … "Mar"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from value_model.ingest.dates import MONTHS

_LEAST = 3
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th|\.)?[\s./-]*)?(?:{_NAMES})\b[\s./,-]*(?:19|20)\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d{{2}}"
    r"|(?:19|20)\d{2}-\d{1,2}-\d{1,2}",
    re.IGNORECASE,
)  # says when the list was made
_YEAR = re.compile(
    r"(?<![\d/.-])(?:(FY|fiscal year|financial year|GJ)[\s'-]*)?((?:19|20)\d{2})(?:\s?[/–-]\s?((?:20)?\d{2}))?(?![\d/.-])", re.IGNORECASE
)
_SHORT = re.compile(r"\b(FY)[\s'-]*(\d{2})(?!\d)", re.IGNORECASE)
_PART = re.compile(r"(?:P|Per\.?|Period|Periode)\s*0?(1[0-2]|[1-9])", re.IGNORECASE)


def named(headings: Sequence[str], above: Iterable[str]) -> dict[int, str]:
    """Return new texts for headings that name a month or a posting period and no year, by their place, where the title names one year."""
    parts = {at: text.strip() for at, text in enumerate(headings) if _month(text) or _PART.fullmatch(text.strip())}
    if len(parts) < _LEAST or any(re.search(r"(?:19|20)\d{2}|\d{2}/\d{2}", text) for text in headings):
        return {}
    years = {found.groups() for text in above for found in _YEAR.finditer(_SHORT.sub(r"\1 20\2", _DATE.sub(" ", text)))}
    if len(years) != 1:
        return {}
    fiscal, first, second = years.pop()
    year = int(first)
    if second and int(second) % 100 != (year + 1) % 100:
        return {}
    months = [number for text in parts.values() if (number := _month(text))]
    if len(months) != len(parts):
        return {} if months else {at: f"{text} FY{first}" if not second else f"{text} {first}/{second[-2:]}" for at, text in parts.items()}
    if second or (fiscal and months[0] > 1):
        begins = year if second else year - 1  # FY26 ends in 2026
        return {at: f"{text} {begins + (_month(text) < months[0])}" for at, text in parts.items()}
    return {at: f"{text} {year}" for at, text in parts.items()} if months == sorted(months) else {}


def _month(text: str) -> int:
    return MONTHS.get(text.strip().casefold().rstrip("."), 0)
