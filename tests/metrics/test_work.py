"""Earned value, cost of delay and order of work: by hand and by trying every order."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.metrics.cases import both, check_reasons, check_refusals, check_values
from value_model.metrics import Job, cd3, cd3_sequence, cost_of_delay, cost_of_delay_of_profile, earned_value, rice, wsjf

VALUES = [
    (
        lambda: earned_value(4000, 2800, 3000, 2500),
        4480.0,
        {
            "cv": -300,
            "sv": -500,
            "cpi": 2500 / 2800,
            "etc": 1680,
            "vac": -480,
            "tcpi": 1.25,
            "tcpi_eac": 1500 / 1680,
            "budget_exhausted": False,
        },
    ),
    (lambda: earned_value(100, 60, 50, 40, eac_method="budget"), 120.0, {"etc": 60.0, "tcpi": 1.5, "tcpi_eac": 1.0}),
    (lambda: earned_value(100, 60, ev=0, eac_method="budget"), 160.0, {"spi": None, "sv": None}),
    # CPI 2/3, SPI 0.8: 60 + 60 / (2/3 · 0.8) = 172.5
    (lambda: earned_value(100, 60, 50, 40, eac_method="cpi_spi"), 172.5, {}),
    (lambda: earned_value(100, 60, eac_method="bottom_up", etc=50), 110.0, {"percent_spent": 0.6, "cpi": None, "tcpi": None}),
    (lambda: earned_value(100, 0, 10, 0, eac_method="bottom_up", etc=90), 90.0, {"cpi": None, "vac": 10.0}),
    (lambda: earned_value(100, 120, 100, 100), 120.0, {"tcpi": None, "tcpi_eac": None, "budget_exhausted": True, "etc": 0.0}),
    (lambda: cost_of_delay(10, 4), 40.0, {"lost_benefit": 40.0, "running_cost": 0.0}),
    (lambda: cost_of_delay(10, 1.5, 2), 18.0, {"running_cost": 3.0}),
    (lambda: cost_of_delay_of_profile([10, 20, 30], 1, running_cost=4), 34.0, {"lost_benefit": 30.0, "running_cost": 4.0}),
    (lambda: cost_of_delay_of_profile([10, 20, 30], 9), 60.0, {}),
    (lambda: cost_of_delay_of_profile([10, 20, 30], 0, rate=0.1, running_cost=4), 0.0, {}),
    # Moving: 210 less 210/1.1. Running cost in periods 0 and 1: 11 + 10.
    (lambda: cost_of_delay_of_profile([110, 110], 1, window="moving", rate=0.1), 210 - 210 / 1.1, {}),
    (lambda: cost_of_delay_of_profile([0], 2, rate=0.1, running_cost=11), 21.0, {"running_cost": 21.0}),
    # Fixed end at 10 %: 110 + 110/1.1 now, 110/1.1 later.
    (lambda: cost_of_delay_of_profile([110, 110], 1, rate=0.1), 110.0, {}),
    (lambda: cd3(10, 2), 5.0, {}),
    (lambda: cd3(-10, 2), -5.0, {}),
    (
        lambda: cd3_sequence([Job("x", 5, 5), Job("y", 6, 2)]),
        47.0,
        {"order": ["y", "x"], "finish": {"y": 2.0, "x": 7.0}, "given_order": 67.0, "saving": 20.0},
    ),
    (lambda: cd3_sequence([Job("b", 2, 6), Job("a", 1, 3)]), 21.0, {"order": ["b", "a"]}),
    (lambda: wsjf(8, 5, 3, 4), 4.0, {"cost_of_delay": 16.0}),
    (lambda: rice(100, 3, 0.5, 10), 15.0, {}),
]
REASONS = [
    (lambda: earned_value(100, None, 1, 1), "no_actuals", {"eac": None, "cv": None, "percent_complete": 0.01, "budget_exhausted": None}),
    (lambda: earned_value(100, 0, 1, 1), "no_actuals", {"cpi": None}),
    (lambda: earned_value(100, 60, 50, 0), "no_progress", {"cpi": 0.0, "cv": -60.0, "eac": None, "etc": None}),
    (lambda: earned_value(100, 60, 50, eac_method="budget"), "no_progress", {}),
    (lambda: earned_value(100, 60, 0, 40, eac_method="cpi_spi"), "no_plan_due", {"spi": None}),
    (lambda: earned_value(100, 60, None, 40, eac_method="cpi_spi"), "no_plan_due", {}),
    (lambda: earned_value(100, 60, eac_method="bottom_up"), "no_forecast", {}),
    (lambda: cost_of_delay_of_profile([1], 1, rate=-1), "rate_out_of_range", {"lost_benefit": None}),
    (lambda: cd3(1, 0), "no_size", {}),
    (lambda: cd3_sequence([Job("a", 1, 0)]), "no_size", {"order": None, "given_order": 0.0}),
    (lambda: wsjf(1, 1, 1, 0), "no_size", {"cost_of_delay": 3.0}),
    (lambda: rice(1, 1, 1, 0), "no_size", {}),
]
REFUSALS = [
    (lambda: earned_value(0, 1), "bac"),
    (lambda: earned_value(1, -1), "ac"),
    (lambda: earned_value(1, 1, eac_method="guess"), "eac_method"),
    (lambda: cost_of_delay(1, -1), "delay"),
    (lambda: cost_of_delay_of_profile([1], -1), "delay"),
    (lambda: cost_of_delay_of_profile([1], 1, window="shut"), "window"),
    (lambda: cd3(1, -1), "duration"),
    (lambda: cd3_sequence([Job("a", 1, 1), Job("a", 1, 1)]), '"id"'),
    (lambda: cd3_sequence([]), "cost_of_delay"),
    (lambda: wsjf(-1, 1, 1, 1), "user_business_value"),
    (lambda: rice(1, 1, 1.5, 1), "confidence"),
]


@both(VALUES)
def test_values(place: int) -> None:
    check_values(VALUES, place)


@both(REASONS)
def test_reasons(place: int) -> None:
    check_reasons(REASONS, place)


@both(REFUSALS)
def test_refusals(place: int) -> None:
    check_refusals(REFUSALS, place)


@given(st.lists(st.tuples(st.integers(-20, 50), st.integers(1, 9)), min_size=1, max_size=5))
def test_no_order_beats_cd3(jobs: list[tuple[int, int]]) -> None:
    def waiting(order: tuple[tuple[int, int], ...]) -> int:
        time = cost = 0
        for value, duration in order:
            time += duration
            cost += value * time
        return cost

    ours = cd3_sequence([Job(str(k), cost, duration) for k, (cost, duration) in enumerate(jobs)])
    assert ours.value == min(map(waiting, permutations(jobs)))


@given(st.lists(st.integers(0, 99), min_size=1, max_size=8), st.integers(0, 10), st.integers(-50, 100).map(lambda k: k / 100))
def test_delay_of_a_profile_is_the_old_worth_less_the_new(profile: list[int], delay: int, rate: float) -> None:
    fixed = cost_of_delay_of_profile(profile, delay, rate=rate).value
    now = sum(p / (1 + rate) ** i for i, p in enumerate(profile))
    then = sum(p / (1 + rate) ** (i + delay) for i, p in enumerate(profile) if i + delay < len(profile))
    assert fixed == pytest.approx(now - then, rel=1e-9, abs=1e-9)
