"""Headings that name a period, with or without a stream: Jan-26, 2026-Q1 plan, Actual / FY25/26, 19-20 RDEL Forecast."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from value_model.contract import TABLES
from value_model.ingest import periods, words
from value_model.ingest.block import Block, Heading, unnumbered
from value_model.ingest.dates import MONTHS
from value_model.ingest.mapping import Wide
from value_model.ingest.recognise import fit

_WORD = re.compile(r"[^\s/|:]+(?:/\d{2,4})?|/")
_PART = re.compile(r"(?<![^\W_])(?:[HSPMQT]|W|Wk|KW|CW|Week|Woche|Per|Period|Periode|Sem|Semana)\.?\s?\d{1,2}(?![^\W_])", re.IGNORECASE)
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A heading split in its period and the words around it."""

    period: str
    rest: str


@lru_cache(maxsize=20_000)
def split(text: str) -> Named | None:
    """Return the period a heading names and what else it says, or None where it names none."""
    parts = re.split(r"\s+/\s+|\s+", text.strip())
    for size in range(min(4, len(parts)), 0, -1):
        for start in range(len(parts) - size + 1):
            piece = " ".join(parts[start : start + size])
            if _is_period(piece):
                rest = " ".join(parts[:start] + parts[start + size :])
                if _PART.search(rest) or any(word.casefold().strip(".") in MONTHS for word in rest.split()):
                    return None  # a part of the year that is not understood: "P01 2025", "Apr 25 - Mar 26"
                return Named(piece, re.sub(r"^[\s\-:/]+|[\s\-:/]+$", "", rest))
    return None


def _is_period(text: str) -> bool:
    if not any(letter.isdigit() for letter in text):
        return False
    return periods.parse(text.strip("()"), 1) is not None


def is_periodic(text: str) -> bool:
    """Tell whether a heading names a period."""
    return split(unnumbered(text)) is not None


def profiles(block: Block, taken: set[int]) -> dict[str, list[Heading]]:
    """Return period columns of amounts by the words they share; amounts of one period alone are no profile."""
    groups: dict[str, list[Heading]] = defaultdict(list)
    spans = set()
    for heading in block.headings:
        named = split(heading.text) if heading.index not in taken and unnumbered(heading.text) == heading.text else None
        if named and not _RELATIVE.search(named.rest) and _holds_amounts(block, heading):
            groups[named.rest].append(heading)
            spans.add(periods.parse(named.period.strip("()"), 1))
    return dict(groups) if len(spans) >= 2 and sum(map(len, groups.values())) >= _LEAST else {}


_RELATIVE = re.compile(
    r"%|\b(?:variance|change|delta|diff|difference|narrative|comment|abweichung|ecart|variacion|variacao)\b"
    r"|^(?:pre|before|prior|until|after|beyond|post|from|since|bis|vor|nach|ab|avant|apres|antes|depois|despues)\b|\b(?:to date|ytd|cumulative|cum|unprofiled|kumuliert|cumule|acumulado)\b",
    re.IGNORECASE,
)  # not the amounts of the period itself: a change, a comment, a running total, all that lies before or after


def _holds_amounts(block: Block, heading: Heading) -> bool:
    share = fit.share(block, heading, "costs", TABLES["costs"]["amount"])
    return share is None or share >= 0.5


def stream(text: str) -> str | None:
    """Return the stream named by the words around a period, or by a sheet: the last word that names one."""
    named = [found for word in re.split(r"[\s_/\-]+", text) if (found := words.stream(word))]
    return named[-1] if named else None


def wide(rest: str, found: list[Heading], default: str | None) -> Wide | None:
    """Return the pattern that reads a group of period columns, or None where the stream is not told."""
    told = stream(rest) or default
    if told is None:
        return None
    first = found[0].text
    named = split(first)
    period = named.period if named else first
    place = first.find(period)
    pattern = first[:place] + "{period}" + first[place + len(period) :] if place >= 0 else "{period}"
    return Wide(pattern, told)
