"""Lines that stand below others of the list and add up to them: a compact pivot, tasks set in, numbers such as P-1.02 below P-1.

What holds the sums is told by the sums alone; indents and numbers only say which lines to add. One level of the lines is
read, so that nothing counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from value_model.contract import identity
from value_model.ingest import outline
from value_model.ingest.block import Block, Heading
from value_model.ingest.lines import Firsts, called_totals
from value_model.ingest.notes import Notes, plural
from value_model.ingest.read.formats import indent
from value_model.ingest.read.grid import RawCell
from value_model.ingest.recognise import addends, levels, naming, tree
from value_model.ingest.recognise.addends import Table
from value_model.ingest.recognise.headings import guesses
from value_model.ingest.wording import cut

_MOST = 2_000  # lines of a list whose sums alone are looked through
_LOOK = 300  # lines among which one that goes on from another stands
_SHARE, _SURE = 0.9, 0.9  # of the lines that stand above others hold their sum
_STEPS = 12
_INDENT = re.compile(r"\*+(?=\s)|[\s\u00a0]+")
_AFTER = ".-/_~:"
Depths = list[int]


@dataclass(frozen=True, slots=True)
class Nest:
    """What was found: the lines left out above and below the level that is read, that level of how many, and what says so."""

    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    levels: int = 2
    level: int = 1
    by: str = ""
    sure: bool = True
    apart: bool = False  # no line states an amount that one below it states too
    sample: str = ""


def without(block: Block, keys: Sequence[Heading]) -> tuple[Block, Nest | None]:
    """Return the block with one level of its lines alone, and what was left out; a list without levels as it is."""
    if told := outline.top(block):
        return told.block, Nest(below=told.below, by=told.heading.text)
    named = _named(block, keys)
    worded = levels.of(block) if len(block.lines) > 2 else None
    depths = worded[0] if worded else (_set_in(block, keys) or _numbered(block, keys)) if len(block.lines) > 2 else None
    if not keys or (depths is None and len(block.lines) > _MOST):
        return block, None
    totals = called_totals(Firsts(block))
    table = addends.of(block, named, ~totals & block.filled_lines & _keyed(block, keys), totals)
    if table is None or len(table.places) < 3:
        return block, None
    if depths is not None:
        outlined = tree.of_depths([depths[at] for at in table.places])
        if worded and tree.adds_up(outlined, table, _SHARE):
            return _at_word(block, keys, table, outlined, worded)
        return _by_depth(block, keys, table, outlined)
    if tree.is_flat(table) or not _tells_apart(block, keys):
        return block, None
    if found := tree.of_bare(table) or tree.of_groups(table):
        return _kept(block, keys, table, found, found.levels)
    found = tree.of_sums(table)
    return _kept(block, keys, table, found, _level(keys, found, found.levels if table.others.any() else 2)) if found else (block, None)


def _tells_apart(block: Block, keys: Sequence[Heading]) -> bool:
    """Tell whether names stand once each, more or less: rows of plan and actual per project are no groups."""
    texts = list(block.texts(keys[0]))
    return naming.is_pivot(keys[0]) or 2 * len(set(texts)) > len(texts)


def _keyed(block: Block, keys: Sequence[Heading]) -> np.ndarray:
    found = np.zeros(len(block.lines), dtype=bool)
    for key in keys:
        found |= block.column(key).filled
    return found


def _by_depth(block: Block, keys: Sequence[Heading], table: Table, found: tree.Tree) -> tuple[Block, Nest | None]:
    if found.levels > 1 and tree.adds_up(found, table, _SHARE):
        return _kept(block, keys, table, found, _level(keys, found, _of_records(block, keys, table, found)))
    if found.levels < 2:
        return block, None
    below = tuple(block.lines[table.places[at]] for at, depth in enumerate(found.depths) if depth > 1)
    return block, Nest(below=below, levels=found.levels, sure=False, apart=not tree.states_both(found, table))


def _at_word(
    block: Block, keys: Sequence[Heading], table: Table, found: tree.Tree, worded: tuple[Depths, int]
) -> tuple[Block, Nest | None]:
    """Keep the lines that are called projects, however many levels stand above each, and those above that hold nothing."""
    said = [worded[0][place] for place in table.places]
    order = {level: number for number, level in enumerate(sorted(set(said)), 1)}
    return _kept(block, keys, table, tree.Tree(tuple(order[level] for level in said), found.below), order.get(worded[1], 1))


def _level(keys: Sequence[Heading], found: tree.Tree, usual: int) -> int:
    """Return the level of projects where the heading names the levels, else the usual one."""
    named = next((level for key in keys if (level := naming.level(key.text))), usual)
    return min(named, found.levels)


def _of_records(block: Block, keys: Sequence[Heading], table: Table, found: tree.Tree) -> int:
    """Return the level of records: the first of an outline; of a pivot the deepest whose names stand once each, as those of kinds of cost do not."""
    if not any(map(naming.is_pivot, keys)):
        return 1
    column = block.column(keys[0])
    names = [identity(cell.text) if (cell := column.at(place)) else "" for place in table.places]
    levels = [[name for name, depth in zip(names, found.depths, strict=True) if depth == level] for level in range(1, found.levels + 1)]
    return max((level for level, held in enumerate(levels, 1) if len(set(held)) == len(held)), default=1)


def _kept(block: Block, keys: Sequence[Heading], table: Table, found: tree.Tree, level: int) -> tuple[Block, Nest | None]:
    """Leave out what stands above the level and has lines below it, and what stands below the level."""
    above = [at for at, depth in enumerate(found.depths) if depth < level and found.below[at]]
    below = [at for at, depth in enumerate(found.depths) if depth > level]
    gone = {table.places[at] for at in (*above, *below)}
    first = next((at for at, depth in enumerate(found.depths) if depth == level), 0)
    cell = block.cell(block.lines[table.places[first]], keys[0])
    lines = [tuple(block.lines[table.places[at]] for at in places) for places in (above, below)]
    nest = Nest(lines[0], lines[1], found.levels, level, sample=cell.text.strip() if cell else "")
    return replace(block, lines=tuple(line for at, line in enumerate(block.lines) if at not in gone)), nest


def _named(block: Block, keys: Sequence[Heading]) -> list[Heading]:
    """Return the columns of names and numbers: of what is no amount."""
    return [heading for heading in block.headings if heading in keys or _is_id(heading)]


def _is_id(heading: Heading) -> bool:
    return any(guess.field.endswith("_id") and guess.certainty >= _SURE for guess in guesses(heading.text))


def _texts(block: Block, keys: Sequence[Heading], most: int) -> Iterator[list[str]]:
    for heading in keys:
        column = block.column(heading)
        yield [_shown(column.at(at)) for at in range(min(most, len(block.lines)))]


def _shown(cell: RawCell | None) -> str:
    """Return a text with the space that its format puts before it."""
    return "" if cell is None else " " * indent(cell.number_format) + cell.text


def _set_in(block: Block, keys: Sequence[Heading]) -> Depths | None:
    """The depth of each line by the spaces or stars before its name; None where all stand at one."""
    if not any(_INDENT.match(text) for texts in _texts(block, keys, _LOOK) for text in texts):
        return None
    for texts in _texts(block, keys, len(block.lines)):
        widths = [len(found.group()) if (found := _INDENT.match(text)) else 0 for text in texts]
        steps = sorted({width for width, text in zip(widths, texts, strict=True) if text.strip()})
        if 1 < len(steps) <= _STEPS:
            return [steps.index(width) + 1 if width in steps else len(steps) for width in widths]
    return None


def _numbered(block: Block, keys: Sequence[Heading]) -> Depths | None:
    """The depth of each line by its number, where numbers go on from others above them: P-1, P-1.01, P-1.01.02."""
    numbering = [heading for heading in block.headings if heading in keys or _is_id(heading)]
    if not any(_going_on(texts) for texts in _texts(block, numbering, _LOOK)):
        return None
    return next((depths for texts in _texts(block, numbering, len(block.lines)) if (depths := _going_on(texts))), None)


def _going_on(texts: Sequence[str]) -> Depths | None:
    """The depths of numbers, each of which stands once; None where none goes on from one before it."""
    depth: dict[str, int] = {}
    found: Depths = []
    for text in map(str.strip, texts):
        before = [depth[text[:at]] for at in range(1, len(text)) if text[at] in _AFTER and text[:at] in depth]
        if text in depth or len(text.split()) > 1:
            return None
        found.append(1 + max(before, default=0))
        if text:
            depth[text] = found[-1]
    return found if max(found, default=0) > 1 else None


def say(nest: Nest, block: Block, notes: Notes) -> None:
    """Say which level was read and what was left out, or that lines of two levels may count the same twice."""
    above, below = plural(len(nest.above), "row"), plural(len(nest.below), "row")
    if nest.by:
        outline.say(nest.by, len(nest.below), int(block.filled_lines.sum()), notes)
    elif nest.sure:
        notes.add("warning", "rows-nested", f'The rows stand on {nest.levels} levels that add up to each other; those of level {nest.level} (such as '
                  f'"{cut(nest.sample, 60)}") were read, so that nothing counts twice. {above} above and {below} below them were left out.',
                  "If the records stand on another level, keep its rows alone, or give each level a column of its own.", row=(*nest.above, *nest.below)[0])  # fmt: skip
    elif nest.apart:
        notes.add("warning", "rows-below", f"By numbers or indents, {below} stand below other rows of the list; all were loaded.",
                  "Leave out the rows that only head a group.", row=nest.below[0])  # fmt: skip
    else:
        notes.add("warning", "rows-below", f"By numbers or indents, {below} stand below other rows of the list, and both state amounts that do not add up "
                  "to each other; all were loaded.", "Where a row holds what those below add up to, leave one of the two out.", row=nest.below[0])  # fmt: skip
