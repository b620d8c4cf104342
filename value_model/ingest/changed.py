"""A mapping saved on screen held against a later export of the same tool: columns renamed, gone, new or moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from value_model.ingest.block import Block, Heading
from value_model.ingest.mapping import Mapping, TableMap, field_of
from value_model.ingest.notes import Notes
from value_model.ingest.read.grid import Grid
from value_model.ingest.recognise import fit
from value_model.ingest.recognise.headings import guesses
from value_model.ingest.table_headings import build
from value_model.ingest.wording import key, listed

_LOOK = 25
_SAME, _LIKE, _SURE = 0.7, 88, 0.9  # share of headings that make it the same export; when a new heading is an old one


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs from the file a mapping was made for: headings, old and new, and whether they stand elsewhere."""

    renamed: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    moved: bool = False


def adapted(grid: Grid, mapping: Mapping) -> tuple[list[TableMap], Changed] | None:
    """Return the mapping's table maps as they fit this sheet and what has changed; None where it is another kind of file."""
    plans = mapping.of_sheet(grid.name)
    block = _block(grid, plans[0], mapping) if plans and mapping.headings else None
    if block is None:
        return None
    known = {key(name) for name in mapping.headings}
    new = [heading for heading in block.headings if key(heading.text) not in known]
    missing = [name for name in mapping.fingerprint if block.find(name) is None]
    renamed = dict(_renamed(block, plans, missing, new))
    change = Changed(
        tuple(renamed.items()),
        tuple(name for name in missing if name not in renamed),
        tuple(heading.text for heading in new if heading.text not in renamed.values()),
        _moved(block, plans[0], mapping),
    )
    return [_refitted(plan, renamed, block) for plan in plans], change


def _block(grid: Grid, plan: TableMap, mapping: Mapping) -> Block | None:
    """The block that holds most of the headings, at the row they stood in or another; None below the share that makes it the same."""
    look = min(grid.n_rows if plan.orientation == "rows" else grid.n_cols, _LOOK)
    places = [plan.header_rows, *((row,) for row in range(1, look + 1))]
    blocks = [build(grid, rows, orientation=plan.orientation) for rows in places if rows and max(rows) <= look]
    best = max(blocks, key=lambda block: _share(block, mapping.headings), default=None)
    same = best is not None and _share(best, mapping.headings) >= _SAME and _share(best, mapping.fingerprint) >= _SAME
    return best if same else None


def _share(block: Block, names: tuple[str, ...]) -> float:
    return sum(block.find(name) is not None for name in names) / max(1, len(names))


def _renamed(block: Block, plans: list[TableMap], missing: list[str], new: list[Heading]) -> Iterable[tuple[str, str]]:
    left = list(new)
    for name in missing:
        found = next((heading for heading in left if _is_renamed(block, plans, name, heading)), None)
        if found:
            left.remove(found)
            yield name, found.text


def _is_renamed(block: Block, plans: list[TableMap], name: str, heading: Heading) -> bool:
    """Tell whether a new heading is surely an old one: nearly the same words, or words known for its field; and its values fit."""
    for plan in plans:
        for field, entry in plan.fields.items():
            if name in entry.columns:
                like = fuzz.ratio(key(name), key(heading.text)) >= _LIKE
                means = any((g.table, g.field) == (plan.table, field) and g.certainty >= _SURE for g in guesses(heading.text))
                share = fit.share(block, heading, plan.table, field_of(plan.table, field))
                return (like or means) and (share is None or share >= _SURE)
    return False


def _moved(block: Block, plan: TableMap, mapping: Mapping) -> bool:
    places = [heading.index for name in mapping.headings if (heading := block.find(name))]
    return block.header_rows != plan.header_rows or places != sorted(places)


def _refitted(plan: TableMap, renamed: dict[str, str], block: Block) -> TableMap:
    fields = {
        name: replace(entry, columns=tuple(renamed.get(column, column) for column in entry.columns), optional=True)
        for name, entry in plan.fields.items()
    }
    return replace(plan, fields=fields, header_rows=block.header_rows)


def say(change: Changed, notes: Notes) -> None:
    """Say what has changed since the mapping was saved."""
    for old, new in change.renamed:
        notes.add("warning", "column-renamed", f'"{new}" is read where "{old}" was until now.', "If that is wrong, answer for the column again.",
                  column=new)  # fmt: skip
    for name in change.gone:
        notes.add("warning", "column-gone", f'"{name}" was read until now and is no longer there.', "Check the export, or answer for the column again.",
                  column=name)  # fmt: skip
    if change.new:
        notes.add(
            "note", "column-new", f"New since this export was last mapped: {listed(change.new)}.", "Answer for them, or leave them out."
        )
    if change.moved:
        notes.add(
            "note",
            "columns-moved",
            "The columns stand in another place or order than before; they were found by their headings.",
            "Nothing to do.",
        )
