"""Discount factors, present values, rate conversions: by hand, against published tables, and against a plain loop."""

from __future__ import annotations

import math
from datetime import date

import numpy_financial
import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from tests.metrics.cases import both, check_reasons, check_refusals, check_values
from value_model.metrics import (
    Discounting,
    annuity_factor,
    deflate,
    discount_factor,
    effective_annual_rate,
    equivalent_annual_value,
    equivalent_annual_value_of_flows,
    fisher_rate,
    nominal_annual_rate,
    npv,
    npv_of_streams,
    npv_to_go,
    npv_to_go_on_schedule,
    periodic_rate,
    profitability_index,
    xnfv,
    xnpv,
)
from value_model.metrics.schedules import SCHEDULES

GREEN = Discounting(schedule="green_book_2022_standard")
JAN25, JAN26 = date(2025, 1, 1), date(2026, 1, 1)
rates = st.integers(-900, 5000).map(lambda k: k / 1000)
flow_lists = st.lists(st.integers(-1000, 1000), min_size=1, max_size=20)

VALUES = [
    # 1.21^-½ = 1/1.1; a quarter back is the fourth root of 16.
    (lambda: discount_factor(0.5, Discounting(rate=0.21)), 1 / 1.1, {"schedule": None}),
    (lambda: discount_factor(-1, Discounting(rate=15, periods_per_year=4)), 2.0, {}),
    (lambda: discount_factor(12, Discounting(rate=0.06, periods_per_year=12)), 1 / 1.06, {}),
    (lambda: discount_factor(1, Discounting(rate=0.06, periods_per_year=12, compounding="nominal")), 1 / 1.005, {}),
    (lambda: discount_factor(0, Discounting(rate=0.25, timing="end")), 0.8, {}),
    (lambda: discount_factor(0, Discounting(rate=0.21, timing="mid")), 1 / 1.1, {}),
    # A step changes its own years only: thirty years at 3.5 %, one at 3 %.
    (lambda: discount_factor(31, GREEN), 1.035**-30 / 1.03, {"schedule": "green_book_2022_standard"}),
    (lambda: discount_factor(30, Discounting(schedule="green_book_2022_standard", timing="end")), 1.035**-30 / 1.03, {}),
    (lambda: discount_factor(30, Discounting(schedule="green_book_2022_standard", timing="mid")), 1.035**-30 * 1.03**-0.5, {}),
    (lambda: discount_factor(2, Discounting(schedule=[(1, 0.25), (2, 0.6)])), 0.5, {"schedule": "custom"}),
    (lambda: annuity_factor(3, Discounting(rate=0.1), from_=2), 1.1**-2 + 1.1**-3, {}),
    (lambda: annuity_factor(1, Discounting(rate=0.25), from_=-1), 1.25 + 1 + 0.8, {}),
    (lambda: annuity_factor(10**9, Discounting(rate=0.05)), 20.0, {}),  # a perpetuity: 1 / rate
    (lambda: annuity_factor(5, Discounting(rate=0)), 5.0, {}),
    # By hand: -100 + 110/1.1 with a leading zero, at each timing.
    (lambda: npv([-100, 110], Discounting(rate=0.1)), 0.0, {"undiscounted": 10.0, "pvb": None, "pvc": None}),
    (lambda: npv([-100, 132], Discounting(rate=0.1, timing="end")), 20 / 1.1, {}),
    (lambda: npv([0, 121], Discounting(rate=0.1, first_t=1)), 100.0, {}),
    (lambda: npv([0.1, 0.1, 0.1, -0.3], Discounting(rate=0)), 0.0, {}),
    (lambda: npv_of_streams([0, 110], [50, 55], Discounting(rate=0.1)), 0.0, {"pvb": 100.0, "pvc": 100.0, "undiscounted": 5.0}),
    (lambda: xnpv(0.1, [JAN26, JAN25], [121, 100], JAN26), 231.0, {"valuation_date": "2026-01-01", "undiscounted": 221.0}),
    (lambda: xnpv(0.1, [JAN25, JAN26, JAN26], [-110, 60, 61]), 0.0, {}),
    (lambda: xnfv(0.1, [JAN25, JAN26], [-100, 50]), -60.0, {"value_date": "2026-01-01"}),
    (lambda: npv_to_go(0.1, [date(2024, 6, 30), JAN25, JAN26], [-500, -100, 220], JAN25), 200.0, {"sunk": -600.0, "to_go": 220.0}),
    (lambda: npv_to_go(0.1, [JAN25], [-500], JAN25), 0.0, {"sunk": -500.0, "to_go": 0.0}),
    # 110 in a year at 10 %, 132 in two at 10 % and then 20 %; one rate gives what that rate gives, half a year on too.
    (
        lambda: npv_to_go_on_schedule([(1, 0.1), (2, 0.2)], [JAN25, JAN26, date(2027, 1, 1)], [-500, 110, 132], JAN25),
        200.0,
        {"sunk": -500.0, "to_go": 242.0},
    ),
    (lambda: npv_to_go_on_schedule([(1, 0.21)], [date(2025, 7, 2)], [110], date(2024, 12, 31), "30/360"), 110 / 1.21 ** (182 / 360), {}),
    (lambda: equivalent_annual_value(50, 10, Discounting(rate=0)), 5.0, {"npv": 50.0, "annuity_factor": 10.0}),
    (lambda: equivalent_annual_value_of_flows([-100, 60, 60], Discounting(rate=0)), 10.0, {"npv": 20.0}),
    (lambda: profitability_index([-100, 121], Discounting(rate=0.1)), 1.1, {"npv": 10.0}),
    (lambda: periodic_rate(0.21, 2), 0.1, {"effective_annual": 0.21, "nominal_annual": 0.2}),
    (lambda: periodic_rate(0.12, compounding="nominal"), 0.01, {"effective_annual": 1.01**12 - 1, "nominal_annual": 0.12}),
    (lambda: periodic_rate(1e-300), 1e-300 / 12, {}),
    (lambda: effective_annual_rate(0.2, 2), 0.21, {"periodic": 0.1}),
    (lambda: nominal_annual_rate(0.21, 2), 0.2, {"periodic": 0.1}),
    (lambda: fisher_rate(real=0.1, inflation=0.05), 0.155, {"solved": "nominal"}),
    (lambda: fisher_rate(nominal=0.155, real=0.1), 0.05, {"solved": "inflation"}),
    (lambda: fisher_rate(nominal=0, inflation=0), 0.0, {"solved": "real"}),
    (lambda: deflate(100, 2020, 2024, {"2020": 80, "2024": 100}), 125.0, {"factor": 1.25, "missing": []}),
]

