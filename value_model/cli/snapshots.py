"""`snapshots`, `publish`, `discard`, `diff`: what is in the store, and what changed from one to the next."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from value_model import figures
from value_model.cli import upkeep
from value_model.cli.common import answer, open_from, table
from value_model.figures.figure import FigureSet
from value_model.store import Snapshot, Store
from value_model.store.difference import Difference, difference

STEPS = ("method", "removed", "added", "replanned", "amount", "timing", "actuals", "fx", "rounding")
NPV_STEPS = (*STEPS[:4], "cost", *STEPS[4:])


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this group."""
    listing = commands.add_parser("snapshots", parents=[common], help="list the snapshots")
    listing.set_defaults(run=list_snapshots)
    publish = commands.add_parser("publish", parents=[common], help="publish a draft for good")
    publish.add_argument("snapshot", metavar="ID")
    publish.add_argument("--accept-warnings", action="store_true", help="publish although warnings stay")
    publish.add_argument("--note", default=None, help="why the warnings are accepted")
    publish.set_defaults(run=publish_snapshot)
    discard = commands.add_parser("discard", parents=[common], help="remove a draft")
    discard.add_argument("snapshot", metavar="ID")
    discard.set_defaults(run=discard_snapshot)
    compare = commands.add_parser("diff", parents=[common], help="what changed from one snapshot to another")
    compare.add_argument("older", metavar="A")
    compare.add_argument("newer", metavar="B")
    compare.set_defaults(run=show_difference)
    upkeep.add(commands, common)


def described(found: Snapshot) -> dict[str, Any]:
    """One snapshot as the JSON of `snapshots` has it."""
    return {
        "id": found.id,
        "portfolio": found.portfolio,
        "label": found.label,
        "as_of": found.as_of.isoformat(),
        "state": found.state,
        "hash": found.hash,
        "previous_hash": found.previous_hash,
        "published_at": found.published_at,
        "rows": found.rows,
    }


def list_snapshots(options: argparse.Namespace) -> int:
    """List the snapshots, oldest as-of date first."""
    with open_from(options) as store:
        rows = [described(found) for found in store.snapshots(options.portfolio)]
    headings = ("id", "portfolio", "label", "as_of", "state", "rows")
    answer(options, {"snapshots": rows}, lambda: table([[row[h] for h in headings] for row in rows], headings), rows)
    return 0


def publish_snapshot(options: argparse.Namespace) -> int:
    """Publish a draft; exit 1 when it holds errors, or warnings that are not accepted."""
    with open_from(options) as store:
        found = publish_and_keep(store, options.snapshot, note=options.note, accept_warnings=options.accept_warnings)
    row = described(found)
    answer(options, {"snapshots": [row]}, lambda: f'Published {found.id}: "{found.portfolio}", as of {found.as_of}.', [row])
    return 0


def publish_and_keep(store: Store, snapshot_id: str, *, note: str | None = None, accept_warnings: bool = False) -> Snapshot:
    """Publish, and keep the figures as they were then, so that `verify` can compare."""
    told = note or ("Accepted on the command line" if accept_warnings else None)
    return figures.publish(store, snapshot_id, by="command line", note=told, accept_warnings=accept_warnings)


def discard_snapshot(options: argparse.Namespace) -> int:
    """Remove a draft."""
    with open_from(options) as store:
        store.discard(options.snapshot)
    answer(options, {"discarded": options.snapshot}, lambda: f"Discarded {options.snapshot}.", [{"discarded": options.snapshot}])
    return 0


def show_difference(options: argparse.Namespace) -> int:
    """Tell what changed from A to B, field by field, and how the totals moved."""
    with open_from(options) as store:
        found = difference(store, options.older, options.newer)
        moved = figures.compute(store, options.newer, compared=options.older, by=())
        document = {
            "from": options.older,
            "to": options.newer,
            "projects": {"added": list(found.added), "removed": list(found.removed)},
            "changes": [{name: plain(value) for name, value in asdict(change).items()} for change in found.changes],
            "bridge": {
                "benefits": {step: moved.value(f"change.{step}") for step in STEPS},
                "npv": {step: moved.value(f"change.npv.{step}") for step in NPV_STEPS},
            },
        }
    answer(options, document, lambda: _in_words(found, moved), document["changes"])
    return 0


def plain(value: Any) -> Any:
    """A value as JSON has it: whole money without decimals, dates in words of the calendar."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _in_words(found: Difference, moved: FigureSet) -> str:
    lines = [f"Added: {', '.join(found.added) or 'none'}.", f"Removed: {', '.join(found.removed) or 'none'}."]
    rows = [[c.table, c.key, c.field, plain(c.old), plain(c.new), "restated" if c.restated else ""] for c in found.changes]
    lines += [table(rows, ("table", "key", "field", "old", "new", "")) if rows else "No other field changed."]
    steps = [[step, moved.value(f"change.{step}")] for step in STEPS if moved.value(f"change.{step}")]
    return "\n".join([*lines, table([*steps, ["benefits", moved.value("change.benefits")]], ("step", "change of forecast benefits"))])
