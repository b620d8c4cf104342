"""Figures as they were when a snapshot was published, and whether they still come out the same."""

from __future__ import annotations

from collections.abc import Iterator

from value_model.figures.compute import compute
from value_model.figures.figure import Figure
from value_model.store import Store

BY = ("objective", "kind")


def _written(store: Store, snapshot_id: str) -> Iterator[tuple[str, str, str | None, str, str | None]]:
    for figure in compute(store, snapshot_id, by=BY):
        yield figure.id, figure.scope, _text(figure), figure.unit, figure.reason


def _text(figure: Figure) -> str | None:
    return None if figure.value is None else repr(figure.value)


def keep(store: Store, snapshot_id: str) -> int:
    """Keep the portfolio's figures, and those of its objectives and kinds of benefit. Returns how many."""
    rows = list(_written(store, snapshot_id))
    store.keep_figures(snapshot_id, rows)
    return len(rows)


def recheck(store: Store, snapshot_id: str) -> tuple[int, list[str]]:
    """Compute the kept figures again. Returns how many were checked, and one sentence per difference."""
    kept = {(row["id"], row["scope"]): (row["value"], row["reason"]) for row in store.kept_figures(snapshot_id)}
    if not kept:
        return 0, []
    now = {(figure_id, scope): (value, reason) for figure_id, scope, value, _, reason in _written(store, snapshot_id)}
    different = [key for key, value in kept.items() if now.get(key) != value]
    return len(kept), [
        f"{figure_id} at {scope} was {_said(kept[figure_id, scope])} and is {_said(now.get((figure_id, scope)))}"
        for figure_id, scope in different
    ]


def _said(known: tuple[str | None, str | None] | None) -> str:
    return "absent" if known is None else str(known[0] if known[0] is not None else known[1])
