"""Ranges: against exact distributions, and against a separate brute-force reckoning with scipy."""

from __future__ import annotations

import functools
import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.metrics.cases import both, check_refusals
from value_model.errors import MetricInputError
from value_model.metrics import npv, switching_value
from value_model.metrics.discounting import Discounting
from value_model.metrics.outside_view import ClosedProject, outside_view, published_view, scaled
from value_model.metrics.ranges import range_of_cases, range_of_total, switching_values, tornado
from value_model.metrics.simulation import drawn_totals
from value_model.metrics.uncertainty import Cases, UncertainAmount, prepared

Z90 = stats.norm.ppf(0.9)


def even(name: str, amount: float, half_width: float, *, sign: int = 1, group: str | None = None) -> UncertainAmount:
    return UncertainAmount(name, amount, sign, group, low=amount - half_width, high=amount + half_width)


def test_one_amount_gives_its_own_cases_back() -> None:
    for sign in (1, -1):
        one = range_of_total([even("B", 100, 50, sign=sign)], correlation=0, method="grid")
        assert (one.detail["low"], one.value, one.detail["high"]) == pytest.approx((100 * sign - 50, 100 * sign, 100 * sign + 50), rel=1e-6)
    # By hand: the spread is 50/z90, so zero lies 100/(50/z90) = 2 z90 below the median.
    assert range_of_total([even("B", 100, 50)], correlation=0, method="grid").detail["chance_positive"] == pytest.approx(
        stats.norm.cdf(2 * Z90), abs=1e-9
    )


@pytest.mark.parametrize("deviations", [*range(-6, 7), *(side * far for side in (-1, 1) for far in (11, 13, 18, 25, 36, 47, 107, 1000))])
def test_a_total_far_from_zero_is_above_it_always_or_never(deviations: int) -> None:
    # 400 equal amounts of their own: the spread is 20 × 10/z90, and the mean lies that many of them from zero.
    spread = 200 / Z90
    amounts = [even(str(k), 100, 10) for k in range(400)] + [UncertainAmount("certain", abs(deviations * spread - 40_000), -1)]
    if deviations * spread > 40_000:
        amounts[-1] = UncertainAmount("certain", deviations * spread - 40_000)
    found = range_of_total(amounts, correlation=0.3, method="grid")
    assert found.detail["chance_positive"] == pytest.approx(stats.norm.cdf(deviations), abs=1e-9)


def test_a_group_that_arrives_rarely_but_whole_is_drawn() -> None:
    # All or nothing but for a little: one case in a thousand brings most of it, far outside what a deviation would say.
    amounts = [UncertainAmount(str(k), 1, probability=0.001, group="G") for k in range(200)] + [UncertainAmount("cost", 100, -1)]
    found = range_of_total(amounts, correlation=0.99)
    # By hand: half of them arrive where sqrt(rho) of the shared luck passes the threshold.
    by_hand = 1 - stats.norm.cdf(stats.norm.ppf(0.999) / math.sqrt(0.99))
    assert found.detail["method"] == "draws"
    assert found.detail["chance_positive"] == pytest.approx(by_hand, abs=1e-3)


@pytest.mark.parametrize("correlation", [0, 0.3, 0.9])
def test_normal_amounts_add_as_the_textbook_says(correlation: float) -> None:
    # Two of one group: variance 2 s² (1 + rho); a third on its own adds s².
    amounts = [even("a", 100, 20, group="G"), even("b", 100, 20, group="G"), even("c", 100, 20)]
    found = range_of_total(amounts, correlation=correlation, method="grid")
    width = 20 * math.sqrt(2 * (1 + correlation) + 1)
    assert (found.detail["low"], found.value, found.detail["high"]) == pytest.approx((300 - width, 300, 300 + width), rel=1e-6)
    assert found.detail["deviation"] == pytest.approx(width / Z90, rel=1e-6)


