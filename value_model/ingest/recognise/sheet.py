"""One sheet recognised: the table map it comes down to, what was left aside, and what must be asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from value_model.ingest import words
from value_model.ingest.block import display
from value_model.ingest.mapping import TableMap
from value_model.ingest.read.grid import Grid
from value_model.ingest.recognise import beside, fit, formbeside, forms, layout
from value_model.ingest.recognise.assign import Reading, readings
from value_model.ingest.recognise.headings import sheet_table
from value_model.ingest.recognise.periodic import is_periodic
from value_model.ingest.recognise.table import Recognised, Unrecognised, read
from value_model.ingest.table_headings import build

_ENOUGH = 1.5
_LOOKED_AT, _TABLES = 500, 30  # a sheet of more is no report, and looking on would take minutes
_HEADINGS = 1.9  # about two headings known for sure


def recognise(grid: Grid) -> list[Recognised] | Unrecognised:
    """Return the tables on a sheet, or what is known of it where none is sure."""
    found = [reading for block in layout.candidates(grid) if (reading := read(block))]
    sure = [entry for entry in found if _is_sure(entry.reading, entry.plan, grid)]
    if not sure:
        return _unrecognised(grid, found)
    first = max(sure, key=lambda entry: entry.reading.score)
    if first.block.orientation == "columns":
        return forms.stacked(grid, first, _ENOUGH) or formbeside.fields(grid, first)
    return beside.tables(grid, first, _ENOUGH) or _stacked(grid, first)


def _is_sure(reading: Reading, plan: TableMap, grid: Grid) -> bool:
    """One column called Name does not make a list of projects; two known columns, or the sheet's name, do."""
    return reading.score >= _ENOUGH or bool(plan.wide) or sheet_table(grid.name) == reading.table


def _unrecognised(grid: Grid, found: list[Recognised]) -> Unrecognised:
    if found:
        nearest = max(found, key=lambda entry: entry.reading.score)
        return Unrecognised(nearest.block, nearest.reading)
    whole = layout.structural(grid)
    block, _ = layout.trimmed(whole, list(whole.headings[:1]))
    guess = max(readings(block), key=lambda reading: reading.score, default=None)
    return Unrecognised(block, guess if guess and guess.score > 0 else None)


def _stacked(grid: Grid, first: Recognised) -> list[Recognised]:
    """Return the table found and those above and below it: a row of known headings after an empty row begins another."""
    own = first.block.header_rows
    after = [row for row in _after_gap(grid) if row < grid.n_rows and row not in own and row != max(own) + 1]
    others = _beginning(grid, after, {layout.said(grid, min(own))})
    if not 0 < len(others) <= _TABLES:
        return [first]
    heads = sorted([min(own), *others])
    parts = [forms.rows(grid, 1 if n == 0 else row, heads[n + 1] if n + 1 < len(heads) else grid.n_rows + 1) for n, row in enumerate(heads)]
    found = [read(build(part, own if row == min(own) else (row,))) for part, row in zip(parts, heads, strict=True)]
    kept = [entry for entry in found if entry and (entry.reading.score >= _ENOUGH or entry.block.header_rows == own)]
    if not any(entry.block.header_rows == own for entry in kept):
        return [first]
    left = [
        Unrecognised(build(part, (row,)), entry.reading if entry else None)
        for part, row, entry in zip(parts, heads, found, strict=True)
        if entry not in kept
    ]
    return [replace(kept[0], unread=tuple(left)), *kept[1:]]


def _after_gap(grid: Grid) -> list[int]:
    """Return the rows of several cells below an empty row or one of a single cell, as a title is, or first on the sheet."""
    widths = grid.columns.widths()
    return (np.flatnonzero((widths > 1) & (np.append(0, widths[:-1]) <= 1)) + 1).tolist()


def _beginning(grid: Grid, rows: list[int], before: set[object]) -> list[int]:
    """Return the rows of known headings that no earlier one holds: the same headings again go on with a table."""
    found: list[int] = []
    for row in rows[:_LOOKED_AT]:
        said = layout.said(grid, row)
        if said not in before and _begins(grid, row):
            found.append(row)
        before.add(said)
    return found


def _begins(grid: Grid, row: int) -> bool:
    """Tell whether a row is one of known headings: all its numbers and dates are periods, as above amounts, and nothing is unknown."""
    block = build(grid, (row,), lines=())
    if len(block.headings) < 3 or layout.known(block) < _HEADINGS:
        return False
    cells = [grid.cells[row, heading.index] for heading in block.headings if (row, heading.index) in grid.cells]
    values = [cell for cell in cells if fit.is_number(cell) or fit.is_date(cell)]
    return all(is_periodic(display(cell)) for cell in values) and not any(words.says_unknown(cell.text) for cell in cells)
