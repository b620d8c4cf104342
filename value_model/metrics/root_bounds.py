"""How many rates of return there can be at most: an upper bound per row, proved, for many rows at once.

Flows a₀ … aₙ are the polynomial a₀ + a₁·x + … with x = 1/(1 + r). Divided by (1 - x) it becomes the series of its
running totals, with the same roots between 0 and 1; each further division takes running totals of running totals. A
series has no more roots there than its coefficients have sign changes (Laguerre 1883), and the more often it is
divided, the closer that number comes to the roots there are. Past the last flow the coefficients go on as sums of the
last totals with positive weights, so these totals stand for the rest. Read backwards, the same bounds the roots above 1.

A total below `SLACK` of its terms' sizes may have either sign, and is counted the worse way. So a bound also holds for
every polynomial whose coefficients differ by that much: neither rounding nor a point that almost touches zero escapes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from value_model.metrics.normal import Array

Counts = NDArray[np.int64]
SLACK = 1e-8
IMPOSSIBLE = -1_000


def most_roots(columns: Array, times: int) -> Counts:
    """Return an upper bound of the positive roots x of each column (a polynomial, lowest power first).

    `times`: how often running totals are taken. A column must hold a number other than zero.
    """
    return _most_below_one(columns, times) + _most_below_one(columns[::-1], times)


def _most_below_one(columns: Array, times: int) -> Counts:
    """Bound the roots between 0 and 1."""
    totals, sizes, last = columns, np.abs(columns), []
    for _ in range(times):
        totals, sizes = _running(totals), _running(sizes)
        last.append(certain_signs(totals[-1:], sizes[-1:]))
    signs = certain_signs(totals, sizes)
    late = np.flatnonzero(sizes[0] == 0)
    signs[:, late] = np.where(sizes[:, late] == 0, end_signs(columns[:, late]), signs[:, late])
    return most_changes(np.concatenate([signs, *last[-2::-1]]) if times > 1 else signs)


def _running(columns: Array) -> Array:
    """Running totals down each column: row by row, which takes a third of the time of ``accumulate``."""
    totals = np.empty_like(columns, order="C")
    totals[0] = columns[0]
    for before, numbers, total in zip(totals, columns[1:], totals[1:], strict=False):
        np.add(before, numbers, out=total)
    return totals


def end_signs(columns: Array) -> NDArray[np.int8]:
    """Return the sign of the first number of each column that is not zero."""
    signs = np.zeros(columns.shape[1], dtype=np.int8)
    for numbers in columns:
        np.copyto(signs, np.sign(numbers), where=signs == 0, casting="unsafe")
        if signs.all():
            break
    return signs


def certain_signs(values: Array, sizes: Array) -> NDArray[np.int8]:
    """Return -1 or 1 where no change of the terms by `SLACK` could turn the sign, else 0."""
    limit = SLACK * sizes
    above = (values > limit).view(np.int8)
    np.negative(limit, out=limit)
    above -= (values < limit).view(np.int8)
    return above


def most_changes(signs: NDArray[np.int8]) -> Counts:
    """Return the most sign changes down each column, where a 0 may stand for either sign."""
    counts = np.asarray(np.count_nonzero(signs[1:] != signs[:-1], axis=0))
    open_ended = np.flatnonzero((signs == 0).any(axis=0))
    if len(open_ended):
        counts[open_ended] = _worst(signs[:, open_ended])
    return counts


def _worst(signs: NDArray[np.int8]) -> Counts:
    """The same, step by step: `up` and `down` are the most changes so far in a sequence that ends in that sign."""
    up, down = np.where(signs[0] >= 0, 0, IMPOSSIBLE), np.where(signs[0] <= 0, 0, IMPOSSIBLE)
    for sign in signs[1:]:
        risen, fallen = np.maximum(up, down + 1), np.maximum(down, up + 1)
        up, down = np.where(sign >= 0, risen, IMPOSSIBLE), np.where(sign <= 0, fallen, IMPOSSIBLE)
    return np.asarray(np.maximum(up, down), dtype=np.int64)
