"""Lists below a record that are no records themselves: a board's sub-items, with headings of their own a column further in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from value_model.ingest.block import Block, Heading, heading_key
from value_model.ingest.read.column import Flags

_LEAST = 3  # cells of a row of headings
_SPARE = 8  # signs that the comparable form of a heading may lack
_SHARE = 0.5  # of them that are headings of the table as well


def without(block: Block, keys: Sequence[Heading]) -> tuple[Block, list[int]]:
    """Return the block without the sub-items, and their lines: from a row of other headings on, all lines that name no record."""
    keyed = np.zeros(len(block.lines), dtype=bool)
    for key in keys:
        keyed |= block.column(key).filled
    if keyed.all():
        return block, []  # a line that names no record is what sub-items are told by
    out: list[int] = []
    for at in np.flatnonzero(_heads(block)).tolist():
        below = next((n for n in range(at + 1, len(block.lines)) if keyed[n]), len(block.lines))
        inner = [n for n in range(at + 1, below) if block.widths[n]]
        out += [block.lines[n] for n in (at, *inner)] if inner else []
    gone = set(out)
    return (replace(block, lines=tuple(line for line in block.lines if line not in gone)) if gone else block), sorted(gone)


def _heads(block: Block) -> Flags:
    """Return the lines that hold words of the headings in other columns than theirs, and no number."""
    names = {heading_key(heading.text) for heading in block.headings}
    longest = max(map(len, names), default=0) + _SPARE
    texts, known, moved = (np.zeros(len(block.lines), dtype=np.int32) for _ in range(3))
    for heading in block.headings:
        column, own = block.column(heading), heading_key(heading.text)
        texts += column.flags(column.cells.worded & column.cells.texts_alone)
        named = column.says(lambda text: len(text) <= longest and heading_key(text) in names)
        known += named
        moved += named & ~column.says(lambda text, own=own: len(text) <= longest and heading_key(text) == own)  # type: ignore[misc]
    found: Flags = (texts == block.widths) & (texts >= _LEAST) & (moved >= 2) & (known >= _SHARE * block.widths)
    return found