OUT = Discounting(rate=-1)
REASONS = [
    (lambda: discount_factor(1, OUT), "rate_out_of_range", {"schedule": None}),
    (lambda: discount_factor(1, Discounting(schedule=[(1, -2)])), "rate_out_of_range", {"schedule": "custom"}),
    (lambda: discount_factor(1e300, Discounting(rate=-0.9)), "overflow", {}),
    (lambda: annuity_factor(1, OUT), "rate_out_of_range", {}),
    (lambda: npv([-1, 3], OUT), "rate_out_of_range", {"undiscounted": 2.0}),
    (lambda: npv([1e308, 1e308], Discounting(rate=0)), "overflow", {"undiscounted": None}),
    (lambda: npv_of_streams([1], [2], OUT), "rate_out_of_range", {"undiscounted": -1.0, "pvb": None}),
    (lambda: xnpv(-1, [JAN25], [1]), "rate_out_of_range", {"valuation_date": "2025-01-01"}),
    (lambda: xnfv(-2, [JAN25], [1]), "rate_out_of_range", {}),
    (lambda: npv_to_go(-1, [JAN25, JAN26], [1, 2], JAN25), "rate_out_of_range", {"sunk": 1.0, "to_go": 2.0}),
    (lambda: npv_to_go_on_schedule([(1, -1)], [JAN26], [1], JAN25), "rate_out_of_range", {"to_go": 1.0}),
    (lambda: equivalent_annual_value(50, 1, OUT), "rate_out_of_range", {"npv": 50.0, "annuity_factor": None}),
    (lambda: equivalent_annual_value_of_flows([1, 2], OUT), "rate_out_of_range", {"npv": None}),
    (lambda: profitability_index([-1, 2], OUT), "rate_out_of_range", {"npv": None}),
    (lambda: profitability_index([0, 2], Discounting(rate=0)), "no_cost", {"npv": 2.0}),
    (lambda: periodic_rate(-1), "rate_out_of_range", {}),
    (lambda: effective_annual_rate(-12), "rate_out_of_range", {"periodic": -1.0}),
    (lambda: nominal_annual_rate(-1), "rate_out_of_range", {}),
    (lambda: fisher_rate(real=-1, inflation=0.1), "rate_out_of_range", {"solved": "nominal"}),
    (lambda: deflate(1, 2026, 2030, {"2020": 1}), "index_missing", {"missing": ["2026", "2030"], "factor": None}),
]

