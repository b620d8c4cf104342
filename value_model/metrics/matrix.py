"""NPV, IRR and payback of many projects at once: one row of flows each, one answer per row.

The same definitions as `npv`, `irr` and `payback`, in 8-byte floats: right to about 1e-12 of the flows'
sizes, and far faster. Rows that need more care (several sign changes) are handed to the exact function.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from value_model.errors import MetricInputError
from value_model.measure import Measure
from value_model.metrics.discounting import Discounting
from value_model.metrics.exact import require, require_word
from value_model.metrics.payback import CLOCKS, RULES, UNITS
from value_model.metrics.rates_of_return import irr

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
ZERO_SHARE = 1e-12
HALVINGS, STEPS = 24, 4  # then the bracket is narrow enough for Newton to double its digits each time
CHUNK = 4_000  # rows that fit the cache of a processor core
WIDEST = 512.0  # ln(1 + rate); beyond it the exact function answers


@dataclass(frozen=True, eq=False)
class Column:
    """One measure per row: `values` is NaN where undefined, `reasons` is None where defined."""

    values: Array
    reasons: NDArray[np.object_]
    unit: str

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, row: int) -> Measure:
        reason = self.reasons[row]
        return Measure(float(self.values[row]), self.unit) if reason is None else Measure.undefined(str(reason), unit=self.unit)


def _column(values: Array, reasons: NDArray[np.object_], unit: str) -> Column:
    undefined = reasons != None  # noqa: E711 (element by element)
    return Column(np.where(undefined, np.nan, values), reasons, unit)


def _matrix(flows: Array) -> Array:
    matrix = np.asarray(flows, dtype=np.float64)
    require(matrix.ndim == 2 and matrix.shape[1] > 0, '"flows" must be a matrix: one row per project, one column per period.')
    if not np.isfinite(matrix).all():
        raise MetricInputError.not_finite("flows", float(matrix[~np.isfinite(matrix)][0]))
    return matrix


def _no_reasons(count: int) -> NDArray[np.object_]:
    return np.full(count, None, dtype=object)


def npv_rows(flows: Array, discounting: Discounting) -> Column:
    """Return the net present value of each row of `flows` (projects by periods).

    Money. Undefined as ``rate_out_of_range``, every row alike. Raises MetricInputError for a flow that is not finite.
    """
    matrix = _matrix(flows)
    reasons = _no_reasons(len(matrix))
    if not discounting.in_range:
        reasons[:] = "rate_out_of_range"
        return _column(np.zeros(len(matrix)), reasons, "money")
    return _column(matrix @ factors(discounting, matrix.shape[1]), reasons, "money")


def factors(discounting: Discounting, periods: int) -> Array:
    """Return the discount factor of each period as floats; every rate must be in range."""
    return np.array([float(factor) for factor in discounting.factors(periods)])


def irr_rows(flows: Array) -> Column:
    """Return the internal rate of return per period of each row of `flows` (projects by periods).

    Fraction. Undefined as `irr`. Raises MetricInputError for a flow that is not finite.
    """
    matrix = _matrix(flows)
    changes = _sign_changes(matrix)
    values, reasons = np.zeros(len(matrix)), _no_reasons(len(matrix))
    reasons[changes == 0] = "no_sign_change"
    exactly = list(np.flatnonzero(changes > 1))
    single = np.flatnonzero(changes == 1)
    for rows in np.array_split(single, len(single) // CHUNK + 1):
        values[rows], sure = _single_roots(matrix[rows])
        exactly += list(rows[~sure])
    for row in exactly:
        measure = irr(matrix[row].tolist())
        values[row], reasons[row] = measure.value or 0.0, measure.reason
    return _column(values, reasons, "fraction")


def _sign_changes(matrix: Array) -> NDArray[np.int64]:
    """Count the sign changes of each row, zeros left out: a zero takes the sign before it."""
    signs = np.sign(matrix)
    places = np.where(signs != 0, np.arange(matrix.shape[1]), 0)
    filled = np.take_along_axis(signs, np.maximum.accumulate(places, axis=1), axis=1)
    return np.asarray(((filled[:, 1:] * filled[:, :-1]) < 0).sum(axis=1))


def _single_roots(matrix: Array) -> tuple[Array, Flags]:
    """Return the one root of rows with one sign change, and for which rows it could be bracketed in floats.

    The sum of a row tells on which side of zero its root lies. Turned around where it lies below, every row
    becomes a polynomial in u = exp(-z) with its root at z ≥ 0.
    """
    sums = matrix.sum(axis=1)
    last = matrix.shape[1] - 1 - np.argmax(matrix[:, ::-1] != 0, axis=1)
    forward = np.sign(sums) == np.sign(matrix[np.arange(len(matrix)), last])  # the sign at low rates lasts up to the root
    columns, stays = _oriented(matrix, forward), np.sign(sums)
    low, high = np.zeros(len(matrix)), np.ones(len(matrix))
    while (outside := (np.sign(_values(columns, high)) == stays) & (stays != 0) & (high < WIDEST)).any():
        low, high = np.where(outside, high, low), np.where(outside, high * 2, high)
    root = _narrowed(columns, stays, low, high)
    return np.expm1(np.where(stays == 0, 0.0, np.where(forward, root, -root))), high < WIDEST


def _oriented(matrix: Array, forward: Flags) -> Array:
    """Return the rows as columns, periods first; reversed where not `forward`, and starting with their first flow."""
    turned = np.where(forward[:, None], matrix, matrix[:, ::-1])
    places = np.argmax(turned != 0, axis=1)[:, None] + np.arange(matrix.shape[1])
    inside = places < matrix.shape[1]
    return np.ascontiguousarray(np.where(inside, np.take_along_axis(turned, np.where(inside, places, 0), axis=1), 0.0).T)


def _narrowed(columns: Array, stays: Array, low: Array, high: Array) -> Array:
    """Return the root between `low`, where the sign still `stays`, and `high`: halving first, then Newton."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        is_low = np.sign(_values(columns, middle)) == stays
        low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
    root = (low + high) / 2
    for _ in range(STEPS):
        value, slope = _polynomial(columns, root)
        root = np.clip(root - np.divide(value, slope, out=np.zeros_like(value), where=slope != 0), low, high)
    return root


