"""Where the table stands on a sheet: which way it runs, its rows of headings, where it ends.

Titles and notes above, footnotes and totals below, headings of two rows, merged headings, tables with
one project per column, a second table further down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from value_model.ingest import units, words
from value_model.ingest.block import Block, Heading, Orientation, display, filled, heading_key, unnumbered
from value_model.ingest.read.column import Column, Flags
from value_model.ingest.read.grid import Grid, RawCell
from value_model.ingest.recognise import fit
from value_model.ingest.recognise.headings import guesses
from value_model.ingest.recognise.periodic import is_periodic
from value_model.ingest.table_headings import MOST_HEADINGS, build
from value_model.ingest.wording import key

_LOOK = 40
_DEEP = 3
_NAMED = 0.6
_LEAST = 3
_FORM = 60  # fields of a form
_NO_MONEY = {
    "%",
    "(%)",
    "pct",
    "percent",
    "days",
    "months",
    "date",
    "text",
    "tage",
    "monate",
    "fte",
    "r a g",
    "rag",
    "dd mm yyyy",
    "no",
    "#",
    "yyyy mm dd",
}  # what a row of units says of other columns
_UNITS = {"unit", "units", "uom", "unit of measure", "einheit", "einheiten", "unite", "unites", "unidad", "unidades", "unidade"}


def candidates(grid: Grid) -> Iterator[Block]:
    """Yield the ways to read a sheet that have at least two known headings or periods, most known headings first."""
    scored = [(known(block), block) for block in _blocks(grid)]
    best = max((score for score, _ in scored), default=0.0)
    kept = sorted(
        (entry for entry in scored if entry[0] > 0 and entry[0] >= 0.6 * best), key=lambda entry: (-entry[0], len(entry[1].header_rows))
    )
    yield from (block for _, block in kept[:6])


def _blocks(grid: Grid) -> Iterator[Block]:
    below = 0  # rows that belong to the headings above them
    before: set[tuple[tuple[int, str], ...]] = set()
    for row in range(1, min(grid.n_rows, _LOOK) + 1):
        words = said(grid, row)
        if below:
            below -= 1
        elif len(words) > 2 and words in before:
            continue  # headings said again, as above each group of a board: the table began at the first of them
        elif _texts(grid, row, "rows") >= 1:
            before.add(words)
            continued = row + 1 < grid.n_rows and _is_continued(grid, row)
            if not continued:
                yield build(grid, (row,))
            if continued and _is_third(grid, row):
                below = 2
                yield build(grid, (row, row + 1, row + 2))
            elif continued or (row + 1 < grid.n_rows and _two_rows(grid, row) and not _is_continued(grid, row + 1)):
                below = int(continued)
                yield build(grid, (row, row + 1))
    for column in range(1, min(grid.n_cols, _DEEP) + 1) if grid.n_rows <= MOST_HEADINGS else ():
        if _texts(grid, column, "columns") >= 3:
            yield build(grid, (column,), orientation="columns")


def said(grid: Grid, row: int) -> tuple[tuple[int, str], ...]:
    """The texts of a row with their columns, in the form in which headings are compared."""
    cells = ((column, grid.cells.get((row, column))) for column in range(1, grid.n_cols + 1))
    return tuple((column, heading_key(cell.text)) for column, cell in cells if cell and filled(cell))


def _texts(grid: Grid, number: int, orientation: Orientation) -> int:
    last = grid.n_cols if orientation == "rows" else grid.n_rows
    places = ((number, i) if orientation == "rows" else (i, number) for i in range(1, last + 1))
    return sum(1 for place in places if (cell := grid.cells.get(place)) and isinstance(cell.value, str) and cell.text.strip())


def _is_continued(grid: Grid, row: int) -> bool:
    """Tell whether the row below surely continues the headings: all it holds is text below cells merged across, or months below headings said again."""
    upper = dict(said(grid, row))
    below = {column for column, _ in said(grid, row + 1)}
    again = len(below) > 1 and below < upper.keys() and len({upper[column] for column in below}) < len(below)
    if again and all(is_periodic(display(grid.cells[row + 1, column])) for column in below):
        return True
    across = {c for top, left, bottom, right in grid.merged if top <= row <= bottom and right > left for c in range(left, right + 1)}
    lower = [(c, cell) for c in range(1, grid.n_cols + 1) if across and (cell := grid.cells.get((row + 1, c))) and filled(cell)]
    return len(lower) > 1 and all(c in across and isinstance(cell.value, str) and not fit.is_number(cell) for c, cell in lower)


def _is_third(grid: Grid, row: int) -> bool:
    """Tell whether a third row goes on with two of headings: texts alone below cells merged across in the second, and none in the column of names."""
    second, third = dict(said(grid, row + 1)), dict(said(grid, row + 2)) if row + 2 < grid.n_rows else {}
    across = {c for top, left, bottom, right in grid.merged if top <= row + 1 <= bottom and right > left for c in range(left, right + 1)}
    if len(third) < 2 or not across & third.keys() or min(third) <= min(second, default=0):
        return False
    cells = [grid.cells[row + 2, column] for column in third]
    return all(isinstance(cell.value, str) and not fit.is_number(cell) and not words.says_unknown(cell.text) for cell in cells)


def _two_rows(grid: Grid, row: int) -> bool:
    """Tell whether the row below may continue the headings: a cell merged across or down, or gaps filled below by text."""
    if any(top <= row <= bottom and (right > left or bottom > top) for top, left, bottom, right in grid.merged):
        return True
    upper = {c for c in range(1, grid.n_cols + 1) if (cell := grid.cells.get((row, c))) and cell.text.strip()}
    lower = [(c, cell) for c in range(1, grid.n_cols + 1) if (cell := grid.cells.get((row + 1, c))) and cell.text.strip()]
    if len(lower) >= 2 and not upper & {c for c, _ in lower} and sum(is_periodic(display(cell)) for _, cell in lower) >= 2:
        return True  # months below the gap of a row that names the other columns
    texts = [c for c, cell in lower if isinstance(cell.value, str) and not fit.is_number(cell)]
    return bool(texts) and len(texts) >= 0.8 * len(lower) and bool(set(texts) - upper) and 2 * len(upper) >= len(lower) // 2


def known(block: Block) -> float:
    """Return how many different fields of one table the headings name, each counted as surely as it is named.

    Period columns count half, up to four fields' worth: a year of months says no more than two quarters.
    """
    if len(block.headings) < 2 and block.grid.n_cols > 1:
        return 0.0
    named: dict[str, dict[str, float]] = {}
    for heading in block.headings:
        for guess in guesses(unnumbered(heading.text)):
            if guess.certainty >= _NAMED:
                fields = named.setdefault(guess.table, {})
                fields[guess.field] = max(fields.get(guess.field, 0.0), guess.certainty)
    periodic = sum(is_periodic(heading.text) for heading in block.headings)
    return max((sum(fields.values()) for fields in named.values()), default=0.0) + (min(2.0, 0.5 * periodic) if periodic >= 3 else 0)


def structural(grid: Grid) -> Block:
    """Return the block whose heading row is told by its shape alone: the first row as wide as the table, and all text."""
    widths = {row: _texts(grid, row, "rows") for row in range(1, min(grid.n_rows, _LOOK) + 1)}
    counts = grid.columns.widths()
    usual = float(np.median(counts[counts > 0])) if counts.any() else 0.0
    row = next((row for row, width in widths.items() if width and width >= 0.8 * usual and width == counts[row - 1]), 1)
    return build(grid, (row,))


def trimmed(block: Block, keys: list[Heading], typed: Sequence[Heading] = ()) -> tuple[Block, list[int]]:
    """Return the block without what is no record, and the lines taken out: headings said again, footnotes, notes, sections.

    A line is taken out where it repeats the headings, or names no record (`keys` empty) and holds no
    number or date, or says again what stands above the headings. Below the last line with values, a lone text is a footnote even under a key. Right
    below the headings, a line with words where numbers and dates belong (`typed`), or of units alone, explains the columns.
    """
    lines = np.array(block.lines, dtype=np.int64)
    width, values, keyed = block.widths, _with_values(block), _any(block, [block.column(key).filled for key in keys])
    usual = float(np.median(width[width > 0])) if width.any() else 0.0
    last = lines[(width > max(1, usual / 3)) | values].max(initial=0)
    footnote = (lines > last) & (width == 1) & (usual >= 3)
    near = lines <= max(block.header_rows) + _DEEP
    explains = np.zeros(len(lines), dtype=bool)
    explains[near] = [_explains(block, line, typed) or _of_units(block, line) for line in lines[near].tolist()]
    left = _described(block, values) | _repeating(block) | _of_labels(block) | _said_above(block) | footnote | (~keyed & ~values) | explains
    return replace(block, lines=tuple(lines[(width > 0) & ~left].tolist())), lines[(width > 0) & left].tolist()


def _any(block: Block, flags: Iterable[Flags]) -> Flags:
    """Return the lines that one of `flags` is true of."""
    found = np.zeros(len(block.lines), dtype=bool)
    for flag in flags:
        found |= flag
    return found


def _with_values(block: Block) -> Flags:
    """Return the lines that hold a number or a date; texts are looked at only where nothing else does."""
    columns = [block.column(heading) for heading in block.headings]
    found = _any(block, (column.flags(column.cells.numbers) for column in columns))
    for column in sorted(columns, key=lambda column: len(column.cells)):
        open_lines = np.flatnonzero(~found)
        found[open_lines] = Column(column.codes[open_lines], column.cells).test(_is_value, numbers=True)
    return found


def _is_value(cell: RawCell) -> bool:
    return not cell.problem and (fit.is_number(cell) or fit.is_date(cell))


def _explains(block: Block, line: int, typed: Sequence[Heading]) -> bool:
    cells = [cell for heading in typed if (cell := block.cell(line, heading)) and filled(cell)]
    prose = [cell for cell in cells if isinstance(cell.value, str) and not words.says_unknown(cell.text) and len(cell.text.split()) > 1]
    return len(prose) >= 2 and len(prose) == len(cells) and not any(fit.is_number(cell) or fit.is_date(cell) for cell in cells)


def _of_units(block: Block, line: int) -> bool:
    """Tell whether a line holds units alone, "£000" under one heading and "%" under another, or calls itself the units."""
    cells = [cell for heading in block.headings if (cell := block.cell(line, heading)) and filled(cell)]
    stated = [cell for cell in cells if isinstance(cell.value, str) and units.alone(cell.text)]
    beside = sum(isinstance(cell.value, str) and key(cell.text) in _NO_MONEY for cell in cells)
    called = any(key(cell.text) in _UNITS for cell in cells) and all(isinstance(cell.value, str) for cell in cells)
    return bool(stated) and (called or len(stated) + beside == len(cells))


def _said_above(block: Block) -> Flags:
    """Return the lines that hold only what stands above the headings, numbers aside: a title and "Page 2 of 3" said again."""
    again, first = np.zeros(len(block.lines), dtype=bool), min(block.header_rows)
    above = [dict(said(block.grid, row)) for row in range(1, first)] if block.orientation == "rows" else []
    places = np.flatnonzero(block.filled_lines & (block.widths <= max(map(len, above), default=0)))
    told = np.zeros(len(places), dtype=np.int32)
    for heading in block.headings if len(places) else ():
        texts = {_numberless(row[heading.index]) for row in above if heading.index in row}
        column = block.column(heading)
        told += Column(column.codes[places], column.cells).test(lambda cell, texts=texts: _numberless(cell.text) in texts)  # type: ignore[misc]
    again[places] = told == block.widths[places]
    return again


def _described(block: Block, values: Flags) -> Flags:
    """Return the lines that describe the record above: a text alone below each record without fail."""
    lone, places = (block.widths == 1) & ~values, np.flatnonzero(block.filled_lines)
    last = int(np.flatnonzero(lone)[-1]) if lone.any() else -1
    records, below = (lone[places[places <= last][start::2]] for start in (0, 1))
    sure = len(block.headings) >= _LEAST and len(records) == len(below) >= _LEAST and below.all() and not records.any()
    found: Flags = lone & sure
    return found


def _of_labels(block: Block) -> Flags:
    """Return the lines of a form from a second column of fields on: they are no values of the first."""
    for at, line in enumerate(block.lines if block.orientation == "columns" and len(block.headings) <= _FORM else ()):
        if at and is_of_labels(block, line):
            return np.arange(len(block.lines)) >= at
    return np.zeros(len(block.lines), dtype=bool)


def is_of_labels(block: Block, line: int) -> bool:
    """Tell whether most of what a line holds names fields."""
    cells = [cell for heading in block.headings if (cell := block.cell(line, heading)) and filled(cell)]
    known = sum(isinstance(cell.value, str) and any(guess.certainty >= _NAMED for guess in guesses(cell.text)) for cell in cells)
    return known > 1 and 2 * known > len(cells)


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "#", key(text))


def _repeating(block: Block) -> Flags:
    """Return the lines that say the headings again."""
    columns = [(block.column(heading), heading_key(unnumbered(heading.text))) for heading in block.headings]
    texts, other = np.zeros(len(block.lines)), np.zeros(len(block.lines))
    for column, _ in columns:
        texts += column.flags(column.cells.worded)
    may = np.flatnonzero(texts > 1)
    for column, wanted in sorted(columns, key=lambda entry: len(entry[0].cells)):
        part = Column(column.codes[may], column.cells)
        other[may] += part.flags(column.cells.worded) & ~part.test(lambda cell, wanted=wanted: heading_key(cell.text) == wanted)  # type: ignore[misc]
        may = may[texts[may] - other[may] >= 0.8 * texts[may]]  # most lines are out after a few short lists of words
    repeating = np.zeros(len(block.lines), dtype=bool)
    repeating[may] = True
    return repeating
