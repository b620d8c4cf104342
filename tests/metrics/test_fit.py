"""Strategic fit and pairwise comparison: by hand, against numpy and by law."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.metrics.cases import both, check_reasons, check_refusals, check_values
from value_model.metrics import (
    FundedProject,
    TaggedSpend,
    ahp,
    ahp_of_matrix,
    ahp_synthesis,
    alignment_index,
    alignment_index_of_projects,
    objective_coverage,
    rank_stability,
    weighted_score,
)
from value_model.metrics.ahp import RANDOM_INDEX

VALUES = [
    (lambda: weighted_score([3, 2, 5], [4, None, 2]), 2.75, {"coverage": 0.8, "weighted_sum": 22.0}),
    (lambda: weighted_score([1, 1], [5, 1], scale=(1, 5), inverted=[False, True]), 5.0, {"coverage": 1.0}),
    (lambda: weighted_score([6, 4], [3, None]), 3.0, {"coverage": 0.6}),
    (lambda: weighted_score([0.1, 0.2, 0.3], [None, 1, 2], min_coverage=5 / 6), 1.6, {}),
    (lambda: rank_stability([0.5, 0.5], [[3, 2.9], [2.9, 3.1]]), 1.0, {"top": [1], "changed_by": []}),
    # Sums 10 and 9.5; the first weight at 0.8 gives 8 and 9.5, the second at 1.2 gives 10 and 11.4: two of four change.
    (lambda: rank_stability([1, 1], [[10, 0], [0, 9.5]]), 0.5, {"top": [0], "changed_by": [0, 1]}),
    (lambda: rank_stability([1, 1], [[1, 1], [1, 1]], top=5), 1.0, {"top": [0, 1]}),
    (lambda: rank_stability([1, 0], [[1, 0], [0, 1]], shift=1), 1.0, {"top": [0]}),
    (
        lambda: alignment_index({"A": 3, "B": 1}, {"A": 50, "B": 50}),
        0.75,
        {"targets": {"A": 0.75, "B": 0.25}, "gaps": {"A": -0.25, "B": 0.25}, "untagged_share": 0.0},
    ),
    # Shares A 0.5, C 0.25, untagged 0.25 against targets A 1: 1 - (0.5 + 0.25 + 0.25)/2.
    (lambda: alignment_index({"A": 1}, {"A": 50, "C": 25}, 25), 0.5, {"targets": {"A": 1, "C": 0}, "shares": {"A": 0.5, "C": 0.25}}),
    (
        lambda: alignment_index_of_projects({"A": 1, "B": 1}, [TaggedSpend(100, {"A": 0.5, "B": 0.4}), TaggedSpend(0, {})]),
        0.9,
        {"untagged_share": 0.1},
    ),
    (
        lambda: objective_coverage(
            {"A": 0.7, "B": 0.3}, [FundedProject("P1", 10, ["A"]), FundedProject("P2", 5, []), FundedProject("P3", 0, ["B"])]
        ),
        0.5,
        {"weighted": 0.7, "without_spend": ["B"], "without_measured_benefit": ["A"], "orphan_projects": ["P2"]},
    ),
    (lambda: objective_coverage({"A": 0}, [FundedProject("P", 1, ["A"], True)]), 1.0, {"weighted": None, "without_measured_benefit": []}),
    (lambda: objective_coverage({"A": 1}, []), 0.0, {"without_spend": ["A"]}),
    (lambda: ahp([[5]]), 0.0, {"weights": [5 / 6, 1 / 6], "ri": None, "worst_triad": None, "lambda_max": 2.0, "consistent": True}),
    (lambda: ahp([[2, 4], [2]]), 0.0, {"weights": [4 / 7, 2 / 7, 1 / 7], "ci": 0.0, "worst_triad": None}),
    (lambda: ahp_of_matrix([[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]), 0.0, {"lambda_max": 3.0}),
    (lambda: ahp_of_matrix([[1]]), 0.0, {"weights": [1.0], "lambda_max": 1.0}),
    (
        lambda: ahp_synthesis([[3]], [[[4]], [[0.25]]]),
        0.65,
        {"weights": [0.65, 0.35], "criteria_weights": [0.75, 0.25], "best": 0, "cr": [0, 0, 0]},
    ),
    (lambda: ahp_synthesis([[1]], [[[4]], [[0.25]]]), 0.5, {"best": 0}),
]
TEN = [[1] * k for k in range(10, 0, -1)]  # eleven things, all alike
REASONS = [
    (lambda: weighted_score([0, 0], [1, 2]), "no_weights", {"coverage": None}),
    (lambda: weighted_score([1, 1], [4, None]), "low_coverage", {"coverage": 0.5, "weighted_sum": 4.0}),
    (lambda: weighted_score([1, 0], [None, 3], min_coverage=0), "low_coverage", {"coverage": 0.0}),
    (lambda: weighted_score([1], [None], min_coverage=0), "low_coverage", {"weighted_sum": None}),
    (lambda: rank_stability([0, 0], [[1, 2]]), "no_weights", {"top": None}),
    (lambda: alignment_index({"A": 0}, {"A": 0}), "no_spend", {"shares": None, "targets": None}),
    (lambda: alignment_index({"A": 0}, {"A": 5}), "no_weights", {"shares": {"A": 1.0}, "gaps": None}),
    (lambda: ahp(TEN), "no_random_index", {"cr": None, "consistent": None, "ci": 0.0, "weights": [1 / 11] * 11}),
    (lambda: ahp([[1e300, 1e-300], [1e300]]), "overflow", {}),
]
REFUSALS = [
    (lambda: weighted_score([1], [1, 2]), "equal length"),
    (lambda: weighted_score([-1], [1]), "weights"),
    (lambda: weighted_score([1], [6], scale=(1, 5)), "scale"),
    (lambda: weighted_score([1], [1], inverted=[True]), "scale"),
    (lambda: weighted_score([1], [1], scale=(5, 1)), "scale"),
    (lambda: weighted_score([1], [1], min_coverage=2), "min_coverage"),
    (lambda: rank_stability([1], [[1, 2]]), "equal length"),
    (lambda: rank_stability([1], [[1]], top=0), "top"),
    (lambda: rank_stability([1], [[1]], shift=1.1), "shift"),
    (lambda: rank_stability([1], []), "options"),
    (lambda: alignment_index({"A": -1}, {"A": 1}), "priority"),
    (lambda: alignment_index({"A": 1}, {"A": -1}), "spend"),
    (lambda: alignment_index_of_projects({"A": 1}, [TaggedSpend(1, {"A": 0.7, "B": 0.7})]), "shares"),
    (lambda: alignment_index_of_projects({"A": 1}, []), "projects"),
    (lambda: objective_coverage({"A": 1}, [FundedProject("P", 1, ["B"])]), '"B"'),
    (lambda: objective_coverage({}, []), "objectives"),
    (lambda: ahp([[1, 2], [3, 4]]), "upper triangle"),
    (lambda: ahp([[0]]), "above zero"),
    (lambda: ahp([[1]], "unnamed"), "random_index"),
    (lambda: ahp_of_matrix([[1, 2], [0.4, 1]]), "below the diagonal"),
    (lambda: ahp_of_matrix([[2, 2], [0.5, 1]]), "diagonal"),
    (lambda: ahp_of_matrix([[1, 2]]), "columns"),
    (lambda: ahp_synthesis([[3]], [[[4]]]), "alternatives"),
    (lambda: ahp_synthesis([[3]], [[[4]], [[1, 2], [3]]]), "alternatives"),
]
ratios = st.sampled_from([1 / 9, 1 / 7, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 7, 9])
triangles = st.integers(2, 8).flatmap(lambda n: st.tuples(*(st.lists(ratios, min_size=k, max_size=k) for k in range(n - 1, 0, -1))))
amounts = st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 1000), min_size=1)


@both(VALUES)
def test_values(place: int) -> None:
    check_values(VALUES, place)


@both(REASONS)
def test_reasons(place: int) -> None:
    check_reasons(REASONS, place)


@both(REFUSALS)
def test_refusals(place: int) -> None:
    check_refusals(REFUSALS, place)


def full(triangle: tuple[list[float], ...]) -> np.ndarray:
    size = len(triangle) + 1
    matrix = np.eye(size)
    for i, row in enumerate(triangle):
        for k, ratio in enumerate(row):
            matrix[i, i + 1 + k], matrix[i + 1 + k, i] = ratio, 1 / ratio
    return matrix


@given(triangles, st.sampled_from(sorted(RANDOM_INDEX)))
def test_ahp_agrees_with_powers_of_the_matrix(triangle: tuple[list[float], ...], table: str) -> None:
    # Independent: the row sums of a high power of the matrix point along the principal eigenvector.
    matrix = full(triangle)
    power = matrix / matrix.sum()
    for _ in range(12):
        power = power @ power
        power /= power.sum()
    weights = power.sum(axis=1)
    weights /= weights.sum()
    measure = ahp(triangle, table)
    assert measure.detail["weights"] == pytest.approx(weights, rel=1e-9)
    assert measure.detail["lambda_max"] == pytest.approx(float((matrix @ weights).sum()), rel=1e-9)
    assert measure.detail["cr"] >= 0


@given(triangles)
def test_the_worst_triad_is_the_largest_of_all(triangle: tuple[list[float], ...]) -> None:
    a = full(triangle)
    n = len(a)
    off = {(i, j, k): abs(math.log(a[i, j] * a[j, k] / a[i, k])) for i in range(n) for j in range(i + 1, n) for k in range(j + 1, n)}
    found = ahp(triangle).detail["worst_triad"]
    worst = max(off.values(), default=0)
    if worst <= 1e-9:
        assert found is None
    else:
        assert tuple(found) == next(triad for triad, value in off.items() if value >= worst - 1e-9)


@given(st.lists(st.integers(1, 20), min_size=2, max_size=9))
def test_consistent_comparisons_have_ratio_zero_and_give_their_weights_back(weights: list[int]) -> None:
    measure = ahp([[weights[i] / weights[j] for j in range(i + 1, len(weights))] for i in range(len(weights) - 1)])
    assert measure.value == pytest.approx(0, abs=1e-12)
    assert measure.detail["weights"] == pytest.approx([w / sum(weights) for w in weights], rel=1e-9)


def test_a_nearly_consistent_matrix_keeps_its_digits() -> None:
    # For n = 3 and a triad off by e, λmax = 1 + 2 cosh(e / 3), exactly.
    off = 1e-5
    ci = ahp([[math.exp(off), 1], [1]]).detail["ci"]
    assert ci == pytest.approx(4 * math.sinh(off / 6) ** 2 / 2, rel=1e-9)


@given(amounts, amounts, st.integers(0, 500))
def test_the_alignment_index_lies_between_0_and_1(priority: dict[str, int], spend: dict[str, int], untagged: int) -> None:
    measure = alignment_index(priority, spend, untagged)
    if measure.value is not None:
        assert -1e-12 <= measure.value <= 1 + 1e-12
        assert sum(measure.detail["shares"].values()) + measure.detail["untagged_share"] == pytest.approx(1)


@given(amounts)
def test_spend_in_the_proportion_of_priority_is_fully_aligned(priority: dict[str, int]) -> None:
    if sum(priority.values()):
        assert alignment_index(priority, {name: 7 * weight for name, weight in priority.items()}).value == pytest.approx(1)
