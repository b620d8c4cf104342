"""The best mix of 100, 1,000 and 10,000 projects, beside HiGHS and CBC given the same model as they are.

Once with a budget alone, and once with an effort limit that binds as well (`effort_…`).
"""

from __future__ import annotations

import resource
from collections.abc import Callable

import numpy as np
import pulp

from value_model.choices import DEFAULT, Candidate, Mix
from value_model.choices.best import answering
from value_model.choices.problem import Problem, cents, state
from value_model.choices.solver import Model

GAPS = {100: 1e-4, 1_000: 1e-3, 10_000: 2e-3}
LIMIT = 60.0
EFFORT = 0.33  # of all people-months: binds beside a budget of 0.4 of all cost


def projects(count: int, seed: int = 20260930) -> list[Candidate]:
    """Projects of which one in twenty is mandatory, one in ten needs another and one in ten rules another out."""
    numbers = np.random.default_rng(seed + count)
    costs, worth = numbers.integers(50, 2_000, count) * 1_000.0, numbers.uniform(0.5, 3.0, count)
    efforts = numbers.integers(1, 60, count)
    return [
        Candidate(
            f"P{i}", float(costs[i]), {"benefits_to_come": float(round(costs[i] * worth[i]))}, mandatory=i % 20 == 3, effort=float(efforts[i]),
            depends_on=(f"P{i - 1}",) if i % 10 == 5 else (), excludes=(f"P{i - 1}",) if i % 10 == 8 else (),
        )
        for i in range(count)
    ]  # fmt: skip


def processor(work: Callable[[], object]) -> float:
    """Processor seconds with those of child processes: CBC runs in one."""

    def used() -> float:
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

    before = used()
    work()
    return used() - before


def by_cbc(problem: Problem, budget: int, gap: float) -> None:
    """Give the model to CBC."""
    model = pulp.LpProblem("mix", pulp.LpMaximize)
    taken = [pulp.LpVariable(f"x{i}", cat="Binary") for i in range(len(problem.items))]
    model += pulp.lpDot(problem.values, taken)
    model += pulp.lpDot(problem.costs, taken) <= budget
    if problem.effort is not None:
        model += pulp.lpDot(problem.efforts, taken) <= problem.effort
    for i in problem.forced:
        model += taken[i] == 1
    for one, other in problem.needs:
        model += taken[one] <= taken[other]
    for one, other in problem.apart:
        model += taken[one] + taken[other] <= 1
    model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=gap, timeLimit=LIMIT, threads=1))


def measure() -> dict[str, float]:
    """Return, by size, our processor seconds, the gap proved, and the better of the plain solvers as a ratio."""
    found: dict[str, float] = {}
    for count, gap in GAPS.items():
        offered = projects(count)
        found |= measured(f"mix_{count}", state(offered, DEFAULT), gap)
        months = EFFORT * sum(one.effort or 0.0 for one in offered)
        found |= measured(f"effort_{count}", state(offered, DEFAULT, effort=months), gap)
    return found


def measured(name: str, problem: Problem, gap: float) -> dict[str, float]:
    """Return the same for one problem; the plain solvers may stop at `gap`."""
    budget = cents(0.4 * sum(one.cost or 0.0 for one in problem.items))
    mixes: list[Mix] = []
    ours = processor(lambda: mixes.append(answering(problem)(budget)))
    highs = processor(lambda: Model(problem, whole=True).solve(budget, tolerance=gap, seconds=LIMIT))
    cbc = processor(lambda: by_cbc(problem, budget, gap))
    return {name: ours, f"{name}_gap": mixes[0].gap or 0.0, f"{name}_ratio": min(highs, cbc) / ours}