REFUSALS = [
    (Discounting, "rate"),
    (lambda: Discounting(rate=0.1, schedule="green_book_2022_standard"), "not both"),
    (lambda: Discounting(schedule="green_book_2099"), "green_book_2022_health"),
    (lambda: Discounting(schedule=[(2, 0.1)]), "from-year 1"),
    (lambda: Discounting(schedule=[(1, 0.1), (1, 0.2)]), "rise"),
    (lambda: Discounting(schedule="green_book_2022_standard", periods_per_year=12), "periods_per_year"),
    (lambda: Discounting(schedule="green_book_2022_standard", first_t=-1), "first_t"),
    (lambda: Discounting(rate=0.1, timing="noon"), "timing"),
    (lambda: Discounting(rate=0.1, compounding="simple"), "compounding"),
    (lambda: Discounting(rate=math.inf), "rate"),
    (lambda: discount_factor(1.5, GREEN), '"t"'),
    (lambda: annuity_factor(0, Discounting(rate=0.1)), '"to"'),
    (lambda: annuity_factor(1, GREEN, from_=-1), '"from"'),
    (lambda: npv([math.nan], Discounting(rate=0.1)), "flows[0]"),
    (lambda: npv([1], Discounting(rate=0.1), flow_basis="real", rate_basis="nominal"), "Real flows take a real rate"),
    (lambda: npv_of_streams([1], [1, 2], Discounting(rate=0.1)), "equal length"),
    (lambda: xnpv(0.1, [JAN25], [1, 2]), "equal length"),
    (lambda: equivalent_annual_value_of_flows([1], Discounting(rate=0.1)), '"years"'),
    (lambda: equivalent_annual_value(1, 0, Discounting(rate=0.1)), '"years"'),
    (lambda: periodic_rate(0.1, 0), "periods_per_year"),
    (lambda: fisher_rate(real=0.1), "exactly two"),
    (lambda: fisher_rate(0.1, 0.1, 0.1), "exactly two"),
    (lambda: deflate(1, 2020, 2020, {"2020": 0}), '"index"'),
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


@given(flow_lists, rates)
def test_npv_agrees_with_numpy_financial(flows: list[int], rate: float) -> None:
    assert npv(flows, Discounting(rate=rate)).value == pytest.approx(numpy_financial.npv(rate, flows), rel=1e-9, abs=1e-6)


@given(flow_lists, flow_lists, rates)
def test_npv_is_linear_in_the_flows(left: list[int], right: list[int], rate: float) -> None:
    at = Discounting(rate=rate)
    size = max(len(left), len(right))
    summed = [a + b for a, b in zip(left + [0] * (size - len(left)), right + [0] * (size - len(right)), strict=True)]
    parts = (npv(left, at).value or 0) + (npv(right, at).value or 0)  # zeros at the end change nothing
    assert npv(summed, at).value == pytest.approx(parts, rel=1e-9, abs=1e-6)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), rates, rates)
