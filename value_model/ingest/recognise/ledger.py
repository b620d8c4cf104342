"""Long lists of amounts: a line per project and period, whose amounts are called as a project's own are: "Project, Period, Actual cost"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from value_model.contract import identity
from value_model.ingest import numbers, periods
from value_model.ingest.block import Block, Heading
from value_model.ingest.mapping import FieldMap, TableMap
from value_model.ingest.recognise import in_parts, periodic
from value_model.ingest.recognise.assign import USE
from value_model.ingest.recognise.headings import core, guesses

_STREAMS = {"cost_to_date": "actual", "budget": "plan", "forecast_cost": "forecast"}
_OF_ALL = frozenset(
    [
        "total",
        "totals",
        "whole",
        "life",
        "lifetime",
        "overall",
        "approved",
        "authorised",
        "authorized",
        "cumulative",
        "ytd",
        "date",
        "cum",
        "gesamt",
    ]
)
_SHARE, _MOST = 0.9, 200_000
_OWN = {("projects", name) for name in _STREAMS}
Series = dict[str, dict[date, list[Decimal]]]  # by project and first month


def split(block: Block, plan: TableMap) -> tuple[TableMap, tuple[TableMap, ...]]:
    """Return the plan of the projects, and one for each column of amounts that are those of a line's period; nothing of both where none is."""
    if plan.table in ("costs", "benefit_values"):
        return _dated(block, plan), ()
    key = plan.fields.get("project_id") or plan.fields.get("name")
    named = block.find(key.columns[0]) if key else None
    amounts = {name: entry for name, entry in plan.fields.items() if name in _STREAMS and len(entry.columns) == 1}
    if plan.table != "projects" or block.orientation != "rows" or named is None or not amounts or len(block.lines) > _MOST:
        return plan, ()
    taken = _taken(block, plan)
    if 2 * len(block.column(named).used()) > len(block.lines):
        return plan, ()
    when = in_parts.headings(block, taken) or _periods(block, taken)
    spans = [in_parts.span(block, line, when) for line in block.lines] if when else []
    if not when or sum(span is not None for span in spans) < _SHARE * max(1, sum(bool(block.cell(line, when[0])) for line in block.lines)):
        return plan, ()
    made = {name: entry for name, entry in amounts.items() if _is_of_periods(block, named, entry, spans)}
    tables = tuple(_booked(plan, key or FieldMap(()), name, entry, when) for name, entry in made.items())
    return replace(plan, fields={name: entry for name, entry in plan.fields.items() if name not in made}), tables


def _dated(block: Block, plan: TableMap) -> TableMap:
    """Return the plan of a ledger with its period, where that stands in two columns."""
    others = {name: entry for name, entry in plan.fields.items() if name != "period"}
    when = in_parts.headings(block, _taken(block, replace(plan, fields=others)))
    return replace(plan, fields={**others, "period": _period(when)}) if when else plan


def _taken(block: Block, plan: TableMap) -> set[int]:
    return {heading.index for entry in plan.fields.values() for column in entry.columns if (heading := block.find(column))}


def _period(when: tuple[Heading, ...]) -> FieldMap:
    return FieldMap(tuple(heading.text for heading in when), "joined" if len(when) > 1 else "only", certainty=USE, status="proposed")


def _periods(block: Block, taken: set[int]) -> tuple[Heading, ...]:
    """Return the column that is headed by a word for a period, and not for the date of a report."""
    return next(((heading,) for heading in block.headings if heading.index not in taken and _is_period(heading.text)), ())


def _is_period(text: str) -> bool:
    sure = {(guess.table, guess.field): guess.certainty for guess in guesses(text)}
    return sure.get(("costs", "period"), 0) >= max(USE, sure.get(("projects", "updated_on"), 0))


def _is_of_periods(block: Block, named: Heading, entry: FieldMap, spans: list[periods.Span | None]) -> bool:
    """Tell whether amounts belong to their periods: several to a project, not a whole said again on each line, nor one that only grows."""
    heading = block.find(entry.columns[0])
    if heading is None or _OF_ALL & set(core(heading.text).split()):
        return False
    series = _series(block, named, heading, spans)
    several = {name: found for name, found in series.items() if len(found) > 1}
    if 2 * len(several) < len(series) or not several:
        return False
    sums = [[sum(found[month], Decimal(0)) for month in sorted(found)] for found in several.values()]
    grows = [all(one <= other for one, other in pairwise(each)) for each in sums]
    steady = all(len(set(each)) == 1 for each in sums)
    return (steady and not _others_vary(block, heading)) or (not steady and not all(grows))


def _others_vary(block: Block, heading: Heading) -> bool:
    """Tell whether another column of amounts stands beside: what stays the same on each line may then be the project's own."""
    return any(
        other.index != heading.index and any((guess.table, guess.field) in _OWN and guess.certainty >= USE for guess in guesses(other.text))
        for other in block.headings
    )


def _series(block: Block, named: Heading, heading: Heading, spans: list[periods.Span | None]) -> Series:
    found: Series = defaultdict(lambda: defaultdict(list))
    for line, span in zip(block.lines, spans, strict=True):
        name, cell = block.cell(line, named), block.cell(line, heading)
        amount = numbers.parse(cell.text) if cell and not cell.problem else None
        if name and span and amount is not None:
            found[identity(name.text)][span.start].append(amount.value)
    return found


def _booked(plan: TableMap, key: FieldMap, name: str, entry: FieldMap, when: tuple[Heading, ...]) -> TableMap:
    """Return the plan of amounts by period beside the list of their projects."""
    stream = periodic.stream(entry.columns[0]) or _STREAMS[name]
    return TableMap("costs", plan.sheet, plan.orientation, plan.header_rows, {"project_id": key, "period": _period(when), "amount": entry},
                    defaults={"stream": stream})  # fmt: skip
