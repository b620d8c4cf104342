"""Workbooks in the contract's own shape: sheets and headings by their names, tolerant of case and spaces."""

from __future__ import annotations

from dataclasses import dataclass

from value_model.contract import SHEETS, TABLES, Table
from value_model.ingest.block import Block, heading_key
from value_model.ingest.mapping import FieldMap, TableMap
from value_model.ingest.read.grid import Grid
from value_model.ingest.table_headings import build
from value_model.ingest.wording import READ_ME, key

_LOOK = 25
_BY_SHEET = {name: table for table in SHEETS for name in (key(table.sheet), key(table.name))}


@dataclass(frozen=True, slots=True)
class Exact:
    """A sheet taken for a table of the contract by its name and headings."""

    block: Block
    plan: TableMap


def is_read_me(grid: Grid) -> bool:
    """Tell whether the sheet is the template's own introduction."""
    return key(grid.name) == key(READ_ME)


def find(grid: Grid) -> Exact | None:
    """Return the sheet as a table of the contract, or None where name or headings are not the contract's."""
    table = _BY_SHEET.get(key(grid.name))
    if table is None:
        return None
    row, matched = max(((row, _matches(grid, row, table)) for row in range(1, min(grid.n_rows, _LOOK) + 1)), key=_most, default=(0, []))
    headings = sum(1 for index in grid.columns.columns if (cell := grid.cells.get((row, index))) and cell.text.strip())
    if not matched or not _enough(table, matched, headings):
        return None
    block = build(grid, (row,))
    return Exact(block, plan(table, block))


def lacks(found: Exact) -> list[str]:
    """Return the required fields no heading gives; identifiers and names can be made from each other."""
    if found.plan.matrix:
        return []
    table = TABLES[found.plan.table]
    missing = [field.name for field in table.required if field.name not in found.plan.fields]
    can_be_made = set(table.key[:1]) | {"name"} if {*table.key[:1], "name"} & found.plan.fields.keys() else set()
    return [name for name in missing if name not in can_be_made]


def plan(table: Table, block: Block) -> TableMap:
    """Return the map of a table whose headings are the field names or labels."""
    fields = {
        field.name: FieldMap((found.text,), status="exact")
        for field in table.fields
        if (found := block.by_key.get(heading_key(field.name)))
    }
    if table.name == "contributions" and "objective_id" not in fields and "contribution" not in fields:
        return TableMap(table.name, block.grid.name, header_rows=block.header_rows, fields=fields, matrix=True)
    return TableMap(table.name, block.grid.name, header_rows=block.header_rows, fields=fields)


def _matches(grid: Grid, row: int, table: Table) -> list[str]:
    names = {heading_key(field.name): field.name for field in table.fields}
    texts = (cell.text for column in range(1, grid.n_cols + 1) if (cell := grid.cells.get((row, column))))
    return [names[heading_key(text)] for text in texts if heading_key(text) in names]


def _most(entry: tuple[int, list[str]]) -> tuple[int, int]:
    return len(entry[1]), -entry[0]


def _enough(table: Table, matched: list[str], headings: int) -> bool:
    """All required columns, or at least half of the headings: else the sheet only shares a name with the contract's."""
    if len(matched) == headings:
        return True
    required = {field.name for field in TABLES[table.name].required}
    if table.name == "contributions":
        return "project_id" in matched
    return required <= set(matched) or (len(matched) >= 2 and 2 * len(matched) >= headings)