def test_npv_falls_with_the_rate_when_only_the_first_flow_is_negative(inflows: list[int], one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert npv([-100, *inflows], Discounting(rate=low)).value >= npv([-100, *inflows], Discounting(rate=high)).value


@given(flow_lists, rates)
def test_timings_differ_by_a_period_and_by_half_of_one(flows: list[int], rate: float) -> None:
    start, end, mid = (npv(flows, Discounting(rate=rate, timing=timing)).value for timing in ("start", "end", "mid"))
    assert start == pytest.approx(end * (1 + rate), rel=1e-9, abs=1e-9)
    assert mid == pytest.approx(start * (1 + rate) ** -0.5, rel=1e-9, abs=1e-9)


@given(flow_lists, st.integers(-50, 300).map(lambda k: k / 100))
def test_xnpv_on_gaps_of_365_days_is_npv(flows: list[int], rate: float) -> None:
    days = [date.fromordinal(738000 + 365 * t) for t in range(len(flows))]
    assert xnpv(rate, days, flows).value == pytest.approx(npv(flows, Discounting(rate=rate)).value, rel=1e-9, abs=1e-9)


@given(st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(-999, 999)), min_size=1, max_size=9), st.randoms())
def test_order_of_rows_changes_nothing_and_pyxirr_agrees(rows: list[tuple[date, int]], random: object) -> None:
    shuffled = sorted(rows, key=lambda _: random.random())  # type: ignore[attr-defined]
    ours = xnpv(0.07, [day for day, _ in rows], [amount for _, amount in rows]).value
    assert ours == xnpv(0.07, [day for day, _ in shuffled], [amount for _, amount in shuffled]).value
    assert ours == pytest.approx(
        pyxirr.xnpv(0.07, [day for day, _ in sorted(rows)], [float(a) for _, a in sorted(rows)]), rel=1e-9, abs=1e-6
    )


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize("timing", ["start", "end", "mid"])
def test_a_schedule_is_the_product_of_its_years(name: str, timing: str) -> None:
    # Reckoned year by year from the printed rates, with floats.
    def rate(year: int) -> float:
        return float([r for start, r in SCHEDULES[name] if start <= year][-1])

    factor, factors = 1.0, []
    for t in range(321):
        factors.append({"start": factor, "end": factor / (1 + rate(t + 1)), "mid": factor * (1 + rate(t + 1)) ** -0.5}[timing])
        factor /= 1 + rate(t + 1)
    at = Discounting(schedule=name, timing=timing)
    assert [discount_factor(t, at).value for t in range(321)] == pytest.approx(factors, rel=1e-12)
    for first, last in [(0, 0), (0, 320), (1, 30), (30, 31), (29, 77), (125, 301)]:
        assert annuity_factor(last, at, first).value == pytest.approx(sum(factors[first : last + 1]), rel=1e-12)
    assert npv([1] * 320, at).value == pytest.approx(sum(factors[:320]), rel=1e-12)


@given(st.integers(-5, 60), st.integers(0, 60), rates, st.sampled_from([1, 4, 12]), st.sampled_from(["effective", "nominal"]))
def test_an_annuity_is_the_sum_of_its_factors(first: int, length: int, rate: float, per_year: int, compounding: str) -> None:
    at = Discounting(rate=rate, periods_per_year=per_year, compounding=compounding)
    each = [discount_factor(t, at).value for t in range(first, first + length + 1)]
    assert annuity_factor(first + length, at, first).value == pytest.approx(sum(each), rel=1e-9)


@given(st.integers(-99, 900).map(lambda k: k / 100), st.integers(1, 365))
def test_nominal_and_effective_rates_are_each_others_inverse(rate: float, periods: int) -> None:
    nominal = nominal_annual_rate(rate, periods).value
    assert effective_annual_rate(nominal, periods).value == pytest.approx(rate, rel=1e-9, abs=1e-12)
