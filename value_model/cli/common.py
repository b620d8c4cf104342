"""What several commands need: the store they speak to, the snapshot they mean, and how they answer."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from value_model import policy
from value_model.errors import UsageError
from value_model.store import Snapshot, Store, open_store


def open_from(options: argparse.Namespace) -> Store:
    """Open the store the command names."""
    return open_store(options.store, policy_hash=policy.load().hash)


def pick_portfolio(store: Store, options: argparse.Namespace) -> str:
    """Return the portfolio meant: the one named, else the one with the newest snapshot."""
    if options.portfolio:
        return str(options.portfolio)
    snapshots = sorted(store.snapshots(), key=lambda found: found.seq)
    if not snapshots:
        raise UsageError('There is no portfolio in this store yet. Load one with "load" or "sample".')
    return snapshots[-1].portfolio


def pick_snapshot(store: Store, options: argparse.Namespace) -> Snapshot:
    """Return the snapshot meant: by id, else the portfolio's newest published, else its newest draft."""
    if getattr(options, "snapshot", None):
        return store.snapshot(options.snapshot)
    portfolio = pick_portfolio(store, options)
    found = store.newest(portfolio, "published") or store.newest(portfolio)
    if found is None:
        raise UsageError(f'There is no snapshot of "{portfolio}" in this store. List what there is with "snapshots".')
    return found


def answer(
    options: argparse.Namespace, document: Mapping[str, Any], text: Callable[[], str], rows: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Print one answer: the JSON document, the rows as CSV, or the text; where CSV has no rows, the text on stderr."""
    if options.format == "json":
        print(json.dumps(document, ensure_ascii=False, default=str, allow_nan=False))
    elif options.format == "csv":
        _print_csv(rows)
        if not rows:
            say(options, text())  # what there is to say is no table, so it does not go where the table would
    else:
        print(text())


def _print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    from value_model.exports.escape import inert  # only here: most answers are no CSV

    if rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: inert(value) for name, value in row.items()} for row in rows)


def say(options: argparse.Namespace, message: str) -> None:
    """Tell the reader how far it is, on stderr, unless asked to be quiet."""
    if not options.quiet:
        print(message, file=sys.stderr)


def table(rows: Sequence[Sequence[object]], headings: Sequence[str]) -> str:
    """Lay out rows in aligned columns."""
    texts = [list(headings), *[["" if cell is None else str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[i]) for row in texts) for i in range(len(headings))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in texts)
