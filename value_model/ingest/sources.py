"""What each sheet is taken for: the contract's own shape, a mapping, a saved mapping that fits, or nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from value_model.ingest import exact
from value_model.ingest.block import Block, heading_key, pattern_key
from value_model.ingest.changed import Changed, adapted
from value_model.ingest.mapping import FieldMap, Mapping, TableMap, field_of
from value_model.ingest.mapping_file import saved
from value_model.ingest.read.grid import Grid
from value_model.ingest.recognise import Recognised, Unrecognised, fit, recognise
from value_model.ingest.recognise.headings import guesses
from value_model.ingest.table_headings import MOST_HEADINGS, build

_LOOK = 25
_SURE = 0.9


@dataclass(frozen=True)
class Source:
    """One table on one sheet: where it stands, how it is read, and whether it is the sheet's last."""

    file: int
    file_name: str
    grid: Grid
    block: Block
    plan: TableMap
    mapping: Mapping | None = None
    is_last: bool = True
    ignore: tuple[str, ...] = ()
    recognised: Recognised | None = None
    changed: Changed | None = None

    @property
    def table(self) -> str:
        """The contract table it feeds."""
        return self.plan.table

    @property
    def ignores_rest(self) -> bool:
        """Whether every column that is not mapped is left out on purpose."""
        return "*" in self.ignore


@dataclass(frozen=True)
class Left:
    """A sheet nothing was loaded from, and the nearest guess."""

    file: int
    file_name: str
    grid: Grid
    what: Unrecognised


def ignored(heading: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a heading is left out on purpose."""
    return any(fnmatchcase(heading_key(heading), pattern_key(pattern)) for pattern in patterns)


def of(grid: Grid, file: int, file_name: str, mapping: Mapping | None) -> list[Source] | Left:
    """Return the tables found on a sheet: the contract's own shape, a given mapping, a saved one that fits, or recognised."""
    from value_model.ingest import answers

    plans = mapping.of_sheet(grid.name) if mapping else []
    if mapping and (answers.only_answers(plans) or not mapping.tables):
        found = _of(grid, file, file_name, None)
        return answers.laid_over(found, plans, mapping) if isinstance(found, list) and found else _of(grid, file, file_name, mapping)
    return _of(grid, file, file_name, mapping)


def _of(grid: Grid, file: int, file_name: str, mapping: Mapping | None) -> list[Source] | Left:
    if exact.is_read_me(grid) or not grid.cells or grid.hidden:
        return []
    own = exact.find(grid)
    named = [plan for plan in mapping.of_sheet(grid.name) if plan.sheet != "*" or own is None] if mapping else []
    found = list(_mapped(grid, file, file_name, mapping, named)) if mapping else []
    if found:
        return found
    known = _saved(grid)
    if known and known.headings and (fitted := adapted(grid, known)):
        plans, change = fitted
        first, *others = _mapped(grid, file, file_name, known, plans)
        return [replace(first, changed=change), *others]
    if own:
        better = recognise(grid) if exact.lacks(own) else []
        if isinstance(better, Unrecognised) or not any(table.plan.table == own.plan.table for table in better):
            return [Source(file, file_name, grid, own.block, _completed(own))]
        return list(_recognised(grid, file, file_name, better))
    if known:
        return list(_mapped(grid, file, file_name, known, [_tolerant(plan) for plan in known.of_sheet(grid.name)]))
    what = recognise(grid)
    return Left(file, file_name, grid, what) if isinstance(what, Unrecognised) else list(_recognised(grid, file, file_name, what))


def _completed(own: exact.Exact) -> TableMap:
    """The contract's own headings, and words for its other fields that leave no doubt ("Approved budget")."""
    if own.plan.matrix:
        return own.plan
    used = {heading.index for entry in own.plan.fields.values() if (heading := own.block.find(entry.columns[0]))}
    fields = dict(own.plan.fields)
    for heading in own.block.headings:
        for guess in guesses(heading.text) if heading.index not in used else ():
            entry = field_of(guess.table, guess.field)
            share = fit.share(own.block, heading, guess.table, entry)
            if (
                guess.table == own.plan.table
                and guess.field not in fields
                and guess.certainty >= _SURE
                and (share is None or share >= _SURE)
            ):
                fields[guess.field] = FieldMap((heading.text,), certainty=guess.certainty, status="proposed")
                break
    return replace(own.plan, fields=fields)


def _recognised(grid: Grid, file: int, file_name: str, tables: list[Recognised]) -> Iterator[Source]:
    plans = [(table, plan) for table in tables for plan in (table.plan, *table.beside)]
    for number, (table, plan) in enumerate(plans, start=1):
        last = number == len(plans) or plans[number][0] is not table
        yield Source(file, file_name, grid, table.block, plan, None, last, recognised=table if plan is table.plan else None)


def _mapped(grid: Grid, file: int, file_name: str, mapping: Mapping, plans: list[TableMap]) -> Iterator[Source]:
    found = [(plan, block) for plan in plans if (block := block_of(grid, plan))]
    ignore = tuple(pattern for plan in plans for pattern in plan.ignore)
    for number, (plan, block) in enumerate(found, start=1):
        yield Source(file, file_name, grid, block, plan, mapping, number == len(found), ignore)


def _tolerant(plan: TableMap) -> TableMap:
    """A saved mapping that was chosen by its fingerprint: columns beyond the fingerprint may be missing from this edition of the file."""
    return replace(plan, fields={name: replace(entry, optional=True) for name, entry in plan.fields.items()})


def block_of(grid: Grid, plan: TableMap) -> Block | None:
    """Return the block a table map speaks of, or None where none of its columns stand on the sheet."""
    if plan.header_rows:
        block = build(grid, plan.header_rows, orientation=plan.orientation)
        return block if _hits(block, plan) else None
    look = min(grid.n_rows if plan.orientation == "rows" else grid.n_cols, _LOOK)
    blocks = (build(grid, (row,), orientation=plan.orientation) for row in range(1, look + 1))
    best = max(blocks, key=lambda block: _hits(block, plan), default=None)
    return best if best and _hits(best, plan) else None


def _hits(block: Block, plan: TableMap) -> int:
    return sum(any(block.find(column) for column in entry.columns) for entry in plan.fields.values())


def _saved(grid: Grid) -> Mapping | None:
    """Return the saved mapping whose fingerprint stands on the sheet; the longest fingerprint wins."""
    known = [mapping for mapping in saved() if grid.n_rows <= MOST_HEADINGS or all(plan.orientation == "rows" for plan in mapping.tables)]
    fitting = [
        mapping for mapping in known if any((block := block_of(grid, plan)) and mapping.fits(block) for plan in mapping.of_sheet(grid.name))
    ]
    exact = max(fitting, key=lambda mapping: len(mapping.fingerprint), default=None)
    return exact or next((mapping for mapping in known if adapted(grid, mapping)), None)
