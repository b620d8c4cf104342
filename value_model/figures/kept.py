"""Figures as they were when a snapshot was published, and whether they still come out the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from value_model.figures import foreseen
from value_model.figures.compute import compute
from value_model.figures.elsewhere import comparison, reviews, year_ago
from value_model.figures.figure import Figure
from value_model.figures.foreseen import FIRST, KINDS
from value_model.figures.periods import between, month_setting
from value_model.figures.reader import Reader
from value_model.policy import load
from value_model.store import METHOD, KeptFigure, Snapshot, Store

BY = ("objective", "kind")


def publish(store: Store, snapshot_id: str, *, by: str, note: str | None = None, accept_warnings: bool = False) -> Snapshot:
    """Publish a draft together with the figures of the portfolio, its objectives and its kinds of benefit.

    `verify` computes them again. Raises `PublishRefused` as `Store.publish` does, before anything is computed.
    """
    store.check_ready(snapshot_id, note=note, accept_warnings=accept_warnings)
    found = store.snapshot(snapshot_id)
    if found.state == "published":
        return found
    foresee(store, found)
    made = compute(store, snapshot_id, by=BY)
    return store.publish(
        snapshot_id, by=by, note=note, accept_warnings=accept_warnings, figures=_written(made), compared=made.context.compared
    )


def foresee(store: Store, snapshot: Snapshot) -> None:
    """Keep what every page asks first of a snapshot and of the one it is compared with, cut at the dates of both."""
    other = store.previous(snapshot)
    ask = _reader(store, snapshot, other)
    ask.now(FIRST)
    comparison(ask, other)
    reviews(ask)
    year_ago(ask, load())
    if other is not None:
        Reader(store, other, load(), KINDS, ask.periods, keeps=True).now(FIRST)


def _reader(store: Store, snapshot: Snapshot, other: Snapshot | None) -> Reader:
    """One that asks what every page asks, and keeps it."""
    periods = between(snapshot.as_of, other.as_of if other else None, month_setting(snapshot.settings.get("fiscal_year_start")))
    return Reader(store, snapshot, load(), KINDS, periods, keeps=True)


def _written(found: Iterable[Figure]) -> Iterator[KeptFigure]:
    for figure in found:
        yield figure.id, figure.scope, _text(figure), figure.unit, figure.reason


def _text(figure: Figure) -> str | None:
    return None if figure.value is None else repr(figure.value)


def recheck(store: Store, snapshot_id: str) -> tuple[int, list[str]]:
    """Compute the kept figures again. Returns how many were checked, and one sentence per difference.

    None are checked where the snapshot was published under another policy or method: they cannot come out
    the same, and their own hash (which `Store.verify` checks) still shows whether anyone touched them.
    """
    found = store.snapshot(snapshot_id)
    kept = {(row["id"], row["scope"]): (row["value"], row["reason"]) for row in store.kept_figures(snapshot_id)}
    if not kept or found.method != METHOD or found.policy_hash not in ("", load().hash):
        return 0, []
    again = _written(compute(store.from_rows(), snapshot_id, by=BY, compared=found.compared))
    now = {(figure_id, scope): (value, reason) for figure_id, scope, value, _, reason in again}
    different = [key for key, value in kept.items() if now.get(key) != value]
    other = store.snapshot(found.compared) if found.compared else None
    unlike = foreseen.unlike(store, found, _reader(store, found, other).parameters)
    return len(kept), [f'what is kept for "{name}" is not what its rows give' for name in unlike] + [
        f"{figure_id} at {scope} was {_said(kept[figure_id, scope])} and is {_said(now.get((figure_id, scope)))}"
        for figure_id, scope in different
    ]


def _said(known: tuple[str | None, str | None] | None) -> str:
    return "absent" if known is None else str(known[0] if known[0] is not None else known[1])
