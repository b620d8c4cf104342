"""Lines that head a group of records ("Programme 2: Growth", "Done") and are no record themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from value_model.ingest.block import Block, Heading, filled
from value_model.ingest.lines import MONEY_TOTALS, Firsts, called_totals, first_text
from value_model.ingest.wording import key

_WIDE = 3  # columns a table needs before a line with one text in it looks out of place


def without(block: Block, keys: Sequence[Heading], again: Sequence[int]) -> tuple[Block, tuple[int, ...]]:
    """Return the block without its group headings, and their lines. `again` are lines that say the headings again.

    A line with a text under its key and nothing else heads a group where the headings are said again right below it,
    where a total repeats its words, where its cell is merged across, or where such lines open the table and each of
    its groups.
    """
    lone = [block.lines[at] for at in np.flatnonzero(block.widths == 1).tolist() if _alone(block, block.lines[at], keys)]
    totals, repeated = (_totals(block) if lone else []), set(again)
    sure = [line for line in lone if line + 1 in repeated or _merged(block, line) or _totalled(block, line, totals)]
    heads = set(lone if _opens_each(block, lone) else sure)
    return replace(block, lines=tuple(line for line in block.lines if line not in heads)), tuple(sorted(heads))


def _alone(block: Block, line: int, keys: Sequence[Heading]) -> bool:
    cells = [heading for heading in block.headings if (cell := block.cell(line, heading)) and filled(cell)]
    return len(block.headings) >= _WIDE and len(cells) == 1 and (cells[0] in keys or cells[0] is block.headings[0])


def _merged(block: Block, line: int) -> bool:
    return block.orientation == "rows" and any(
        top == line == bottom and right - left >= 2 for top, left, bottom, right in block.grid.merged
    )


def _totals(block: Block) -> list[tuple[int, str]]:
    """The lines that are called a total, and what they are the total of."""
    firsts = Firsts(block)
    called = [(block.lines[at], key(firsts.at(at))) for at in np.flatnonzero(called_totals(firsts)).tolist()]
    return [
        (line, re.sub(r"^(?:" + "|".join(MONEY_TOTALS) + r")\b|\b(?:total|gesamt|summe)$", "", text).strip(" :")) for line, text in called
    ]


def _totalled(block: Block, line: int, totals: list[tuple[int, str]]) -> bool:
    """Tell whether a total below repeats the words of the line: "Subtotal Programme 1" ends "Programme 1: Growth"."""
    said = key(first_text(block, line))
    return any(len(word) > 2 and said.startswith(word) for other, word in totals if other > line)


def _opens_each(block: Block, lone: Sequence[int]) -> bool:
    """Tell whether lone lines open the table and, at least twice, a group of records, and never stand side by side."""
    if len(lone) < 2:
        return False
    order = {line: place for place, line in enumerate(block.lines)}
    places = [order[line] for line in lone]
    return places[0] == 0 and places[-1] + 1 < len(block.lines) and all(after - before > 2 for before, after in pairwise(places))
