"""Which lines of a table are records: not the example, not what is skipped on purpose, not totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase

import numpy as np

from value_model.contract import Table
from value_model.ingest import numbers
from value_model.ingest.block import Block, filled
from value_model.ingest.mapping import TableMap
from value_model.ingest.notes import Notes, plural
from value_model.ingest.read.column import Column, Flags
from value_model.ingest.unit_asked import Source
from value_model.ingest.wording import EXAMPLE, cut, key

MONEY_TOTALS = (
    "total", "totals", "grand total", "sum", "subtotal", "sub total", "gesamt", "gesamtsumme", "summe", "total general", "somme", "suma", "soma", "total geral",
    "insgesamt", "zwischensumme", "sous total", "totaux",
)  # fmt: skip
_STATISTICS = {
    "average", "mean", "median", "maximum", "minimum", "standard deviation", "std dev", "% of total", "mittelwert", "durchschnitt", "moyenne", "mediane", "médiane",
    "promedio", "mediana", "ecart type", "écart type",
}  # fmt: skip
_BESIDE = {
    "count",
    "max",
    "min",
    "range",
    "anzahl",
    "nombre",
    "recuento",
    "contagem",
    "media",
    "média",
    "check",
}  # also names
_CHECKS = {  # what a row calls itself that holds the others against something
    "check", "checks", "check sum", "checksum", "check total", "control", "control sum", "control total", "total check", "prufsumme", "prüfsumme", "kontrollsumme", "kontrolle",
    "pruefsumme", "controle", "contrôle", "total de controle", "total de contrôle", "suma de control", "soma de controle", "comprobacion", "comprobación", "difference", "differences",
    "diff", "differenz", "rundungsdifferenz", "rounding", "ecart", "écart", "diferencia", "diferenca", "diferença", "reconciliation", "reconciling item", "variance", "abweichung",
}  # fmt: skip
_TOTAL = re.compile(
    r"(?:grand |sub ?|sous )?(?:totals?|totaux|(?:zwischen|gesamt)?summe|gesamt|insgesamt|suma|soma|somme)\b|.*\b(?:(?:sub ?)?totals?|gesamt|insgesamt|(?:zwischen)?summe)(?:\s*[(\[].*|[\s\d]*)$"
)
_SYLLABLES = r"(?i)tot|sum|som|gesamt|[^\x00-\x7f]"  # one of them is in every word for a total; other letters may fold to anything
_BLANK = r"(?i)\(\s*(?:blank|leer|vide|vac[ií]o|en blanco|em branco|vazio)\s*\)|\[blank\]"
_NAMES = ("project_id", "name", "benefit_id")
_SLACK = Decimal("0.001")
AMOUNTS = ("money", "number", "fraction")  # kinds of field that a total adds up or averages


class Firsts:
    """The first text of each line, by the column it stands in."""

    def __init__(self, block: Block) -> None:
        self._count = len(block.lines)
        self._columns: list[tuple[Flags, Column]] = []
        empty = np.ones(self._count, dtype=bool)
        for heading in block.headings:
            column = block.column(heading)
            here = column.flags(column.cells.worded) & empty
            if here.any():
                self._columns.append((here, column))
                empty &= ~here

    def say(self, question: Callable[[str], bool], hint: str = "") -> Flags:
        """Return the lines whose first text passes `question`, asked of those that match `hint`."""
        found = np.zeros(self._count, dtype=bool)
        for here, column in self._columns:
            found |= here & column.says(question, hint)
        return found

    def at(self, line: int) -> str:
        """Return the first text of a line, by its place in the block."""
        return next((column.cells.texts[column.codes.item(line)] for here, column in self._columns if here[line]), "")


def records(block: Block, plan: TableMap, notes: Notes) -> list[int]:
    """Return the filled lines down to `skip_below`, without example rows and those whose first cell matches `skip_rows`."""
    firsts, kept = Firsts(block), block.filled_lines.copy()
    example = firsts.say(lambda text: text.strip().casefold().startswith(EXAMPLE), f"(?i){EXAMPLE}") & kept
    if plan.skip_below:
        below = np.flatnonzero(firsts.say(lambda text: fnmatchcase(key(text), _loose(plan.skip_below))) & kept & ~example)
        kept[int(below[0]) if len(below) else len(kept) :] = False
    else:
        below = np.empty(0, dtype=np.int64)
    if plan.skip_rows:
        patterns = [_loose(pattern) for pattern in plan.skip_rows]
        skipped = firsts.say(lambda text: any(fnmatchcase(key(text), pattern) for pattern in patterns)) & kept & ~example
        for at in np.flatnonzero(skipped).tolist():
            notes.add(
                "note", "row-ignored", f'The row "{cut(firsts.at(at), 60)}" was left out on purpose.', "Nothing to do.", row=block.lines[at]
            )
        kept &= ~skipped
    if len(below):
        first, row = firsts.at(int(below[0])), block.lines[int(below[0])]
        notes.add("note", "skipped-below", f'Everything from "{cut(first, 60)}" on was left out.', "Nothing to do.", row=row)
    if examples := int((example & kept).sum()):
        notes.add(
            "note", "example-row", f'{plural(examples, "example row")} (first cell begins with "{EXAMPLE}") not loaded.', "Nothing to do."
        )
    return [block.lines[at] for at in np.flatnonzero(kept & ~example).tolist()]


def _loose(pattern: str) -> str:
    return "*".join(key(part) for part in pattern.split("*"))


def first_text(block: Block, line: int) -> str:
    """Return the first text of a line."""
    return next((cell.text for heading in block.headings if (cell := block.cell(line, heading)) and cell.text.strip()), "")


def statistics(firsts: Firsts, totals: Flags) -> Flags:
    """Return the lines that state an average or the like of the others; "Max" and "Count" are names unless they follow such a line or a total."""
    found, beside = (_called(firsts, words) for words in (_STATISTICS, _BESIDE))
    for at in np.flatnonzero(beside).tolist():
        found[at] = at > 0 and bool(totals[at - 1] or found[at - 1])
    return found


def checks(block: Block, firsts: Firsts) -> Flags:
    """Return the lines that call themselves a check of the others and hold no other text."""
    found = _called(firsts, _CHECKS)
    for at in np.flatnonzero(found).tolist():
        cells = [cell for heading in block.headings if (cell := block.cell(block.lines[at], heading)) and filled(cell)]
        found[at] = sum(isinstance(cell.value, str) and numbers.parse(cell.text) is None for cell in cells) == 1
    return found


def _called(firsts: Firsts, words: set[str]) -> Flags:
    """Return the lines whose first text is one of these words and nothing else."""
    return firsts.say(lambda text: key(text).rstrip(":") in words, rf"(?i)^\s*(?:{'|'.join(sorted(words))})\s*:?\s*$")


def totals(block: Block, sources: dict[str, list[Source]], table: Table, firsts: Firsts) -> Flags:
    """Return the lines that call themselves a total and name nothing else."""
    named, other, total = (np.zeros(len(block.lines), dtype=bool) for _ in range(3))
    for name in ("project_id", "name", "benefit_id"):
        if sources.get(name) and name in table:
            column = block.column(sources[name][0].heading)
            said = column.flags(column.cells.worded)
            totals = said & column.says(_is_total, _SYLLABLES)
            named, other, total = named | said, other | (said & ~totals), total | totals
    tells = any(sources.get(name) and name in table for name in ("project_id", "name", "benefit_id"))
    return (total & ~other) | (~named & (called_totals(firsts) if tells else firsts.say(_is_total, _SYLLABLES)))


def _is_total(text: str) -> bool:
    return key(text).rstrip(":") in MONEY_TOTALS


@dataclass(slots=True)
class Sums:
    """What the lines so far add up to, by field: since the start, and since the last total."""

    whole: dict[str, Decimal] = field(default_factory=dict)
    part: dict[str, Decimal] = field(default_factory=dict)

    def add(self, amounts: Mapping[str, Decimal]) -> None:
        """Count one record."""
        for name, amount in amounts.items():
            self.whole[name] = self.whole.get(name, Decimal(0)) + amount
            self.part[name] = self.part.get(name, Decimal(0)) + amount

    def are(self, amounts: Mapping[str, Decimal]) -> bool:
        """Tell whether a line called a total states what the lines above add up to, in at least half of its amounts."""
        told = [name for name, amount in amounts.items() if amount and name in self.whole]
        agree = [name for name in told if any(_same(amounts[name], sums.get(name)) for sums in (self.whole, self.part))]
        return bool(agree) and 2 * len(agree) >= len(told)

    def part_is(self, amounts: Mapping[str, Decimal]) -> bool:
        """Tell whether every amount of a line, two at least, is what the lines since the last total add up to."""
        return len([amount for amount in amounts.values() if amount]) > 1 and same(amounts, self.part)

    def whole_is(self, amounts: Mapping[str, Decimal]) -> bool:
        """Tell whether every amount of a line is what all lines above add up to."""
        return same(amounts, self.whole)


def same(amounts: Mapping[str, Decimal], others: Mapping[str, Decimal]) -> bool:
    """Tell whether amounts are the same as others, all that are not zero."""
    told = {name: amount for name, amount in amounts.items() if amount}
    return bool(told) and all(_same(amount, others.get(name)) for name, amount in told.items())


def nameless(block: Block, sources: Mapping[str, Sequence[Source]]) -> Flags:
    """Return the lines that hold numbers and nothing that says whose or when, as the foot of a group on a board does."""
    naming = [one for choices in sources.values() for one in choices if one.ask.field.kind not in AMOUNTS]
    texts = np.zeros(len(block.lines), dtype=bool)
    for one in naming:
        texts |= block.column(one.heading).filled
    for heading in block.headings:
        column = block.column(heading)
        texts |= column.flags(column.cells.texts_alone & column.cells.worded)
    return block.filled_lines & ~texts


def unnamed(block: Block, sources: Mapping[str, Sequence[Source]]) -> tuple[Flags, Flags]:
    """Return the lines that leave name and number empty, and those that a pivot or a report calls "(blank)" for want of a name."""
    named, blank = (np.zeros(len(block.lines), dtype=bool) for _ in range(2))
    for one in [one for name in _NAMES for one in sources.get(name, ())]:
        column = block.column(one.heading)
        without = column.says(_is_blank, _BLANK)
        named, blank = named | (column.filled & ~without), blank | without
    return block.filled_lines & ~named & ~blank, blank & ~named


def _is_blank(text: str) -> bool:
    return re.fullmatch(_BLANK, text.strip()) is not None


def called_totals(firsts: Firsts) -> Flags:
    """Return the lines whose first text may head a total: "Total new projects", "Summe Straßenbau"; a project may be called so too."""
    return firsts.say(lambda label: bool(_TOTAL.match(key(label))), _SYLLABLES)


def _same(stated: Decimal, total: Decimal | None) -> bool:
    return total is not None and abs(stated - total) <= max(Decimal(1), abs(stated) * _SLACK)
