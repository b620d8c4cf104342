"""A form whose fields go on in a second and third column beside the values of the first: all of them are of one project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from value_model.ingest.block import filled
from value_model.ingest.mapping import TableMap
from value_model.ingest.read.column import Cells
from value_model.ingest.read.grid import Grid
from value_model.ingest.recognise import layout
from value_model.ingest.recognise.assign import readings
from value_model.ingest.recognise.table import Recognised, field_map
from value_model.ingest.table_headings import build

_TABLES = {"projects": ("project_id", "name"), "benefits": ("benefit_id", "name", "project_id")}


def fields(grid: Grid, form: Recognised) -> list[Recognised]:
    """Return the form and the fields beside it, each column of them as a table of the same record."""
    if form.plan.table not in _TABLES or len(form.block.lines) != 1:
        return [form]
    value = form.block.lines[0]
    names = [
        column
        for column in range(value + 1, grid.n_cols)
        if layout.is_of_labels(build(grid, (min(form.block.header_rows),), orientation="columns"), column)
    ]
    if not names:
        return [form]
    parts = [part for first, beyond in zip(names, [*names[1:], grid.n_cols + 1], strict=True) if (part := _part(grid, form, first, beyond))]
    spoken = {column for part in parts for column in (*part.block.header_rows, *part.block.lines)}
    return [replace(form, left_out=tuple(column for column in form.left_out if column not in spoken)), *parts]


def _part(grid: Grid, form: Recognised, first: int, beyond: int) -> Recognised | None:
    """Return the fields named in one column, with the values in the next that holds any; None where they are no fields of a project."""
    held = Cells({index: column for index, column in grid.columns.columns.items() if first <= index < beyond})
    block = build(replace(grid, cells=held), (first,), orientation="columns")
    lines = [line for line, width in zip(block.lines, block.widths.tolist(), strict=True) if width]
    if not lines:
        return None
    block = replace(block, lines=(lines[0],))
    reading = next(reading for reading in readings(block) if reading.table == form.plan.table)
    used = {
        name: choices for name, choices in reading.used.items() if name not in form.plan.fields and name not in _TABLES[form.plan.table]
    }
    reading.used, reading.rivals = used, {name: choices for name, choices in reading.rivals.items() if name in used}
    if not used:
        return None
    plan = TableMap(form.plan.table, grid.name, "columns", (first,), {name: field_map(form.plan.table, name, choices, form.title_unit) for name, choices in used.items()},
                    defaults=dict(_named(form)))  # fmt: skip
    return Recognised(block, plan, reading)


def _named(form: Recognised) -> Iterator[tuple[str, str]]:
    """The identifier and the name of the form's record."""
    for name in _TABLES[form.plan.table]:
        entry = form.plan.fields.get(name)
        heading = form.block.find(entry.columns[0]) if entry else None
        cell = form.block.cell(form.block.lines[0], heading) if heading else None
        if cell and filled(cell):
            yield name, cell.text.strip()
