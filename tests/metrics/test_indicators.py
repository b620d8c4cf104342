"""KPIs, surveys, value of the PMO, currency and the snapshot bridge: by hand and by law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.metrics.cases import both, check_reasons, check_refusals, check_values
from value_model.metrics import (
    Attribution,
    ForeignAmount,
    ProjectFlows,
    SnapshotFlows,
    TargetProgress,
    aggregate,
    convert_currency,
    decision_yield,
    forecast_accuracy,
    fx_split,
    goal_progress,
    kpi_attainment,
    kpi_attainment_on_path,
    kpi_attainment_to_date,
    kpi_range,
    nps,
    nps_of_ratings,
    pmo_cost_ratio,
    pmo_roi,
    snapshot_bridge,
)

EUR = {"EUR": {"2025-Q1": 1.1}}
BEFORE = SnapshotFlows(0, {"P1": ProjectFlows([0, 100], [50, 0]), "P2": ProjectFlows([10], [5])})
AFTER = SnapshotFlows(0, {"P1": ProjectFlows([0, 80], [60, 0]), "P3": ProjectFlows([30], [20])})
LATE = {"P1": ProjectFlows([0, 0, 121], [50], fx=2)}
VALUES = [
    (lambda: kpi_attainment(0, 1200, 400), 1 / 3, {"change": 400.0, "remaining": 800.0, "direction": "increase"}),
    (lambda: kpi_attainment(40, 25, 45, "decrease"), -1 / 3, {"direction": "decrease", "remaining": -20.0}),
    (lambda: kpi_attainment(10, 20, 25), 1.5, {}),
    (lambda: kpi_attainment_to_date(100, 200, 120, elapsed=3, duration=6), 0.4, {"path_value": 150.0, "whole": 0.2}),
    (lambda: kpi_attainment_to_date(100, 200, 120, elapsed=9, duration=6), 0.2, {"path_value": 200.0}),
    (lambda: kpi_attainment_on_path(0, 10, 3, elapsed=2, path=[0, 4, 10]), 0.75, {"path_value": 4.0, "whole": 0.3}),
    (lambda: kpi_attainment_on_path(0, 10, 3, elapsed=9, path=[0, 4, 6]), 0.5, {"path_value": 6.0}),
    (lambda: kpi_range(94, 4, 95, 100), 0.75, {"distance": 1.0, "inside": False}),
    (lambda: kpi_range(100, 4, 95, 100), 1.0, {"distance": 0.0, "inside": True}),
    (lambda: kpi_range(120, 4, high=100), 0.0, {"distance": 20.0}),
    (lambda: aggregate([100, None, 20], "sum"), 120.0, {"count": 2, "coverage": 2 / 3, "index": None}),
    (lambda: aggregate([10, None, 40], "average", [1, 5, 2], "rate"), 30.0, {}),
    (lambda: aggregate([10, None, 40], "average"), 25.0, {}),
    (lambda: aggregate([10, 40, None], "latest"), 40.0, {"index": 1}),
    (lambda: aggregate([10, 40, None], "max", kind="score"), 40.0, {"index": None}),
    (lambda: aggregate([10, 40, None], "min"), 10.0, {}),
    (lambda: goal_progress([TargetProgress(0.5, 1), TargetProgress(None, 1), TargetProgress(1.1, 2)]), 0.9, {"coverage": 0.75}),
    (lambda: nps(100, 30, 80), 2000 / 210, {"n": 210, "small_sample": False}),
    (
        lambda: nps_of_ratings([10, 9, 8, 7, 6, 0]),
        0.0,
        {"promoters": 2, "passives": 2, "detractors": 2, "small_sample": True, "scale": "0-10"},
    ),
    (lambda: pmo_cost_ratio(2, 100), 0.02, {}),
    (
        lambda: pmo_roi(10, [Attribution(100, 0.05, 0.2, 0.3)]),
        1.0,
        {"low": -0.5, "high": 2.0, "attributed": {"low": 5, "mid": 20, "high": 30}},
    ),
    (lambda: decision_yield(5, 3, [10, 40, 20, 30]), 0.6, {"median_days": 25.0, "open": 2}),
    (lambda: decision_yield(5, 0, []), 0.0, {"median_days": None}),
    (lambda: forecast_accuracy([120, 90, 5], [100, 100, None]), 0.85, {"bias": 0.05, "counted": 2}),
    (lambda: forecast_accuracy([400], [100]), -2.0, {"bias": 3.0}),
    (lambda: fx_split(100, 110, 2, 1.5), -35.0, {"value_effect": 20.0, "fx_effect": -55.0}),
    (
        lambda: convert_currency([ForeignAmount(100, "EUR", "2025-Q1"), ForeignAmount(50, "USD", "2025-Q1")], "USD", EUR),
        160.0,
        {"missing": []},
    ),
    (
        lambda: snapshot_bridge(BEFORE, AFTER),
        -25.0,
        {"before": 55, "after": 30, "steps": {"method": 0, "removed": -5, "added": 10, "cost": -10, "benefit": -20, "timing": 0, "fx": 0}},
    ),
    # 110 in year 1 becomes 121 in year 2 at 10 %: 10 % more, a year late; the exchange rate doubles NPV 50.
    (
        lambda: snapshot_bridge(SnapshotFlows(0.1, {"P1": ProjectFlows([0, 110], [50])}), SnapshotFlows(0.1, LATE)),
        50.0,
        {"steps": {"method": 0, "removed": 0, "added": 0, "cost": 0, "benefit": 10, "timing": -10, "fx": 50}},
    ),
    # Only the rate moves, from 0 to 25 %: 100 is worth 80.
    (
        lambda: snapshot_bridge(
            SnapshotFlows(0, {"P": ProjectFlows([0, 100], [0])}), SnapshotFlows(0.25, {"P": ProjectFlows([0, 100], [0])})
        ),
        -20.0,
        {"steps": {"method": -20, "removed": 0, "added": 0, "cost": 0, "benefit": 0, "timing": 0, "fx": 0}},
    ),
    (lambda: snapshot_bridge(SnapshotFlows(0, {}), SnapshotFlows(0, {})), 0.0, {"before": 0.0}),
]
REASONS = [
    (lambda: kpi_attainment(None, 10, 5), "no_baseline", {"change": None, "remaining": 5.0, "direction": None}),
    (lambda: kpi_attainment(1, None, 5), "no_target", {"change": 4.0}),
    (lambda: kpi_attainment(1, 2, None), "no_actuals", {"remaining": None, "direction": "increase"}),
    (lambda: kpi_attainment(10, 10 * (1 + 1e-13), 10, "decrease"), "baseline_equals_target", {"direction": None}),
    (lambda: kpi_attainment_to_date(0, 10, 3, elapsed=0, duration=6), "no_plan_due", {"path_value": 0.0, "whole": 0.3}),
    (lambda: kpi_attainment_to_date(None, 10, 3, elapsed=1, duration=6), "no_baseline", {"path_value": None}),
    (lambda: kpi_attainment_on_path(None, None, 3, elapsed=1, path=[7]), "no_baseline", {"path_value": 7.0, "whole": None}),
    (lambda: kpi_attainment_on_path(5, 10, 3, elapsed=1, path=[5]), "no_plan_due", {}),
    (lambda: kpi_attainment_on_path(5, 5, 3, elapsed=1, path=[6]), "baseline_equals_target", {}),
    (lambda: kpi_range(None, 1, low=0), "no_actuals", {"distance": None, "inside": None}),
    (lambda: aggregate([None], "latest"), "no_actuals", {"count": 0, "coverage": 0.0, "index": None}),
    (lambda: aggregate([1, None], "average", [0, 5]), "no_weights", {"count": 1}),
    (lambda: goal_progress([TargetProgress(1, 0)]), "no_weights", {"coverage": None}),
    (lambda: goal_progress([TargetProgress(None, 1)]), "no_actuals", {"coverage": 0.0}),
    (lambda: goal_progress([TargetProgress(1, 0), TargetProgress(None, 1)]), "no_weights", {"coverage": 0.0}),
    (lambda: nps(0, 0, 0), "no_responses", {"n": 0}),
    (lambda: nps_of_ratings([]), "no_responses", {"n": 0}),
    (lambda: pmo_cost_ratio(2, 0), "no_spend", {}),
    (lambda: pmo_roi(0, [Attribution(1, 0, 0, 0)]), "no_cost", {"low": None}),
    (lambda: decision_yield(0, 0), "no_decisions", {"open": 0}),
    (lambda: forecast_accuracy([1], [None]), "no_actuals", {"counted": 0, "bias": None}),
    (lambda: forecast_accuracy([1], [0]), "zero_actual", {"counted": 1}),
    (lambda: fx_split(100, 110, 2, None), "fx_missing", {"value_effect": 20.0, "fx_effect": None}),
    (lambda: fx_split(100, 110, None, 2), "fx_missing", {"value_effect": None}),
    (
        lambda: convert_currency(
            [ForeignAmount(1, "EUR", "Q2"), ForeignAmount(1, "CHF", "Q1"), ForeignAmount(2, "EUR", "Q2")], "USD", {"EUR": {}}
        ),
        "fx_missing",
        {"by_currency": None, "missing": ["EUR Q2", "CHF Q1"]},
    ),
    (
        lambda: snapshot_bridge(SnapshotFlows(-1, {}), SnapshotFlows(0, {})),
        "rate_out_of_range",
        {"before": None, "after": 0.0, "steps": None},
    ),
]
REFUSALS = [
    (lambda: kpi_attainment(0, 10, 5, "decrease"), "direction"),
    (lambda: kpi_attainment(0, 10, 5, "sideways"), "direction"),
    (lambda: kpi_attainment_to_date(0, 10, 5, elapsed=-1, duration=6), "elapsed"),
    (lambda: kpi_attainment_to_date(0, 10, 5, elapsed=1, duration=0), "duration"),
    (lambda: kpi_attainment_on_path(0, 10, 5, elapsed=1.5, path=[1]), "elapsed"),
    (lambda: kpi_attainment_on_path(0, 10, 5, elapsed=1, path=[]), "path"),
    (lambda: kpi_range(1, 0, low=0), "tolerance"),
    (lambda: kpi_range(1, 1), "low"),
    (lambda: kpi_range(1, 1, low=5, high=4), "low"),
    (lambda: aggregate([1], "sum", kind="rate"), "summed"),
    (lambda: aggregate([1], "sum", [1]), "weights"),
    (lambda: aggregate([1], "median"), "mode"),
    (lambda: aggregate([1, 2], "average", [1]), "equal length"),
    (lambda: goal_progress([TargetProgress(1, -1)]), "weight"),
    (lambda: goal_progress([]), "weight"),
    (lambda: nps(-1, 0, 0), "promoters"),
    (lambda: nps_of_ratings([11]), "ratings"),
    (lambda: nps_of_ratings([0], "1-10"), "ratings"),
    (lambda: pmo_cost_ratio(-1, 1), "pmo_cost"),
    (lambda: pmo_roi(1, [Attribution(1, 0.5, 0.2, 0.3)]), "low"),
    (lambda: decision_yield(1, 2), "taken"),
    (lambda: decision_yield(1, 1, [-1]), "days"),
    (lambda: forecast_accuracy([1], [1, 2]), "equal length"),
    (lambda: fx_split(1, 1, 0, 1), "rate_before"),
    (lambda: convert_currency([], "USD", {}), "amounts"),
    (lambda: convert_currency([ForeignAmount(1, "EUR", "Q1")], "USD", {"EUR": {"Q1": 0}}), "rates"),
    (lambda: snapshot_bridge(SnapshotFlows(0, {"P": ProjectFlows([1], [1], fx=0)}), SnapshotFlows(0, {})), "fx"),
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


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_nps_lies_between_minus_100_and_100_and_counts_agree(ratings: list[int]) -> None:
    measure = nps_of_ratings(ratings)
    assert -100 <= measure.value <= 100
    assert measure == nps(measure.detail["promoters"], measure.detail["passives"], measure.detail["detractors"])


@given(st.lists(st.integers(0, 99), min_size=1, max_size=9))
def test_periods_summed_and_a_running_total_taken_last_agree(values: list[int]) -> None:
    running = [sum(values[: k + 1]) for k in range(len(values))]
    assert aggregate(values, "sum").value == aggregate(running, "latest").value


flows = st.lists(st.integers(-50, 99), min_size=1, max_size=5)
snapshots = st.dictionaries(st.sampled_from("PQRS"), st.builds(ProjectFlows, flows, flows, st.integers(1, 30).map(lambda k: k / 10)))
rates = st.integers(-50, 200).map(lambda k: k / 100)


@given(snapshots, snapshots, rates, rates)
def test_the_steps_of_the_bridge_add_up_to_the_change(before: dict, after: dict, one: float, other: float) -> None:
    bridge = snapshot_bridge(SnapshotFlows(one, before), SnapshotFlows(other, after))
    assert sum(bridge.detail["steps"].values()) == pytest.approx(bridge.value, rel=1e-9, abs=1e-6)
    assert bridge.detail["after"] - bridge.detail["before"] == pytest.approx(bridge.value, rel=1e-9, abs=1e-6)


@given(st.integers(-999, 999), st.integers(-999, 999), st.integers(1, 99), st.integers(1, 99))
def test_the_two_effects_add_up_to_the_change(before: int, after: int, old: int, new: int) -> None:
    split = fx_split(before, after, old, new)
    assert split.detail["value_effect"] + split.detail["fx_effect"] == split.value == after * new - before * old
