"""The gap that an answer leaves open is no wider than promised, with an effort limit and with ratios that hardly differ too."""

from __future__ import annotations

import numpy as np
import pytest

from value_model.choices import DEFAULT, Candidate
from value_model.choices.best import answering, promised
from value_model.choices.problem import cents, state


def alike(count: int, seed: int = 7) -> list[Candidate]:
    """Large projects that all bring nearly the same for each unit of cost."""
    numbers = np.random.default_rng(seed)
    costs, worth = numbers.integers(300, 900, count) * 10_000.0, numbers.uniform(1.0, 1.0005, count)
    efforts = numbers.integers(1, 60, count)
    return [
        Candidate(f"P{i}", float(costs[i]), {DEFAULT: float(round(costs[i] * worth[i]))}, effort=float(efforts[i])) for i in range(count)
    ]


@pytest.mark.parametrize(("count", "gap"), [(100, 1e-4), (1_000, 1e-3), (10_000, 2e-3)])
def test_what_is_promised_is_what_was_asked_for(count, gap):
    assert promised(count) <= gap


@pytest.mark.parametrize("share", [None, 0.1])
@pytest.mark.parametrize("budget", [0.01, 0.37])
def test_no_answer_leaves_more_open(share, budget):
    offered = alike(300)
    effort = None if share is None else share * sum(one.effort or 0.0 for one in offered)
    problem, money = state(offered, DEFAULT, effort=effort), budget * sum(one.cost or 0.0 for one in offered)
    mix = answering(problem)(cents(money))
    chosen = [one for one in offered if one.id in mix.selected]
    assert mix.gap is not None and mix.gap <= promised(len(offered))
    assert sum(one.cost or 0.0 for one in chosen) <= money
    assert effort is None or sum(one.effort or 0.0 for one in chosen) <= effort
    assert mix.value == pytest.approx(sum(one.values[DEFAULT] for one in chosen))
    assert mix.bound is not None and mix.bound >= (mix.value or 0.0)
