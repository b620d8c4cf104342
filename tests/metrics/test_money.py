"""Value for money, return on investment, optimism bias and risk: by hand and by law."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.metrics.cases import both, check_reasons, check_refusals, check_values
from value_model.metrics import (
    Contribution,
    Discounting,
    Part,
    ProjectReturn,
    Risk,
    annualized_roi,
    bcr,
    bcr_of_streams,
    budget_variance,
    discounted_roi,
    discounted_roi_of_streams,
    optimism_bias,
    optimism_bias_managed,
    optimism_bias_mix,
    portfolio_roi,
    reference_class_uplift,
    risk_expected_value,
    roi,
    roi_forecast,
    roi_to_date,
    switching_value,
    uplift_lookup,
    vfm_category,
    vfm_indicator,
)

AT10, OUT = Discounting(rate=0.1), Discounting(rate=-1)
money = st.integers(1, 10**9).map(lambda cents: cents / 100)

VALUES = [
    (
        lambda: bcr(300, 200, vfm_scale="dft_six"),
        1.5,
        {"category": "medium", "npv": 100.0, "switching_benefits": -1 / 3, "switching_costs": 0.5},
    ),
    # (1 + 0.5 · 0.5) · 1.2 = 1.5, so 100 of cost is 150.
    (lambda: bcr(300, 100, optimism_bias=0.5, mitigation=0.5, metb=0.2), 2.0, {"cost_multiplier": 1.5, "pvc": 150.0, "category": "high"}),
    (lambda: bcr(-50, 100, vfm_scale="dft_six"), -0.5, {"category": "very_poor", "switching_benefits": None, "switching_costs": -1.5}),
    (lambda: bcr_of_streams([0, 110], [50, 55], AT10), 1.0, {"pvb": 100.0, "pvc": 100.0, "npv": 0.0, "category": "low", "schedule": None}),
    (lambda: bcr_of_streams([0, 150], [0, 100], Discounting(rate=0.07)), 1.5, {"category": "medium"}),
    (lambda: vfm_category(0.999), "poor", {}),
    (lambda: vfm_category(1), "low", {}),
    (lambda: vfm_category(2), "high", {}),
    (lambda: vfm_category(4, "dft_six"), "very_high", {}),
    (lambda: vfm_category(0, "dft_six"), "very_poor", {"scale": "dft_six"}),
    (lambda: vfm_category(-3), "poor", {}),
    (lambda: vfm_indicator({"low": 50, "high": 30, "very_high": 20}), 0.5, {"total": 100.0}),
    (lambda: switching_value(120, 100, "benefits"), -1 / 6, {"npv": 20.0, "costs": 0.2}),
    (lambda: switching_value(-10, 100, "costs"), -1.1, {"benefits": None}),
    (lambda: roi(150, 100), 0.5, {"net_benefit": 50.0, "per_unit": 1.5}),
    (lambda: roi(-10, 100), -1.1, {}),
    (
        lambda: portfolio_roi([ProjectReturn(300, 100), ProjectReturn(100, 100), ProjectReturn(None, 40), ProjectReturn(5, 0)]),
        1.025,  # (405 - 200)/200
        {"counted": 3, "left_out": 1, "coverage": 0.75, "mean_of_ratios": 1.0, "net_benefit": 205.0},
    ),
    (lambda: roi_to_date(80, 100, 120, 100), -0.2, {"planned_roi_to_date": 0.2, "net_benefit": -20.0}),
    (lambda: roi_to_date(80, 100), -0.2, {"planned_roi_to_date": None}),
    (lambda: roi_to_date(80, 100, 0, 50), -0.2, {"planned_roi_to_date": -1.0}),
    (lambda: roi_forecast(50, 60, None, 40, 75), 0.25, {"eac": 100.0, "benefit_at_completion": 125.0, "fallback": ["benefit"]}),
    (lambda: roi_forecast(0, 60, None, None, 75, 15), 0.0, {"fallback": ["benefit", "cost"]}),
    (lambda: roi_forecast(50, 60, 75, 40, 1, 1), 0.25, {"fallback": []}),
    (lambda: discounted_roi(150, 120), 0.25, {"npv": 30.0}),
    (lambda: discounted_roi_of_streams([0, 165], [100, 22], AT10), 0.25, {"pvb": 150.0, "pvc": 120.0}),
    (lambda: annualized_roi(0.21, 2), 0.1, {}),
    (lambda: budget_variance(300, 360), -60.0, {"share": -0.2}),
    (lambda: budget_variance(0, 10), -10.0, {"share": None}),
    (lambda: optimism_bias([100, 50], 0.5, 0.5), 187.5, {"costs": [125.0, 62.5], "multiplier": 1.25, "uplift_applied": 0.25}),
    (lambda: optimism_bias_mix([Part(0.3, 0.51), Part(0.7, 0.24)]), 0.321, {}),
    (lambda: optimism_bias_managed(0.5, [Contribution(0.4, 0.5)], 100), 0.4, {"reduction": 0.2, "managed": 140.0, "unmanaged": 150.0}),
    (lambda: optimism_bias_managed(0.5, [Contribution(1, 1)]), 0.0, {"managed": None, "unmanaged": None}),
    (
        lambda: uplift_lookup("mott_macdonald_2002", type="outsourcing", measure="opex", bound="lower"),
        0.0,
        {"table": "mott_macdonald_2002"},
    ),
    (lambda: uplift_lookup("flyvbjerg_cowi_2004", type="roads", percentile=80), 0.32, {}),
    (lambda: reference_class_uplift([100] * 4, [100, 110, 120, 130], 0.5, "nearest_rank", 4), 0.1, {"n": 4, "mean": 0.15}),
    (lambda: reference_class_uplift([100] * 5, [100, 110, None, 120, 130], 0, "nearest_rank", 1), 0.0, {"left_out": 1}),
    (lambda: risk_expected_value([Risk(0.3, 100), Risk(0.5, -200)], 50), -70.0, {"exposure": -100.0, "risk_adjusted_npv": 120.0}),
]
REASONS = [
    (lambda: bcr(100, 0), "no_cost", {"npv": 100.0, "category": None, "switching_costs": None, "switching_benefits": -1.0}),
    (lambda: bcr_of_streams([1, 1], [0.3, -0.3], Discounting(rate=0)), "no_cost", {"npv": 2.0}),
    (lambda: bcr_of_streams([1], [1], OUT), "rate_out_of_range", {"npv": None, "cost_multiplier": 1.0}),
    (lambda: vfm_indicator({"low": 0}), "no_spend", {"total": 0.0}),
    (lambda: switching_value(0, 100, "benefits"), "no_benefit", {"npv": -100.0, "costs": -1.0}),
    (lambda: switching_value(100, -1, "costs"), "no_cost", {"benefits": -1.01}),
    (lambda: roi(None, 0), "no_actuals", {"net_benefit": None}),
    (lambda: roi(100, None), "no_cost", {"net_benefit": None, "per_unit": None}),
    (lambda: roi(100, -5), "no_cost", {"net_benefit": 105.0}),
    (lambda: roi(1e308, 1e-10), "overflow", {"net_benefit": 1e308, "per_unit": None}),
    (lambda: portfolio_roi([ProjectReturn(None, 40)]), "no_actuals", {"counted": 0, "coverage": 0.0, "mean_of_ratios": None}),
    (lambda: portfolio_roi([ProjectReturn(1, c) for c in (0.1, 0.1, 0.1, -0.3)]), "no_cost", {"net_benefit": 4.0}),
    (lambda: roi_to_date(None, 90, 0, 100), "no_plan_due", {"planned_roi_to_date": -1.0}),
    (lambda: roi_to_date(0, 90, 0), "no_plan_due", {"net_benefit": -90.0}),
    (lambda: roi_to_date(None, 90, 10), "no_actuals", {}),
    (lambda: roi_to_date(5, None), "no_cost", {}),
    (lambda: roi_forecast(None, 60, 1, 1), "no_actuals", {"eac": 61.0}),
    (lambda: roi_forecast(1, 1, None, 1), "no_forecast", {"fallback": [], "benefit_at_completion": None}),
    (lambda: roi_forecast(1, 1, 1, -1), "no_cost", {"eac": 0.0}),
    (lambda: discounted_roi(1, 0), "no_cost", {"npv": 1.0}),
    (lambda: discounted_roi_of_streams([1], [1], OUT), "rate_out_of_range", {"pvb": None}),
    (lambda: annualized_roi(-1, 2), "rate_out_of_range", {}),
    (lambda: uplift_lookup("stag", type="buildings", stage=2), "not_in_table", {"table": "stag"}),
    (lambda: uplift_lookup("mott_macdonald_2002", type="outsourcing", measure="duration", bound="upper"), "not_in_table", {}),
    (lambda: reference_class_uplift([100], [None]), "too_few_projects", {"n": 0, "mean": None, "left_out": 1}),
]
REFUSALS = [
    (lambda: bcr(1, 1, mitigation=1.1), "mitigation"),
    (lambda: bcr(1, 1, optimism_bias=-0.1), "optimism_bias"),
    (lambda: bcr(1, 1, metb=-0.1), "metb"),
    (lambda: bcr(1, 1, vfm_scale="five"), "vfm_scale"),
    (lambda: bcr_of_streams([1], [1, 2], AT10), "equal length"),
    (lambda: vfm_category(1, "five"), "scale"),
    (lambda: vfm_indicator({"superb": 1}), "spend"),
    (lambda: vfm_indicator({"low": -1}), "spend"),
    (lambda: switching_value(1, 1, "both"), "of"),
    (lambda: roi(float("nan"), 1), "benefit"),
    (lambda: portfolio_roi([]), "projects"),
    (lambda: annualized_roi(0.1, 0), "years"),
    (lambda: budget_variance(float("inf"), 0), "budget"),
    (lambda: optimism_bias([1], -0.1), "uplift"),
    (lambda: optimism_bias_mix([Part(0.5, 0.1)]), "add to 1"),
    (lambda: optimism_bias_managed(0.5, [Contribution(0.6, 0), Contribution(0.6, 0)]), "at most 1"),
    (lambda: uplift_lookup("unknown", type="it"), "table"),
    (lambda: uplift_lookup("stag", type="it", percentile=80), "stage"),
    (lambda: reference_class_uplift([0], [1]), "estimates"),
    (lambda: reference_class_uplift([1], [1], 1.2), "percentile"),
    (lambda: reference_class_uplift([1], [1], 0.5, "middle"), "method"),
    (lambda: risk_expected_value([Risk(1.5, 1)]), "probability"),
    (lambda: risk_expected_value([]), "risks"),
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


def test_nearest_rank_does_not_slip_a_rank_by_rounding() -> None:
    # 0.07 · 100 is 7.000000000000001 in floats; the rank is 7.
    actuals = [float(k) for k in range(1, 101)]
    assert reference_class_uplift([1] * 100, actuals, 0.07, "nearest_rank").value == pytest.approx(6.0)


@given(st.lists(money, min_size=20, max_size=40), st.integers(0, 100).map(lambda k: k / 100))
def test_the_linear_quantile_is_numpys(actuals: list[float], percentile: float) -> None:
    ours = reference_class_uplift([1] * len(actuals), actuals, percentile).value
    assert ours == pytest.approx(np.quantile(np.array(actuals) - 1, percentile), rel=1e-9, abs=1e-9)


@given(money, money, st.integers(1, 10000).map(lambda k: k / 100))
def test_roi_does_not_depend_on_the_currency(benefit: float, cost: float, rate: float) -> None:
    assert roi(benefit * rate, cost * rate).value == pytest.approx(roi(benefit, cost).value, rel=1e-6, abs=1e-6)


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-9, 99)), min_size=1, max_size=10), st.integers(-90, 300))
def test_bcr_is_above_one_exactly_when_npv_and_cost_are_above_zero(rows: list[tuple[int, int]], percent: int) -> None:
    measure = bcr_of_streams([b for b, _ in rows], [c for _, c in rows], Discounting(rate=percent / 100))
    good = measure.detail["npv"] > 0 and measure.detail["pvc"] > 0
    assert (measure.value is not None and measure.value > 1) == good


@given(st.lists(st.tuples(money, money), min_size=1, max_size=8))
def test_a_project_of_zeros_changes_no_ratio_of_sums(pairs: list[tuple[float, float]]) -> None:
    projects = [ProjectReturn(benefit, cost) for benefit, cost in pairs]
    assert portfolio_roi([*projects, ProjectReturn(0, 0)]).value == portfolio_roi(projects).value


@given(money, money)
def test_switching_by_its_own_answer_makes_npv_zero(pvb: float, pvc: float) -> None:
    change = switching_value(pvb, pvc, "benefits").value
    assert pvb * (1 + change) == pytest.approx(pvc, abs=1e-9 * (pvb + pvc))
