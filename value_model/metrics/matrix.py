"""NPV and payback of many projects at once: one row of flows each, one answer per row (IRR: `rates_matrix`).

The same definitions as `npv` and `payback`, in 8-byte floats: right to about 1e-12 of the flows' sizes, and far faster.
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
from value_model.metrics.present_value import npv

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
ZERO_SHARE = 1e-12


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


def flow_matrix(flows: Array) -> Array:
    """Return the flows as a matrix of floats. Raises MetricInputError for another shape or a flow that is not finite."""
    matrix = np.asarray(flows, dtype=np.float64)
    require(matrix.ndim == 2 and matrix.shape[1] > 0, '"flows" must be a matrix: one row per project, one column per period.')
    if not np.isfinite(matrix).all():
        raise MetricInputError.not_finite("flows", float(matrix[~np.isfinite(matrix)][0]))
    return matrix


def no_reasons(count: int) -> NDArray[np.object_]:
    return np.full(count, None, dtype=object)


def npv_rows(flows: Array, discounting: Discounting) -> Column:
    """Return the net present value of each row of `flows` (projects by periods).

    Money; zero below 1e-12 of the discounted flows' sizes. Undefined as `npv`, which answers for a row whose sums do not
    fit a float. Raises MetricInputError for a flow that is not finite.
    """
    matrix = flow_matrix(flows)
    reasons = no_reasons(len(matrix))
    if not discounting.in_range:
        reasons[:] = "rate_out_of_range"
        return _column(np.zeros(len(matrix)), reasons, "money")
    with np.errstate(over="ignore", invalid="ignore"):
        weights = factors(discounting, matrix.shape[1])
        values, sizes = matrix @ weights, np.abs(matrix) @ weights
    values[np.abs(values) <= ZERO_SHARE * sizes] = 0.0
    for row in np.flatnonzero(~np.isfinite(sizes)):
        measure = npv(matrix[row].tolist(), discounting)
        values[row], reasons[row] = measure.value or 0.0, measure.reason
    return _column(values, reasons, "money")


def factors(discounting: Discounting, periods: int) -> Array:
    """Return the discount factor of each period as floats; every rate must be in range."""
    return np.array([float(factor) for factor in discounting.factors(periods)])


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
    matrix = flow_matrix(flows)
    for name, word, words in (("rule", rule, RULES), ("clock", clock, CLOCKS), ("period", period, tuple(UNITS))):
        require_word(name, word, words)
    reasons = no_reasons(len(matrix))
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