def test_a_cost_of_the_same_programme_widens_the_range_of_the_net() -> None:
    # Bad luck lowers the benefit and raises the cost, so the widths add instead of cancelling.
    net = range_of_total([even("B", 100, 20, group="G"), even("C", 60, 20, sign=-1, group="G")], correlation=0.5, method="grid")
    width = 20 * math.sqrt(2 * (1 + 0.5))
    assert (net.value, net.detail["high"]) == pytest.approx((40, 40 + width), rel=1e-6)


def test_many_chances_on_their_own_are_binomial() -> None:
    amounts = [UncertainAmount(str(k), 1, probability=0.3) for k in range(400)]
    found = range_of_total(amounts, correlation=0.3, method="grid")
    assert found.detail["mean"] == pytest.approx(120)
    assert found.detail["deviation"] == pytest.approx(math.sqrt(400 * 0.3 * 0.7))
    assert found.detail["low"] == pytest.approx(stats.binom.ppf(0.1, 400, 0.3), abs=0.6)


def test_many_chances_of_one_programme_follow_vasicek() -> None:
    # O. Vasicek 1987: the share that arrives has quantile Φ((Φ⁻¹(p) + √ρ Φ⁻¹(q)) / √(1 - ρ)).
    amounts = [UncertainAmount(str(k), 1 / 20000, group="G", probability=0.6) for k in range(20000)]
    found = range_of_total(amounts, correlation=0.3, method="grid")
    for level, got in ((0.1, found.detail["low"]), (0.5, found.value), (0.9, found.detail["high"])):
        exact = stats.norm.cdf((stats.norm.ppf(0.6) + math.sqrt(0.3) * stats.norm.ppf(level)) / math.sqrt(0.7))
        assert got == pytest.approx(exact, abs=2e-4)


def a_portfolio(count: int, programmes: int) -> list[UncertainAmount]:
    rng = np.random.default_rng(7)
    amounts = []
    for k in range(count):
        size = float(rng.lognormal(3, 0.6))
        group = None if k % 11 == 0 else f"G{rng.integers(programmes)}"
        if k % 3 == 0:
            amounts.append(UncertainAmount(f"B{k}", size, 1, group, low=0.4 * size, high=1.2 * size))
        elif k % 3 == 1:
            amounts.append(UncertainAmount(f"P{k}", size, 1 if k % 2 else -1, group, probability=float(rng.choice([0.3, 0.6, 0.9]))))
        else:
            amounts.append(UncertainAmount(f"C{k}", 0.6 * size, -1, group, low=0.5 * size, high=1.1 * size))
    return [*amounts, UncertainAmount("certain", 50)]


@functools.cache
def brute_force(correlation: float, draws: int) -> np.ndarray:
    """A separate reckoning, amount by amount: uniform marginals and inverse distributions, PCG64, scipy."""
    rng, amounts = np.random.default_rng(99), a_portfolio(150, 6)
    shared: dict[str, np.ndarray] = {}
    totals = np.zeros(draws)
    for one in amounts:
        luck = rng.standard_normal(draws)
        if one.group is not None:
            factor = shared.setdefault(one.group, rng.standard_normal(draws))
            luck = math.sqrt(correlation) * factor + math.sqrt(1 - correlation) * luck
        rank = stats.norm.cdf(luck if one.sign > 0 else -luck)  # a cost's rank is high when luck is bad
        if one.low is not None and one.high is not None:
            z = stats.norm.ppf(rank)
            width = np.where(z > 0, float(one.high) - float(one.amount), float(one.amount) - float(one.low))
            totals += one.sign * (float(one.amount) + width * z / Z90)
        elif one.probability is not None:
            totals += one.sign * float(one.amount) * (rank > 1 - float(one.probability))
        else:
            totals += one.sign * float(one.amount)
    return totals


