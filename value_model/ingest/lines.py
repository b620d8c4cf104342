"""Which lines of a table are records: not the example, not what is skipped on purpose, not totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase

from value_model.contract import Table
from value_model.ingest.block import Block, filled
from value_model.ingest.mapping import TableMap
from value_model.ingest.notes import Notes, plural
from value_model.ingest.unit_asked import Source
from value_model.ingest.wording import EXAMPLE, cut, key

MONEY_TOTALS = (
    "total", "totals", "grand total", "sum", "subtotal", "sub total", "gesamt", "gesamtsumme", "summe", "total general", "somme", "suma", "soma", "total geral",
    "insgesamt", "zwischensumme", "sous total", "totaux",
)  # fmt: skip
_TOTAL = re.compile(
    r"(?:grand |sub ?|sous )?(?:totals?|totaux|(?:zwischen|gesamt)?summe|gesamt|insgesamt|suma|soma|somme)\b|.*\b(?:totals?|gesamt|insgesamt)$"
)
_SLACK = Decimal("0.001")
AMOUNTS = ("money", "number", "fraction")  # kinds of field that a total adds up or averages


def records(block: Block, plan: TableMap, notes: Notes) -> Iterator[int]:
    """Yield the filled lines down to `skip_below`, without example rows and those whose first cell matches `skip_rows`."""
    examples = 0
    for line in filter(block.filled, block.lines):
        first = first_text(block, line)
        if first.strip().casefold().startswith(EXAMPLE):
            examples += 1
        elif plan.skip_below and fnmatchcase(key(first), _loose(plan.skip_below)):
            notes.add("note", "skipped-below", f'Everything from "{cut(first, 60)}" on was left out.', "Nothing to do.", row=line)
            break
        elif any(fnmatchcase(key(first), _loose(pattern)) for pattern in plan.skip_rows):
            notes.add("note", "row-ignored", f'The row "{cut(first, 60)}" was left out on purpose.', "Nothing to do.", row=line)
        else:
            yield line
    if examples:
        notes.add(
            "note", "example-row", f'{plural(examples, "example row")} (first cell begins with "{EXAMPLE}") not loaded.', "Nothing to do."
        )


def _loose(pattern: str) -> str:
    return "*".join(key(part) for part in pattern.split("*"))


def first_text(block: Block, line: int) -> str:
    return next((cell.text for heading in block.headings if (cell := block.cell(line, heading)) and cell.text.strip()), "")


def is_total(block: Block, line: int, sources: dict[str, list[Source]], table: Table) -> bool:
    """A line that calls itself a total and names nothing else."""
    names = [sources[name][0] for name in ("project_id", "name", "benefit_id") if sources.get(name) and name in table]
    texts = [cell.text for source in names if (cell := block.cell(line, source.heading)) and cell.text.strip()]
    texts = texts or [first_text(block, line)]
    return all(key(text).rstrip(":") in MONEY_TOTALS for text in texts)


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


def is_nameless(block: Block, line: int, sources: Mapping[str, Sequence[Source]]) -> bool:
    """Tell whether a line holds numbers and nothing that says whose or when, as the foot of a group on a board does."""
    cells = [cell for heading in block.headings if (cell := block.cell(line, heading)) and filled(cell)]
    naming = [one for choices in sources.values() for one in choices if one.ask.field.kind not in AMOUNTS]
    named = any((cell := block.cell(line, one.heading)) and filled(cell) for one in naming)
    return bool(cells) and not named and not any(isinstance(cell.value, str) for cell in cells)


def called_total(label: str) -> bool:
    """Tell whether a text may head a total: "Total new projects", "Summe Straßenbau"; a project may be called so too."""
    return bool(_TOTAL.match(key(label)))


def _same(stated: Decimal, total: Decimal | None) -> bool:
    return total is not None and abs(stated - total) <= max(Decimal(1), abs(stated) * _SLACK)
