"""Missing is not zero: every figure that cannot be stated says why."""

from __future__ import annotations

from datetime import date

import pytest

from tests.figures.build import a_store, joined, plan_and_actual
from value_model import figures


def of(tables, scope="portfolio", as_of=date(2026, 9, 30), **settings):
    store, snapshot = a_store(tables, as_of, **settings)
    found = figures.compute(store, snapshot, by=("project", "objective"))
    return lambda figure_id: (found.value(figure_id, scope), found.get(figure_id, scope).reason)


def totals(**more):
    return {
        "projects": [
            {"project_id": "P1", "name": "One", "budget": 400, "planned_benefit": 1000, **more},
            {"project_id": "P2", "name": "Two"},
        ]
    }


def test_totals_without_months_give_the_ratio_of_totals_and_no_profile():
    get = of(totals())
    assert get("roi.plan") == (1.5, None)  # (1000 − 400) / 400
    assert get("bcr.undiscounted") == (2.5, None)
    for figure_id in (
        "bcr.plan",
        "npv.plan",
        "npv.forecast",
        "irr.plan",
        "irr.forecast",
        "payback.plan",
        "benefits.plan_to_date",
        "realization.to_date",
    ):
        assert get(figure_id) == (None, "no_profile")


def test_totals_of_forecast_and_to_date_stand_in_where_there_are_no_rows():
    get = of(totals(forecast_benefit=900, benefit_to_date=300, forecast_cost=450, cost_to_date=250))
    assert get("benefits.realized") == (300, None)
    assert get("benefits.to_come") == (600, None)
    assert get("benefits.forecast") == (900, None)
    assert get("benefits.gap_forecast") == (-100, None)
    assert get("cost.to_come") == (200, None)
    assert get("cost.variance") == (-50, None)
    assert get("roi.forecast") == (1.0, None)  # (900 − 450) / 450
    assert get("roi.to_come") == (3.0, None)  # 600 / 200
    assert get("evidence.claimed") == (300, None)


def test_rows_win_over_the_totals_of_the_project():
    tables = plan_and_actual("P1", 700, 2000)
    tables["projects"][0] |= {"budget": 1, "planned_benefit": 1}
    get = of(tables)
    assert get("cost.approved") == (700, None)
    assert get("benefits.plan") == (2000, None)


@pytest.mark.parametrize(
    ("figure_id", "reason"),
    [
        ("cost.approved", "not_recorded"), ("cost.to_date", "no_actuals"), ("cost.to_come", "no_forecast"), ("cost.variance", "not_recorded"),
        ("benefits.plan", "not_recorded"), ("benefits.baseline", "no_baseline"), ("benefits.realized", "no_actuals"),
        ("benefits.forecast", "no_forecast"), ("benefits.gap_to_date", "not_recorded"), ("roi.plan", "no_cost"), ("npv.plan", "no_cost"),
        ("fit.index", "not_recorded"), ("delivery.index", "not_recorded"), ("change.benefits", "one_snapshot"), ("change.npv", "one_snapshot"),
        ("forecast.cuts_in_row@project:P1", "one_snapshot"), ("outcome.on_target", "not_recorded"), ("pmo.decision_days", "not_recorded"),
        ("pmo.roi.mid", "not_recorded"), ("risk.exposure", "not_recorded"), ("fit.score", "not_recorded"), ("data.stale", "not_recorded"),
        ("benefits.forecast.p10", "no_forecast"), ("asks.open", "one_snapshot"), ("value.top_share", "no_forecast"),
    ],
)  # fmt: skip
def test_a_project_of_which_only_the_name_is_known(figure_id, reason):
    store, snapshot = a_store({"projects": [{"project_id": "P1", "name": "One"}]})
    figure = figures.compute(store, snapshot)[figure_id]
    assert (figure.value, figure.reason) == (None, reason)


def test_an_empty_snapshot_answers_every_figure():
    store, snapshot = a_store({})
    found = figures.compute(store, snapshot, by=("project", "objective", "kind", "measure"))
    assert found.is_empty
    assert all(figure.value is not None or figure.reason for figure in found)


def test_every_undefined_figure_has_a_reason_and_every_defined_one_has_none():
    store, snapshot = a_store(joined(plan_and_actual("P1", 100, 300), totals()))
    for figure in figures.compute(store, snapshot, by=("project", "objective", "kind", "programme", "unit", "stage")):
        assert (figure.value is None) == (figure.reason is not None), figure


def test_a_month_that_ends_on_the_as_of_date_is_due_and_one_that_ends_a_day_later_is_not():
    tables = plan_and_actual("P1", 100, 300, start="2026-09")
    assert of(tables, as_of=date(2026, 9, 30))("benefits.plan_to_date") == (300, None)
    assert of(tables, as_of=date(2026, 9, 29))("benefits.plan_to_date") == (None, "no_plan_due")


def test_realization_before_the_first_plan_is_no_rate():
    tables = plan_and_actual("P1", 100, 300, start="2027-01")
    tables["costs"].append({"project_id": "P1", "period": "2026-01", "stream": "actual", "amount": 90})
    get = of(tables)
    assert get("realization.to_date") == (None, "no_plan_due")
    assert get("roi.to_date") == (None, "no_plan_due")  # arithmetic would say −100 %


