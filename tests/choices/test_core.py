"""With an effort limit beside the budget: the mix is the best there is, by trying them all, and quickly found."""

from __future__ import annotations

import random

import pytest

from benchmarks.mixes import projects
from tests.choices.brute import best_value
from value_model.choices import DEFAULT, Candidate
from value_model.choices import core as weighing
from value_model.choices.best import Quick, best_mix, solve
from value_model.choices.core import Prices, weighed
from value_model.choices.problem import cents, state
from value_model.choices.search import Searched
from value_model.choices.solver import Model


def some(dice: random.Random) -> list[Candidate]:
    """A few projects with rules between them; some cost nothing, need nobody, save money or bring a loss."""
    found = []
    for i in range(dice.choice((3, 6, 9, 11))):
        others = [f"P{dice.randrange(i)}"] if i else []
        found.append(
            Candidate(
                f"P{i}", float(dice.choice((0, 1, 2, 5, dice.randrange(100), -dice.randrange(20)))),
                {DEFAULT: float(dice.choice((0, 1, 3, dice.randrange(-20, 100))))}, mandatory=dice.random() < 0.1,
                effort=float(dice.choice((0, 1, 2, dice.randrange(10)))),
                depends_on=tuple(others) if dice.random() < 0.25 else (), excludes=tuple(others) if dice.random() < 0.15 else (),
            )
        )  # fmt: skip
    return found


@pytest.mark.parametrize("seed", range(60))
def test_no_mix_within_both_limits_holds_more(seed):
    dice = random.Random(seed)
    offered = some(dice)
    budget, effort = float(dice.randrange(0, 120)), float(dice.choice((0, 2, dice.randrange(1, 30))))
    mix = best_mix(offered, budget, effort=effort)
    expected = best_value(offered, budget, set(), set(), effort, DEFAULT)  # all mixes, one after the other
    assert (mix.value is None) == (expected is None)
    if mix.value is not None:
        assert mix.value == pytest.approx(expected, abs=1e-9)
        assert mix.status == "optimal"


def posed(seed: int) -> tuple[weighing.Problem, int]:
    offered = projects(100, seed)
    months = 0.3 * sum(one.effort or 0.0 for one in offered)
    return state(offered, DEFAULT, effort=months), cents(0.4 * sum(one.cost or 0.0 for one in offered))


@pytest.mark.parametrize("seed", range(3))
def test_the_solver_finds_the_same_total_of_a_hundred_projects(seed):
    problem, budget = posed(seed)
    mix, plain = solve(problem, budget), Model(problem, whole=True).solve(budget)
    assert mix.value == pytest.approx(problem.value(i for i, share in enumerate(plain.shares or ()) if share > 0.5), rel=1e-12)
    assert mix.status == "optimal"


@pytest.mark.parametrize("factor", [0.0, 0.5, 1.0, 3.0])
def test_the_bound_holds_at_any_prices(factor):
    problem, budget = posed(1)
    quick = Quick(problem)
    start, _ = quick.start(budget)
    cost, effort = quick._model.prices()
    found = weighed(problem, budget, start or [], Prices(cost * factor, effort * factor))
    best = solve(problem, budget).value or 0.0  # the same total as the solver's, above
    assert found is not None
    assert found.bound >= best - 1e-6
    assert problem.value(found.taken or ()) <= best + 1e-6


def test_of_too_many_sums_those_set_aside_stay_in_the_bound(monkeypatch):
    problem, budget = posed(2)
    best = solve(problem, budget).value or 0.0
    monkeypatch.setattr(weighing, "MOST", 4)
    quick = Quick(problem)
    start, relaxed = quick.start(budget)
    found = weighed(problem, budget, start or [], Prices(*quick._model.prices()))
    assert isinstance(found, Searched)
    assert best - 1e-6 <= found.bound <= relaxed.bound + 1e-6
    assert solve(problem, budget).value == pytest.approx(best)  # what is left open the solver closes
