"""Part by part beside the general solver, on problems too large to try every mix; and what is said where it gives up."""

from __future__ import annotations

import numpy as np
import pytest

from value_model.choices import Candidate, best_mix, search
from value_model.choices.best import part_by_part
from value_model.choices.problem import Problem, cents, state
from value_model.choices.solver import Model

M = "benefits_to_come"


def a_portfolio(seed: int, *, count: int = 60, alike: bool) -> list[Candidate]:
    """Projects with rules between some; where `alike`, all bring nearly the same for each unit of cost."""
    numbers = np.random.default_rng(seed)
    costs = numbers.integers(1, 1_000, count)
    values = costs * numbers.uniform(0.98, 1.02, count) if alike else numbers.uniform(-5, 60, count) * 10
    others = numbers.integers(0, count, (count, 2))
    return [
        Candidate(
            f"P{i}", float(costs[i]), {M: float(round(values[i], 2))}, mandatory=i % 25 == 7,
            depends_on=(f"P{others[i, 0]}",) if i % 9 == 4 and others[i, 0] != i else (),
            excludes=(f"P{others[i, 1]}",) if i % 11 == 5 and others[i, 1] != i else (),
        )
        for i in range(count)
    ]  # fmt: skip


def by_solver(problem: Problem, budget: int) -> float:
    """HiGHS, to the end."""
    found = Model(problem, whole=True).solve(budget)
    assert found.shares is not None
    return problem.value(i for i, share in enumerate(found.shares) if share > 0.5)


@pytest.mark.parametrize("alike", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_the_search_finds_what_the_solver_finds(seed: int, alike: bool) -> None:
    problem = state(a_portfolio(seed, alike=alike), M)
    answer = part_by_part(problem, seconds=0)
    assert answer is not None
    for share in (0.3, 0.7):
        budget = cents(share * sum(problem.costs) / 100)
        mix = answer(budget)
        assert mix.value == pytest.approx(by_solver(problem, budget), abs=0.005)
        assert (mix.status, mix.gap) == ("optimal", 0.0)
        places = {i for i, item in enumerate(problem.items) if item.id in mix.selected}
        assert problem.within(sorted(places), budget)
        assert problem.forced <= places
        assert all(needed in places for one, needed in problem.needs if one in places)
        assert not any(one in places and other in places for one, other in problem.apart)


@pytest.mark.parametrize(("name", "few"), [("MOST", 3), ("WORK", 5)])
def test_a_search_that_gives_up_states_a_bound_that_holds(monkeypatch: pytest.MonkeyPatch, name: str, few: int) -> None:
    problem = state(a_portfolio(11, alike=True), M)
    budget = cents(0.5 * sum(problem.costs) / 100)
    best = by_solver(problem, budget)
    monkeypatch.setattr(search, name, few)
    answer = part_by_part(problem, seconds=0)
    assert answer is not None
    mix = answer(budget)
    assert mix.status == "bounded"
    assert mix.value is not None
    assert mix.bound is not None
    assert mix.value <= best + 0.005
    assert mix.bound >= best - 0.005
    closed = part_by_part(problem)  # a small problem is then closed by the solver
    assert closed is not None
    assert closed(budget).value == pytest.approx(best, abs=0.005)


def test_ten_thousand_projects_are_proved_to_the_end() -> None:
    # What each brings for its cost is spread evenly, so the best mix is that of the best ratios, but for the last few.
    costs = np.random.default_rng(3).integers(50, 2_000, 10_000) * 1_000.0
    projects = [Candidate(f"P{i}", cost, {M: float(round(cost * (0.5 + i / 4_000)))}) for i, cost in enumerate(costs)]
    mix = best_mix(projects, float(costs[4_000:].sum()))
    assert (mix.status, mix.gap) == ("optimal", 0.0)
    assert mix.value == sum(one.values[M] for one in projects[4_000:])
