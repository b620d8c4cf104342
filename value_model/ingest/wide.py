"""Period columns that become rows: `19-20 RDEL Forecast`, `Jan-26`, `FY25/26 Q1 plan`.

A profile with a stated total is used for a project only where it adds up to that total; elsewhere the
totals of the project stand in, and the import says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from value_model.contract import TABLES, Cell, MappedColumn, Row, Value
from value_model.ingest import columns, currencies
from value_model.ingest.block import Block, Heading, display
from value_model.ingest.coerce import Ask, read
from value_model.ingest.extract import Context, Loaded
from value_model.ingest.mapping import FieldMap, TableMap, Wide
from value_model.ingest.notes import Notes, plural
from value_model.ingest.periods import Span, parse
from value_model.ingest.spread import expand
from value_model.ingest.wording import cut, listed, shown

_SLACK = Decimal("0.005")  # of the stated total


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
        columns_found = tuple(_columns(block, plan, wide, context, notes))
        if not columns_found:
            tolerant = any(entry.optional for entry in plan.fields.values())
            notes.add("note" if tolerant else "warning", "pattern-without-column", f'No column matches "{wide.pattern}".', "Change the mapping.",
                      column=wide.pattern)  # fmt: skip
            continue
        total = block.find(wide.total) if wide.total else None
        found.append(Profile(wide, columns_found, (total, _ask(block, plan, wide, total, context, notes)) if total else None))
    return found


def _columns(block: Block, plan: TableMap, wide: Wide, context: Context, notes: Notes) -> Iterator[Column]:
    shape = pattern(wide.pattern)
    for heading in block.headings:
        match = shape.fullmatch(shown(heading.text).partition("#")[0])
        if match is None:
            continue
        try:
            span = parse(match["period"], context.fiscal_start)
        except LookupError:
            notes.add("error", "fiscal-year-unknown", f'"{heading.text}" is a fiscal period, and the month its year starts in is not given.',
                      "Add fiscal_year_start to the Settings sheet (4 for April).", column=heading.text)  # fmt: skip
            return
        if span is not None and "#" not in heading.text:
            yield Column(heading, span, _ask(block, plan, wide, heading, context, notes))


def pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of headings; from its first placeholder to its last is the period."""
    first, last = text.find("{"), text.rfind("}")
    before, after = (text, "") if first < 0 else (text[:first], text[last + 1 :])
    return re.compile(_literal(before) + r"(?P<period>[^#]*?\d[^#]*?)" + _literal(after), re.IGNORECASE)


def _literal(text: str) -> str:
    return ".*".join(re.sub(r"(?:\\ )+", r"\\s*", re.escape(part)) for part in text.split("*"))


def _ask(block: Block, plan: TableMap, wide: Wide, heading: Heading, context: Context, notes: Notes) -> Ask:
    entry = TABLES[plan.table]["amount"]
    given = FieldMap((heading.text,), scale=wide.scale)
    return Ask(plan.table, entry, given, columns.decide(block, heading, entry, given, notes), context.fiscal_start)


def rows(block: Block, plan: TableMap, owners: Loaded, context: Context, notes: Notes, as_of: date | None) -> Loaded:
    """Return the rows of all profiles. `owners` holds one row per line with the fields that are not periods."""
    loaded = Loaded(mapped=dict(owners.mapped), used=set(owners.used), lines_read=owners.lines_read, totals=owners.totals)
    found = profiles(block, plan, context, notes)
    loaded.used |= {column.heading.index for profile in found for column in profile.columns}
    loaded.used |= {profile.total[0].index for profile in found if profile.total}
    loaded.mapped |= _mapped(block, found)
    refused: list[str] = []
    spread = 0
    for owner in owners.rows:
        if any(profile.total for profile in found) and not _adds_up(block, owner, found, as_of):
            refused.append(_name(owner))
            continue
        made = [row for profile in found for row in _line(block, plan, owner, profile, context, notes)]
        loaded.lines_loaded += bool(made)
        spread += any("spread" in row.marks for row in made)
        loaded.rows += made
    _say(plan, refused, spread, notes)
    loaded.used |= _row_totals(block, plan, loaded, found, context, notes)
    return loaded


def _row_totals(block: Block, plan: TableMap, loaded: Loaded, found: list[Profile], context: Context, notes: Notes) -> set[int]:
    """Compare a column of row totals with the periods beside it; return the columns looked at."""
    headings = [heading for column, name in plan.compare.items() if name == "amount" and (heading := block.find(column))]
    for heading in headings:
        if len(found) != 1:
            continue
        ask = _ask(block, plan, found[0].wide, heading, context, notes)
        for line in dict.fromkeys(row.row for row in loaded.rows):
            stated = _amount(block, line, heading, ask)
            total = sum(
                (value for row in loaded.rows if row.row == line and isinstance(value := row.values["amount"], Decimal)), Decimal(0)
            )
            if stated is not None and abs(total - stated) > max(Decimal(1), abs(stated) * _SLACK):
                notes.add("warning", "total-disagrees", f"The row states a total of {stated:,.2f}; its periods add up to {total:,.2f}.",
                          "Find the period that is missing or counted twice; the periods are used.", row=line, column=heading.text,
                          cell=block.address(line, heading))  # fmt: skip
    return {heading.index for heading in headings}


