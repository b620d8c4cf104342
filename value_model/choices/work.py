"""What the choice.* figures rest on: today's mix, the best one for the same cost to come, and a slice either way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from value_model.choices.best import answering
from value_model.choices.candidate import DEFAULT, Candidate, candidates
from value_model.choices.compare import Marginal, Swaps, marginal, swaps, today_of
from value_model.choices.mix import Mix
from value_model.choices.problem import Problem, cents, state
from value_model.choices.scenario import Scenario
from value_model.figures import FigureSet
from value_model.figures.limits import Limits


@dataclass
class Work:
    """What the figures rest on: today's mix, the best one for the same cost to come, and a slice either way."""

    found: FigureSet
    read_limits: Callable[[], Sequence[Limits]]
    read_projects: Callable[[], FigureSet]
    slice_share: float
    scenario: Scenario

    @cached_property
    def limits(self) -> Sequence[Limits]:
        return self.read_limits()

    @cached_property
    def projects(self) -> Sequence[Candidate]:
        held = self.found if self.found.scopes("project") else self.read_projects()
        return candidates(held, self.limits, {}, (DEFAULT,))

    @cached_property
    def problem(self) -> Problem:
        asked = self.scenario
        return state(asked.free(self.projects), DEFAULT, asked.include, asked.exclude, asked.effort)

    @cached_property
    def today(self) -> Mix:
        return today_of(state(self.projects, DEFAULT))

    @cached_property
    def _answer(self) -> Callable[[int], Mix]:
        return answering(self.problem)

    @cached_property
    def best(self) -> Mix:
        return self._answer(cents(self.today.budget))

    @cached_property
    def swaps(self) -> Swaps:
        return swaps(self.projects, self.best, self.today)

    @cached_property
    def marginal(self) -> Marginal:
        return marginal(self._answer, self.best, self.slice_share * (self.found.value("cost.to_come") or 0.0))

    @property
    def mandatory_cost(self) -> float:
        return sum(one.cost for one in self.projects if one.mandatory and one.cost is not None)

    def why_not(self) -> str | None:
        """Why there is no best mix to speak of; None where there is."""
        if self.today.unweighed == self.today.selected:
            known = [self.found.get("cost.to_come"), self.found.get("benefits.to_come")]
            return next((figure.reason for figure in known if figure and figure.reason), "not_recorded")
        return None if self.best.is_feasible else "infeasible"
