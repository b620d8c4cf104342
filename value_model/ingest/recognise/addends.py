"""The amounts of a list as numbers, to see which lines add up others: by column, shares of a whole left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from value_model.ingest import numbers, units
from value_model.ingest.block import Block, Heading
from value_model.ingest.read.column import Column, Flags

_MOSTLY = 0.5  # of the filled cells of a column of amounts are numbers
Numbers = np.ndarray[Any, np.dtype[np.float64]]
Cells = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Table:
    """The records by their places in the block: amounts by line and column (nan: none), the amounts of totals, and which other columns each fills in."""

    places: tuple[int, ...]
    amounts: Numbers
    totals: Numbers
    total_places: tuple[int, ...]
    others: Cells


def of(block: Block, keys: Sequence[Heading], records: Flags, totals: Flags) -> Table | None:
    """Return the amounts of a block's lines; None where no column holds any."""
    named = {key.index for key in keys}
    texts, found = [np.zeros(len(block.lines), dtype=bool)], []
    for heading in block.headings:
        column = block.column(heading)
        values = None if heading.index in named or units.of_heading(heading.text).percent else _amounts(column)
        if values is not None:
            found.append(values)
        elif heading.index not in named:
            texts.append(column.filled)
    if not found:
        return None
    held = np.stack(found, axis=1)
    return Table(
        tuple(np.flatnonzero(records).tolist()),
        held[records],
        held[totals],
        tuple(np.flatnonzero(totals).tolist()),
        np.stack(texts, axis=1)[records],
    )


def _amounts(column: Column) -> Numbers | None:
    """The numbers of a column by line, None where most of it is something else, or shares of a whole."""
    codes = column.used(column.cells.filled)
    if not codes or any("%" in (column.cells.formats[style] or "") for style in set(column.cells.styles[codes].tolist())):
        return None
    values = np.where(column.cells.numbers | column.cells.texts_alone, column.cells.amounts, np.nan)  # a date is no amount
    typed = [code for code in codes if np.isnan(values[code]) and column.cells.kinds[code] == "s"]
    mark = numbers.decimal_mark(column.cells.texts[code] for code in typed) or "."
    for code in typed:
        number = numbers.parse(column.cells.texts[code], mark)
        values[code] = float(number.value) if number and not number.percent else np.nan
    if np.count_nonzero(~np.isnan(values[codes])) < _MOSTLY * len(codes):
        return None
    return np.append(values, np.nan)[column.codes]