def _mapped(block: Block, found: list[Profile]) -> dict[str, MappedColumn]:
    """How the amounts are read: the patterns of their columns, with samples from the first."""
    if not found:
        return {}
    style = found[0].columns[0].ask.style
    texts = [text for _, text in zip(range(3), block.texts(found[0].columns[0].heading), strict=False)]
    names = " + ".join(dict.fromkeys(profile.wide.pattern for profile in found))
    return {"amount": MappedColumn(names, float(style.scale), style.currency, None, 1.0, "saved", tuple(texts))}


def _name(owner: Row) -> str:
    return str(owner.values.get("benefit_id") or owner.values.get("project_id") or owner.row)


def _say(plan: TableMap, refused: list[str], spread: int, notes: Notes) -> None:
    what = TABLES[plan.table].sheet.lower()
    if refused:
        notes.add("note", "profile-not-used", f"The yearly {what} of {listed(refused)} do not hold the whole of the stated total "
                  "(a part has no year, or lies before the as-of date, or all is zero); the whole-life totals are used instead.",
                  "Give every amount a period.")  # fmt: skip
    if spread:
        notes.add("note", "spread-period", f"The {what} of {plural(spread, 'line')} in years or quarters spread evenly over the months.",
                  "Give months where the timing matters.")  # fmt: skip


def _adds_up(block: Block, owner: Row, found: list[Profile], as_of: date | None) -> bool:
    """Tell whether every profile of a line adds up to its stated total, is not all zero, and lies where it counts."""
    anything = False
    for profile in found:
        amounts = [
            (column, value) for column in profile.columns if (value := _amount(block, owner.row, column.heading, column.ask)) is not None
        ]
        total = sum((value for _, value in amounts), Decimal(0))
        stated = _amount(block, owner.row, *profile.total) if profile.total else total
        if stated is None or abs(total - stated) > max(Decimal(1), abs(stated) * _SLACK):
            return False
        if profile.wide.stream == "forecast" and as_of and any(value and column.span.start <= as_of for column, value in amounts):
            return False
        anything = anything or any(value for _, value in amounts)
    return anything


def _amount(block: Block, line: int, heading: Heading, ask: Ask) -> Decimal | None:
    cell = block.cell(line, heading)
    got = read(cell, ask) if cell is not None and (cell.text.strip() or cell.problem) else None
    return got.value if got and isinstance(got.value, Decimal) else None


def _line(block: Block, plan: TableMap, owner: Row, profile: Profile, context: Context, notes: Notes) -> Iterator[Row]:
    for column in profile.columns:
        cell = block.cell(owner.row, column.heading)
        if cell is None or not (cell.text.strip() or cell.problem):
            continue
        got = read(cell, column.ask)
        if got.flaw:
            notes.at(got.flaw, block, owner.row, column.heading, cell.text)
        if not isinstance(got.value, Decimal):
            continue
        code = currencies.settle(got.currency, context.reporting)
        values: dict[str, Value] = {**owner.values, "period": column.span.start, "stream": profile.wide.stream, "amount": got.value}
        if code and "currency" not in owner.values:
            values["currency"] = code
        if plan.table == "costs" and profile.wide.kind:
            values["kind"] = profile.wide.kind
        place = Cell(block.address(owner.row, column.heading), display(cell))
        row = Row(plan.table, values, context.file, block.grid.name, owner.row, {**owner.cells, "amount": place})
        yield from expand(_of_benefit(row, profile.wide), column.span)


def _of_benefit(row: Row, wide: Wide) -> Row:
    """Point a profile with a name of its own at the benefit of that name on the line's project."""
    if row.table == "benefit_values" and wide.name:
        row.values["benefit_id"] = f"{row.values.pop('project_id')}: {wide.name}"
    return row


def benefits(plan: TableMap, loaded: Loaded) -> list[Row]:
    """Return the benefits that named profiles speak of, one per project and name."""
    kinds = {wide.name: wide.kind for wide in plan.wide if wide.name}
    made: dict[object, Row] = {}
    for row in loaded.rows:
        identifier = str(row.values.get("benefit_id"))
        project, mark, name = identifier.rpartition(": ")
        if mark and name in kinds and identifier not in made:
            values: dict[str, Value] = {"benefit_id": identifier, "name": f"{cut(project, 60)}: {name}", "project_id": project}
            if kinds[name]:
                values["kind"] = kinds[name]
            made[identifier] = Row("benefits", values, row.file, row.sheet, row.row, {"project_id": row.cells["project_id"]}, ("derived",))
    return list(made.values())
