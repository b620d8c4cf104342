"""Two reviews: every step of the bridge on its own, and always adding up to the change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.figures.build import add_review, joined
from value_model import figures
from value_model.figures.bridge import STEPS
from value_model.figures.npv_bridge import STEPS as NPV_STEPS
from value_model.store import open_store

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


def project(key: str, amounts, cost=100, currency=None, plan=None):
    """One project: forecast (or actual) benefits by month, one cost in January 2026."""
    values = [{"benefit_id": f"B{key}", "period": month, "stream": kind, "amount": amount, "currency": currency}
              for month, (kind, amount) in amounts.items()]  # fmt: skip
    values += [{"benefit_id": f"B{key}", "period": month, "stream": "plan", "amount": amount} for month, amount in (plan or {}).items()]
    return {
        "projects": [{"project_id": key, "name": key}],
        "costs": [{"project_id": key, "period": "2026-01", "stream": stream, "amount": cost} for stream in ("plan", "actual")],
        "benefits": [{"benefit_id": f"B{key}", "name": key, "project_id": key}],
        "benefit_values": values,
    }


def ahead(**amounts):
    return {f"20{month[1:3]}-{month[3:]}": ("forecast", amount) for month, amount in amounts.items()}


def reviews(before, after, before_settings=None, after_settings=None):
    store = open_store(":memory:")
    add_review(store, before, JUNE, **(before_settings or {}))
    newest = add_review(store, after, SEPTEMBER, **(after_settings or {}))
    return figures.compute(store, newest)


def steps(found, prefix="change", names=STEPS):
    """The steps that are not 0."""
    return {name: found.value(f"{prefix}.{name}") for name in names if found.value(f"{prefix}.{name}")}


OLD = project("P1", ahead(m2612=100, m2701=200), plan={"2026-12": 100, "2027-01": 200})


def test_nothing_moved():
    found = reviews(OLD, OLD)
    assert found.value("change.benefits") == 0
    assert steps(found) == {}


def test_a_forecast_raised_is_an_amount():
    found = reviews(OLD, project("P1", ahead(m2612=100, m2701=260), plan={"2026-12": 100, "2027-01": 200}))
    assert steps(found) == {"amount": 60}


def test_a_forecast_that_follows_its_plan_is_replanned():
    # To come falls by 150, of which the approved plan fell by 120.
    found = reviews(OLD, project("P1", ahead(m2612=100, m2701=50), plan={"2026-12": 100, "2027-01": 80}))
    assert steps(found) == {"replanned": -120, "amount": -30}


def test_a_project_that_came_and_one_that_went():
    found = reviews(joined(OLD, project("P2", ahead(m2612=70))), joined(OLD, project("P3", ahead(m2612=40))))
    assert steps(found) == {"removed": -70, "added": 40}
    assert (found.value("change.cuts"), found.value("change.gains")) == (70, 40)


def test_what_did_not_arrive_and_is_forecast_later_is_timing():
    # August forecast 100 brought 30; 50 of the missing 70 are now forecast in December.
    before = project("P1", ahead(m2608=100, m2612=200))
    after = project("P1", {"2026-08": ("actual", 30), "2026-12": ("forecast", 250)})
    found = reviews(before, after)
    assert steps(found) == {"actuals": -70, "timing": 50}
    assert found.value("change.benefits") == -20


def test_what_arrived_early_and_is_forecast_no_more_is_timing():
    before = project("P1", ahead(m2608=100, m2612=200))
    after = project("P1", {"2026-08": ("actual", 160), "2026-12": ("forecast", 120)})
    assert steps(reviews(before, after)) == {"actuals": 60, "timing": -60, "amount": -20}


def test_a_restated_month_is_in_actuals_and_named_apart():
    before = project("P1", {"2026-03": ("actual", 100), "2026-12": ("forecast", 200)})
    after = project("P1", {"2026-03": ("actual", 85), "2026-12": ("forecast", 200)})
    found = reviews(before, after)
    assert steps(found) == {"actuals": -15}
    assert (found.value("change.restated"), found.value("change.restated.count")) == (-15, 1)


def test_new_rates_alone_are_fx():
    before, after = (
        {**project("P1", ahead(m2612=100), currency="EUR"), "rates": [{"currency": "EUR", "period": "2026-12", "rate": rate}]}
        for rate in (1.1, 1.2)
    )
    found = reviews(before, after)
    assert found.value("change.fx") == pytest.approx(10)
    assert found.value("change.benefits") == pytest.approx(10)
    assert found.value("change.amount") == pytest.approx(0, abs=0.005)


def in_euro(rate, amount, cost):
    """A forecast benefit in December 2026 that is planned with 100, and a forecast cost the month before, in a currency with one rate."""
    tables = project("P1", ahead(m2612=amount), currency="EUR")
    tables["costs"].append({"project_id": "P1", "period": "2026-11", "stream": "forecast", "amount": cost, "currency": "EUR"})
    tables["benefit_values"].append({"benefit_id": "BP1", "period": "2026-12", "stream": "plan", "amount": 100, "currency": "EUR"})
    return {**tables, "rates": [{"currency": "EUR", "period": month, "rate": rate} for month in ("2026-11", "2026-12")]}


def test_what_rates_did_to_amounts_costs_and_plans_is_in_no_other_step():
    free = {"discount_rate": "0"}
    found = reviews(in_euro(1.1, 100, 50), in_euro(1.2, 90, 50), free, free)
    assert steps(found) == {"amount": -11, "fx": 9}  # 10 less at the old rate; the 90 left at 0.1 more
    assert steps(found, "change.npv", NPV_STEPS) == {"amount": -11, "fx": 4}  # 90 of benefit and 50 of cost at 0.1 more
    found = reviews(in_euro(1.1, 100, 50), in_euro(1.2, 110, 40), free, free)
    assert steps(found) == {"amount": 11, "fx": 11}  # the plan is the same in its own currency
    assert steps(found, "change.npv", NPV_STEPS) == {"amount": 11, "cost": 11, "fx": 7}


def test_what_no_project_holds_moves_for_the_same_reasons():
    # August forecast 100 brought 30; 50 of the missing 70 are now forecast in December. P1 holds 0.6 of it, nobody the rest.
    before = project("P1", ahead(m2608=100, m2612=200))
    after = project("P1", {"2026-08": ("actual", 30), "2026-12": ("forecast", 250)})
    found = reviews(
        *({**tables, "benefit_shares": [{"benefit_id": "BP1", "project_id": "P1", "share": 0.6}]} for tables in (before, after))
    )
    assert steps(found) == {"actuals": -70, "timing": 50}
    assert found.value("change.cuts") == 12


def test_the_change_of_worth_is_the_difference_of_the_two_worths():
    # calc.md: nothing is rounded. 100 in December 2027 rather than 2026 at 10 % a year, and 7.77 more of it.
    before, after = (project("P1", amounts, cost=333.33) for amounts in (ahead(m2612=100), ahead(m2712=107.77)))
    found = reviews(before, after)
    worth = 107.77 * 1.1 ** (-23 / 12) - 100 * 1.1 ** (-11 / 12)
    assert found.value("change.npv") == pytest.approx(worth, rel=1e-9)
    moved = steps(found, "change.npv", NPV_STEPS)
    assert set(moved) == {"amount", "timing"}
    assert sum(moved.values()) == pytest.approx(worth, rel=1e-12)


def test_benefits_that_leave_the_fiscal_year():
    # Fiscal year from July: FY27 ends in June 2027. 80 move from May to July 2027, 20 are lost.
    before = project("P1", ahead(m2705=100, m2707=50))
    after = project("P1", ahead(m2705=0, m2707=130))
    found = reviews(before, after, after_settings={"fiscal_year_start": "7"})
    assert found.value("change.fy_shift") == 80


def test_the_first_review_has_nothing_to_compare_with():
    store = open_store(":memory:")
    only = add_review(store, OLD, JUNE)
    found = figures.compute(store, only)
    assert found.compared is None
    assert {found[f"change.{name}"].reason for name in STEPS} == {"one_snapshot"}
    assert figures.compute(store, only, compared=None)["change.npv"].reason == "one_snapshot"


def test_any_snapshot_can_be_compared_with():
    store = open_store(":memory:")
    first = add_review(store, project("P1", ahead(m2612=10)), JUNE)
    add_review(store, project("P1", ahead(m2612=30)), date(2026, 7, 31))
    last = add_review(store, project("P1", ahead(m2612=100)), SEPTEMBER)
    assert figures.compute(store, last).value("change.benefits") == 70
    found = figures.compute(store, last, compared=first)
    assert found.value("change.benefits") == 90
    assert found.context.compared == first
    assert found.compared.value("benefits.forecast") == 10


def test_the_forecast_was_cut_in_three_reviews_in_a_row():
    store = open_store(":memory:")
    days = [date(2025, 12, 31), date(2026, 3, 31), JUNE, SEPTEMBER]
    for amount, day in zip((50, 100, 90, 60), days, strict=True):
        newest = add_review(store, project("P1", ahead(m2712=amount)), day)
    found = figures.compute(store, newest)
    assert found.value("forecast.cuts_in_row", "project:P1") == 2
    assert found.value("forecast.cuts_in_row.amount", "project:P1") == 40  # 100 − 60; before that it rose


def test_two_reviews_without_forecasts_and_actuals_leave_what_moved_unknown():
    before = project("P1", {}, plan={"2026-12": 100})
    before["projects"][0]["delivery_rag"] = "green"
    found = reviews(before, before)
    for figure_id in ("delivery.status_conflict", "delivery.status_conflict.amount", "change.fy_shift", "change.benefits"):
        assert (found.value(figure_id), found[figure_id].reason) == (None, "no_forecast")
    for figure_id in ("change.restated", "change.restated.count"):
        assert (found.value(figure_id), found[figure_id].reason) == (None, "no_actuals")


def test_a_rated_project_counts_for_conflicts_where_both_its_forecasts_are_known():
    green = project("P1", ahead(m2712=100))
    silent = project("P2", {}, plan={"2027-12": 100})
    for tables in (green, silent):
        tables["projects"][0]["delivery_rag"] = "green"
    found = reviews(joined(green, silent), joined(green, silent))
    assert found.value("delivery.status_conflict") == 0
    coverage = found["delivery.status_conflict"].coverage
    assert (coverage.items, coverage.of) == (1, 2)


def test_green_while_the_forecast_fell_and_red_without_a_decision():
    store = open_store(":memory:")
    for amount, day, color in ((100, date(2026, 3, 31), "red"), (100, JUNE, "red"), (90, SEPTEMBER, "red")):
        green = project("P1", ahead(m2712=amount))
        green["projects"][0]["delivery_rag"] = "green"
        red = project("P2", ahead(m2712=100))
        red["projects"][0]["delivery_rag"] = color
        newest = add_review(store, joined(green, red), day)
    found = figures.compute(store, newest)
    assert found.value("delivery.status_conflict") == 1  # exactly 10 % counts
    assert found.value("delivery.status_conflict.amount") == 10
    assert found.value("delivery.red_undecided") == 1
    assert found.value("delivery.red_undecided.amount") == 100
    assert found.value("delivery.red_reviews", "project:P2") == 3
    decided = {"decisions": [{"decision_id": "D1", "project_id": "P2", "question": "Stop?", "asked_on": JUNE, "decided_on": date(2026, 7, 1),
                              "outcome": "changed"}]}  # fmt: skip
    store.note("Test", "note", {}, role="test")
    later = add_review(store, joined(red, decided), date(2026, 12, 31))
    assert figures.compute(store, later).value("delivery.red_undecided") == 0


# Net present value ----------------------------------------------------------------------------------


def test_a_new_rate_is_a_step_of_method_and_hides_nowhere_else():
    found = reviews(OLD, OLD, {"discount_rate": "0.1"}, {"discount_rate": "0.05"})
    assert set(steps(found, "change.npv", NPV_STEPS)) == {"method"}
    assert found.value("change.npv.method") == pytest.approx(found.value("change.npv"), abs=0.01)


def test_cost_amount_and_timing_of_npv():
    # At 0 % money has the same worth in every month: 40 more of cost, 60 more of benefit, nothing for timing.
    free = {"discount_rate": "0"}
    after = project("P1", ahead(m2701=100, m2706=260), cost=140)
    assert steps(reviews(OLD, after, free, free), "change.npv", NPV_STEPS) == {"cost": -40, "amount": 60}


def test_the_same_amounts_later_are_timing_of_npv():
    after = project("P1", ahead(m2712=100, m2801=200))
    found = reviews(OLD, after)
    # Both months move by twelve: 300 of benefit lose a year at 10 %.
    old = 100 / 1.1 ** (11 / 12) + 200 / 1.1
    assert steps(found, "change.npv", NPV_STEPS) == {"timing": pytest.approx(old / 1.1 - old, abs=0.01)}


amounts = st.integers(min_value=0, max_value=10_000_00).map(lambda cents: Decimal(cents) / 100)
months = st.sampled_from(["2026-02", "2026-05", "2026-07", "2026-09", "2026-10", "2027-03", "2027-12"])


@st.composite
def portfolios(draw):
    parts = []
    for key in draw(st.sets(st.sampled_from(["P1", "P2", "P3"]))):
        values = {m: (draw(st.sampled_from(["actual", "forecast"])), draw(amounts)) for m in draw(st.sets(months, max_size=5))}
        plan = {m: draw(amounts) for m in draw(st.sets(months, max_size=3))}
        parts.append(project(key, values, cost=draw(amounts), plan=plan))
    return joined(*parts)


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(before=portfolios(), after=portfolios())
def test_steps_add_up_to_the_change_to_the_last_digit(before, after):
    found = reviews(before, after)
    for prefix, names in (("change", STEPS), ("change.npv", NPV_STEPS)):
        total = found.value("change.benefits" if prefix == "change" else "change.npv")
        parts = [found.value(f"{prefix}.{name}") for name in names]
        if total is None:
            assert parts == [None] * len(parts)
        else:
            assert float(sum(Decimal(repr(part)) for part in parts)) == pytest.approx(total, rel=1e-12, abs=1e-9)
            assert found.value(f"{prefix}.rounding") == 0
    unknown = [f for f in (*found, *found.compared) if f.id == "benefits.forecast" and f.reason == "no_forecast"]
    if found.value("change.benefits") is not None and not unknown:
        assert found.value("change.gains") - found.value("change.cuts") == pytest.approx(found.value("change.benefits"), abs=0.01)
