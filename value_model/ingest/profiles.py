"""Period columns as profiles: which columns a pattern means, which months they cover, whether they hold their stated total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from value_model.contract import TABLES, Row
from value_model.ingest import columns, overlaps
from value_model.ingest.block import Block, Heading, unnumbered
from value_model.ingest.coerce import Ask, read
from value_model.ingest.loaded import Context
from value_model.ingest.mapping import FieldMap, TableMap, Wide
from value_model.ingest.notes import Notes
from value_model.ingest.periods import Span, parse
from value_model.ingest.wording import shown

SLACK = Decimal("0.005")  # of the stated total


@dataclass(frozen=True, slots=True)
class Column:
    """One period column: its heading, the months it covers, and how its amounts are read."""

    heading: Heading
    span: Span
    ask: Ask


@dataclass(frozen=True, slots=True)
class Profile:
    """The columns of one `Wide` entry, and the column of their stated total."""

    wide: Wide
    columns: tuple[Column, ...]
    total: tuple[Heading, Ask] | None


def profiles(block: Block, plan: TableMap, context: Context, notes: Notes) -> list[Profile]:
    """Return the profiles the block holds, with a finding for each pattern that matches nothing."""
    found = []
    for wide in plan.wide:
        said = len(notes.findings)
        columns_found = overlaps.without(tuple(_columns(block, plan, wide, context, notes)), notes)
        if not columns_found and any(finding.code == "fiscal-year-unknown" for finding in notes.findings[said:]):
            continue
        if not columns_found:
            tolerant = any(entry.optional for entry in plan.fields.values())
            notes.add("note" if tolerant else "warning", "pattern-without-column", f'No column matches "{wide.pattern}".', "Change the mapping.",
                      column=wide.pattern)  # fmt: skip
            continue
        total = block.find(wide.total) if wide.total else None
        found.append(Profile(wide, columns_found, (total, ask(block, plan, wide, total, context, notes)) if total else None))
    return found


def _columns(block: Block, plan: TableMap, wide: Wide, context: Context, notes: Notes) -> Iterator[Column]:
    shape = pattern(wide.pattern)
    for heading in block.headings:
        match = shape.fullmatch(unnumbered(shown(heading.text)))
        if match is None:
            continue
        try:
            span = parse(match["period"], context.fiscal_start)
        except LookupError:
            notes.add("error", "fiscal-year-unknown", f'"{heading.text}" is a fiscal period, and the month its year starts in is not given.',
                      "Add fiscal_year_start to the Settings sheet (4 for April), or to the [settings] of a mapping.", column=heading.text)  # fmt: skip
            return
        if span is not None and unnumbered(heading.text) == heading.text:
            yield Column(heading, span, ask(block, plan, wide, heading, context, notes))


def pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of headings; from its first placeholder to its last is the period."""
    first, last = text.find("{"), text.rfind("}")
    before, after = (text, "") if first < 0 else (text[:first], text[last + 1 :])
    return re.compile(_literal(before) + r"(?P<period>[^#]*?\d[^#]*?)" + _literal(after), re.IGNORECASE)


def _literal(text: str) -> str:
    return ".*".join(re.sub(r"(?:\\ )+", r"\\s*", re.escape(part)) for part in text.split("*"))


def ask(block: Block, plan: TableMap, wide: Wide, heading: Heading, context: Context, notes: Notes) -> Ask:
    entry = TABLES[plan.table]["amount"]
    owner = next(iter(plan.fields.values()), None)
    given = FieldMap((heading.text,), scale=wide.scale, status=owner.status if owner else "saved")
    return Ask(plan.table, entry, given, columns.decide(block, heading, entry, given, notes), context.fiscal_start)


def adds_up(block: Block, owner: Row, found: list[Profile], as_of: date | None) -> bool:
    """Tell whether every profile of a line adds up to its stated total, is not all zero, and lies where it counts."""
    anything = False
    for profile in found:
        amounts = [
            (column, value) for column in profile.columns if (value := amount(block, owner.row, column.heading, column.ask)) is not None
        ]
        total = sum((value for _, value in amounts), Decimal(0))
        stated = amount(block, owner.row, *profile.total) if profile.total else total
        if stated is None or abs(total - stated) > max(Decimal(1), abs(stated) * SLACK):
            return False
        if profile.wide.stream == "forecast" and as_of and any(value and column.span.start <= as_of for column, value in amounts):
            return False
        anything = anything or any(value for _, value in amounts)
    return anything


def amount(block: Block, line: int, heading: Heading, ask: Ask) -> Decimal | None:
    cell = block.cell(line, heading)
    got = read(cell, ask) if cell is not None and (cell.text.strip() or cell.problem) else None
    return got.value if got and isinstance(got.value, Decimal) else None
