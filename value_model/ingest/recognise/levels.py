"""The level of each line where a column says it in words: Portfolio, Programme, Project, Task."""

from __future__ import annotations

from functools import cache

from value_model.ingest.block import Block
from value_model.ingest.wording import plain
from value_model.ingest.words import book


def of(block: Block) -> tuple[list[int], int] | None:
    """Return the level of each line from 1, and that of projects; None where no column says so for every line, or says one alone."""
    known = _known()
    for heading in block.headings:
        column = block.column(heading)
        if column.filled.all() and (said := {code: known.get(plain(column.cells.texts[code])) for code in column.used()}):
            levels = {level for level in said.values() if level}
            if None not in said.values() and _project() in levels and len(levels) > 1:
                return [said[code] or 0 for code in column.codes.tolist()], _project()
    return None


@cache
def _known() -> dict[str, int]:
    return {plain(word): level for level, words in enumerate(book("values")["headings"]["levels"], 1) for word in words}


def _project() -> int:
    return _known()["project"]
