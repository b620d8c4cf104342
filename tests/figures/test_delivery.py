"""Progress, ratings and risks beside value, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.figures.build import a_store, joined, plan_and_actual
from value_model import figures

YEAR = {"start": date(2026, 1, 1), "baseline_finish": date(2026, 12, 31)}  # 364 days; 272 of them gone on 30 Sep


def index_of(**project):
    store, snapshot = a_store({"projects": [{"project_id": "P1", "name": "One", "budget": 100, **project}]})
    figure = figures.compute(store, snapshot).get("delivery.index", "project:P1")
    return figure.value if figure.value is not None else figure.reason


def test_index_is_progress_over_planned_progress():
    assert index_of(percent_complete=0.4, planned_percent=0.5) == pytest.approx(0.8)
    assert index_of(percent_complete=0.6, **YEAR) == pytest.approx(0.6 / (272 / 364))
    assert index_of(percent_complete=0.9, planned_percent=0.3) == 1.5  # at most


def test_index_of_a_closed_project_is_planned_over_actual_duration():
    closed = {"stage": "closed", "percent_complete": 1.0}
    assert index_of(**closed, **YEAR, actual_finish=date(2027, 3, 3)) == pytest.approx(364 / 426)
    assert index_of(**closed, **YEAR) == "not_recorded"


def test_index_before_anything_is_planned_or_without_progress():
    assert index_of(percent_complete=0.1, planned_percent=0.0) == "no_plan_due"
    assert index_of(planned_percent=0.5) == "not_recorded"
    assert index_of(percent_complete=0.5, start=date(2026, 1, 1)) == "not_recorded"


def three():
    """P1 on time and short of value, P2 late and on value, P3 on time and on value; plan 100 each."""
    parts = []
    for number, (complete, forecast) in enumerate(((0.5, 80), (0.4, 100), (0.475, 90)), start=1):
        part = plan_and_actual(f"P{number}", 10, 100)
        part["projects"][0] |= {"percent_complete": complete, "planned_percent": 0.5, "delivery_rag": "green"}
        part["costs"].append({"project_id": f"P{number}", "period": "2026-02", "stream": "actual", "amount": 5})
        part["benefit_values"].append({"benefit_id": f"BP{number}", "period": "2027-01", "stream": "forecast", "amount": forecast})
        parts.append(part)
    return joined(*parts)


def test_on_time_projects_that_miss_value_and_late_ones_that_keep_it():
    store, snapshot = a_store(three())
    found = figures.compute(store, snapshot)
    assert found.value("delivery.on_time") == 2  # P1 at 1.0, P3 exactly at 0.95
    assert found.value("delivery.on_time_value_missing") == 20  # P1 alone: P3 is exactly at 90 % of plan
    assert found.value("delivery.on_time_value_missing.count") == 1
    assert found.value("delivery.on_time_value_missing.approved") == 100
    assert found.value("delivery.late_value_on_track") == 1
    assert found.value("delivery.index") == pytest.approx((1 + 0.8 + 0.95) / 3)  # equal approved cost
    assert found.value("delivery.green") == 3


def test_a_project_of_disbenefits_as_planned_misses_no_value():
    worse = plan_and_actual("P4", 10, -100)
    worse["projects"][0] |= {"percent_complete": 0.5, "planned_percent": 0.5}
    worse["benefit_values"].append({"benefit_id": "BP4", "period": "2027-01", "stream": "forecast", "amount": -100})
    store, snapshot = a_store(joined(three(), worse))
    found = figures.compute(store, snapshot)
    assert found.value("delivery.on_time") == 3
    assert found.value("delivery.on_time_value_missing.count") == 1  # P1, as before: 90 % of −100 says nothing
    assert found.value("delivery.on_time_value_missing") == 20


def test_earned_value_indices_are_ratios_of_sums():
    store, snapshot = a_store(three())
    found = figures.compute(store, snapshot)
    assert found.value("delivery.cpi") == pytest.approx(10 * (0.5 + 0.4 + 0.475) / 15)
    assert found.value("delivery.spi") == pytest.approx((0.5 + 0.4 + 0.475) / 1.5)


def test_a_late_project_puts_its_benefits_to_come_at_risk():
    part = plan_and_actual("P1", 10, 100, start="2027-01")
    part["projects"][0] |= {"percent_complete": 0.47, "planned_percent": 0.5}  # 0.94 is below 0.95
    part["benefits"][0] |= {"owner": "Head", "rag": "green", "evidence": "measured"}
    part["benefit_values"].append({"benefit_id": "BP1", "period": "2027-01", "stream": "baseline", "amount": 100})
    store, snapshot = a_store(part)
    found = figures.compute(store, snapshot)
    assert found.value("benefits.at_risk") == 100
    assert found.value("benefits.at_risk_by:project_late") == 100
    part["projects"][0]["percent_complete"] = 0.475
    store, snapshot = a_store(part)
    assert figures.compute(store, snapshot).value("benefits.at_risk") == 0


def test_exposure_nets_opportunities_and_leaves_closed_risks_out():
    risks = [
        {"risk_id": "R1", "project_id": "P1", "title": "a", "kind": "threat", "probability": 0.5, "impact": 40, "status": "open"},
        {"risk_id": "R2", "benefit_id": "BP2", "title": "b", "kind": "threat", "probability": 0.1, "impact": 100},
        {"risk_id": "R3", "project_id": "P2", "title": "c", "kind": "opportunity", "probability": 0.2, "impact": 50, "status": "open"},
        {"risk_id": "R4", "project_id": "P2", "title": "d", "kind": "threat", "probability": 1.0, "impact": 900, "status": "closed"},
    ]
    store, snapshot = a_store({**three(), "risks": risks})
    found = figures.compute(store, snapshot)
    assert found.value("risk.exposure") == pytest.approx(20 + 10 - 10)
    # R1 weighs 20 of the 80 forecast: 25 %, above the 12 % of policy; R2 weighs 10 of 100: not high.
    assert found.value("risk.touched") == 80
    assert found.value("risk.touched", "project:P2") == 0


def test_a_benefit_under_two_high_risks_is_touched_once():
    risks = [{"risk_id": f"R{i}", "project_id": "P1", "title": "a", "kind": "threat", "probability": 0.5, "impact": 40} for i in (1, 2)]
    store, snapshot = a_store({**three(), "risks": risks})
    assert figures.compute(store, snapshot).value("risk.touched") == 80


@pytest.mark.parametrize(("impact", "touched"), [("32", 80), ("31.99", 0)])
def test_a_risk_at_the_limit_is_high_and_one_a_cent_below_is_not(impact, touched):
    risks = [{"risk_id": "R1", "project_id": "P1", "title": "a", "kind": "threat", "probability": 0.3, "impact": impact}]
    store, snapshot = a_store({**three(), "risks": risks})  # 12 % of the 80 forecast are 9.60, as are 30 % of 32
    assert figures.compute(store, snapshot).value("risk.touched") == touched


def test_silence_of_a_closed_project_counts_after_ninety_days():
    part = plan_and_actual("P1", 10, 100, start="2027-01")
    part["projects"][0] |= {"stage": "closed", "start": date(2026, 1, 1), "actual_finish": date(2026, 7, 2)}  # 90 days before
    store, snapshot = a_store(part)
    assert figures.compute(store, snapshot).value("evidence.closed_silent.count") == 0
    part["projects"][0]["actual_finish"] = date(2026, 7, 1)
    store, snapshot = a_store(part)
    found = figures.compute(store, snapshot)
    assert (found.value("evidence.closed_silent"), found.value("evidence.closed_silent.count")) == (100, 1)


def test_stale_projects_and_freshness():
    projects = [
        {"project_id": f"P{i}", "name": "x", "updated_on": day} for i, day in enumerate((date(2026, 8, 16), date(2026, 8, 15), None))
    ]
    store, snapshot = a_store({"projects": projects})
    found = figures.compute(store, snapshot)
    assert found.value("data.stale") == 1  # 46 days; 45 is not yet stale
    assert found.value("data.freshness_days") == 45


def test_an_objective_weighs_progress_by_the_cost_it_bears():
    base = {"stage": "delivery", "planned_percent": 0.5}
    store, snapshot = a_store(
        {
            "projects": [
                {"project_id": "P1", "name": "One", "budget": 100, "percent_complete": 0.5, "cost_to_date": 40, **base},
                {"project_id": "P2", "name": "Two", "budget": 100, "percent_complete": 0.25, "cost_to_date": 40, **base},
            ],
            "objectives": [{"objective_id": key, "name": key} for key in ("O1", "O2")],
            "contributions": [
                {"project_id": "P1", "objective_id": "O1", "contribution": 1.0},
                {"project_id": "P2", "objective_id": "O1", "contribution": 0.25},
                {"project_id": "P2", "objective_id": "O2", "contribution": 0.75},
            ],
        }
    )
    found = figures.compute(store, snapshot, by=("objective",))
    # O1 bears 100 of P1 at index 1 and 25 of P2 at index 0.5; it earned 50 + 6.25 for 40 + 10.
    assert found.value("delivery.index", "objective:O1") == pytest.approx((100 + 12.5) / 125)
    assert found.value("delivery.cpi", "objective:O1") == pytest.approx(56.25 / 50)
    assert found.value("delivery.spi", "objective:O2") == pytest.approx(0.5)
