"""What the Choices page chooses from and answers with, kept between reruns under the snapshot and what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pages.components import caches, keeping, scenes
from pages.components.keeping import Parts
from pages.components.scenes import StoryScene
from pages.components.shown import Shown
from value_model import choices, narrative, policy
from value_model.choices import Candidate, FrontierPoint, Mix, Scenario
from value_model.choices.best import answering
from value_model.choices.conflicts import Conflict
from value_model.choices.frontier import along, through
from value_model.choices.problem import Problem, cents, state
from value_model.figures import FigureSet
from value_model.figures.limits import Limits, contributions, limits

Question = tuple[Parts, Scenario]  # what is shown, and the scenario asked for


@dataclass(frozen=True)
class Desk:
    """The projects of a snapshot to choose from, and what its other figures say."""

    figures: FigureSet
    projects: Sequence[Candidate]
    limits: Sequence[Limits]
    before: Sequence[Limits]  # of the compared snapshot

    @cached_property
    def names(self) -> dict[str, str]:
        return {one.id: one.label for one in self.projects}

    @cached_property
    def most(self) -> float:
        """The cost to come of all projects together."""
        return choices.totals([one.id for one in self.projects], self.projects, self.figures).cost or 0.0

    @cached_property
    def today(self) -> float:
        """The cost to come of today's mix."""
        return choices.today(self.projects).budget


@dataclass(frozen=True)
class Answer:
    """What one scenario comes to, beside today's mix."""

    mix: Mix
    today: Mix
    best_now: Mix  # for today's cost to come
    points: Sequence[FrontierPoint]
    broken: Sequence[Conflict]


def _desk(at: Parts) -> Desk:
    store = keeping.store()
    snapshot = store.snapshot(at[0])
    found = caches.figures_under(at)
    compared = found.context.compared
    only = found.context.only
    bound = limits(store, snapshot.id, only)
    projects = choices.candidates(found, bound, contributions(store, snapshot.id))
    return Desk(found, projects, bound, limits(store, compared, only) if compared else ())


def _answering(at: Question) -> tuple[Problem, Mix, Mix, list[FrontierPoint]]:
    """All that does not depend on the budget: the problem, today's mix, the best one for its cost, the frontier."""
    key, rules = at
    projects = rules.free(_kept_desk(key).projects)
    problem = state(projects, rules.measure, rules.include, rules.exclude, rules.effort)
    today = choices.today(_kept_desk(key).projects, rules.measure)
    best_now = answering(problem)(cents(today.budget))
    return problem, today, best_now, along(problem) if best_now.conflicts == () else []


def _scene(at: Question) -> StoryScene:
    key, rules = at
    desk, snapshot = _kept_desk(key), keeping.store().snapshot(key[0])
    found = choices.with_choices(desk.figures, desk.limits, policy.load(), compared=desk.before, scenario=rules)
    told = narrative.page("choices", found, policy.load())
    return StoryScene(told, scenes.proof(keeping.store(), found, told, snapshot), None)


def _answer(at: Question) -> Answer:
    key, asked = at
    problem, today, best_now, points = _kept_answering((key, replace(asked, budget=0.0)))
    mix = answering(problem)(cents(asked.budget))
    broken = choices.broken_rules(_kept_desk(key).projects, today)
    return Answer(mix, today, best_now, through(points, [best_now, mix]), broken)


_kept_desk = keeping.kept(_desk, entries=24)
_kept_answering = keeping.kept(_answering, entries=32)
_kept_answer = keeping.kept(_answer, entries=64)
_kept_scene = keeping.kept(_scene, entries=32)


def desk(shown: Shown) -> Desk:
    """Return the projects of a snapshot to choose from."""
    return _kept_desk(keeping.parts(shown))


def scene(shown: Shown, asked: Scenario) -> StoryScene:
    """Return the words of the page under the picks of a scenario; its budget and measure do not change them."""
    return _kept_scene((keeping.parts(shown), replace(asked, budget=0.0, measure=choices.DEFAULT)))


def answer(shown: Shown, asked: Scenario) -> Answer:
    """Return the mix of a scenario with its frontier, through today's cost to come and through its own budget."""
    return answered(keeping.parts(shown), asked)


def answered(key: Parts, asked: Scenario) -> Answer:
    """Return the same for the key of what is shown."""
    return _kept_answer((key, asked))


def desk_under(key: Parts) -> Desk:
    """Return the projects to choose from for the key of what is shown."""
    return _kept_desk(key)
