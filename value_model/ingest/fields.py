"""The columns that feed the fields of a table, each with what was decided about it; missing ones are said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from value_model.contract import Field, MappedColumn, Severity, Table
from value_model.ingest import columns, dates
from value_model.ingest.block import Block, Heading, shown_text
from value_model.ingest.cell import Ask
from value_model.ingest.ids import NUMBERED
from value_model.ingest.loaded import Context, Loaded
from value_model.ingest.mapping import FieldMap, TableMap, field_of
from value_model.ingest.notes import Notes, plural
from value_model.ingest.recognise.periodic import is_periodic
from value_model.ingest.unit_asked import Source, ask_units
from value_model.ingest.wording import closest, cut, listed

_PERIODS = 3


def sources(block: Block, table: Table, plan: TableMap, context: Context, loaded: Loaded, notes: Notes) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for name, given in plan.fields.items():
        entry = field_of(table.name, name)
        headings = [heading for column in given.columns if (heading := block.find(column))]
        if len(headings) < len(given.columns):
            _missing_column(block, entry, given, notes, found=bool(headings))
        found[name] = [_source(block, table, entry, heading, plan, context, notes) for heading in headings]
        loaded.used |= {heading.index for heading in headings}
        if headings:
            loaded.mapped[name] = _mapped(block, given, found[name])
    _say_required(block, table, plan, found, notes)
    kept = ask_units(block, found, notes)
    loaded.mapped |= {name: replace(loaded.mapped[name], status="asked") for name in found.keys() - kept.keys() if name in loaded.mapped}
    return kept


def _say_required(block: Block, table: Table, plan: TableMap, found: dict[str, list[Source]], notes: Notes) -> None:
    """Say once that a required column is missing, where a row each would say the same."""
    made = {*table.key[:1], "name"} if {*table.key[:1], "name"} & (found.keys() | plan.defaults.keys()) else set()
    made |= {entry.name for entry in table.required if entry.name in NUMBERED.get(table.name, ())}
    given = (
        found.keys()
        | plan.defaults.keys()
        | made
        | ({"amount", "period", "stream", "benefit_id"} if plan.wide or _has_periods(block) else set())
    )
    names = [heading.text for heading in block.headings]
    for entry in table.required:
        if entry.name not in given and entry.name not in plan.fields and block.lines:
            near = closest(entry.label, names)
            fix = f'If it is "{near}", rename it or give a mapping.' if near else f'Add a column "{entry.label}".'
            if entry.name == "stream":
                fix = f'If all are of one, answer with the mapping line [{table.name}.defaults] stream = "actual" (or baseline, plan, forecast).'
            notes.add("error", "column-missing", f"There is no column for the required {entry.label.lower()}. The columns are {listed(names)}.",
                      fix, column=entry.label)  # fmt: skip


def _has_periods(block: Block) -> bool:
    """Tell whether amounts stand under columns of periods, about which recognition asks."""
    return sum(is_periodic(heading.text) for heading in block.headings) >= _PERIODS


def _source(block: Block, table: Table, entry: Field, heading: Heading, plan: TableMap, context: Context, notes: Notes) -> Source:
    given = plan.fields[entry.name]
    others = {name: other for name, one in plan.fields.items() if (other := block.find(one.columns[0]))}
    style = columns.decide(block, heading, entry, given, notes, others)
    return Source(heading, Ask(table.name, entry, given, style, context.fiscal_start))


def _missing_column(block: Block, entry: Field, given: FieldMap, notes: Notes, *, found: bool) -> None:
    names = [heading.text for heading in block.headings]
    missing = next(column for column in given.columns if not block.find(column))
    near = closest(missing, names)
    severity: Severity = "error" if entry.required and not found else "note" if given.optional or found else "warning"
    notes.add(
        severity, "column-missing",
        f'There is no column "{missing}" for {entry.name}. The columns are {listed(names)}.',
        f'Did you mean "{near}"? Rename it, or change the mapping.' if near else "Add it, or change the mapping.", column=missing,
    )  # fmt: skip


def _mapped(block: Block, given: FieldMap, sources: list[Source]) -> MappedColumn:
    style = sources[0].ask.style
    texts = [cut(text, 60) for text in block.samples(sources[0].heading)]
    entry = sources[0].ask.field
    proven = entry.kind in columns.DATED and (given.date or dates.order(_different(block, sources)).proof)
    order = style.order if proven else None
    name = " + ".join(source.heading.text for source in sources)
    return MappedColumn(name, float(style.scale / style.divisor), style.currency, order, given.certainty, given.status, tuple(texts))


def _different(block: Block, sources: list[Source]) -> list[str]:
    """The different texts of several columns, in the order in which they first stand."""
    found = [(column := block.column(source.heading), column.used()) for source in sources]
    return [shown_text(column, code) for column, codes in found for code in codes]


def say_blanks(block: Block, table: Table, sources: dict[str, list[Source]], notes: Notes) -> None:
    """Say how many records leave an amount of the whole life empty: unknown, which is not zero."""
    if table.name not in ("projects", "benefits"):
        return
    for name, choices in sources.items():
        if choices and choices[0].ask.field.kind == "money":
            given = np.zeros(len(block.lines), dtype=bool)
            for source in choices:
                given |= block.column(source.heading).filled
            if empty := int((~given).sum()):
                notes.add("note", "blank-amounts", f"{empty} of {plural(len(block.lines), 'row')} leave {name} empty: not known, which is not zero.",
                          "Fill in what is known.", column=choices[0].heading.text)  # fmt: skip