def test_a_net_disbenefit_is_no_rate():
    tables = plan_and_actual("P1", 100, 300)
    tables["benefits"][0]["kind"] = "disbenefit"
    tables["benefit_values"].append({"benefit_id": "BP1", "period": "2026-01", "stream": "actual", "amount": 200})
    get = of(tables)
    assert get("benefits.plan") == (-300, None)
    assert get("realization.to_date") == (None, "negative_plan")


def test_a_forecast_that_nobody_made_is_not_what_was_realized():
    # Actuals are in, and plan is still to come, but no forecast was given: 50 is not the outlook.
    tables = plan_and_actual("P1", 100, 300, start="2027-01")
    tables["benefit_values"].append({"benefit_id": "BP1", "period": "2026-01", "stream": "actual", "amount": 50})
    get = of(tables)
    assert get("benefits.realized") == (50, None)
    assert get("benefits.forecast") == (None, "no_forecast")
    assert get("benefits.gap_forecast") == (None, "no_forecast")


def test_what_was_realized_of_a_yearly_value_without_an_end_is_not_its_whole_life():
    benefit = {"benefit_id": "B1", "name": "Licences", "annual_value": 300}
    actual = {"benefit_id": "B1", "period": "2026-03", "stream": "actual", "amount": 50}
    share = {"benefit_id": "B1", "project_id": "P1", "share": 1.0}
    tables = totals() | {"benefits": [benefit], "benefit_values": [actual], "benefit_shares": [share]}
    tables["projects"][0] |= {"planned_benefit": None}
    get = of(tables)
    assert get("benefits.realized") == (50, None)
    assert get("benefits.forecast") == (None, "no_forecast")
    assert get("roi.forecast") == (None, "no_forecast")
    tables["benefit_values"].append(actual | {"period": "2027-03", "stream": "forecast", "amount": 20})
    assert of(tables)("benefits.forecast") == (70, None)  # now somebody says what is to come


def test_a_forecast_cost_is_a_cost():
    tables = {"projects": [{"project_id": "P1", "name": "One", "forecast_cost": 400}]}
    get = of(tables)
    assert get("roi.plan") == (None, "no_cost")
    assert get("roi.forecast") == (None, "no_forecast")
    assert get("npv.forecast") == (None, "no_benefit")


def test_benefits_without_an_amount_are_counted_but_worth_an_unknown_amount():
    tables = totals() | {"benefits": [{"benefit_id": "B1", "name": "Hours", "project_id": "P1"}]}
    get = of(tables)
    assert get("evidence.no_owner.count") == (1, None)
    assert get("evidence.no_owner") == (None, "no_forecast")
    assert get("evidence.no_baseline") == (None, "no_forecast")
    tables["benefits"][0] |= {"owner": "Head of claims"}
    assert of(tables)("evidence.no_owner") == (0, None)  # none lacks an owner, so nothing is worth anything


def test_the_plan_to_come_stands_in_for_a_missing_cost_forecast_and_says_so():
    tables = plan_and_actual("P1", 400, 900, start="2027-01")
    tables["costs"].append({"project_id": "P1", "period": "2026-01", "stream": "actual", "amount": 100})
    tables["benefit_values"].append({"benefit_id": "BP1", "period": "2027-01", "stream": "forecast", "amount": 750})
    store, snapshot = a_store(tables)
    figure = figures.compute(store, snapshot)["roi.forecast"]
    assert figure.value == pytest.approx(0.5)  # (750 − (100 + 400)) / 500
    assert [(one.id, one.value) for one in figure.inputs][-1] == ("cost.approved, where no forecast", 400)


def test_without_a_rate_there_is_no_present_value_but_there_is_a_payback():
    tables = plan_and_actual("P1", 100, 300)
    get = of(tables, discount_rate="")
    assert get("npv.plan") == (None, "no_rate")
    assert get("bcr.plan") == (None, "no_rate")
    assert get("payback.discounted") == (None, "no_forecast")
    assert get("payback.plan") == (None, "no_cost")  # cost and benefit of one month: never below zero


def test_a_missing_exchange_rate_leaves_the_amount_out_and_says_so():
    tables = plan_and_actual("P1", 100, 300)
    tables["costs"][0]["currency"] = "EUR"
    get = of(tables)
    assert get("cost.approved") == (None, "fx_missing")
    get = of({**tables, "rates": [{"currency": "EUR", "period": "2026-01", "rate": 1.25}]})
    assert get("cost.approved") == (125, None)


def test_each_row_is_converted_at_the_rate_of_its_month():
    tables = plan_and_actual("P1", 100, 300)
    tables["costs"] += [{"project_id": "P1", "period": "2026-02", "stream": "plan", "amount": 100, "currency": "EUR"}]
    tables["costs"][0]["currency"] = "EUR"
    rates = [{"currency": "EUR", "period": f"2026-0{m}", "rate": rate} for m, rate in ((1, 1.1), (2, 1.2))]
    assert of({**tables, "rates": rates})("cost.approved") == (230, None)


def test_a_total_without_a_month_takes_the_newest_rate_up_to_the_as_of_date():
    tables = {"projects": [{"project_id": "P1", "name": "One", "budget": 100, "currency": "EUR"}]}
    rates = [{"currency": "EUR", "period": f"2026-{m}", "rate": rate} for m, rate in (("07", 1.1), ("09", 1.3), ("10", 9.0))]
    assert of({**tables, "rates": rates})("cost.approved") == (130, None)
