"""`verify`, `doctor`, `backup`, `restore`: is the store sound, and is there a second one."""

from __future__ import annotations

import argparse
import platform
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from value_model import figures, policy
from value_model.cli.common import answer, open_from, say
from value_model.errors import ValueModelError
from value_model.store import METHOD, place_of, restore

LEAST_FREE_BYTES = 200 * 1024 * 1024
Check = dict[str, Any]


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this group."""
    commands.add_parser("verify", parents=[common], help="re-hash the chain and recompute every stored figure").set_defaults(run=verify)
    commands.add_parser("doctor", parents=[common], help="check store, versions, policy and disk").set_defaults(run=doctor)
    backup = commands.add_parser("backup", parents=[common], help="write the whole store to a new file")
    backup.add_argument("out", metavar="OUT", type=Path)
    backup.set_defaults(run=write_backup)
    back = commands.add_parser("restore", parents=[common], help="put a backup in the place of the store; the store that is there is kept")
    back.add_argument("file", metavar="FILE", type=Path)
    back.set_defaults(run=put_back)


def verify(options: argparse.Namespace) -> int:
    """Re-hash every snapshot and recompute every figure kept with one; exit 1 if anything differs."""
    with open_from(options) as store:
        snapshots = store.snapshots(options.portfolio)
        bad = [{"snapshot": snapshot_id, "what": what} for snapshot_id, what in store.verify(options.portfolio)]
        counted = 0
        for number, found in enumerate(snapshots, 1):
            say(options, f"Checking snapshot {number} of {len(snapshots)}")
            kept, differences = figures.recheck(store, found.id)
            counted += kept
            bad += [{"snapshot": found.id, "what": what} for what in differences]
    document = {"snapshots": len(snapshots), "figures": counted, "bad": bad}
    answer(options, document, lambda: _verdict(document), bad)
    return 1 if bad else 0


def _verdict(document: dict[str, Any]) -> str:
    lines = [f"Snapshot {entry['snapshot']}: {entry['what']}." for entry in document["bad"]]
    return "\n".join(
        [*lines, f"{_counted(document['snapshots'])} and {document['figures']} figures checked, {len(lines)} not as published."]
    )


def _counted(snapshots: int) -> str:
    return f"{snapshots} snapshot{'' if snapshots == 1 else 's'}"


def write_backup(options: argparse.Namespace) -> int:
    """Write a backup, a store of its own that `restore` and `--store` both take."""
    with open_from(options) as store:
        store.backup(options.out)
        count = len(store.snapshots())
    answer(
        options,
        {"backup": str(options.out), "snapshots": count},
        lambda: f"Wrote {options.out.name}: {_counted(count)}.",
        [{"snapshots": count}],
    )
    return 0


def put_back(options: argparse.Namespace) -> int:
    """Put a backup in the place of the store, after checking it; what was there is set aside."""
    aside = restore(options.file, options.store)
    with open_from(options) as store:
        count = len(store.snapshots())
    kept = f" The store that was there is kept as {aside.name}." if aside else ""
    document = {"restored": str(options.file), "snapshots": count, "kept": str(aside) if aside else None}
    answer(options, document, lambda: f"Restored {_counted(count)}.{kept}", [document])
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Check store, policy, disk and versions; exit 1 if any is not as it should be."""
    checks = [_tried("store", lambda: _store(options)), _tried("policy", _policy), _disk(options), _versions()]
    lines = [f"{'ok ' if check['ok'] else 'BAD'} {check['name']}: {check['say']}" for check in checks]
    answer(options, {"checks": checks}, lambda: "\n".join(lines), checks)
    return 0 if all(check["ok"] for check in checks) else 1


def _check(name: str, ok: bool, say: str) -> Check:
    return {"name": name, "ok": ok, "say": say}


def _tried(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except ValueModelError as problem:
        return _check(name, False, str(problem))


def _store(options: argparse.Namespace) -> Check:
    if not Path(place_of(options.store)).exists():
        return _check("store", True, "There is none yet; the first load makes it.")
    with open_from(options) as store:
        bad = store.verify()
        count = len(store.snapshots())
        told = f"{_counted(count)}, {len(bad)} not as published, storage {store.storage_version()}."
    return _check("store", not bad, told + (f" First: snapshot {bad[0][0]}, {bad[0][1]}." if bad else ""))


def _policy() -> Check:
    return _check("policy", True, f"{len(policy.load().settings)} settings, hash {policy.load().hash[:10]}.")


def _disk(options: argparse.Namespace) -> Check:
    place = Path(place_of(options.store)).absolute()
    free = shutil.disk_usage(next(folder for folder in place.parents if folder.exists())).free
    return _check("disk", free > LEAST_FREE_BYTES, f"{free // 1024**2} MB free.")


def _versions() -> Check:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "streamlit", "pandas", "altair"))
    return _check("versions", True, f"Python {platform.python_version()}, {libraries}, method {METHOD}.")
