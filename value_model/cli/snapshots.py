"""`snapshots`, `publish`, `discard`, `verify`, `doctor`: what is in the store, and whether it is sound."""

from __future__ import annotations

import argparse
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from value_model import figures, policy
from value_model.cli.common import answer, open_from, table
from value_model.errors import ValueModelError
from value_model.store import METHOD, Snapshot, Store
from value_model.store.store import DEFAULT

LEAST_FREE_BYTES = 200 * 1024 * 1024


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
    commands.add_parser("verify", parents=[common], help="re-hash the chain and recompute every stored figure").set_defaults(run=verify)
    commands.add_parser("doctor", parents=[common], help="check store, versions, policy and disk").set_defaults(run=doctor)


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
    store = open_from(options)
    rows = [described(found) for found in store.snapshots(options.portfolio)]
    headings = ("id", "portfolio", "label", "as_of", "state", "rows")
    answer(options, {"snapshots": rows}, lambda: table([[row[h] for h in headings] for row in rows], headings), rows)
    return 0


def publish_snapshot(options: argparse.Namespace) -> int:
    store = open_from(options)
    found = publish_and_keep(store, options.snapshot, note=options.note, accept_warnings=options.accept_warnings)
    answer(options, {"snapshots": [described(found)]}, lambda: f'Published {found.id}: "{found.portfolio}", as of {found.as_of}.')
    return 0


def publish_and_keep(store: Store, snapshot_id: str, *, note: str | None = None, accept_warnings: bool = False) -> Snapshot:
    """Publish, and keep the figures as they were then, so that `verify` can compare."""
    told = note or ("Accepted on the command line" if accept_warnings else None)
    return figures.publish(store, snapshot_id, by="command line", note=told, accept_warnings=accept_warnings)


def discard_snapshot(options: argparse.Namespace) -> int:
    open_from(options).discard(options.snapshot)
    answer(options, {"discarded": options.snapshot}, lambda: f"Discarded {options.snapshot}.")
    return 0


def verify(options: argparse.Namespace) -> int:
    store = open_from(options)
    snapshots = store.snapshots(options.portfolio)
    bad = [{"snapshot": snapshot_id, "what": what} for snapshot_id, what in store.verify()]
    counted = 0
    for found in snapshots:
        kept, differences = figures.recheck(store, found.id)
        counted += kept
        bad += [{"snapshot": found.id, "what": what} for what in differences]
    document = {"snapshots": len(snapshots), "figures": counted, "bad": bad}
    answer(options, document, lambda: _verdict(document), bad)
    return 1 if bad else 0


def _verdict(document: dict[str, Any]) -> str:
    lines = [f"Snapshot {entry['snapshot']}: {entry['what']}." for entry in document["bad"]]
    return "\n".join(
        [*lines, f"{document['snapshots']} snapshots and {document['figures']} figures checked, {len(lines)} not as published."]
    )


def doctor(options: argparse.Namespace) -> int:
    checks = [_store_check(options), _policy_check(), _disk_check(options), _versions()]
    lines = [f"{'ok ' if check['ok'] else 'BAD'} {check['name']}: {check['say']}" for check in checks]
    answer(options, {"checks": checks}, lambda: "\n".join(lines), checks)
    return 0 if all(check["ok"] for check in checks) else 1


def _check(name: str, ok: bool, say: str) -> dict[str, Any]:
    return {"name": name, "ok": ok, "say": say}


def _store_check(options: argparse.Namespace) -> dict[str, Any]:
    try:
        store = open_from(options)
        bad = store.verify()
    except ValueModelError as problem:
        return _check("store", False, str(problem))
    count = len(store.snapshots())
    return _check("store", not bad, f"{count} snapshots, {len(bad)} not as published.")


def _policy_check() -> dict[str, Any]:
    try:
        return _check("policy", True, f"{len(policy.load().settings)} settings, hash {policy.load().hash[:10]}.")
    except ValueModelError as problem:
        return _check("policy", False, str(problem))


def _disk_check(options: argparse.Namespace) -> dict[str, Any]:
    place = Path(options.store).parent if options.store else DEFAULT.parent
    free = shutil.disk_usage(next(p for p in (place, *place.absolute().parents) if p.exists())).free
    return _check("disk", free > LEAST_FREE_BYTES, f"{free // 1024**2} MB free.")


def _versions() -> dict[str, Any]:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "streamlit", "pandas", "altair"))
    return _check("versions", True, f"Python {platform.python_version()}, {libraries}, method {METHOD}.")
