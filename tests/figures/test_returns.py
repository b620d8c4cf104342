"""Present value, rates of return and payback, against closed forms worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.figures.build import a_store
from value_model import figures

# 1200 out in Jan 2026, 100 in every month of 2026 and 2027 from Feb on (23 months): payback after 12 of them.
MONTHS = [f"{2026 + i // 12}-{i % 12 + 1:02}" for i in range(24)]
TABLES = {
    "projects": [{"project_id": "P1", "name": "One"}],
    "costs": [{"project_id": "P1", "period": MONTHS[0], "stream": stream, "amount": 1200} for stream in ("plan", "actual")],
    "benefits": [{"benefit_id": "B1", "name": "b", "project_id": "P1"}],
    "benefit_values": [
        *({"benefit_id": "B1", "period": m, "stream": "plan", "amount": 100} for m in MONTHS[1:]),
        *({"benefit_id": "B1", "period": m, "stream": "actual" if m <= "2026-09" else "forecast", "amount": 100} for m in MONTHS[1:]),
    ],
}


def the_figures(tables=TABLES, **settings):
    store, snapshot = a_store(tables, **settings)
    return figures.compute(store, snapshot, by=("project",))


def annuity(rate: float, months: int) -> float:
    monthly = (1 + rate) ** (1 / 12) - 1
    return (1 - (1 + monthly) ** -months) / monthly


@pytest.mark.parametrize("stream", ["plan", "forecast"])
def test_npv_is_the_annuity_less_the_outlay(stream):
    # Textbook: 100 a month in arrears for 23 months at the effective monthly rate, less 1200 now.
    expected = 100 * annuity(0.1, 23) - 1200
    assert the_figures().value(f"npv.{stream}") == pytest.approx(expected, rel=1e-12)


def test_timing_at_the_end_of_a_month_discounts_one_month_more():
    at_start, at_end = the_figures(), the_figures(discount_timing="end")
    assert at_end.value("npv.plan") == pytest.approx(at_start.value("npv.plan") / 1.1 ** (1 / 12), rel=1e-12)


def test_a_schedule_takes_years_of_twelve_months_from_the_base_month():
    # Year 0 holds 1200 out and 11 × 100 in, year 1 holds 12 × 100, discounted once at 3.5 %.
    found = the_figures(discount_rate="green_book_2022_standard")
    assert found.value("npv.plan") == pytest.approx(1100 - 1200 + 1200 / 1.035, rel=1e-12)


def test_the_ratios_of_present_values_follow_from_npv():
    found = the_figures()
    pvb = 100 * annuity(0.1, 23)
    assert found.value("bcr.forecast") == pytest.approx(pvb / 1200)
    assert found.value("roi.discounted") == pytest.approx(pvb / 1200 - 1)
    assert found.value("switching.benefits") == pytest.approx(-(pvb - 1200) / pvb)
    assert found.value("switching.cost") == pytest.approx((pvb - 1200) / 1200)


def test_irr_is_the_rate_at_which_the_annuity_is_worth_the_outlay():
    rate = the_figures().value("irr.plan")
    assert 100 * annuity(rate, 23) == pytest.approx(1200, rel=1e-9)


def test_mirr_is_the_root_of_future_over_present_value():
    monthly = 1.1 ** (1 / 12) - 1
    future = 100 * ((1 + monthly) ** 23 - 1) / monthly
    assert the_figures().value("mirr.forecast") == pytest.approx((future / 1200) ** (12 / 23) - 1, rel=1e-9)


def test_a_schedule_states_the_worth_to_go_and_the_modified_return_that_its_first_rate_gives():
    # 3.5 % holds for the first thirty years, so both are those of a rate of 3.5 %.
    by_schedule, by_rate = the_figures(discount_rate="green_book_2022_standard"), the_figures(discount_rate="0.035")
    for figure_id in ("npv.to_go", "mirr.forecast"):
        assert by_schedule.value(figure_id) == pytest.approx(by_rate.value(figure_id), rel=1e-12)
    assert the_figures(discount_rate="-1.5")["mirr.forecast"].reason == "rate_out_of_range"


def test_payback_counts_months_from_the_first_cost():
    found = the_figures()
    assert found.value("payback.plan") == pytest.approx(12)
    assert found["payback.date"].value == "2027-01-01"  # January 2026 and twelve months
    assert found.value("payback.discounted") > 12


def test_what_never_pays_back_says_so():
    tables = {**TABLES, "costs": [{**row, "amount": 5000} for row in TABLES["costs"]]}
    assert the_figures(tables)["payback.plan"].reason == "never_pays_back"
    assert the_figures(tables)["payback.date"].reason == "never_pays_back"


def test_npv_to_go_leaves_out_what_is_spent():
    # Flows after 30 Sep 2026: 15 months of 100, on the first of each month, act/365 from the as-of date.
    days = [(date(2026 + (9 + i) // 12, (9 + i) % 12 + 1, 1) - date(2026, 9, 30)).days for i in range(15)]
    expected = sum(100 * 1.1 ** (-day / 365) for day in days)
    assert the_figures().value("npv.to_go") == pytest.approx(expected, rel=1e-12)


def test_plan_and_forecast_are_valued_in_the_same_month():
    # The forecast starts a year late; both are discounted to January 2026, where the plan starts.
    late = [{"project_id": "P1", "period": "2026-01", "stream": "plan", "amount": 1200},
            {"project_id": "P1", "period": "2027-01", "stream": "forecast", "amount": 1200}]  # fmt: skip
    values = [row for row in TABLES["benefit_values"] if row["stream"] == "plan"]
    values += [{"benefit_id": "B1", "period": f"2027-{m:02}", "stream": "forecast", "amount": 100} for m in range(2, 13)]
    found = the_figures({**TABLES, "costs": late, "benefit_values": values})
    assert found.value("npv.forecast") == pytest.approx((100 * annuity(0.1, 11) - 1200) / 1.1, rel=1e-12)


def test_a_project_without_benefits_is_outside_every_ratio_and_present_value():
    tables = {**TABLES, "projects": [*TABLES["projects"], {"project_id": "P2", "name": "Two"}],
              "costs": [*TABLES["costs"], {"project_id": "P2", "period": "2025-01", "stream": "plan", "amount": 9000}]}  # fmt: skip
    alone, beside = the_figures(), the_figures(tables)
    for figure_id in ("roi.plan", "npv.plan", "irr.plan", "bcr.plan", "payback.plan"):
        assert beside.value(figure_id) == alone.value(figure_id)
        assert beside[figure_id].coverage.items == 1
        assert beside[figure_id].coverage.of == 2
    assert beside.value("cost.approved") == 10200


def test_with_a_schedule_the_discounted_payback_takes_the_factor_of_each_year():
    # 100 is missing after the first year; January of the second brings 100 / 1.035 of it, February the rest: 0.035 of a month.
    found = the_figures(discount_rate="green_book_2022_standard")
    assert found.value("payback.discounted") == pytest.approx(12.035, rel=1e-12)


def test_beside_a_rate_of_return_stand_the_worth_at_the_hurdle_and_every_root():
    named = {entry.id: entry.value for entry in the_figures(hurdle_rate="0.2")["irr.plan"].inputs}
    assert named["net present value at the hurdle rate"] == pytest.approx(100 * annuity(0.2, 23) - 1200, rel=1e-9)
    # −100, 230 and −132 a month apart: worth nothing at 10 % and at 20 % a month, so no one rate is the answer.
    months = [("2026-01", 100, 0), ("2026-02", 0, 230), ("2026-03", 132, 0)]
    tables = {
        **TABLES,
        "costs": [{"project_id": "P1", "period": m, "stream": "plan", "amount": cost} for m, cost, _ in months if cost],
        "benefit_values": [{"benefit_id": "B1", "period": m, "stream": "plan", "amount": amount} for m, _, amount in months if amount],
    }
    figure = the_figures(tables)["irr.plan"]
    assert (figure.value, figure.reason) == (None, "multiple_roots")
    roots = [entry.value for entry in figure.inputs if "at which the flows are worth nothing" in entry.id]
    assert roots == pytest.approx([1.1**12 - 1, 1.2**12 - 1])
