"""Does a line add up those above it? Told by all numbers of the sheet, for tables none of whose amounts was read."""

from __future__ import annotations

import math

from value_model.ingest import numbers
from value_model.ingest.block import Block, Heading
from value_model.ingest.read.column import Flags
from value_model.ingest.read.grid import RawCell

_MOST = 5_000  # lines; a longer list states its totals elsewhere


def add_up(block: Block, at: int, since: int, records: Flags) -> bool:
    """Tell whether at least half of a line's numbers are what the records above add up to, all of them or those since the last total."""
    if not 1 < at <= _MOST:
        return False
    stated = {heading: number for heading in block.headings if (number := _number(block.cell(block.lines[at], heading)))}
    agree = [
        heading
        for heading, number in stated.items()
        if any(_same(number, _sum(block, heading, first, at, records)) for first in {0, since})
    ]
    return bool(agree) and 2 * len(agree) >= len(stated)


def _sum(block: Block, heading: Heading, first: int, beyond: int, records: Flags) -> float:
    return sum(_number(block.cell(block.lines[at], heading)) for at in range(first, beyond) if records[at])


def _number(cell: RawCell | None) -> float:
    """The number in a cell, 0 where there is none."""
    if cell is None or cell.problem or isinstance(cell.value, bool):
        return 0.0
    found = numbers.parse(cell.text)
    return float(found.value) if found and not found.percent else 0.0


def _same(stated: float, total: float) -> bool:
    return math.isclose(stated, total, rel_tol=1e-3, abs_tol=0.01)
