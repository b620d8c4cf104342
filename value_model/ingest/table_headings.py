"""A block from a sheet: the headings of one or two rows, merged or repeated, and the lines below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from value_model.ingest import titled_years
from value_model.ingest.block import Block, Heading, Orientation, display
from value_model.ingest.read.grid import Grid, column_letters
from value_model.ingest.wording import key, shown

MOST_HEADINGS = 1_000  # a longer list of names down a sheet is no list of headings


def build(grid: Grid, header_rows: Iterable[int], *, orientation: Orientation = "rows", lines: Iterable[int] | None = None) -> Block:
    """Return the block under the given heading rows (or columns), down to the last filled line."""
    rows = tuple(header_rows)
    last_line, last_index = (grid.n_rows, grid.n_cols) if orientation == "rows" else (grid.n_cols, grid.n_rows)
    headings = tuple(_headings(grid, rows, orientation, last_index))
    if orientation == "rows":
        headings = _with_years(grid, rows, headings)
    chosen = tuple(lines) if lines is not None else range(max(rows, default=0) + 1, last_line + 1)
    return Block(grid, orientation, rows, headings, chosen)


def _headings(grid: Grid, rows: tuple[int, ...], orientation: Orientation, last: int) -> Iterator[Heading]:
    seen: Counter[str] = Counter()
    used: set[int] | None = None
    merged = [area for area in grid.merged if any(_crosses(area, row, orientation) for row in rows)]
    for index in range(1, last + 1):
        parts = [part for row in rows if (part := _heading_part(grid, merged, row, index, orientation))]
        if not parts:
            used = _used(grid, rows, orientation) if used is None else used
            if index not in used:
                continue
        name = " / ".join(dict.fromkeys(parts)) or unnamed(index, orientation)
        seen[key(name)] += 1
        yield Heading(name if seen[key(name)] == 1 else f"{name}#{seen[key(name)]}", index)


def _with_years(grid: Grid, rows: tuple[int, ...], headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Return the headings with the year that the lines above state for months that name none."""
    if min(rows, default=1) == 1:
        return headings
    names = [heading.text for heading in headings]
    found = titled_years.named(names, (cell.text for cell in grid.columns.between(1, min(rows)).values() if isinstance(cell.value, str)))
    return tuple(Heading(found.get(at, heading.text), heading.index) for at, heading in enumerate(headings)) if found else headings


def unnamed(index: int, orientation: Orientation) -> str:
    """Return what a column without a heading is called in messages."""
    return f"(column {column_letters(index)})" if orientation == "rows" else f"(row {index})"


def _used(grid: Grid, rows: tuple[int, ...], orientation: Orientation) -> set[int]:
    below = max(rows, default=0)
    columns = grid.columns.columns
    if orientation == "rows":
        return {index for index, column in columns.items() if column.filled[below:].any()}
    return {int(row) + 1 for index, column in columns.items() if index > below for row in np.flatnonzero(column.filled)}


Area = tuple[int, int, int, int]


def _crosses(area: Area, row: int, orientation: Orientation) -> bool:
    top, left, bottom, right = area
    return top <= row <= bottom if orientation == "rows" else left <= row <= right


def _heading_part(grid: Grid, merged: list[Area], row: int, index: int, orientation: Orientation) -> str:
    place = (row, index) if orientation == "rows" else (index, row)
    cell = grid.cells.get(place) or (grid.cells.get(_merged_from(merged, place)) if merged else None)
    return shown(display(cell)) if cell else ""


def _merged_from(merged: list[Area], place: tuple[int, int]) -> tuple[int, int]:
    for top, left, bottom, right in merged:
        if top <= place[0] <= bottom and left <= place[1] <= right:
            return top, left
    return place