@pytest.mark.parametrize("method", ["grid", "draws"])
def test_both_methods_agree_with_brute_force(method: str) -> None:
    found = range_of_total(a_portfolio(150, 6), correlation=0.3, method=method, draws=40_000)
    totals = brute_force(0.3, 80_000)
    deviation = float(totals.std())
    assert found.detail["mean"] == pytest.approx(totals.mean(), abs=0.02 * deviation)
    assert found.detail["deviation"] == pytest.approx(deviation, rel=0.02)
    for level, got in ((0.1, found.detail["low"]), (0.5, found.value), (0.9, found.detail["high"])):
        assert got == pytest.approx(np.quantile(totals, level), abs=0.025 * deviation)
    assert found.detail["chance_positive"] == pytest.approx((totals > 0).mean(), abs=0.01)


def test_draws_do_not_depend_on_threads_and_a_prefix_stays() -> None:
    luck = prepared(a_portfolio(60, 3), correlation=0.3, share=0.8)
    alone = drawn_totals(luck, draws=1_050, seed=5)
    assert np.array_equal(alone, drawn_totals(luck, draws=1_050, seed=5, threads=3))
    assert np.array_equal(alone[:700], drawn_totals(luck, draws=700, seed=5, threads=2))
    assert not np.array_equal(alone, drawn_totals(luck, draws=1_050, seed=6))
    assert len(alone) == 1_050


def test_auto_draws_when_one_amount_is_large_and_integrates_otherwise() -> None:
    large = [UncertainAmount("one", 100, probability=0.5)]
    assert range_of_total(large, correlation=0.3).detail["method"] == "draws"
    assert range_of_total(large, correlation=0.3).detail["high"] == 100.0
    assert range_of_total(a_portfolio(600, 20), correlation=0.3).detail["method"] == "grid"


def test_what_is_certain_shifts_the_range_and_is_counted() -> None:
    without = range_of_total([even("B", 100, 50)], correlation=0)
    with_it = range_of_total([even("B", 100, 50), UncertainAmount("paid", 30, -1)], correlation=0)
    assert with_it.value == pytest.approx(without.value - 30)
    assert (with_it.detail["uncertain"], with_it.detail["certain"], with_it.detail["coverage"]) == (1, 1, pytest.approx(100 / 130))


def test_without_a_stated_model_there_is_no_range() -> None:
    for amounts in ([], [UncertainAmount("B", 100)]):
        none = range_of_total(amounts, correlation=0.3)
        assert (none.value, none.reason, none.detail["low"], none.detail["method"]) == (None, "no_model", None, None)


def test_zero_and_certain_probabilities_are_not_luck() -> None:
    amounts = [
        UncertainAmount("sure", 10, probability=1),
        UncertainAmount("never", 99, probability=0),
        UncertainAmount("due", 4, -1, probability=1),
    ]
    for method in ("grid", "draws"):
        found = range_of_total(amounts, correlation=0.3, method=method, draws=50)
        assert (found.value, found.detail["low"], found.detail["high"]) == pytest.approx((6, 6, 6))
        assert found.detail["chance_positive"] == 1.0


@given(
    st.lists(st.tuples(st.integers(1, 100), st.integers(0, 50), st.booleans()), min_size=1, max_size=8),
    st.integers(0, 9).map(lambda k: k / 10),
)
@settings(max_examples=40)
def test_the_cases_are_in_order_and_more_correlation_never_narrows(rows: list[tuple[int, int, bool]], correlation: float) -> None:
    amounts = [even(str(k), size + width, width, sign=1 if good else -1, group="G") for k, (size, width, good) in enumerate(rows)]
    found = range_of_total(amounts, correlation=correlation, method="grid")
    alone = range_of_total(amounts, correlation=0, method="grid")
    assert found.detail["low"] <= found.value <= found.detail["high"]
    assert found.detail["deviation"] >= alone.detail["deviation"] - 1e-6
    assert found.detail["mean"] == pytest.approx(alone.detail["mean"], rel=1e-6, abs=1e-6)


