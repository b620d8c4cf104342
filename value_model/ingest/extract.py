"""Rows of a contract table from a block and its table map: every cell coerced, every oddity said."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from value_model.contract import TABLES
from value_model.ingest import building, fields, lines, outline, raid, totalrows, unit_column
from value_model.ingest.block import Block
from value_model.ingest.loaded import Context, Loaded
from value_model.ingest.mapping import TableMap
from value_model.ingest.notes import Notes, plural
from value_model.ingest.recognise import nesting
from value_model.ingest.tablecolumns import Columns

__all__ = ["Context", "Loaded", "rows"]
_NESTED = ("projects", "costs", "benefits", "benefit_values")
_NAMING = ("name", "project_id", "benefit_id")


def rows(block: Block, plan: TableMap, context: Context, notes: Notes) -> Loaded:
    """Return the rows that `plan` reads from `block`. Lines that give no row are said."""
    table = TABLES[plan.table]
    loaded = Loaded()
    block = replace(block, lines=tuple(lines.records(block, plan, notes)))
    if plan.table in _NESTED and block.orientation == "rows":
        block = _one_level(block, plan, notes)
    if plan.table == "risks" and block.orientation == "rows":
        block = raid.risks_alone(block, notes)
    sources = fields.sources(block, table, plan, context, loaded, notes)
    with ThreadPoolExecutor(max_workers=1) as beside:
        kinds = beside.submit(totalrows.kinds, block, table, sources)
        found = Columns(block, table, sources, context)
    unit_column.without_other_units(found)
    kept = totalrows.kept(found, kinds.result(), loaded)
    found.say(notes)
    loaded.lines_read, loaded.lines_loaded = len(block.lines), int(kept.sum())
    loaded.rows, spreads = building.rows(found, plan, context, kept)
    fields.say_blanks(block, table, sources, notes)
    if spreads:
        notes.add("note", "spread-period", f"{plural(spreads, 'amount')} of a quarter or year spread evenly over the months.",
                  "Give months where the timing matters.")  # fmt: skip
    return loaded


def _one_level(block: Block, plan: TableMap, notes: Notes) -> Block:
    """Return the lines of one level of a list whose lines add up to each other, and say so."""
    keys = [heading for name in _NAMING if (entry := plan.fields.get(name)) and (heading := block.find(entry.columns[0]))]
    block, found = nesting.without(block, keys)
    if found:
        nesting.say(found, block, notes)
    elif plan.table == "projects":
        outline.say_parents(block, notes)
    return block
