"""Amounts that arrive in full or not at all: against hand reckoning and laws of the textbooks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from value_model.errors import MetricInputError
from value_model.metrics.ranges import range_of_chances, range_of_total
from value_model.metrics.uncertainty import Chances, UncertainAmount


def chances(rows: list[tuple[float, float, int]], certain: float = 0.0) -> Chances:
    """Signed amount, probability and group of each."""
    signed, probability, group = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    return Chances(np.abs(signed), np.sign(signed), probability, group.astype(np.int64), certain)


def cases(rows: list[tuple[float, float, int]], correlation: float = 0.0, certain: float = 0.0) -> tuple[float, float, float]:
    found = range_of_chances(chances(rows, certain), correlation=correlation)
    assert found.detail["method"] == "outcomes"
    return found.detail["low"], found.value, found.detail["high"]


def test_one_benefit_arrives_or_does_not() -> None:
    # By hand: nothing comes in 1 - p of all cases, so the low case is nothing up to p = 0.9 and the high case is all from just above 0.1.
    assert cases([(100, 0.9, -1)], certain=40) == (40, 140, 140)
    assert cases([(100, 0.95, -1)]) == (100, 100, 100)
    assert cases([(100, 0.6, 0)], correlation=0.5) == (0, 100, 100)
    assert cases([(100, 0.1, -1)]) == (0, 0, 0)
    assert cases([(-100, 0.6, -1)], certain=40) == (-60, -60, 40)


def test_two_of_one_programme_arrive_together_as_the_orthant_says() -> None:
    # Two even chances: both arrive with 1/4 + asin(r) / 2 pi, 1/3 at r = 1/2; the variance is 2 × (100² / 4) + 2 × 100² × (1/3 - 1/4).
    found = range_of_chances(chances([(100, 0.5, 7), (100, 0.5, 7)]), correlation=0.5)
    assert found.detail["chance_positive"] == pytest.approx(2 / 3, abs=1e-8)
    assert found.detail["deviation"] == pytest.approx(math.sqrt(5_000 + 20_000 / 12), rel=1e-7)
    assert found.detail["mean"] == pytest.approx(100, rel=1e-7)
    apart = range_of_chances(chances([(100, 0.5, 7), (100, 0.5, 8)]), correlation=0.5)
    assert apart.detail["deviation"] == pytest.approx(math.sqrt(5_000), rel=1e-7)


def test_twelve_on_their_own_are_binomial() -> None:
    law = stats.binom(12, 0.6)
    assert cases([(10, 0.6, -1)] * 12) == tuple(10 * law.ppf(level) for level in (0.1, 0.5, 0.9))


def test_more_than_twelve_are_those_of_the_same_amounts_one_by_one() -> None:
    rows = [(10.0 + number, (0.3, 0.6, 0.9)[number % 3], number % 4 - 1) for number in range(60)]
    alike = [UncertainAmount(str(at), a, 1, None if g < 0 else str(g), probability=p) for at, (a, p, g) in enumerate(rows)]
    one_by_one, columns = range_of_total(alike, correlation=0.3), range_of_chances(chances(rows), correlation=0.3)
    assert columns.value == pytest.approx(one_by_one.value, rel=1e-12)
    assert columns.detail["method"] == one_by_one.detail["method"]
    for name in ("low", "high", "mean"):
        assert columns.detail[name] == pytest.approx(one_by_one.detail[name], rel=1e-12)
    assert columns.detail["mean"] == pytest.approx(sum(a * p for a, p, _ in rows), rel=1e-7)


def test_certain_and_lost_chances_are_no_luck_and_nothing_is_no_model() -> None:
    assert cases([(100, 1.0, 0), (100, 0.0, 0)], correlation=0.3) == (100, 100, 100)
    none = np.empty(0)
    assert range_of_chances(Chances(none, none, none, np.empty(0, dtype=np.int64), 5.0), correlation=0.3).reason == "no_model"


@pytest.mark.parametrize("odd", [(100.0, 1.1), (100.0, -0.1), (math.inf, 0.5), (100.0, math.nan)])
def test_refusals(odd: tuple[float, float]) -> None:
    amount, probability = odd
    with pytest.raises(MetricInputError):
        range_of_chances(chances([(amount, probability, 0)]), correlation=0.3)
