"""Payback: by hand, and against a walk through the running total."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.metrics.cases import both, check_reasons, check_refusals, check_values
from value_model.metrics import Discounting, payback

FLAT = Discounting(rate=0)
VALUES = [
    (lambda: payback([-100, 40, 80]), 1.75, {"balance": 20.0, "gap": 0.0, "first_crossing": 1.75, "sustained": 1.75}),
    # Totals -100, 20, -30, 10: back above zero at 2 + 30/40 for good; first at 100/120.
    (lambda: payback([-100, 120, -50, 40]), 2.75, {"first_crossing": 100 / 120}),
    (lambda: payback([-100, 120, -50, 40], rule="first"), 100 / 120, {"sustained": 2.75}),
    (lambda: payback([-100, 120, -50], rule="first"), 100 / 120, {"sustained": None, "gap": 30.0}),
    (lambda: payback([0, 0, -100, 50, 50], period="month"), 2.0, {"first_crossing": 2.0}),
    (lambda: payback([0, 0, -100, 50, 50], clock="first_period"), 4.0, {"sustained": 4.0}),
    (lambda: payback([100, -60, 10]), 0.0, {"first_crossing": 0.0, "sustained": 0.0, "balance": 50.0}),
    (lambda: payback([50, -60, 20], clock="first_period"), 1.5, {}),
    (lambda: payback([50, -60, 20]), 0.5, {}),
    (lambda: payback([-100, 30, 80], whole_periods=True), 2.0, {"sustained": 1.875}),
    (lambda: payback([-100, 50, 50], whole_periods=True), 2.0, {}),
    (lambda: payback([-100, 110], Discounting(rate=0.1)), 1.0, {"balance": 0.0}),
    (lambda: payback([-100, 110], Discounting(rate=0.1), whole_periods=True), 1.0, {}),
    (lambda: payback([-0.3, 0.1, 0.1, 0.1]), 3.0, {"balance": 0.0}),
]
REASONS = [
    (lambda: payback([-100, 30, 30]), "never_pays_back", {"balance": -40.0, "gap": 40.0, "sustained": None, "first_crossing": None}),
    (lambda: payback([-100, 120, -50]), "never_pays_back", {"first_crossing": 100 / 120, "sustained": None, "gap": 30.0}),
    (lambda: payback([10, 20]), "no_cost", {"balance": 30.0, "gap": 0.0}),
    (lambda: payback([-100, 200], Discounting(rate=-1)), "rate_out_of_range", {"balance": None}),
]
REFUSALS = [
    (lambda: payback([]), "flows"),
    (lambda: payback([float("inf")]), "flows[0]"),
    (lambda: payback([-1, 2], rule="last"), "rule"),
    (lambda: payback([-1, 2], clock="noon"), "clock"),
    (lambda: payback([-1, 2], period="week"), "period"),
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


def test_the_unit_follows_the_period() -> None:
    assert payback([-1, 2]).unit == "years"
    assert payback([-1, 2], period="month").unit == "months"


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=15))
def test_payback_is_where_the_line_through_the_totals_last_rises_through_zero(flows: list[int]) -> None:
    totals = [sum(flows[: k + 1]) for k in range(len(flows))]
    measure = payback(flows, clock="first_period")
    if measure.value is None:
        assert measure.reason == ("no_cost" if min(flows) >= 0 else "never_pays_back")
        assert measure.reason == "no_cost" or totals[-1] < 0
        return
    assert totals[-1] >= 0
    below = [k for k, running in enumerate(totals) if running < 0]
    if not below:
        assert measure.value == 0
        return
    k = below[-1]
    assert k < measure.value <= k + 1
    assert abs(totals[k] + (measure.value - k) * flows[k + 1]) < 1e-9


@given(st.integers(1, 500), st.lists(st.integers(0, 100), min_size=1, max_size=12), st.integers(1, 50))
def test_discounted_payback_is_never_shorter_with_one_sign_change(outlay: int, inflows: list[int], percent: int) -> None:
    simple, discounted = payback([-outlay, *inflows]), payback([-outlay, *inflows], Discounting(rate=percent / 100))
    if discounted.value is not None:
        assert simple.value is not None
        assert discounted.value >= simple.value - 1e-12


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=15))
def test_discounting_at_nothing_changes_nothing(flows: list[int]) -> None:
    assert payback(flows, FLAT) == payback(flows)
