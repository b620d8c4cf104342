"""A period in two columns: the year in one, its month, quarter or posting period in the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from value_model.ingest import periods
from value_model.ingest.block import Block, Heading, display
from value_model.ingest.dates import MONTHS
from value_model.ingest.recognise.headings import core

_YEARS = frozenset(
    [
        "year",
        "fiscal_year",
        "financial_year",
        "fin_year",
        "fy",
        "yr",
        "calendar_year",
        "jahr",
        "geschaftsjahr",
        "haushaltsjahr",
        "annee",
        "exercice",
        "ano",
        "ejercicio",
        "exercicio",
    ]
)
_QUARTERS = frozenset(["quarter", "qtr", "fiscal_quarter", "quartal", "trimestre"])
_POSTINGS = frozenset(
    ["period", "fiscal_period", "accounting_period", "posting_period", "per", "periode", "buchungsperiode", "periodo", "prd"]
)
_MONTHS = frozenset(["month", "calendar_month", "fiscal_month", "monat", "mois", "mes"])
_NUMBER = re.compile(r"(?:[QPMT]|Per\.?|Period|Month)?\s*0{0,2}([1-9]|1[0-6])(?:\.0)?", re.IGNORECASE)
_SAMPLE, _SHARE = 300, 0.9


def headings(block: Block, taken: set[int]) -> tuple[Heading, ...]:
    """Return the columns of the year and of its part, or nothing where there are not both."""
    free = [heading for heading in block.headings if heading.index not in taken]
    years = [heading for heading in free if _said(heading) in _YEARS and _hold(block, heading, _is_year)]
    parts = [heading for heading in free if _said(heading) in _QUARTERS | _POSTINGS | _MONTHS and _hold(block, heading, _is_part)]
    return (years[0], parts[0]) if years and parts else ()


def span(block: Block, line: int, when: Sequence[Heading]) -> periods.Span | None:
    """Return the months a line speaks of, taking a fiscal year to start in January where nothing says when."""
    texts = [display(cell) if (cell := block.cell(line, heading)) else "" for heading in when]
    try:
        return periods.parse(texts[0].strip().removesuffix(".0") if len(when) == 1 else joined(when, texts), 1)
    except LookupError:
        return None


def joined(when: Sequence[Heading], texts: Sequence[str]) -> str:
    """Return year and part as one period: "2025" and "3" are "M3 2025" of a calendar, "P3 FY2025" of a fiscal year."""
    year, part = (text.strip().removesuffix(".0") for text in texts)
    number = _NUMBER.fullmatch(part)
    of_books = _said(when[0]) not in ("year", "calendar_year", "jahr", "annee", "ano") or (_said(when[1]) in _POSTINGS and bool(number))
    if of_books and year.isdigit():
        year = f"FY{year}"
    if number is None:
        return f"{part} {year}"
    if _said(when[1]) in _QUARTERS or part[:1] in "QqTt":
        return f"Q{number[1]} {year}"
    return f"P{number[1]} {year}" if of_books or not year.isdigit() else f"{year}-{int(number[1]):02d}"


def _said(heading: Heading) -> str:
    return core(heading.text).replace(" ", "_")


def _hold(block: Block, heading: Heading, question: Callable[[str], bool]) -> bool:
    texts = list(islice(block.texts(heading), _SAMPLE))
    return bool(texts) and sum(map(question, texts)) >= _SHARE * len(texts)


def _is_year(text: str) -> bool:
    found = periods.parse(text.strip().removesuffix(".0"), 1)
    return found is not None and found.months == 12


def _is_part(text: str) -> bool:
    return text.strip().casefold().rstrip(".") in MONTHS or _NUMBER.fullmatch(text.strip()) is not None
