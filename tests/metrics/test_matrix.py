"""Whole portfolios at once: every row must be what the exact function says of it alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from value_model.errors import MetricInputError
from value_model.metrics import Discounting, irr, npv, payback
from value_model.metrics.matrix import irr_rows, npv_rows, payback_rows

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


def test_many_rows_keep_their_places() -> None:
    # Outlay 100 and one return a year later: the rate is the return less one.
    returns = np.linspace(1.0, 3.0, 1000)
    column = irr_rows(np.column_stack([np.full(1000, -100.0), 100 * returns, np.zeros(1000)]))
    assert column.values == pytest.approx(returns - 1, rel=1e-9, abs=1e-12)
    assert len(column) == 1000


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
