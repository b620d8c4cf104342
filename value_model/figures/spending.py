"""Where approved spend goes: each project's share of all of it, and the objectives that share is linked to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from value_model.figures.figure import FigureSet
from value_model.figures.periods import between
from value_model.figures.reader import Reader
from value_model.policy import load
from value_model.store import Store

UNLINKED = ""  # the key of spend that is linked to no objective


@dataclass(frozen=True, slots=True)
class Spending:
    """One project: its share of the portfolio's approved cost (a fraction), and that share by objective scope."""

    scope: str
    share: float
    by_objective: Mapping[str, float]


def spending(store: Store, figures: FigureSet) -> list[Spending]:
    """Return the projects with an approved cost, largest first; a project without links holds all under `UNLINKED`."""
    whole = figures.value("cost.approved")
    if not whole or whole < 0:
        return []
    snapshot = store.snapshot(figures.context.snapshot)
    links: dict[str, dict[str, float]] = {}
    for row in Reader(store, snapshot, load(), (), between(snapshot.as_of, None, 1))("stg_links"):
        links.setdefault(f"project:{row['project_id']}", {})[f"objective:{row['objective_id']}"] = float(row["share"])
    found = []
    for scope in figures.scopes("project"):
        approved = figures.value("cost.approved", scope)
        if approved:
            share = approved / whole
            found.append(Spending(scope, share, {key: share * part for key, part in links.get(scope, {UNLINKED: 1.0}).items()}))
    return sorted(found, key=lambda spent: -spent.share)
