"""Every rate at which NPV is zero: against exact root counts, other libraries and plain arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy_financial
import pytest
import pyxirr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from value_model.errors import MetricInputError
from value_model.metrics import irr, mirr, mirr_on_schedule, npv, xirr, xnpv
from value_model.metrics.discounting import Discounting
from value_model.metrics.rates_matrix import irr_rows

whole_flows = st.lists(st.integers(-50, 50), min_size=2, max_size=11)
money = st.integers(1, 10**9).map(lambda cents: cents / 100)


# --- an independent count of the roots: Sturm's theorem in exact fractions ---------------------------------
def trimmed(flows: Sequence[int]) -> list[Fraction]:
    kept = [Fraction(flow) for flow in flows]
    while kept and kept[0] == 0:
        kept.pop(0)
    while kept and kept[-1] == 0:
        kept.pop()
    return kept


def remainder(top: list[Fraction], bottom: list[Fraction]) -> list[Fraction]:
    left = top[:]
    while len(left) >= len(bottom):
        factor, shift = left[-1] / bottom[-1], len(left) - len(bottom)
        left = [c - (factor * bottom[k - shift] if k >= shift else 0) for k, c in enumerate(left)][:-1]
        while left and left[-1] == 0:
            left.pop()
    return left


def distinct_positive_roots(polynomial: list[Fraction]) -> tuple[int, bool]:
    """How many distinct q > 0 solve it, and whether it has no double root of any kind."""
    chain = [polynomial, [k * c for k, c in enumerate(polynomial)][1:]]
    while rest := remainder(chain[-2], chain[-1]):
        chain.append([-c for c in rest])

    def changes(values: list[Fraction]) -> int:
        signs = [value > 0 for value in values if value != 0]
        return sum(left != right for left, right in pairwise(signs))

    at_zero, at_infinity = [p[0] for p in chain], [p[-1] for p in chain]
    return changes(at_zero) - changes(at_infinity), len(chain[-1]) == 1


def exact_npv(flows: Sequence[float], rate: float | Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return sum((Decimal(str(flow)) / (1 + Decimal(rate)) ** t for t, flow in enumerate(flows)), Decimal(0))


@given(whole_flows)
@settings(max_examples=400)
def test_every_root_is_found_and_none_is_invented(flows: list[int]) -> None:
    polynomial = trimmed(flows)
    assume(len(polynomial) > 1)
    count, simple = distinct_positive_roots(polynomial)
    assume(simple)
    assert len(irr(flows).detail["roots"]) == count


@given(whole_flows)
@settings(max_examples=300)
def test_npv_changes_sign_at_every_crossing_root(flows: list[int]) -> None:
    found = irr(flows)
    for root in found.detail["roots"]:
        if root in found.detail["touching"] or root + 1 < 1e-9:
            continue
        # One part in a billion to either side, as close as an answer must be.
        step = 1e-9 * max(abs(root), 1e-9)
        below, above = exact_npv(flows, max(root - step, root / 2 - 0.5)), exact_npv(flows, root + step)
        assert (below > 0) != (above > 0)


@given(st.lists(st.integers(1, 400).map(lambda k: k / 100), min_size=2, max_size=5, unique=True))
def test_roots_built_into_the_flows_come_back(growths: list[float]) -> None:
    # The product of (1 - growth · q) has the rates growth - 1 as its roots.
    assume(all(abs(a - b) > 0.05 for a in growths for b in growths if a != b))
    flows = [Fraction(-1)]
    for growth in growths:
        step = Fraction(str(growth))
        flows = [a - step * b for a, b in zip([*flows, Fraction(0)], [Fraction(0), *flows], strict=True)]
    with localcontext() as context:
        context.prec = 60
        exact = [Decimal(flow.numerator) / flow.denominator for flow in flows]
    assert irr(exact).detail["roots"] == pytest.approx(sorted(g - 1 for g in growths), rel=1e-9, abs=1e-12)


def test_touching_and_triple_roots() -> None:
    # (1.1 q - 1)² and (1.1 q - 1)³, multiplied out by hand.
    touch = irr([-100, 220, -121])
    assert (touch.reason, touch.detail["touching"]) == ("no_crossing", pytest.approx([0.1], rel=1e-9))
    triple = irr([-1, 3.3, -3.63, 1.331])
    assert triple.value == pytest.approx(0.1, rel=1e-9)
    assert triple.detail["touching"] == []
    # (1.1 q - 1)² (2 q - 1): one touch at 10 %, one crossing at 100 %.
    both = irr([-1, 4.2, -5.61, 2.42])
    assert (both.reason, both.detail["roots"]) == ("multiple_roots", pytest.approx([0.1, 1.0], rel=1e-9))
    assert both.detail["touching"] == pytest.approx([0.1], rel=1e-9)
    # Two touches: (1.1 q - 1)² (1.5 q - 1)² = 1 - 5.2 q + 10.06 q² - 8.58 q³ + 2.7225 q⁴.
    two = irr([1, -5.2, 10.06, -8.58, 2.7225])
    assert (two.reason, two.detail["touching"]) == ("multiple_roots", pytest.approx([0.1, 0.5], rel=1e-9))


def multiplied(*rates: str) -> list[Decimal]:
    """The flows of the product of (growth · q - 1), whose roots are the rates; in exact decimals."""
    flows = [Decimal(1)]
    for rate in rates:
        growth = 1 + Decimal(rate)
        flows = [growth * a - b for a, b in zip([Decimal(0), *flows], [*flows, Decimal(0)], strict=True)]
    return flows


@pytest.mark.parametrize(
    ("touched", "crossed"), [(["0.1", "0.11"], []), (["0.1", "0.101"], []), (["0.1", "0.11", "0.12"], []), (["0.1", "0.11"], ["0.5"])]
)
def test_rates_that_touch_close_together_are_each_listed(touched: list[str], crossed: list[str]) -> None:
    # Each factor of a touching rate stands twice in the product, so the rates are known beforehand.
    found = irr(multiplied(*touched, *touched, *crossed))
    assert found.reason == "multiple_roots"
    assert found.detail["touching"] == pytest.approx([float(rate) for rate in touched], abs=1e-9)
    assert found.detail["roots"] == pytest.approx([float(rate) for rate in (*touched, *crossed)], abs=1e-9)


@pytest.mark.parametrize("double", ["0.1005", "0.103", "0.12"])
def test_a_double_root_close_to_a_triple_one_is_not_hidden(double: str) -> None:
    found = irr(multiplied("0.1", "0.1", "0.1", double, double))
    assert (found.value, found.reason) == (None, "multiple_roots")
    assert found.detail["roots"] == pytest.approx([0.1, float(double)], rel=1e-6)
    assert irr_rows(np.array([[float(flow) for flow in multiplied("0.1", "0.1", "0.1", double, double)]])).reasons[0] == "multiple_roots"


def test_three_rates_a_hair_apart_are_three_and_three_equal_ones_pulled_apart_by_rounding_are_one() -> None:
    assert irr(multiplied("0.1", "0.1005", "0.101")).detail["roots"] == pytest.approx([0.1, 0.1005, 0.101], rel=1e-9)
    for rate in ("0.07", "0.123", "0.371", "-0.213"):
        noisy = irr([float(flow) * 1234.567 for flow in multiplied(rate, rate, rate)])
        assert noisy.value == pytest.approx(float(rate), rel=1e-3)


def test_a_schedule_takes_the_place_of_both_rates_of_a_modified_return() -> None:
    flows = [-100, 30, -20, 90, 60]
    assert mirr_on_schedule(flows, [(1, 0.08)]).value == pytest.approx(mirr(flows, 0.08, 0.08).value, rel=1e-12)
    monthly = 1.08 ** (1 / 12) - 1
    assert mirr_on_schedule(flows, [(1, 0.08)], 12).value == pytest.approx(mirr(flows, monthly, monthly).value, rel=1e-12)
    # By hand, 10 % in year 1 and 20 % after: 100 out, 66 in after two years (worth 66 × 1.2 in the third), 24 in after three.
    assert mirr_on_schedule([-100, 0, 66, 24], [(1, 0.1), (2, 0.2)]).value == pytest.approx((103.2 / 100) ** (1 / 3) - 1, rel=1e-12)
    assert mirr_on_schedule([-100, 110], [(1, -1)]).reason == "rate_out_of_range"


def test_roots_however_large_and_however_close_to_minus_one() -> None:
    assert irr([-1, 1e300]).value == pytest.approx(1e300, rel=1e-9)
    assert irr([-1, 1e-9]).value == pytest.approx(-1 + 1e-9, rel=1e-15)
    assert irr([-1e-300, 1e300]).reason == "overflow"
    # 10 % overnight, and 365 of those in a year.
    overnight = xirr([date(2025, 1, 1), date(2025, 1, 2)], [-100, 110])
    assert overnight.value == pytest.approx(1.1**365 - 1, rel=1e-9)
    assert xirr([date(2025, 1, 1), date(2025, 1, 2)], [-100, 1000]).reason == "overflow"  # 10^365 - 1


def test_a_tiny_rate_keeps_its_digits() -> None:
    assert irr([-100000, 100000.0001]).value == pytest.approx(1e-9, rel=1e-9)
    assert irr([-1, 1]).value == 0.0


@pytest.mark.parametrize(
    ("flows", "reason", "changes"),
    [
        ([1, 2, 3], "no_sign_change", 0),
        ([0, 0], "no_sign_change", 0),
        ([-5], "no_sign_change", 0),
        ([1000, -3000, 2500], "no_real_root", 2),
    ],
)
def test_reasons(flows: list[float], reason: str, changes: int) -> None:
    measure = irr(flows)
    assert (measure.reason, measure.detail["sign_changes"]) == (reason, changes)
    assert measure.detail["direction"] is None


def test_zeros_at_the_ends_and_same_day_flows_do_not_matter() -> None:
    assert irr([0, 0, -100, 110, 0]).value == irr([-100, 110]).value
    days = [date(2025, 1, 1), date(2026, 1, 1), date(2025, 1, 1), date(2027, 6, 1)]
    assert xirr(days, [-60, 110, -40, 0]).value == pytest.approx(0.1, rel=1e-12)
    # Netted to nothing: 0.1 + 0.2 - 0.3 on the first day leaves the two later flows.
    start = date(2024, 5, 1)
    netted = xirr([start, start, start, date(2025, 1, 1), date(2026, 1, 1)], [0.1, 0.2, -0.3, -100, 110])
    assert netted.value == pytest.approx(0.1, rel=1e-12)
    # 30/360 from December 31 to March 3 is 63 days, but one less seen from February 29. By hand: 1.1^(360/63) - 1.
    for early in ([], [date(2000, 2, 29)]):
        dated = xirr([*early, date(2000, 12, 31), date(2001, 3, 3)], [*[0.0] * len(early), -100, 110], "30/360")
        assert dated.value == pytest.approx(0.7239697037941766, rel=1e-12)


def test_direction_tells_when_a_high_rate_means_reject() -> None:
    assert irr([-100, 110]).detail["direction"] == "falling"
    assert irr([100, -110]).detail["direction"] == "rising"


def test_npv_at_the_hurdle_and_the_yearly_rate() -> None:
    # By hand: -100 + 50/1.1 + 50/1.21; 1.01^12 - 1.
    measure = irr([-100, 50, 50], hurdle=0.1)
    assert measure.detail["npv_at_hurdle"] == pytest.approx(-100 + 50 / 1.1 + 50 / 1.21)
    assert irr([-100, 101], periods_per_year=12).detail["annual"] == pytest.approx(1.01**12 - 1)
    assert irr([1, 2], hurdle=0).detail["npv_at_hurdle"] == 3.0


@given(st.lists(money, min_size=1, max_size=12), money)
@settings(max_examples=100)
def test_one_sign_change_agrees_with_numpy_financial(inflows: list[float], outlay: float) -> None:
    ours, theirs = irr([-outlay, *inflows]).value, float(numpy_financial.irr([-outlay, *inflows]))
    assume(math.isfinite(theirs) and -0.99 < theirs < 100)
    assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-8)


@given(
    st.lists(st.tuples(st.integers(1, 9000), money), min_size=1, max_size=10),
    money,
    st.sampled_from(["act/365", "act/360", "act/act", "30/360"]),
)
@settings(max_examples=150)
def test_xirr_makes_xnpv_zero_for_every_day_count(inflows: list[tuple[int, float]], outlay: float, day_count: str) -> None:
    start = date(2019, 2, 27)
    days = [start, *(start + timedelta(days=day) for day, _ in inflows)]
    amounts = [-outlay, *(amount for _, amount in inflows)]
    rate = xirr(days, amounts, day_count).value
    assume(isinstance(rate, float) and -0.999 < rate < 1e6)
    worth = xnpv(rate, days, amounts, day_count=day_count)
    assert worth.value == pytest.approx(0, abs=1e-6 * sum(map(abs, amounts)) * max(1, (1 + rate) ** -25))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("act/365", pyxirr.DayCount.ACT_365F),
        ("act/360", pyxirr.DayCount.ACT_360),
        ("30/360", pyxirr.DayCount.THIRTY_360_ISDA),
        ("act/act", pyxirr.DayCount.ACT_ACT_ISDA),
    ],
)
def test_xirr_agrees_with_pyxirr_by_day_count(ours: str, theirs: pyxirr.DayCount) -> None:
    days = [date(2019, 12, 31), date(2020, 2, 29), date(2020, 8, 31), date(2021, 1, 31), date(2024, 3, 1)]
    amounts = [-1000.0, 150.0, 250.0, 300.0, 900.0]
    assert xirr(days, amounts, ours).value == pytest.approx(pyxirr.xirr(days, amounts, day_count=theirs), rel=1e-7)


@given(whole_flows, st.integers(1, 9999).map(lambda k: k / 10))
def test_the_size_of_the_flows_does_not_matter(flows: list[int], factor: float) -> None:
    assume(any(flows))
    near = irr(flows)
    scaled = irr([flow * Decimal(str(factor)) for flow in flows])
    assert (scaled.reason, scaled.detail["roots"]) == (near.reason, pytest.approx(near.detail["roots"], rel=1e-9, abs=1e-12))


def test_npv_at_the_irr_is_zero() -> None:
    flows = [-1678.87, 771.96, 1814.05, 3520.3]
    rate = irr(flows).value
    assert isinstance(rate, float)
    assert npv(flows, Discounting(rate=rate)).value == pytest.approx(0, abs=1e-10)


def test_mirr_agrees_with_numpy_financial_and_keeps_zeros() -> None:
    flows = [-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000]
    assert mirr(flows, 0.08, 0.055).value == pytest.approx(numpy_financial.mirr(flows, 0.08, 0.055), rel=1e-12)
    assert mirr([0, -100, 121], 0, 0).value == pytest.approx(0.1)
    none = mirr([1, 2], 0.1, 0.1)
    assert (none.reason, none.detail["pv_outflows"]) == ("no_sign_change", 0.0)
    assert mirr([-1, 2], -1, 0).reason == "rate_out_of_range"


def test_many_sign_changes_take_no_long_time() -> None:
    seasonal = [(-1) ** t * (1 + t % 7) for t in range(120)]
    found = irr(seasonal)
    assert found.detail["sign_changes"] == 119
    assert found.detail["roots"] == sorted(found.detail["roots"])


def test_what_cannot_be_a_flow_is_refused() -> None:
    for call in (lambda: irr([1, math.nan]), lambda: irr([]), lambda: irr([1], hurdle=-1), lambda: irr([1], periods_per_year=0)):
        with pytest.raises(MetricInputError):
            call()
    with pytest.raises(MetricInputError, match="equal length"):
        xirr([date(2025, 1, 1)], [1, 2])
    with pytest.raises(MetricInputError, match="two numbers"):
        mirr([1], 0, 0)
    with pytest.raises(MetricInputError, match="day_count"):
        xirr([date(2025, 1, 1)], [1], "act/999")
