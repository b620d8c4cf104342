"""Schedules with an outline: a project's line already holds what its tasks below add up to, so the tasks are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from value_model.ingest.block import Block, Heading
from value_model.ingest.notes import Notes, plural
from value_model.ingest.wording import plain

_LEVELS = frozenset({"outline level", "level", "ebene", "gliederungsebene", "niveau", "niveau hierarchique", "nivel", "nivel de esquema"})
_NUMBERS = frozenset({"wbs", "wbs code", "outline number", "psp code", "gliederungsnummer", "numero de plan", "edt"})
_PARENTS = frozenset({"parent", "parent id", "parent key", "parent link", "parent project", "parent issue", "parent task", "epic link", "ubergeordnet",
                      "ubergeordnetes projekt", "projet parent", "proyecto padre", "projeto pai"})  # fmt: skip
_DOTTED = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Outline:
    """A block with the lines of its highest level alone, the lines below, and the column that tells the levels."""

    block: Block
    below: tuple[int, ...]
    heading: Heading


def top(block: Block) -> Outline | None:
    """Return the block with the lines of its highest level alone; None where no column states levels."""
    for heading in block.headings:
        levels = _levels(block, heading)
        if levels and len(set(levels.values())) > 1:
            highest = min(levels.values())
            kept = tuple(line for line in block.lines if levels.get(line, highest) == highest)
            return Outline(replace(block, lines=kept), tuple(line for line in block.lines if levels.get(line, highest) > highest), heading)
    return None


def say(heading: str, below: int, kept: int, notes: Notes) -> None:
    """Say how many lines stand below the others."""
    notes.add(
        "warning", "tasks-below", f'By "{heading}", {plural(below, "row")} are tasks below the other '
        f"{plural(kept, 'row')}, which hold their totals; they were left out.",
        "If the rows below are projects of their own, export them without the rows above.", column=heading,
    )  # fmt: skip


def say_parents(block: Block, notes: Notes) -> None:
    """Warn where lines name another line of the list as what they stand below: amounts of both may count the same twice."""
    parent = next((heading for heading in block.headings if plain(heading.text) in _PARENTS), None)
    if parent is None:
        return
    above = {plain(text) for text in block.texts(parent)}
    others = [heading for heading in block.headings if heading is not parent]
    if not above or not any(above <= {plain(text) for text in block.texts(heading)} for heading in others):
        return
    count = int(block.column(parent).filled.sum())
    notes.add("warning", "rows-below", f'By "{parent.text}", {plural(count, "row")} stand below other rows of the list; all were loaded as projects.',
              "Where a row holds what those below add up to, leave one of the two out.", column=parent.text)  # fmt: skip


def _levels(block: Block, heading: Heading) -> dict[int, int]:
    """The level of each line that states one; empty where the column states none."""
    name = plain(heading.text)
    if name.endswith(" 2") and (titles := _titles(block, name.removesuffix("2"))):
        return titles
    if name not in _LEVELS and name not in _NUMBERS:
        return {}
    texts = {
        line: cell.text.strip().removesuffix(".0") for line in block.lines if (cell := block.cell(line, heading)) and cell.text.strip()
    }
    if not texts or not all(_DOTTED.fullmatch(text) for text in texts.values()):
        return {}
    if name in _LEVELS:
        return {line: int(text) for line, text in texts.items()} if all(text.isdigit() for text in texts.values()) else {}
    return {line: text.count(".") for line, text in texts.items()} if _nested(list(texts.values())) else {}


def _titles(block: Block, stem: str) -> dict[int, int]:
    """The level of each line by which of the columns "Title 1", "Title 2", … it fills; empty where one fills two, or those below state more."""
    columns = [block.column(heading).filled for heading in block.headings if re.fullmatch(rf"{re.escape(stem)}[1-9]", plain(heading.text))]
    flags = np.array(columns)
    if len(columns) < 2 or not flags.any(axis=1).all() or (flags.sum(axis=0) != 1).any():
        return {}
    first = flags[0]
    if not first[0] or block.widths[first].min() < block.widths[~first].max():
        return {}
    return dict(zip(block.lines, (flags.argmax(axis=0) + 1).tolist(), strict=True))


def _nested(numbers: list[str]) -> bool:
    """Tell whether every number below another stands under the one it belongs to: 1, 1.1, 1.2, 2."""
    known = set(numbers)
    return all("." not in number or number.rpartition(".")[0] in known for number in numbers)
