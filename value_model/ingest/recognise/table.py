"""One block read as a table: the table map it comes down to, what was left aside, and what must be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from value_model.contract import identity
from value_model.ingest import periods, units, words
from value_model.ingest.block import Block, Heading
from value_model.ingest.dates import MONTHS
from value_model.ingest.mapping import FieldMap, TableMap, field_of
from value_model.ingest.recognise import in_parts, layout, ledger, periodic, sections, subtables
from value_model.ingest.recognise.assign import ANCHORS, USE, Choice, Reading, best
from value_model.ingest.recognise.headings import core
from value_model.ingest.recognise.periodic import is_periodic
from value_model.ingest.recognise.profile import with_periods

_TITLE = (
    "figures",
    "amounts",
    "values",
    "all",
    "in ",
    "currency",
    "units",
    "betrage",
    "beträge",
    "angaben",
    "montants",
    "importes",
    "valores",
    "£m",
    "$m",
    "€m",
    "t€",
    "k€",
    "m€",
    "teur",
    "keur",
    "thousand",
    "million",
    "tausend",
    "millier",
    "miles de",
    "em mil",
    "r$",
    "'000",
)
_NEAR = 2  # rows below the headings in which units may stand
_FIRST, _ALL_ELSE, _TYPES, _MANY = 3, 3, 2, 5
YEARS = in_parts.YEARS | {"report year", "reporting year", "berichtsjahr"}
_TYPED = ("money", "number", "integer", "fraction", "date", "period")


@dataclass(frozen=True)
class Unrecognised:
    """A table that is not sure enough to load: where its headings seem to be, and the nearest guess."""

    block: Block
    nearest: Reading | None


@dataclass(frozen=True)
class Recognised:
    """A table found on a sheet by its headings and values."""

    block: Block
    plan: TableMap
    reading: Reading
    beside: tuple[TableMap, ...] = ()
    left_out: tuple[int, ...] = ()
    title_unit: units.Unit = field(default_factory=units.Unit)
    unplaced: tuple[Heading, ...] = ()
    parts: tuple[Heading, ...] = ()
    heads: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    unread: tuple[Unrecognised, ...] = ()  # tables below it


def read(block: Block) -> Recognised | None:
    """Return the block as the table it most likely is, or None where it has not what makes one."""
    wide = bool(periodic.profiles(block, set()))
    reading = best(block, wide=wide)
    if reading is None or (block.orientation == "columns" and not _leads(block, reading)):
        return None
    keys = [choice.heading for group in ANCHORS[reading.table][:1] for name in group for choice in reading.used.get(name, [])]
    typed = [choice.heading for name, choices in reading.used.items() if field_of(reading.table, name).kind in _TYPED for choice in choices]
    block, out = layout.trimmed(block, keys, typed)
    block, below = subtables.without(block, keys) if block.orientation == "rows" else (block, [])
    block, heads = sections.without(block, keys, out)
    again = best(block, wide=wide) or reading
    title = _title_unit(block, out)
    plan = TableMap(again.table, block.grid.name, block.orientation, block.header_rows,
                    {name: field_map(again.table, name, choices, _below(block, out, choices[0].heading) or title) for name, choices in again.used.items()})  # fmt: skip
    plan, booked = ledger.split(block, plan)
    plan = _booked(_reported(plan, "" if booked else _reported_at(block, plan)))
    plan, beside, unplaced, parts = with_periods(block, plan, title)
    return Recognised(
        block, plan, again, (*booked, *((beside,) if beside else ())), tuple(out), title, unplaced, parts, heads, tuple(below)
    )


def field_map(table: str, name: str, choices: list[Choice], title: units.Unit) -> FieldMap:
    """Return how a field is read from the columns chosen for it, in the unit of the table where they state none."""
    columns = tuple(choice.heading.text for choice in choices)
    entry = FieldMap(
        columns, "first filled" if len(columns) > 1 else "only", certainty=min(c.certainty for c in choices), status="proposed"
    )
    own = units.of_heading(columns[0])
    if field_of(table, name).kind == "money" and not own.power:
        entry = replace(entry, scale=Decimal(1).scaleb(title.power) if title.power else None, currency=own.currency or title.currency)
    return entry


def _leads(block: Block, reading: Reading) -> bool:
    """Tell whether the records of a turned table are headed by their own, distinct names: a list of keys is no table on its side."""
    held = [heading for heading in block.headings if any(True for _ in block.texts(heading))][:_FIRST]
    named = [choice.heading for name in ("name", "project_id", "benefit_id") for choice in reading.used.get(name, [])]
    first = next((heading for heading in held if heading in named), None)
    names = [identity(text) for text in block.texts(first)] if first else []
    if (
        len(names) == 1 or first not in held[:1] or reading.named_by_place
    ):  # a form of one project, or a row above the names: all else must say so
        typed = [name for name in reading.used if field_of(reading.table, name).kind != "text"]
        enough = (len(typed) >= _TYPES and len(reading.used) >= _ALL_ELSE) or (typed and len(reading.used) >= _MANY)
        sure = bool(enough) and not reading.unlike
        return sure and bool(names) and len(set(names)) == len(names) and not _kinds_of_amount(names)
    return len(set(names)) >= 0.9 * len(names)


def _kinds_of_amount(names: list[str]) -> bool:
    """Tell whether records are called "Plan" and "Actual", "January" and "Q1": what amounts are of, and no projects."""
    return any(words.stream(name) or name in MONTHS or is_periodic(name) for name in names)


def _reported(plan: TableMap, heading: str) -> TableMap:
    """Return the plan with the heading of its reporting dates; a column of years is one where projects stand on a line per year."""
    if not heading or "updated_on" in plan.fields:
        return replace(plan, latest_by=heading)
    return replace(plan, latest_by=heading, fields={**plan.fields, "updated_on": FieldMap((heading,), certainty=USE, status="proposed")})


def _booked(plan: TableMap) -> TableMap:
    """Return the plan of a ledger with its stream: what has a posting date is an actual."""
    period = plan.fields.get("period")
    if plan.table != "costs" or "stream" in plan.fields or period is None or not words.heads_bookings(period.columns[0]):
        return plan
    return replace(plan, defaults={**plan.defaults, "stream": "actual"})


def _reported_at(block: Block, plan: TableMap) -> str:
    """Return the heading of the reporting date where projects stand on several lines with different dates."""
    key = plan.fields.get("project_id") or plan.fields.get("name")
    if plan.table != "projects" or key is None:
        return ""
    name, stated = block.find(key.columns[0]), plan.fields.get("updated_on")
    when = (
        block.find(stated.columns[0])
        if stated
        else next((one for one in block.headings if core(one.text) in YEARS and _dated(block, one)), None)
    )
    if name is None or when is None:
        return ""
    names, days = block.column(name), block.column(when)
    both = names.there & days.there
    seen: dict[str, set[str]] = {}
    for first, second in np.unique(np.stack([names.codes[both], days.codes[both]]), axis=1).T.tolist():
        seen.setdefault(identity(names.cells.texts[first]), set()).add(days.cells.texts[second])
    return when.text if any(len(dates) > 1 for dates in seen.values()) else ""


def _dated(block: Block, heading: Heading) -> bool:
    """Tell whether a column of years says when: "2024" is a date's year, "2023/24" is a span that starts in a month nobody named."""
    return not block.column(heading).says(_is_fiscal).any()


