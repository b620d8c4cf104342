"""What an import changes against the last published snapshot, as `check` and `load` tell it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from value_model.cli.common import table
from value_model.cli.snapshots import plain
from value_model.store import Snapshot
from value_model.store.difference import Difference

Against = tuple[Snapshot, Difference] | None
_FIRST = 20


def as_json(against: Against) -> dict[str, Any]:
    """The part of the answer that tells what changes; empty where nothing is published yet."""
    if against is None:
        return {}
    published, found = against
    changes = [{name: plain(value) for name, value in asdict(change).items()} for change in found.changes]
    told = {"from": published.id, "projects": {"added": list(found.added), "removed": list(found.removed)}, "restated": found.restated}
    return {"against": told | {"changes": changes}}


def in_words(against: Against) -> list[str]:
    """The same as lines of text: restated history first, the first few changes in full."""
    if against is None:
        return []
    published, found = against
    came, went = (", ".join(names) or "none" for names in (found.added, found.removed))
    first = sorted(found.changes, key=lambda change: not change.restated)[:_FIRST]
    rows = [[c.table, c.key, c.field, plain(c.old), plain(c.new), "restated" if c.restated else ""] for c in first]
    more = [f"And {len(found.changes) - _FIRST:,} more changes."] if len(found.changes) > _FIRST else []
    return [
        f"Against the snapshot published as of {published.as_of}: projects added: {came}; gone: {went}; values changed: "
        f"{len(found.changes):,}, of which {found.restated:,} restate history.",
        *([table(rows, ("table", "key", "field", "old", "new", ""))] if rows else []),
        *more,
    ]
