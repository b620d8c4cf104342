"""Lists below a record that are no records themselves: a board's sub-items, with headings of their own a column further in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from value_model.ingest.block import Block, Heading, filled, heading_key

_LEAST = 3  # cells of a row of headings
_SHARE = 0.5  # of them that are headings of the table as well


def without(block: Block, keys: Sequence[Heading]) -> tuple[Block, list[int]]:
    """Return the block without the sub-items, and their lines: from a row of other headings on, all lines that name no record."""
    names = {heading_key(heading.text) for heading in block.headings}
    keyed = np.zeros(len(block.lines), dtype=bool)
    for key in keys:
        keyed |= block.column(key).filled
    texts = np.zeros(len(block.lines), dtype=np.int32)
    for heading in block.headings:
        column = block.column(heading)
        texts += column.flags(column.cells.worded & column.cells.texts_alone)
    begins = [at for at in np.flatnonzero((texts == block.widths) & (texts >= _LEAST)).tolist() if _heads(block, block.lines[at], names)]
    out: list[int] = []
    for at in begins:
        below = next((n for n in range(at + 1, len(block.lines)) if keyed[n]), len(block.lines))
        inner = [n for n in range(at + 1, below) if block.widths[n]]
        out += [block.lines[n] for n in (at, *inner)] if inner else []
    gone = set(out)
    return (replace(block, lines=tuple(line for line in block.lines if line not in gone)) if gone else block), sorted(gone)


def _heads(block: Block, line: int, names: set[str]) -> bool:
    """Tell whether a line holds words of the headings in other columns than theirs."""
    found = [(heading, cell.text) for heading in block.headings if (cell := block.cell(line, heading)) and filled(cell)]
    known = [heading_key(text) != heading_key(heading.text) for heading, text in found if heading_key(text) in names]
    return sum(known) >= 2 and len(known) >= _SHARE * len(found)
