"""What moved each project between two reviews, step by step, for the table that a bridge narrows."""

from __future__ import annotations

from dataclasses import dataclass

from pages.components import listing, wording
from value_model.charts.drawing import Look
from value_model.exports.change_charts import BENEFITS, NPV, STEPS
from value_model.figures.figure import FigureSet
from value_model.policy import Policy
from value_model.store import Snapshot, Store

BRIDGES = {"bridge_benefits": BENEFITS, "bridge_npv": NPV}


@dataclass(frozen=True)
class Move:
    """A project: its scope and name, its whole change and the parts of it by step; reporting currency."""

    scope: str
    name: str
    whole: float
    steps: dict[str, float]


@dataclass(frozen=True)
class MovesScene:
    """The projects that moved, largest change first, by bridge; with the unit and the divisor of their amounts."""

    moves: dict[str, tuple[Move, ...]]
    unit: str
    scale: int


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> MovesScene:  # noqa: ARG001
    """Return what moved in a snapshot against the one it is compared with; nothing where there is none."""
    found = {name: tuple(_moves(figures, name)) if figures.compared else () for name in BRIDGES}
    scale, unit = wording.unit(figures.context.currency, [move.whole for moves in found.values() for move in moves])
    return MovesScene(found, unit, scale)


def _one_sided(held: FigureSet | None, other: FigureSet | None, bridge: str, step: str, sign: int) -> list[Move]:
    """The projects that only one of the two snapshots holds: they are new whole, or gone whole."""
    if held is None or other is None:
        return []
    alone = set(held.scopes("project")) - set(other.scopes("project"))
    known = {scope: held.value(BRIDGES[bridge].main, scope) for scope in alone}
    return [Move(scope, held.name(scope), sign * amount, {step: sign * amount}) for scope, amount in known.items() if amount]


def _moves(figures: FigureSet, bridge: str) -> list[Move]:
    total, prefix = BRIDGES[bridge].total, BRIDGES[bridge].prefix
    found = []
    for scope, name in listing.names(figures).items():
        parts = {step: figures.value(prefix + step, scope) for step in STEPS}
        steps = {step: amount for step, amount in parts.items() if amount}
        if steps:
            found.append(Move(scope, name, figures.value(total, scope) or 0.0, steps))
    alone = [*_one_sided(figures, figures.compared, bridge, "added", 1), *_one_sided(figures.compared, figures, bridge, "removed", -1)]
    said = {move.scope for move in found}  # a new project's own steps say it where it has any
    found += [move for move in alone if move.scope not in said]
    return sorted(found, key=lambda move: (-abs(move.whole), move.name))
