"""The level of each line where a column says it in words: Portfolio, Programme, Project, Task."""

from __future__ import annotations

from functools import cache

from value_model.ingest.block import Block
from value_model.ingest.read.column import Column
from value_model.ingest.wording import plain
from value_model.ingest.words import book


def of(block: Block) -> tuple[list[int], int] | None:
    """Return the level of each line from 1, and that of projects; None where no column says so for every line, or says one alone."""
    for heading in block.headings:
        column = block.column(heading)
        said = _said(column)
        levels = set(said.values())
        if _project() in levels and len(levels) > 1 and column.filled.all():
            return [said[code] for code in column.codes.tolist()], _project()
    return None


def _said(column: Column) -> dict[int, int]:
    """The level that each different cell says; empty where one says none, which as a rule the first does."""
    said: dict[int, int] = {}
    for code in column.standing():
        if code not in said:
            level = _known().get(plain(column.cells.texts[code]))
            if level is None:
                return {}
            said[code] = level
    return said


@cache
def _known() -> dict[str, int]:
    return {plain(word): level for level, words in enumerate(book("values")["headings"]["levels"], 1) for word in words}


def _project() -> int:
    return _known()["project"]
