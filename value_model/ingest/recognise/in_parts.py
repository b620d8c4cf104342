"""A period in two columns: the year in one, its month, quarter or posting period in the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from value_model.ingest import periods
from value_model.ingest.block import Block, Heading, display
from value_model.ingest.dates import MONTHS as NAMES
from value_model.ingest.recognise.headings import core

YEARS = frozenset(["year", "fiscal year", "financial year", "jahr", "annee", "exercice", "ano", "ejercicio", "exercicio"])
_YEARS = YEARS | frozenset(["fin year", "fy", "yr", "calendar year", "geschaftsjahr", "haushaltsjahr"])
_QUARTERS = frozenset(["quarter", "qtr", "fiscal quarter", "quartal", "trimestre"])
POSTINGS = frozenset(
    ["period", "fiscal period", "accounting period", "posting period", "per", "periode", "buchungsperiode", "periodo", "prd"]
)
MONTHS = frozenset(["month", "calendar month", "fiscal month", "monat", "mois", "mes"])
_OF_A_CALENDAR = frozenset(["year", "calendar year", "jahr", "annee", "ano"])
_NUMBER = re.compile(r"(?:[QPMT]|Per\.?|Period|Month)?\s*0{0,2}([1-9]|1[0-6])(?:\.0)?", re.IGNORECASE)
_SAMPLE, _SHARE = 300, 0.9


def headings(block: Block, taken: set[int]) -> tuple[Heading, ...]:
    """Return the columns of the year and of its part, or nothing where there are not both."""
    free = [heading for heading in block.headings if heading.index not in taken]
    years = [heading for heading in free if core(heading.text) in _YEARS and _hold(block, heading, _is_year)]
    parts = [heading for heading in free if core(heading.text) in _QUARTERS | POSTINGS | MONTHS and _hold(block, heading, _is_part)]
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
    of_books = core(when[0].text) not in _OF_A_CALENDAR or (core(when[1].text) in POSTINGS and bool(number))
    if of_books and year.isdigit():
        year = f"FY{year}"
    if number is None:
        return f"{part} {year}"
    if core(when[1].text) in _QUARTERS or part[:1] in "QqTt":
        return f"Q{number[1]} {year}"
    return f"P{number[1]} {year}" if of_books or not year.isdigit() else f"{year}-{int(number[1]):02d}"


def _hold(block: Block, heading: Heading, question: Callable[[str], bool]) -> bool:
    texts = list(islice(block.texts(heading), _SAMPLE))
    return bool(texts) and sum(map(question, texts)) >= _SHARE * len(texts)


def _is_year(text: str) -> bool:
    found = periods.parse(text.strip().removesuffix(".0"), 1)
    return found is not None and found.months == 12


def _is_part(text: str) -> bool:
    return text.strip().casefold().rstrip(".") in NAMES or _NUMBER.fullmatch(text.strip()) is not None
