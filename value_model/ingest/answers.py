"""A mapping that only answers: its lines are laid over what was found without it, and the questions are closed.

A section of a mapping without `header_rows` is such an answer. `budget = "Total outlay"` changes one
field and leaves the rest as recognised; a section with `header_rows` says everything about its table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from value_model.ingest import profiles
from value_model.ingest.block import Block
from value_model.ingest.mapping import FieldMap, Mapping, TableMap
from value_model.ingest.recognise import Recognised
from value_model.ingest.recognise.assign import Choice, Reading
from value_model.ingest.sources import Source
from value_model.ingest.wording import shown

_KEYS = {"costs": ("projects", "project_id"), "benefit_values": ("benefits", "benefit_id")}  # the list beside, and its identifier


def only_answers(plans: Iterable[TableMap]) -> bool:
    """Tell whether the sections of a mapping answer questions about sheets that are recognised without it."""
    found = list(plans)
    return bool(found) and all(not plan.header_rows for plan in found)


def laid_over(found: list[Source], plans: list[TableMap], mapping: Mapping) -> list[Source]:
    """Return the sources with the answers in them; a table of its own is added beside the first source."""
    result = [_answered(source, [plan for plan in plans if plan.table == source.table], plans, mapping) for source in found]
    known = {source.table for source in found}
    for plan in plans:
        if plan.table not in known and (base := _base(result, plan)):
            result.insert(result.index(base) + 1, replace(base, plan=_beside(base, plan), mapping=mapping, recognised=None))
    return [replace(source, is_last=n == len(result) - 1 or result[n + 1].block is not source.block) for n, source in enumerate(result)]


def _answered(source: Source, own: list[TableMap], plans: list[TableMap], mapping: Mapping) -> Source:
    plan = source.plan
    for answer in own:
        taken = {_place(source.block, column) for entry in answer.fields.values() for column in entry.columns}
        kept = {name: entry for name, entry in plan.fields.items() if _place(source.block, entry.columns[0]) not in taken}
        plan = replace(
            plan, fields={**kept, **answer.fields}, wide=(*plan.wide, *answer.wide), defaults={**plan.defaults, **answer.defaults},
            skip_rows=(*plan.skip_rows, *answer.skip_rows), skip_below=answer.skip_below or plan.skip_below,
        )  # fmt: skip
    ignore = (*source.ignore, *(pattern for answer in plans for pattern in answer.ignore))
    return replace(source, plan=plan, mapping=mapping, ignore=ignore, recognised=_closed(source, plans, ignore))


def _place(block: Block, column: str) -> int | None:
    heading = block.find(column)
    return heading.index if heading else None


def _closed(source: Source, plans: list[TableMap], ignore: tuple[str, ...]) -> Recognised | None:
    """Return what was recognised without the questions that the mapping answers."""
    if source.recognised is None:
        return None
    from value_model.ingest.sources import ignored

    spoken = {_place(source.block, column) for plan in plans for entry in plan.fields.values() for column in entry.columns}
    fields = {(plan.table, name) for plan in plans for name in plan.fields}
    shapes = [profiles.pattern(entry.pattern) for plan in plans for entry in plan.wide]
    reading = source.recognised.reading

    def still_open(asked: dict[str, list[Choice]]) -> dict[str, list[Choice]]:
        left = {
            name: [c for c in choices if c.heading.index not in spoken and not ignored(c.heading.text, ignore)]
            for name, choices in asked.items()
        }
        return {name: choices for name, choices in left.items() if choices and (reading.table, name) not in fields}

    closed = replace(reading, asked=still_open(reading.asked), rivals=still_open(reading.rivals), unlike=_unlike(reading, spoken, ignore))
    unplaced = tuple(
        h for h in source.recognised.unplaced if not any(shape.fullmatch(shown(h.text)) for shape in shapes) and not ignored(h.text, ignore)
    )
    return replace(source.recognised, reading=closed, unplaced=unplaced)


def _unlike(reading: Reading, spoken: set[int | None], ignore: tuple[str, ...]) -> list[Choice]:
    from value_model.ingest.sources import ignored

    return [choice for choice in reading.unlike if choice.heading.index not in spoken and not ignored(choice.heading.text, ignore)]


def _base(found: list[Source], plan: TableMap) -> Source | None:
    """Return the source whose sheet the answer's columns stand on."""
    if plan.wide and not plan.fields:
        return next((source for source in found if _key_of(source, plan.table)), None)
    return next((source for source in found if all(source.block.find(entry.columns[0]) for entry in plan.fields.values())), None)


def _key_of(source: Source, table: str) -> tuple[str, FieldMap] | None:
    """Return the field by which rows of `table` are keyed on a list, and where the list holds it."""
    if table not in _KEYS:
        return None
    lists, key = _KEYS[table]
    entry = source.plan.fields.get(key) or source.plan.fields.get("name")
    return (key, entry) if entry and source.table in (lists, table) else None


def _beside(base: Source, plan: TableMap) -> TableMap:
    fields = dict(plan.fields)
    key = _key_of(base, plan.table)
    if key and key[0] not in fields:
        fields[key[0]] = key[1]
    return replace(plan, sheet=base.grid.name, orientation=base.block.orientation, header_rows=base.block.header_rows, fields=fields)