def _is_fiscal(text: str) -> bool:
    try:
        periods.parse(text)
    except LookupError:
        return True
    return False


def _below(block: Block, out: Sequence[int], heading: Heading) -> units.Unit | None:
    """Return the unit in a row of units right below the headings: "£000" under "Budget", "%" under "Progress"."""
    near = [line for line in out if line <= max(block.header_rows) + _NEAR]
    texts = [cell.text for line in near if (cell := block.cell(line, heading)) and isinstance(cell.value, str)]
    found = {unit for text in texts for unit in units.alone(text)}
    return found.pop() if len(found) == 1 else None


def _title_unit(block: Block, out: Sequence[int]) -> units.Unit:
    """Return the unit that lines above the headings, or notes below, state for the whole table: "All figures in £m".

    Where they state several, none is that of the table.
    """
    found = {unit for text in _beside(block, out) for unit in units.stated(text) if _is_general(text, unit)}
    powers, currencies = {unit.power for unit in found if unit.power}, {unit.currency for unit in found if unit.currency}
    return units.Unit(powers.pop() if len(powers) == 1 else 0, currencies.pop() if len(currencies) == 1 else None)


def _is_general(text: str, unit: units.Unit) -> bool:
    return bool(unit.power and unit.currency) or any(word in text.casefold() for word in _TITLE)


def _beside(block: Block, out: Sequence[int]) -> Iterator[str]:
    """The texts above the headings, and those that stand alone in a row without being a record."""
    cells, first = block.grid.columns, min(block.header_rows)
    if block.orientation == "rows":
        yield from (cell.text for cell in cells.between(1, first).values() if isinstance(cell.value, str))
    alone = np.flatnonzero(cells.widths() == 1) + 1
    rows = alone if block.orientation == "columns" else [row for row in alone if row > first and row in out]
    for row in rows:
        yield from (cell.text for cell in cells.between(int(row), int(row) + 1).values() if isinstance(cell.value, str))
