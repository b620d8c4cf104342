"""Whole portfolios at once: every row must be what the exact function says of it alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from value_model.errors import MetricInputError
from value_model.metrics import Discounting, irr, npv, payback
from value_model.metrics.matrix import npv_rows, payback_rows
from value_model.metrics.rates_matrix import irr_rows

matrices = st.integers(1, 12).flatmap(
    lambda width: st.lists(st.lists(st.integers(-60, 60), min_size=width, max_size=width), min_size=1, max_size=6)
)
discountings = st.builds(
    Discounting,
    rate=st.integers(-50, 200).map(lambda k: k / 100),
    timing=st.sampled_from(["start", "end", "mid"]),
    periods_per_year=st.sampled_from([1, 12]),
)


def same(ours, exact) -> None:
    assert (ours.reason, ours.unit) == (exact.reason, exact.unit)
    if exact.value is not None:
        assert ours.value == pytest.approx(exact.value, rel=1e-9, abs=1e-11)


@given(matrices, discountings)
def test_npv_of_each_row(rows: list[list[int]], discounting: Discounting) -> None:
    column = npv_rows(np.array(rows), discounting)
    for place, row in enumerate(rows):
        same(column[place], npv(row, discounting))


@given(matrices)
@settings(max_examples=200)
def test_irr_of_each_row(rows: list[list[int]]) -> None:
    column = irr_rows(np.array(rows))
    for place, row in enumerate(rows):
        same(column[place], irr(row))


@given(matrices, st.none() | discountings, st.sampled_from(["sustained", "first"]), st.sampled_from(["first_cost", "first_period"]))
@settings(max_examples=200)
def test_payback_of_each_row(rows: list[list[int]], discounting: Discounting | None, rule: str, clock: str) -> None:
    column = payback_rows(np.array(rows), discounting, rule=rule, clock=clock, period="month")
    for place, row in enumerate(rows):
        same(column[place], payback(row, discounting, rule=rule, clock=clock, period="month"))


def test_extreme_rates_are_left_to_the_exact_function() -> None:
    column = irr_rows(np.array([[-1.0, 1e300], [-1.0, 1e-300], [-1e-300, 1e300]]))
    assert column[0].value == pytest.approx(1e300, rel=1e-9)
    assert column[1].value == pytest.approx(-1.0)
    assert column[2].reason == "overflow"


def a_portfolio(rows: int, *, closing: bool) -> np.ndarray:
    """61 months each: an outlay, benefits that ramp up, a second outlay, and a closing cost where `closing`."""
    numbers, month = np.random.default_rng(7), np.arange(61)
    flows = numbers.uniform(1, 4, (rows, 1)) * np.minimum(month / 24, 1) * numbers.uniform(0.8, 1.2, (rows, 61))
    flows[:, 0] = -numbers.uniform(40, 120, rows)
    flows[np.arange(rows), numbers.integers(6, 30, rows)] -= numbers.uniform(10, 50, rows)
    flows[:, -1] -= closing * numbers.uniform(5, 60, rows)
    return flows


@pytest.mark.parametrize("closing", [False, True])
def test_every_root_of_a_long_row_is_counted(closing: bool) -> None:
    # The real roots of the companion matrix (numpy.roots), apart from rows where two of them nearly meet.
    flows = a_portfolio(400, closing=closing)
    column, checked = irr_rows(flows), 0
    for row, count, value in zip(flows, column.roots, column.values, strict=True):
        x = np.roots(row[::-1])
        near = x[(x.real > 0) & (abs(x.imag) < 1e-3)]
        if (near.imag == 0).all() and len(np.unique(near.real.round(3))) == len(near):
            checked += 1
            assert count == len(near)
            assert np.isnan(value) if count != 1 else value == pytest.approx(1 / near.real[0] - 1, abs=1e-10)
    assert checked > 390


def test_counts_of_roots_are_those_of_the_exact_function() -> None:
    # 20 % and 50 % (worked backwards from (1 - 1.2x)(1 - 1.5x)); none; a touch at 10 %; none of two signs; rates far out.
    rows = [[1, -2.7, 1.8], [1, -1, 1], [100, -220, 121], [1, 2, 0], [-1e-9, 1, 0], [-1, 0, 0]]
    assert irr_rows(np.array(rows)).roots.tolist() == [2, 0, 1, 0, 1, 0]
    assert [irr_rows(np.array(rows))[k].reason for k in range(6)] == [
        "multiple_roots", "no_real_root", "no_crossing", "no_sign_change", None, "no_sign_change",
    ]  # fmt: skip


def test_many_rows_keep_their_places() -> None:
    # Outlay 100 and one return a year later: the rate is the return less one.
    returns = np.linspace(1.0, 3.0, 1000)
    column = irr_rows(np.column_stack([np.full(1000, -100.0), 100 * returns, np.zeros(1000)]))
    assert column.values == pytest.approx(returns - 1, rel=1e-9, abs=1e-12)
    assert len(column) == 1000


def test_a_sum_that_is_lost_in_its_terms_is_zero_and_one_beyond_a_float_is_an_overflow() -> None:
    # By hand: 0.1 + 0.2 - 0.3 = 0 (floats leave 5.6e-17); 1e308 · (1 + 10 + 100); 1e308 - 0.1 · 1e309 = 0
    assert npv_rows(np.array([[0.1, 0.2, -0.3]]), Discounting(rate=0))[0].value == 0.0
    column = npv_rows(np.array([[1e308, 1e308, 1e308], [1e308, -1e307, 0.0], [1.0, 0.0, 0.0]]), Discounting(rate=-0.9))
    assert [(column[k].value, column[k].reason) for k in range(3)] == [(None, "overflow"), (0.0, None), (1.0, None)]


def test_undefined_rows_are_not_zero() -> None:
    flows = np.array([[1.0, 2.0], [-1.0, 0.5], [-1.0, 2.0]])
    out = Discounting(rate=-1)
    assert [npv_rows(flows, out)[0].reason, payback_rows(flows, out)[0].reason] == ["rate_out_of_range"] * 2
    assert [payback_rows(flows)[k].reason for k in range(3)] == ["no_cost", "never_pays_back", None]
    assert np.isnan(irr_rows(flows).values[0])


def test_what_is_no_matrix_of_numbers_is_refused() -> None:
    for call in (
        lambda: irr_rows(np.array([1.0, 2.0])),
        lambda: irr_rows(np.array([[1.0, np.nan]])),
        lambda: npv_rows(np.empty((2, 0)), Discounting(rate=0)),
        lambda: payback_rows(np.array([[1.0]]), rule="last"),
    ):
        with pytest.raises(MetricInputError):
            call()