def test_a_wide_share_is_a_wide_range() -> None:
    narrow, wide = (range_of_total([even("B", 100, 20)], correlation=0, share=share, method="grid") for share in (0.5, 0.9))
    assert narrow.detail["low"] == pytest.approx(80)
    assert wide.detail["low"] == pytest.approx(80)  # the same cases, read as P5 and P95


def test_tornado_by_hand() -> None:
    amounts = [
        UncertainAmount("B", 100, low=80, high=150),
        UncertainAmount("C", 60, -1, low=50, high=100),
        UncertainAmount("P", 40, probability=0.5),
        UncertainAmount("fixed", 10, -1),
    ]
    # Middle: 100 - 60 + 20 - 10 = 50.
    assert [(bar.name, bar.low, bar.high) for bar in tornado(amounts)] == [("B", 30, 100), ("C", 60, 10), ("P", 30, 70)]
    assert tornado([UncertainAmount("fixed", 10)]) == []


def test_switching_values_by_hand_and_as_the_metric_has_them() -> None:
    found = switching_values([UncertainAmount("B", 120), UncertainAmount("C", 100, -1), UncertainAmount("none", 0)])
    assert found["B"].value == pytest.approx(-20 / 120) == switching_value(120, 100, "benefits").value
    assert found["C"].value == pytest.approx(20 / 100) == switching_value(120, 100, "costs").value
    assert found["none"].reason == "no_benefit"


def test_the_median_of_even_ranges_is_the_npv() -> None:
    at = Discounting(rate=0.1)
    flows = [-100.0, 60.0, 70.0]
    amounts = [
        UncertainAmount(str(t), abs(f) * 1.1**-t, 1 if f > 0 else -1, "G", low=0, high=2 * abs(f) * 1.1**-t) for t, f in enumerate(flows)
    ]
    assert range_of_total(amounts, correlation=0.3, method="grid").value == pytest.approx(npv(flows, at).value, abs=1e-6)


def history() -> list[ClosedProject]:
    whole = [ClosedProject(100, 50 + 5 * k, "A" if k < 5 else "B") for k in range(20)]  # ratios 0.50, 0.55, … 1.45
    return [*whole, ClosedProject(100, None, "A")]


def test_the_outside_view_is_pulled_toward_the_whole() -> None:
    # By hand: all twenty have median 0.975; A has five, 0.5 … 0.7 with median 0.6; weight 5/15.
    whole = outside_view(history())
    assert (whole.value, whole.detail["n"], whole.detail["left_out"]) == (pytest.approx(0.975), 20, 1)
    assert whole.detail["low"] == pytest.approx(0.5 + 0.05 * 1.9)
    group = outside_view(history(), "A")
    assert group.value == pytest.approx(0.6 / 3 + 0.975 * 2 / 3)
    assert (group.detail["n_group"], group.detail["weight"]) == (5, pytest.approx(1 / 3))
    assert outside_view(history(), "unknown").value == whole.value
    assert outside_view(history()[:19]).reason == "too_few_projects"


def test_an_amount_seen_from_outside() -> None:
    view = outside_view(history())
    one = scaled(UncertainAmount("B", 200, probability=0.3), view)
    assert float(one.amount) == pytest.approx(195)
    assert (float(one.low), float(one.high), one.probability) == (pytest.approx(119), pytest.approx(271), None)


def test_published_uplifts_are_for_capital_cost_only() -> None:
    # Mott MacDonald 2002: non-standard buildings, capex 51 and 4 %.
    view = published_view("non_standard_buildings")
    cost = scaled(UncertainAmount("C", 100, -1), view)
    assert (float(cost.low), float(cost.amount), float(cost.high)) == pytest.approx((104, 127.5, 151))
    assert published_view("outsourcing").reason == "not_in_table"


def one_of(**changes: object) -> UncertainAmount:
    return UncertainAmount(**{"name": "B", "amount": 10, "low": 5, "high": 15, **changes})  # type: ignore[arg-type]


