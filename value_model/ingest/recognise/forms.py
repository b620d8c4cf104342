"""Forms: a list of fields with their values, one project after another down a sheet, each as a table of one record."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from value_model.ingest.block import Block, heading_key, unnumbered
from value_model.ingest.read.grid import Grid
from value_model.ingest.recognise.table import Recognised, Unrecognised, read
from value_model.ingest.table_headings import build

_MOST = 300  # forms on a sheet


def stacked(grid: Grid, found: Recognised, enough: float) -> list[Recognised]:
    """Return the forms of a sheet that says the same fields again and again, or nothing where most of them cannot be read."""
    starts = _starts(found.block)
    if not 1 < len(starts) <= _MOST:
        return []
    beyond = [*starts[1:], grid.n_rows + 1]
    blocks = [
        build(rows(grid, first, last), found.block.header_rows, orientation="columns") for first, last in zip(starts, beyond, strict=True)
    ]
    each = [read(block) for block in blocks]
    sure = [entry for entry in each if entry and entry.reading.score >= enough]
    if 2 * len(sure) < len(each):
        return []
    left = tuple(
        Unrecognised(block, entry.reading if entry else None) for block, entry in zip(blocks, each, strict=True) if entry not in sure
    )
    return [replace(sure[0], unread=left), *sure[1:]]


def _starts(block: Block) -> list[int]:
    """Return the rows of the first field that stands more than once."""
    names = [heading_key(unnumbered(heading.text)) for heading in block.headings]
    times = Counter(names)
    first = next((name for name in names if times[name] > 1), None)
    return [heading.index for heading, name in zip(block.headings, names, strict=True) if name == first]


def rows(grid: Grid, first: int, beyond: int) -> Grid:
    """Return the sheet with the cells of some rows only."""
    return replace(grid, cells=grid.columns.between(first, beyond), n_rows=min(grid.n_rows, beyond - 1))
