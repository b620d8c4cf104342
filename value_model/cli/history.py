"""`load --history`: the earlier reporting dates of a file become snapshots of their own, oldest first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from value_model.cli.common import say
from value_model.cli.snapshots import publish_and_keep
from value_model.contract import Import
from value_model.errors import PublishRefused
from value_model.ingest import pipeline
from value_model.ingest.mapping import Mapping
from value_model.store import Snapshot, Store


def keep_earlier(store: Store, portfolio: str, found: Import, mapping: Mapping | None, options: argparse.Namespace) -> list[Snapshot]:
    """Keep each earlier reporting date of the files as a draft, published where the command says so; what is there already stays."""
    return list(_kept(store, portfolio, found, mapping, options)) if options.history and found.earlier else []


def _kept(store: Store, portfolio: str, found: Import, mapping: Mapping | None, options: argparse.Namespace) -> Iterator[Snapshot]:
    paths: list[Path] = options.files
    books = pipeline.read(paths)
    for day, imported in pipeline.load_each(books, found.earlier, mapping=mapping):
        say(options, f"Keeping {day}")
        snapshot, unchanged = store.save_draft(portfolio, imported, as_of=day)
        yield _published(store, snapshot, options) if options.publish and not unchanged else snapshot


def _published(store: Store, snapshot: Snapshot, options: argparse.Namespace) -> Snapshot:
    try:
        return publish_and_keep(store, snapshot.id, accept_warnings=options.accept_warnings)
    except PublishRefused as refusal:
        say(options, f"{snapshot.as_of}: {refusal}")
        return snapshot


def in_words(kept: list[Snapshot]) -> list[str]:
    """Say what became of the earlier dates."""
    if not kept:
        return []
    published = sum(snapshot.state == "published" for snapshot in kept)
    return [f"Earlier reporting dates kept as snapshots: {len(kept)} ({kept[0].as_of} to {kept[-1].as_of}), {published} of them published."]