REFUSALS = [
    (lambda: range_of_total([one_of(low=11)], correlation=0), "in order"),
    (lambda: range_of_total([one_of(high=None)], correlation=0), "both a low and a high"),
    (lambda: range_of_total([one_of(amount=-1, low=-2)], correlation=0), "sign -1"),
    (lambda: range_of_total([one_of(sign=0)], correlation=0), "sign"),
    (lambda: range_of_total([one_of(probability=1.2)], correlation=0), "probability"),
    (lambda: range_of_total([one_of(amount=float("nan"))], correlation=0), "amount of B"),
    (lambda: range_of_total([one_of()], correlation=1), "correlation"),
    (lambda: range_of_total([one_of()], correlation=0, share=1), "share"),
    (lambda: range_of_total([one_of()], correlation=0, method="guess"), "method"),
    (lambda: range_of_total([one_of()], correlation=0, method="draws", draws=0), "draws"),
    (lambda: range_of_total([one_of()], correlation=0, method="draws", seed=-1), "seed"),
    (lambda: range_of_total([one_of()], correlation=0, method="draws", threads=0), "threads"),
    (lambda: tornado([one_of(low=11)]), "in order"),
    (lambda: switching_values([one_of(), one_of()]), "name of its own"),
    (lambda: outside_view([ClosedProject(0, 1)]), "planned"),
    (lambda: outside_view([], share=1), "share"),
    (lambda: outside_view([], half_weight=0), "half_weight"),
    (lambda: outside_view([], min_projects=0), "min_projects"),
    (lambda: scaled(one_of(), outside_view([])), "no outside view"),
    (lambda: scaled(one_of(), published_view("standard_buildings")), "capital cost only"),
]


@both(REFUSALS)
def test_refusals(place: int) -> None:
    check_refusals(REFUSALS, place)


@pytest.mark.parametrize(
    "odd",
    [
        UncertainAmount("B", math.nan),
        UncertainAmount("B", math.inf, low=1, high=2),
        UncertainAmount("B", True),
        UncertainAmount("B", -1.0),
        UncertainAmount("B", 1.0, 2),
        UncertainAmount("B", 1.0, low=0.5),
        UncertainAmount("B", 1.0, low=1.1, high=2.0),
        UncertainAmount("B", 1.0, low=math.nan, high=2.0),
        UncertainAmount("B", 1.0, low=0.5, high=math.inf),
        UncertainAmount("B", 1.0, low=-math.inf, high=2.0),
        UncertainAmount("B", 1.0, probability=1.1),
        UncertainAmount("B", Decimal("1.00000000000000000001"), low=1, high=Decimal("1.00000000000000000000")),
        UncertainAmount("B", 2**53 + 1, low=2**53 + 2, high=2**53 + 3),
    ],
)
def test_one_odd_amount_among_many_is_named(odd: UncertainAmount) -> None:
    with pytest.raises(MetricInputError, match=r'"B"|of B'):
        range_of_total([*a_portfolio(30, 2), odd], correlation=0.3)


def test_columns_of_cases_have_the_range_of_the_same_amounts_one_by_one() -> None:
    three_point = [one for one in a_portfolio(200, 7) if one.is_three_point]
    groups = {name: place for place, name in enumerate(sorted({one.group for one in three_point if one.group is not None}))}
    amount, sign, low, high = (np.array([float(getattr(one, name)) for one in three_point]) for name in ("amount", "sign", "low", "high"))
    group = np.array([-1 if one.group is None else groups[one.group] for one in three_point], dtype=np.int64)
    together = range_of_cases(Cases(amount, sign, low, high, group, -25.0), correlation=0.3)
    one_by_one = range_of_total([*three_point, UncertainAmount("the rest", 25.0, sign=-1)], correlation=0.3)
    assert together == one_by_one


def test_columns_of_cases_out_of_order_are_refused() -> None:
    one = np.array([1.0])
    with pytest.raises(MetricInputError):
        range_of_cases(Cases(one, one, 2 * one, 3 * one, np.array([-1])), correlation=0.3)
