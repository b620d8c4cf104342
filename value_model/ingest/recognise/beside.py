"""Two tables side by side on one sheet, an empty column between them: each is read on its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from value_model.ingest.read.column import Cells
from value_model.ingest.read.grid import Grid
from value_model.ingest.recognise.table import Recognised, read
from value_model.ingest.table_headings import build

_LEAST = 2  # headings of a table
Columns = tuple[int, int]  # first and last


def tables(grid: Grid, found: Recognised, enough: float) -> list[Recognised]:
    """Return the tables that stand beside each other in the rows of `found`, or nothing where they are one.

    Each must be sure by itself (`enough`), and say more together than the one they seemed to be.
    """
    parts = _parts(found)
    if len(parts) < 2:
        return []
    each = [read(build(_columns(grid, part), found.block.header_rows)) for part in parts]
    sure = [entry for entry in each if entry and entry.reading.score >= enough]
    return sure if len(sure) > 1 and sum(entry.reading.score for entry in sure) > found.reading.score else []


def _parts(found: Recognised) -> list[Columns]:
    """Return the runs of columns with a heading or a value, those of one column left out."""
    held = sorted({heading.index for heading in found.block.headings})
    runs = [[index for _, index in run] for _, run in groupby(enumerate(held), key=lambda entry: entry[1] - entry[0])]
    return [(run[0], run[-1]) for run in runs if len(run) >= _LEAST]


def _columns(grid: Grid, part: Columns) -> Grid:
    """Return the sheet with the cells of some columns only."""
    first, last = part
    return replace(grid, cells=Cells({index: column for index, column in grid.columns.columns.items() if first <= index <= last}))
