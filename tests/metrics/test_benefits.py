"""Benefit realization, slip, risk, confidence, sharing, coverage, earned benefit: by hand and by law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.metrics.cases import both, check_reasons, check_refusals, check_values
from value_model.metrics import (
    EnabledBenefit,
    Enabler,
    Item,
    Promise,
    RemainingBenefit,
    UncertainBenefit,
    benefits_at_risk,
    capped_realization,
    confidence_weighted,
    confirmed_gap,
    coverage,
    earned_benefit,
    excess_disbenefit,
    forecast_realization,
    portfolio_realization,
    realization,
    run_rate_attainment,
    schedule_slip,
    shared_benefit,
)

HALF_DONE = [Enabler(0.5, 0.5, 1), Enabler(0.5, 0, 0)]
VALUES = [
    (
        lambda: realization([100] * 6, [80, 90, None, 110, None, None], 4),
        0.7,
        {"like_for_like": 280 / 300, "coverage": 0.75, "delivered_share": 280 / 600, "variance": -120.0, "early_benefit": None},
    ),
    (lambda: realization([40, 60], [40, 90], 2, [80, 120]), 1.3, {"against_baseline": 0.65, "over_120": True}),
    (lambda: realization([100, 50], [120, None], 1), 1.2, {"over_120": False}),
    (lambda: realization([100, -50], [-10, 99], 1), -0.1, {"delivered_share": -0.2}),
    (lambda: realization([100, 0], [50, 10], 2, [0, 0]), 0.6, {"against_baseline": None}),
    (
        lambda: portfolio_realization([Promise(100, 50), Promise(100, None), Promise(0, 30)]),
        0.4,
        {"like_for_like": 0.8, "coverage": 0.5, "mean_of_ratios": 0.5, "capped": 0.25, "actual": 80.0},
    ),
    (lambda: capped_realization([Promise(100, 50), Promise(100, 150)]), 0.75, {"uncapped": 1.0, "excess": 50.0, "coverage": 1.0}),
    (lambda: capped_realization([Promise(100, -20), Promise(100, 100)]), 0.4, {"uncapped": 0.4}),
    (
        lambda: forecast_realization([100, 100], [80, 5], [1, 90], 1),
        0.85,
        {"actual_to_date": 80.0, "forecast_to_go": 90.0, "coverage": 1.0},
    ),
    (lambda: forecast_realization([100, 100], [None, 50], [None, None], 2), 0.25, {"forecast_to_go": 0.0, "coverage": 0.5}),
    (lambda: forecast_realization([100], [None], [50], 0), 0.5, {"actual_to_date": 0.0, "coverage": None}),
    (lambda: excess_disbenefit(-20, -25), -5.0, {"favorable": False}),
    (lambda: schedule_slip([10, 10, 10, 10], [0, 0, 10, 10]), 2.0, {"plan_time": 2.0, "delivered_time": 4.0}),
    # 25 % of 40 is 10: the plan gets there at 0.5, delivery of 15 a period at 2/3.
    (lambda: schedule_slip([20, 20], [15, 15], 0.25), 10 / 15 - 0.5, {}),
    (lambda: schedule_slip([0.1, 0.1, 0.1], [0.3, 0, 0], 1), -2.0, {"plan_time": 3.0}),
    (lambda: run_rate_attainment([0, 10, 20, 30], 480), 0.5, {"annual_run_rate": 240.0}),
    (lambda: run_rate_attainment([None, 30], 60, window=1, periods_per_year=4), 2.0, {}),
    (lambda: confirmed_gap([100, 50, 30], [70, 80, None]), 30.0, {"reported": 2, "unreported": 30.0}),
    (
        lambda: benefits_at_risk(
            [RemainingBenefit(100, "green"), RemainingBenefit(50, "red", has_owner=False), RemainingBenefit(50, None)]
        ),
        100.0,
        {"share": 0.5, "count": 2, "by_reason": {"not_green": 100, "no_owner": 50, "no_baseline": 0, "no_evidence": 0, "project_late": 0}},
    ),
    (lambda: benefits_at_risk([RemainingBenefit(0, "green", project_late=True)]), 0.0, {"share": None, "count": 1}),
    (
        lambda: confidence_weighted([UncertainBenefit(100, confidence="high"), UncertainBenefit(100, 0.3)], {"high": 0.9}, 40),
        120.0,
        {"expected_loss": 80.0, "unweighted": 200.0, "expected_total": 160.0, "realized": 40.0},
    ),
    (lambda: shared_benefit(200, {"P1": 0.5, "P2": None}), 100.0, {"by_project": {"P1": 100, "P2": None}, "unallocated_share": 0.5}),
    (lambda: shared_benefit(-200, {"P1": 1}), -200.0, {"unallocated": 0.0, "counted_once": -200.0}),
    (lambda: coverage([Item(75, True), Item(25, False)]), 0.75, {"known_amount": 75.0, "total": 100.0, "by_count": 0.5}),
    (lambda: earned_benefit([EnabledBenefit(100, HALF_DONE)]), 25.0, {"total": 100.0, "planned": 50.0, "indicator": 0.5}),
    (lambda: earned_benefit([EnabledBenefit(100, [Enabler(1, 0.5)])]), 50.0, {"planned": None, "indicator": None}),
    (lambda: earned_benefit([EnabledBenefit(100, [Enabler(1, 0.5, 0)])]), 50.0, {"planned": 0.0, "indicator": None}),
]
REASONS = [
    (lambda: realization([0, 50], [7, None], 1), "no_plan_due", {"early_benefit": 7.0, "coverage": None, "over_120": None}),
    (lambda: realization([50], [7], 0), "no_plan_due", {"planned_to_date": 0.0, "actual_to_date": None, "early_benefit": None}),
    (lambda: realization([-50, 10], [7, None], 2), "negative_plan", {"variance": 47.0, "like_for_like": None}),
    (lambda: realization([0.1, 0.2, -0.3], [1, 1, 1], 3), "no_plan_due", {"early_benefit": 3.0}),
    (lambda: realization([50], [None], 1), "no_actuals", {"coverage": 0.0, "variance": None, "delivered_share": None}),
    (lambda: portfolio_realization([Promise(0, 5)]), "no_plan_due", {"coverage": None, "capped": None}),
    (lambda: portfolio_realization([Promise(5, None)]), "no_actuals", {"coverage": 0.0, "actual": None, "capped": None}),
    (lambda: capped_realization([Promise(0, 5)]), "no_plan_due", {"excess": 5.0}),
    (lambda: capped_realization([Promise(5, None)]), "no_actuals", {"excess": None, "uncapped": None}),
    (lambda: forecast_realization([0], [1], [1], 1), "no_plan_due", {"baseline_total": 0.0}),
    (lambda: forecast_realization([-1], [1], [1], 1), "negative_plan", {}),
    (lambda: forecast_realization([1, 1], [None, 1], [1, None], 1), "no_actuals", {"forecast_to_go": None}),
    (lambda: forecast_realization([1, 1], [1, None], [1, None], 1), "no_forecast", {"actual_to_date": 1.0}),
    (lambda: excess_disbenefit(-20, None), "no_actuals", {"favorable": None}),
    (lambda: schedule_slip([0], [1]), "no_plan_due", {"plan_time": None}),
    (lambda: schedule_slip([10, 10], [1, 1]), "never_reached", {"plan_time": 1.0, "delivered_time": None}),
    (lambda: run_rate_attainment([1, 2, 3], 0), "no_plan_due", {"annual_run_rate": 24.0}),
    (lambda: run_rate_attainment([1, None, 3], 10), "no_actuals", {"annual_run_rate": None}),
    (lambda: run_rate_attainment([1, 3], 10), "no_actuals", {}),
    (lambda: confirmed_gap([5], [None]), "no_actuals", {"reported": 0, "unreported": 5.0}),
    (lambda: shared_benefit(200, {}), "unallocated_share", {"counted_once": 200.0, "unallocated": 200.0, "unallocated_share": 1.0}),
    (lambda: shared_benefit(200, {"P1": None}), "unallocated_share", {}),
    (lambda: coverage([Item(0, True)]), "no_weights", {"by_count": 1.0, "total": 0.0}),
]
REFUSALS = [
    (lambda: realization([1], [1, 2], 1), "equal length"),
    (lambda: realization([1], [1], 1, [1, 2]), "equal length"),
    (lambda: realization([1], [1], 2), "as_of"),
    (lambda: realization([], [], 0), "plan"),
    (lambda: portfolio_realization([Promise(-1, 1)]), "plan"),
    (lambda: portfolio_realization([]), "benefits"),
    (lambda: capped_realization([Promise(float("nan"), 1)]), "plan"),
    (lambda: forecast_realization([1], [1], [1, 2], 1), "equal length"),
    (lambda: forecast_realization([1], [1], [1], -1), "as_of"),
    (lambda: excess_disbenefit(float("inf"), 1), "plan"),
    (lambda: schedule_slip([1], [1, 2]), "equal length"),
    (lambda: schedule_slip([1], [1], 0), "threshold"),
    (lambda: run_rate_attainment([1], 1, window=0), "window"),
    (lambda: run_rate_attainment([1], 1, periods_per_year=0), "periods_per_year"),
    (lambda: confirmed_gap([1], [1, 2]), "equal length"),
    (lambda: confirmed_gap([-1], [1]), "plan"),
    (lambda: benefits_at_risk([RemainingBenefit(1, "blue")]), "rag"),
    (lambda: benefits_at_risk([RemainingBenefit(-1, "red")]), "remaining"),
    (lambda: confidence_weighted([UncertainBenefit(1, confidence="high")]), "scale"),
    (lambda: confidence_weighted([UncertainBenefit(1)]), "probability"),
    (lambda: confidence_weighted([UncertainBenefit(1, 0.5, "high")], {"high": 1}), "not both"),
    (lambda: confidence_weighted([UncertainBenefit(1, 1.5)]), "probability"),
    (lambda: shared_benefit(1, {"P1": 0.7, "P2": 0.7}), "shares"),
    (lambda: shared_benefit(1, {"P1": -0.1}), "shares"),
    (lambda: coverage([Item(-1, True)]), "amount"),
    (lambda: earned_benefit([EnabledBenefit(1, [Enabler(0.7, 0), Enabler(0.7, 0)])]), "enablers"),
    (lambda: earned_benefit([EnabledBenefit(1, [Enabler(0.7, 2)])]), "complete"),
    (lambda: earned_benefit([EnabledBenefit(1, [])]), "share"),
]
amounts = st.integers(0, 10**6).map(lambda cents: cents / 100)


@both(VALUES)
def test_values(place: int) -> None:
    check_values(VALUES, place)


@both(REASONS)
def test_reasons(place: int) -> None:
    check_reasons(REASONS, place)


@both(REFUSALS)
def test_refusals(place: int) -> None:
    check_refusals(REFUSALS, place)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=10))
def test_capped_is_at_most_uncapped_when_every_benefit_is_reported(rows: list[tuple[float, float]]) -> None:
    promises = [Promise(plan, actual) for plan, actual in rows]
    capped, uncapped = capped_realization(promises), portfolio_realization(promises)
    if capped.value is not None:
        assert capped.value <= uncapped.value + 1e-12
        assert capped.detail["uncapped"] == uncapped.value
        assert uncapped.detail["capped"] == capped.value


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=10), st.integers(1, 99).map(lambda k: k / 100))
def test_splitting_a_benefit_row_changes_no_total(rows: list[tuple[float, float]], part: float) -> None:
    whole = portfolio_realization([Promise(plan, actual) for plan, actual in rows])
    pieces = [Promise(plan * p, actual * p) for plan, actual in rows for p in (part, 1 - part)]
    assert portfolio_realization(pieces).value == pytest.approx(whole.value, rel=1e-9) if whole.value is not None else True


@given(st.lists(st.tuples(st.integers(-99, 99), st.none() | st.integers(-99, 99)), min_size=1, max_size=12), st.data())
def test_realization_does_not_look_ahead(rows: list[tuple[int, int | None]], data: st.DataObject) -> None:
    as_of = data.draw(st.integers(0, len(rows)))
    plan, actual = [p for p, _ in rows], [a for _, a in rows]
    blind = [a if k < as_of else None for k, a in enumerate(actual)]
    assert realization(plan, actual, as_of) == realization(plan, blind, as_of)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 25).map(lambda k: k / 100), min_size=1, max_size=4), st.integers(-999, 999))
def test_what_is_shared_and_what_is_not_add_to_the_benefit(shares: dict[str, float], amount: int) -> None:
    measure = shared_benefit(amount, shares)
    assert measure.value + measure.detail["unallocated"] == pytest.approx(amount, abs=1e-9)
    assert sum(measure.detail["by_project"].values()) == pytest.approx(measure.value, abs=1e-9)
