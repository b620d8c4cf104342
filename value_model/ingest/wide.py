"""Period columns that become rows: `19-20 RDEL Forecast`, `Jan-26`, `FY25/26 Q1 plan`.

A profile with a stated total is used for a project only where it adds up to that total; elsewhere the
totals of the project stand in, and the import says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from value_model.contract import TABLES, Cell, MappedColumn, Row, Value
from value_model.ingest import currencies
from value_model.ingest.block import Block, display
from value_model.ingest.coerce import read
from value_model.ingest.loaded import Context, Loaded
from value_model.ingest.mapping import FieldMap, TableMap, Wide
from value_model.ingest.notes import Notes, plural
from value_model.ingest.profiles import SLACK, Profile, adds_up, amount, ask, profiles
from value_model.ingest.spread import expand
from value_model.ingest.unit_asked import Source, ask_periods
from value_model.ingest.wording import cut, listed


def rows(block: Block, plan: TableMap, owners: Loaded, context: Context, notes: Notes, as_of: date | None) -> Loaded:
    """Return the rows of all profiles. `owners` holds one row per line with the fields that are not periods."""
    loaded = Loaded(mapped=dict(owners.mapped), used=set(owners.used), lines_read=owners.lines_read, totals=owners.totals)
    found = [profile for profile in profiles(block, plan, context, notes) if _has_unit(block, plan, profile, loaded, notes)]
    loaded.used |= {column.heading.index for profile in found for column in profile.columns}
    loaded.used |= {profile.total[0].index for profile in found if profile.total}
    loaded.mapped |= _mapped(block, plan, found)
    refused: list[str] = []
    spread = 0
    flows: list[Row] = []
    for owner in owners.rows:
        if any(profile.total for profile in found) and not adds_up(block, owner, found, as_of):
            refused.append(_name(owner))
            continue
        if "stream" in plan.fields and owner.values.get("stream") is None:
            continue  # what its amounts are is in no word that is understood, which was said
        made = [row for profile in found for row in _line(block, plan, owner, profile, context, notes)]
        loaded.lines_loaded += bool(made)
        spread += any("spread" in row.marks for row in made)
        flows += made
    loaded.rows = flows
    _say(plan, refused, spread, notes)
    loaded.used |= _row_totals(block, plan, loaded, found, context, notes)
    return loaded


def _has_unit(block: Block, plan: TableMap, profile: Profile, loaded: Loaded, notes: Notes) -> bool:
    """Tell whether the unit of a profile's amounts is known; where it is not, ask for it and leave them out."""
    spoken = ask_periods(block, [Source(column.heading, column.ask) for column in profile.columns])
    if spoken is None:
        return True
    loaded.used |= {column.heading.index for column in profile.columns}
    notes.add("error", "unit-asked", f'The periods "{profile.wide.pattern}" state no unit, and "{spoken}" speaks of one; they were not read.',
              f'Answer with a mapping of [[{plan.table}.wide]] pattern = "{profile.wide.pattern}", stream = "{profile.wide.stream}", scale = 1000000 '
              "(or scale = 1).", column=profile.columns[0].heading.text)  # fmt: skip
    return False


def _row_totals(block: Block, plan: TableMap, loaded: Loaded, found: list[Profile], context: Context, notes: Notes) -> set[int]:
    """Compare a column of row totals with the periods beside it; return the columns looked at."""
    headings = [heading for column, name in plan.compare.items() if name == "amount" and (heading := block.find(column))]
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for row in loaded.rows:
        value = row.values["amount"]
        sums[row.row] += value if isinstance(value, Decimal) else Decimal(0)
    for heading in headings if len(found) == 1 else ():
        how = ask(block, plan, found[0].wide, heading, context, notes)
        for line, total in sums.items():
            stated = amount(block, line, heading, how)
            if stated is not None and abs(total - stated) > max(Decimal(1), abs(stated) * SLACK):
                notes.add("warning", "total-disagrees", f"The row states a total of {stated:,.2f}; its periods add up to {total:,.2f}.",
                          "Find the period that is missing or counted twice; the periods are used.", row=line, column=heading.text,
                          cell=block.address(line, heading))  # fmt: skip
    return {heading.index for heading in headings}


def _mapped(block: Block, plan: TableMap, found: list[Profile]) -> dict[str, MappedColumn]:
    """How the amounts are read: the patterns of their columns, with samples from the first."""
    if not found:
        return {}
    style = found[0].columns[0].ask.style
    texts = block.samples(found[0].columns[0].heading)
    key = next(iter(plan.fields.values()), FieldMap(()))
    names = " + ".join(dict.fromkeys(profile.wide.pattern for profile in found))
    return {"amount": MappedColumn(names, float(style.scale), style.currency, None, key.certainty, key.status, tuple(texts))}


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
        values: dict[str, Value] = {**owner.values, "period": column.span.start, "amount": got.value}
        values.setdefault("stream", profile.wide.stream)  # a column of streams tells it line by line
        if code and "currency" not in owner.values:
            values["currency"] = code
        if plan.table == "costs" and profile.wide.kind:
            values["kind"] = profile.wide.kind
        place = Cell(block.address(owner.row, column.heading), display(cell))
        row = Row(plan.table, values, context.file, block.grid.name, owner.row, {**owner.cells, "amount": place})
        yield from expand(_of_benefit(row, profile.wide), column.span)


def _of_benefit(row: Row, wide: Wide) -> Row:
    """Point a profile with a name of its own at the benefit of that name on the line's project."""
    project = row.values.pop("project_id", None) if row.table == "benefit_values" and wide.name else None
    if project is not None:  # a line that names no project is left out for the identifier it lacks
        row.values["benefit_id"] = f"{project}: {wide.name}"
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
