"""Columns of months, quarters, posting periods or years of a plan that name no year: "Jan", "Plan 001", "Q3 Actual", "Year 1". Nobody can say when their amounts are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from value_model.contract import TABLES
from value_model.ingest.block import Block, Heading, unnumbered
from value_model.ingest.dates import MONTHS
from value_model.ingest.recognise import fit
from value_model.ingest.recognise.periodic import is_periodic

_LEAST = 3
_PART = re.compile(
    r"(?:[PMQHY]|P\.|Yr\.?|Year|Jahr|Année|Annee|Año|Ano|Per\.?|Period|Periode|Monat|Month|Mois|Mes|Quarter|Quartal)?0{0,2}(?:[0-9]|1[0-9])",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(Per\.?|Period|Periode|Monat|Month|Mois|Mes|Quarter|Quartal|Yr\.?|Year|Jahr|Année|Annee|Año|Ano|[PMQHY])\s+(?=\d{1,3}\b)",
    re.IGNORECASE,
)


def columns(block: Block, taken: Collection[int]) -> list[Heading]:
    """Return the columns of amounts, not taken for a field, that differ in a part of a year alone, at least three of one kind."""
    groups: dict[str, dict[str, Heading]] = defaultdict(dict)
    for heading in block.headings:
        if heading.index in taken or is_periodic(heading.text):
            continue
        words = _NUMBER.sub(r"\1", unnumbered(heading.text)).split()
        parts = [
            word
            for word in words
            if word.casefold().strip(".,") in MONTHS or (_PART.fullmatch(word) and not word.isdecimal()) or _is_posting(word)
        ]
        if len(parts) == 1:
            groups[" ".join(word for word in words if word != parts[0])].setdefault(parts[0].casefold(), heading)
    found = [heading for group in groups.values() if len(group) >= _LEAST for heading in group.values()]
    return [heading for heading in sorted(found, key=lambda one: one.index) if _holds_amounts(block, heading)]


def _is_posting(word: str) -> bool:
    """Tell whether a word is a posting period as ledgers number them: 001 to 016."""
    return len(word) == _LEAST and word.isdecimal() and 1 <= int(word) <= 16


def _holds_amounts(block: Block, heading: Heading) -> bool:
    share = fit.share(block, heading, "costs", TABLES["costs"]["amount"])
    return share is not None and share >= 0.5
