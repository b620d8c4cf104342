"""The programmes of a portfolio, as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pages.components import wording
from value_model import figures as figure_room
from value_model.charts.drawing import Look, Record
from value_model.figures.figure import FigureSet
from value_model.figures.only import passing
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store

MONEY = {
    say("words.cost"): "cost.approved",
    say("words.plan"): "benefits.plan",
    say("words.forecast"): "benefits.forecast",
    say("words.realized"): "benefits.realized",
}


@dataclass(frozen=True)
class ProgrammesScene:
    """The programmes: their names, and a row for each in the same order."""

    names: tuple[str, ...]
    rows: Sequence[Record]


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> ProgrammesScene:  # noqa: ARG001
    """Return the programmes of a snapshot that the filter keeps; none where no project names one."""
    found = figure_room.compute(store, snapshot.id, compared=None, by=("programme",), policy=policy, only=figures.context.only)
    scopes = sorted(found.scopes("programme"), key=str.casefold)
    scale, unit = wording.unit(figures.context.currency, [found.value("benefits.plan", scope) for scope in scopes])
    chosen = passing(store, snapshot.id, figures.context.only) if figures.context.only.is_on else None
    held = Counter(str(row["programme"]) for row in store.rows("projects", snapshot.id) if chosen is None or row["project_id"] in chosen)
    rows = [
        {say("words.programme"): found.name(scope), say("words.projects"): held[scope.partition(":")[2]]}
        | {f"{heading}, {unit}": wording.in_unit(found.value(figure, scope), scale) for heading, figure in MONEY.items()}
        for scope in scopes
    ]
    return ProgrammesScene(tuple(scope.partition(":")[2] for scope in scopes), rows)
