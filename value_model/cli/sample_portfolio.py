"""`sample`: the sample portfolio as eight published quarterly snapshots; a second run finds them there."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

from value_model import figures, ingest
from value_model.cli.common import answer, open_from, say
from value_model.errors import PublishRefused, StoreError, UsageError
from value_model.store import Snapshot, Store

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the `sample` command."""
    command = commands.add_parser("sample", parents=[common], help="load the sample portfolio, eight published quarters")
    command.set_defaults(run=load_sample)


def load_sample(options: argparse.Namespace) -> int:
    files = sorted(SAMPLE.glob("*.xlsx"))
    if not files:
        raise UsageError("The sample workbooks are missing from data/sample.")
    store = open_from(options)
    loaded = [_sample(store, path, options) for path in files]
    rows = [{"id": found.id, "portfolio": found.portfolio, "as_of": found.as_of.isoformat(), "state": found.state} for found in loaded]
    answer(options, {"snapshots": rows}, lambda: f'"{loaded[-1].portfolio}": {len(loaded)} published snapshots.', rows)
    return 0


def _sample(store: Store, path: Path, options: argparse.Namespace) -> Snapshot:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    known = [found for found in store.snapshots(options.portfolio) if sha256 in {file.sha256 for file in store.files(found.id)}]
    if known and known[-1].state == "published":
        return known[-1]
    say(options, f"Loading {path.name}")
    found = ingest.run([path])
    try:
        return figures.publish_review(store, found, by="command line", note="Sample data", portfolio=options.portfolio)
    except PublishRefused as refusal:
        raise StoreError(f"{path.name}: {refusal}") from refusal
