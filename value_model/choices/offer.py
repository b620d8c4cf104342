"""What can be had for today's cost to come: the frontier, today's mix, and the best one for the same money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from value_model.choices.best import answering
from value_model.choices.candidate import DEFAULT, candidates
from value_model.choices.compare import today_of
from value_model.choices.frontier import FrontierPoint, along, through
from value_model.choices.mix import Mix
from value_model.choices.problem import cents, state
from value_model.choices.scenario import Scenario
from value_model.figures import FigureSet, Source


@dataclass(frozen=True, slots=True)
class Offer:
    """The frontier of benefits to come, today's mix, and the best one for its cost to come."""

    points: Sequence[FrontierPoint]
    today: Mix
    mix: Mix

    @property
    def best_now(self) -> Mix:
        return self.mix


def offer(found: FigureSet, source: Source) -> Offer | None:
    """Return what can be had for today's cost to come, mandatory projects kept; None where no mix can be stated."""
    snapshot = found.context.snapshot
    held = found if found.scopes("project") else source.by_project(snapshot)
    projects = candidates(held, source.limits(snapshot), {}, (DEFAULT,))
    now, free = today_of(state(projects, DEFAULT)), state(Scenario(0.0).free(projects), DEFAULT)
    best = answering(free)(cents(now.budget))
    if now.cost is None or now.value is None or not best.is_feasible:
        return None
    return Offer(through(along(free), [best]), now, best)
