"""Numbers out of a table's columns, as numpy and pandas hold them, count as the numbers they are."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from value_model import metrics
from value_model.errors import MetricInputError


def test_a_column_of_whole_numbers_is_a_list_of_flows() -> None:
    table = pd.DataFrame({"flow": [-100, 110], "benefit": [300, 100], "cost": [100, 100]})
    # By hand: 110/100 - 1; (300 + 100 - 200)/200
    assert metrics.irr(table["flow"]).value == pytest.approx(0.1)  # type: ignore[arg-type]
    projects = [metrics.ProjectReturn(*row) for row in table[["benefit", "cost"]].itertuples(index=False)]
    assert metrics.portfolio_roi(projects).value == pytest.approx(1.0)


@pytest.mark.parametrize("three", [np.int8(3), np.uint64(3), np.float32(3), np.float64(3), Fraction(3)])
def test_a_number_of_any_kind_is_a_number(three: Any) -> None:
    assert metrics.roi(three, 2).value == 0.5


def test_counts_of_a_column_are_counts() -> None:
    # By hand: 100 · (3 - 1)/5; 3/5
    score = metrics.nps(*np.array([3, 1, 1]))
    assert (score.value, score.detail["n"], type(score.detail["n"])) == (40.0, 5, int)
    decided = metrics.decision_yield(*np.array([5, 3]))
    assert (decided.value, decided.detail["open"], type(decided.detail["open"])) == (0.6, 2, int)
    # By hand: 1.1^2 - 1
    assert metrics.effective_annual_rate(0.2, np.int64(2)).value == pytest.approx(0.21)  # type: ignore[arg-type]


def test_a_whole_number_beyond_any_float_is_no_crash() -> None:
    assert metrics.roi(10**400, 1).reason == "overflow"
    assert metrics.roi(10**400, 10**400).value == 0.0


@pytest.mark.parametrize("odd", [np.nan, np.float32("inf"), np.True_, True, "3", 3 + 0j, pd.NA, pd.NaT])
def test_what_is_no_number_is_refused_by_name(odd: Any) -> None:
    with pytest.raises(MetricInputError, match='"benefit" must be a finite number'):
        metrics.roi(odd, 2)


@pytest.mark.parametrize(("asked", "taken"), [(2.5, 1), (2, np.float64(0.5))])
def test_half_a_decision_is_refused(asked: Any, taken: Any) -> None:
    with pytest.raises(MetricInputError, match="must be a whole number"):
        metrics.decision_yield(asked, taken)