def _values(columns: Array, z: Array) -> Array:
    """Return the sum of column_t · exp(-z · t) (Horner)."""
    u, value = np.exp(-z), np.zeros(len(z))
    for column in columns[::-1]:
        value *= u
        value += column
    return value


def _polynomial(columns: Array, z: Array) -> tuple[Array, Array]:
    """Return the sum of column_t · exp(-z · t) and its slope by z (Horner)."""
    u, value, slope = np.exp(-z), np.zeros(len(z)), np.zeros(len(z))
    for column in columns[::-1]:
        slope *= u
        slope += value
        value *= u
        value += column
    return value, -u * slope


def payback_rows(
    flows: Array,
    discounting: Discounting | None = None,
    *,
    rule: str = "sustained",
    clock: str = "first_cost",
    period: str = "year",
) -> Column:
    """Return the payback of each row of `flows` (projects by periods); years or months.

    Undefined as `payback`. Raises MetricInputError for a flow that is not finite or a word that is not known.
    """
    matrix = _matrix(flows)
    for name, word, words in (("rule", rule, RULES), ("clock", clock, CLOCKS), ("period", period, tuple(UNITS))):
        require_word(name, word, words)
    reasons = _no_reasons(len(matrix))
    if discounting is not None and not discounting.in_range:
        reasons[:] = "rate_out_of_range"
        return _column(np.zeros(len(matrix)), reasons, UNITS[period])
    if discounting is not None:
        matrix = matrix * factors(discounting, matrix.shape[1])
    totals = _running_totals(matrix)
    values, crosses = _crossing_times(matrix, totals, rule)
    if clock == "first_cost":
        values -= np.argmax(matrix < 0, axis=1)
    never_below = (totals >= 0).all(axis=1)
    values[never_below] = 0.0
    reasons[~never_below & ~(crosses & ((rule == "first") | (totals[:, -1] >= 0)))] = "never_pays_back"
    reasons[(matrix >= 0).all(axis=1)] = "no_cost"
    return _column(values, reasons, UNITS[period])


def _running_totals(matrix: Array) -> Array:
    totals = np.cumsum(matrix, axis=1)
    return np.where(np.abs(totals) <= ZERO_SHARE * np.cumsum(np.abs(matrix), axis=1), 0.0, totals)


def _crossing_times(matrix: Array, totals: Array, rule: str) -> tuple[Array, Flags]:
    """Return the first or the last time the total rises from below zero, and whether there is one."""
    crossing = np.zeros_like(matrix, dtype=bool)
    crossing[:, 1:] = (totals[:, :-1] < 0) & (totals[:, 1:] >= 0)
    at = np.argmax(crossing, axis=1) if rule == "first" else matrix.shape[1] - 1 - np.argmax(crossing[:, ::-1], axis=1)
    rows, crosses = np.arange(len(matrix)), np.asarray(crossing.any(axis=1))
    before, flow = totals[rows, np.maximum(at - 1, 0)], matrix[rows, at]
    part = np.divide(np.abs(before), flow, out=np.zeros(len(matrix)), where=crosses & (flow > 0))
    return at - 1 + np.minimum(part, 1.0), crosses
