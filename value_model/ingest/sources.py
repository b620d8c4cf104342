"""What each sheet is taken for: the contract's own shape, a mapping, a saved mapping that fits, or nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from value_model.contract import Finding
from value_model.ingest import exact
from value_model.ingest.block import Block, build, heading_key, pattern_key
from value_model.ingest.mapping import Mapping, TableMap, saved
from value_model.ingest.read.grid import Grid
from value_model.ingest.wording import listed

_LOOK = 25


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

    @property
    def table(self) -> str:
        """The contract table it feeds."""
        return self.plan.table

    @property
    def ignores_rest(self) -> bool:
        """Whether every column that is not mapped is left out on purpose."""
        return "*" in self.ignore


def ignored(heading: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a heading is left out on purpose."""
    return any(fnmatchcase(heading_key(heading), pattern_key(pattern)) for pattern in patterns)


def of(grid: Grid, file: int, file_name: str, mapping: Mapping | None, findings: list[Finding]) -> Iterator[Source]:
    """Yield the tables found on a sheet; a sheet that gives none is a finding."""
    if exact.is_read_me(grid) or not grid.cells or grid.hidden:
        return
    own = exact.find(grid)
    named = [plan for plan in mapping.of_sheet(grid.name) if plan.sheet != "*" or own is None] if mapping else []
    if named and mapping:
        found = list(_mapped(grid, file, file_name, mapping, named))
        if found:
            yield from found
            return
    if own:
        yield Source(file, file_name, grid, own.block, own.plan)
        return
    known = _saved(grid)
    if known:
        yield from _mapped(grid, file, file_name, known, known.of_sheet(grid.name))
        return
    findings.append(_not_recognised(grid, file_name))


def _not_recognised(grid: Grid, file_name: str) -> Finding:
    block = build(grid, (1,))
    names = listed([heading.text for heading in block.headings])
    return Finding("warning", "sheet-not-recognised", f"The sheet was not recognised. Its first row holds {names}.",
                   "Give a mapping (map FILE --out mapping.toml writes one to edit), or use the template.", file_name, grid.name)  # fmt: skip


def _mapped(grid: Grid, file: int, file_name: str, mapping: Mapping, plans: list[TableMap]) -> Iterator[Source]:
    found = [(plan, block) for plan in plans if (block := block_of(grid, plan))]
    ignore = tuple(pattern for plan in plans for pattern in plan.ignore)
    for number, (plan, block) in enumerate(found, start=1):
        yield Source(file, file_name, grid, block, plan, mapping, number == len(found), ignore)


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


@lru_cache(maxsize=1)
def _known() -> tuple[Mapping, ...]:
    return tuple(saved())


def _saved(grid: Grid) -> Mapping | None:
    """Return the saved mapping whose fingerprint stands on the sheet; the longest fingerprint wins."""
    fitting = [
        mapping
        for mapping in _known()
        if any((block := block_of(grid, plan)) and mapping.fits(block) for plan in mapping.of_sheet(grid.name))
    ]
    return max(fitting, key=lambda mapping: len(mapping.fingerprint), default=None)
