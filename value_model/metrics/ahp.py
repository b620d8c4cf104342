"""Analytic hierarchy process: weights from pairwise comparisons, and how consistent the comparisons are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, Overflow
from typing import Any

import numpy as np
from numpy.typing import NDArray

from value_model.measure import Measure
from value_model.metrics.exact import Number, exact, metric, require, require_word, stated

# Random consistency indices for n = 3, 4, 5, …; the table must be named, since one matrix can pass with one and
# fail with another. `saaty_classic` for n = 9 and 10 is to be confirmed; the other two as in the AHPy package.
RANDOM_INDEX = {
    "saaty_classic": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
    "saaty_2005": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
    "donegan_dodd": (0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497, 1.4643, 1.4822, 1.4969),
}
ACCEPTABLE = 0.10
RECIPROCITY = Decimal("0.005")
NOTICEABLE = 1e-9  # a triad off by less is consistent
Matrix = NDArray[np.float64]


def comparisons(upper: Sequence[Sequence[Number]], name: str = "upper") -> Matrix:
    """Return the logarithms of the full reciprocal matrix of the upper triangle `name`: rows of n - 1, n - 2, …, 1 ratios."""
    size = len(upper) + 1
    for row, entries in enumerate(upper):
        due = size - 1 - row
        require(len(entries) == due, f'"{name}" has {len(entries)} in row {row + 1}, where an upper triangle needs {due}.')
    logs = np.zeros((size, size))
    for i, entries in enumerate(upper):
        for k, entry in enumerate(entries):
            ratio = exact(entry, name)
            require(ratio > 0, "A comparison must be a number above zero.")
            logs[i, i + 1 + k] = float(ratio.ln())
    return logs - logs.T


def from_matrix(matrix: Sequence[Sequence[Number]]) -> Matrix:
    """Return the logarithms of a full matrix with a diagonal of 1; the upper triangle is used after the check."""
    size = len(matrix)
    require(size > 0 and all(len(row) == size for row in matrix), '"matrix" must have as many columns as rows.')
    rows = [[exact(entry, "matrix") for entry in row] for row in matrix]
    require(all(entry > 0 for row in rows for entry in row), '"matrix" must hold numbers above zero.')
    require(all(abs(rows[i][i] - 1) <= Decimal("1e-12") for i in range(size)), '"matrix" must have 1 on its diagonal.')
    for i in range(size):
        for j in range(i):
            off = abs(rows[i][j] * rows[j][i] - 1)
            require(off <= RECIPROCITY, f'"matrix" must hold 1/a below the diagonal where a is above: check rows {j + 1} and {i + 1}.')
    return comparisons([rows[i][i + 1 :] for i in range(size - 1)])


def priorities(logs: Matrix) -> tuple[Matrix, float]:
    """Return the principal right eigenvector, adding to 1, and by how much its eigenvalue exceeds n.

    The matrix is first scaled by its geometric-mean weights, which brings every entry near 1; the excess is then
    summed from the small differences, so that it keeps its digits when the comparisons are nearly consistent.
    """
    size = len(logs)
    scale = logs.mean(axis=1)
    errors = logs - scale[:, None] + scale[None, :]
    if float(np.abs(errors).max()) > 300:
        raise Overflow("the comparisons contradict each other beyond what a float can weigh")
    values, vectors = np.linalg.eig(np.exp(errors))
    vector = np.abs(vectors[:, int(np.argmax(values.real))].real)
    vector /= vector.mean()
    pairs = float((4 * np.sinh(errors[np.triu_indices(size, 1)] / 2) ** 2).sum())
    excess = (pairs + float((np.expm1(errors) * (vector - 1)[None, :]).sum())) / size
    weights = np.exp(scale - scale.max()) * vector
    return weights / weights.sum(), max(0.0, excess)


def worst_triad(logs: Matrix) -> list[int] | None:
    """Return the first [i, j, k], i < j < k, with the largest |ln(a_ij · a_jk / a_ik)|; None when none exceeds 1e-9."""
    worst, found = NOTICEABLE, None
    for i in range(len(logs) - 2):
        off = np.triu(np.abs(logs[i][:, None] + logs - logs[i][None, :])[i + 1 :, i + 1 :], 1)
        j, k = np.unravel_index(int(np.argmax(off >= off.max() * (1 - 1e-12))), off.shape)
        if off[j, k] > worst * (1 + 1e-12):
            worst, found = float(off[j, k]), [i, i + 1 + int(j), i + 1 + int(k)]
    return found


def _ratio(size: int, excess: float, table: str) -> tuple[float, float | None, float | None]:
    """Return consistency index, random index and consistency ratio; up to n = 2 nothing can be inconsistent."""
    if size <= 2:
        return 0.0, None, 0.0
    ci, known = excess / (size - 1), RANDOM_INDEX[table]
    ri = known[size - 3] if size - 3 < len(known) else None
    return ci, ri, None if ri is None else ci / ri


@metric("ratio")
def ahp(upper: Sequence[Sequence[Number]], random_index: str = "saaty_classic") -> Measure:
    """Return the consistency ratio of pairwise comparisons, with the weights they imply.

    Parameters
    ----------
    upper : rows of the upper triangle, ratios above zero: 3 means the row matters three times the column.
    random_index : ``saaty_classic``, ``saaty_2005`` or ``donegan_dodd``.

    Returns
    -------
    Measure
        Ratio; up to 0.10 is acceptable. Detail: `weights` (principal right eigenvector, adding to 1), `lambda_max`,
        `ci`, `ri`, `cr`, `random_index`, `consistent`, `worst_triad`. Undefined as ``no_random_index`` for a size that
        is not in the table.

    Raises
    ------
    MetricInputError
        If the triangle has a wrong shape or a ratio is not above zero.

    Notes
    -----
    CI = (λmax - n)/(n - 1). Source: T. L. Saaty, *The Analytic Hierarchy Process*, 1980.

    Examples
    --------
    >>> ahp([[2, 4], [2]]).detail["consistent"]
    True
    """
    return _measured(comparisons(upper), random_index)


@metric("ratio")
def ahp_of_matrix(matrix: Sequence[Sequence[Number]], random_index: str = "saaty_classic") -> Measure:
    """Return the consistency ratio of a full matrix of comparisons; as `ahp`.

    The diagonal must be 1 and |a_ij · a_ji - 1| at most 0.005, else MetricInputError; the upper triangle is used.
    """
    return _measured(from_matrix(matrix), random_index)


def _measured(logs: Matrix, table: str) -> Measure:
    require_word("random_index", table, RANDOM_INDEX)
    weights, excess = priorities(logs)
    ci, ri, cr = _ratio(len(logs), excess, table)
    detail: dict[str, Any] = {
        "weights": weights.tolist(),
        "lambda_max": len(logs) + excess,
        "ci": ci,
        "ri": ri,
        "cr": cr,
        "random_index": table,
        "consistent": None if cr is None else cr <= ACCEPTABLE,
        "worst_triad": worst_triad(logs),
    }
    return stated(None if cr is None else Decimal(cr), "ratio", "no_random_index" if cr is None else None, **detail)


@metric("fraction")
def ahp_synthesis(
    criteria: Sequence[Sequence[Number]],
    alternatives: Sequence[Sequence[Sequence[Number]]],
    random_index: str = "saaty_classic",
) -> Measure:
    """Return the largest overall weight of the alternatives: sum of criterion weight · weight under the criterion.

    `criteria`: an upper triangle; `alternatives`: one upper triangle per criterion, all of one size. Detail: `weights`
    of the alternatives, `criteria_weights`, `best` index (the first of equals), `cr` list, criteria first (None for a
    size not in the table). Always defined. Raises MetricInputError for a wrong number or shape of triangles.

    >>> ahp_synthesis([[3]], [[[4]], [[0.25]]]).detail["best"]
    0
    """
    require_word("random_index", random_index, RANDOM_INDEX)
    logs = [comparisons(criteria, "criteria"), *(comparisons(one, f"alternatives[{k}]") for k, one in enumerate(alternatives))]
    require(len(alternatives) == len(logs[0]), '"alternatives" must hold one upper triangle per criterion.')
    require(len({len(one) for one in logs[1:]}) == 1, '"alternatives" must compare the same alternatives under each criterion.')
    solved = [priorities(one) for one in logs]
    overall = solved[0][0] @ np.array([weights for weights, _ in solved[1:]])
    return stated(
        Decimal(float(overall.max())),
        "fraction",
        weights=overall.tolist(),
        criteria_weights=solved[0][0].tolist(),
        best=int(np.argmax(overall >= overall.max() * (1 - 1e-12))),
        cr=[_ratio(len(one), excess, random_index)[2] for one, (_, excess) in zip(logs, solved, strict=True)],
    )
