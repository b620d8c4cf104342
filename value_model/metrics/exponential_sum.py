"""Sums of weighted powers, w₁·q^p₁ + w₂·q^p₂ + …, on all q > 0: sign, slope and where they cross zero.

NPV as a function of the rate is such a sum with q = (1 + r)^(-1/base) and whole powers, for yearly and
for dated flows alike. Everything here runs in y = ln(1 + r), from minus to plus infinity.

How every crossing is found: between two neighbors of the weights with opposite signs there is a
power p such that the derivative of (sum · q^-p) has one sign change less. Between two crossings of that
derivative the sum crosses zero once at most. So the crossings are found from the inside out, from a sum
with one sign change, which crosses exactly once (Descartes; Laguerre for powers that are not whole).
A sign is taken in floats where rounding cannot turn it, and in long decimals where it might.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

LONG = Context(prec=100, Emax=MAX_EMAX, Emin=MIN_EMIN)
CERTAIN = Decimal("1e-85")  # a share of the terms' sizes: below it, the sign of a long decimal is zero
LN10 = math.log(10)
EPSILON = float(np.finfo(np.float64).eps)
WIDTH = 1e-13  # relative width of a bracket at which bisection stops
Mark = tuple[float, int]  # a place y and the sign there


@dataclass(frozen=True)
class ExponentialSum:
    """The sum of weight · q^power; powers rise and weights are not zero. q = exp(-y / base)."""

    powers: tuple[int, ...]
    weights: tuple[Decimal, ...]
    base: int

    @cached_property
    def changes(self) -> list[int]:
        """Places k where weight k and weight k + 1 have opposite signs."""
        return [k for k, (left, right) in enumerate(pairwise(self.weights)) if (left < 0) != (right < 0)]

    @property
    def sign_at_minus_infinity(self) -> int:
        return -1 if self.weights[-1] < 0 else 1

    @property
    def sign_at_plus_infinity(self) -> int:
        return -1 if self.weights[0] < 0 else 1

    @cached_property
    def _logs(self) -> NDArray[np.float64]:
        return np.array([math.log(abs(float(w.scaleb(-w.adjusted())))) + w.adjusted() * LN10 for w in self.weights])

    @cached_property
    def _signs(self) -> NDArray[np.float64]:
        return np.array([-1.0 if w < 0 else 1.0 for w in self.weights])

    @cached_property
    def _times(self) -> NDArray[np.float64]:
        return np.array(self.powers, dtype=np.float64) / self.base

    def terms(self, y: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the terms at `y`, scaled so that the largest is 1, and how wrong each may be."""
        moves = self._times * y
        logs = self._logs - moves
        sizes = np.exp(logs - logs.max())
        return self._signs * sizes, sizes * EPSILON * (4 * (np.abs(self._logs) + np.abs(moves)) + len(sizes) + 8)

    def sign(self, y: float) -> int:
        """Return -1, 0 or 1: the sign at `y`, certain to 85 digits."""
        values, errors = self.terms(y)
        value = float(values.sum())
        if abs(value) > errors.sum():
            return 1 if value > 0 else -1
        precise, size = self.precise(y)
        return 0 if abs(precise) <= CERTAIN * size else (1 if precise > 0 else -1)

    def precise(self, y: float) -> tuple[Decimal, Decimal]:
        """Return the sum at `y` and the sum of its terms' sizes, in long decimals."""
        with localcontext(LONG):
            q = (Decimal(-y) / self.base).exp()
            power, at, value, size = q ** self.powers[0], self.powers[0], Decimal(0), Decimal(0)
            for next_power, weight in zip(self.powers, self.weights, strict=True):
                power *= q ** (next_power - at)
                at = next_power
                value += weight * power
                size += abs(weight * power)
            return value, size

    def relative(self, y: float) -> float:
        """Return the sum at `y` as a share of the sum of its terms' sizes, from -1 to 1."""
        value, size = self.precise(y)
        return float(value / size)

    def slope(self) -> ExponentialSum:
        """Return the derivative by y, times `base`."""
        kept = [(power, -power * weight) for power, weight in zip(self.powers, self.weights, strict=True) if power]
        return ExponentialSum(tuple(p for p, _ in kept), tuple(w for _, w in kept), self.base)

    def flattened(self) -> ExponentialSum:
        """Return the derivative of this sum times a power of q, chosen so that one sign change goes."""
        k = self.changes[len(self.changes) // 2]
        twice = self.powers[k] + self.powers[k + 1]
        with localcontext(LONG):
            weights = tuple(weight * (twice - 2 * power) for power, weight in zip(self.powers, self.weights, strict=True))
        return ExponentialSum(self.powers, weights, self.base)


def crossings(function: ExponentialSum) -> list[float]:
    """Return every y at which the sum crosses zero, rising; where it only touches zero it does not cross."""
    if not function.changes:
        return []
    chain = [function]
    while len(chain[-1].changes) > 1:
        chain.append(chain[-1].flattened())
    turning: list[float] = []
    for step in reversed(chain):
        turning = list(crossings_between(step, [(y, step.sign(y)) for y in turning]))
    return turning


def crossings_between(function: ExponentialSum, marks: Sequence[Mark]) -> Iterator[float]:
    """Yield the crossing in each stretch between `marks` (and infinity) whose ends have opposite signs."""
    outside = ((-math.inf, function.sign_at_minus_infinity), (math.inf, function.sign_at_plus_infinity))
    clear = [outside[0], *(mark for mark in marks if mark[1]), outside[1]]
    for (low, before), (high, after) in pairwise(clear):
        if before != after:
            yield crossing(function, low, high, before)


def crossing(function: ExponentialSum, low: float, high: float, before: int) -> float:
    """Return the one crossing between `low`, where the sign is `before`, and `high`."""
    if low < 0 < high:
        at_zero = function.sign(0.0)
        if at_zero == 0:
            return 0.0
        low, high = (0.0, high) if at_zero == before else (low, 0.0)
    low, high = _finite(function, low, high, before)
    while high - low > WIDTH * max(abs(low), abs(high)):
        middle = low + (high - low) / 2
        if not low < middle < high:
            break
        found = function.sign(middle)
        if found == 0:
            return middle
        low, high = (middle, high) if found == before else (low, middle)
    return low + (high - low) / 2


def _finite(function: ExponentialSum, low: float, high: float, before: int) -> tuple[float, float]:
    """Move an infinite end inwards to a place that has the sign of infinity."""
    step = 1.0
    while math.isinf(high):
        low, high = (low + step, high) if function.sign(low + step) == before else (low, low + step)
        step *= 2
    while math.isinf(low):
        low, high = (low, high - step) if function.sign(high - step) != before else (high - step, high)
        step *= 2
    return low, high


def refined(function: ExponentialSum, y: float) -> Decimal:
    """Return the crossing next to `y` in long decimals: one Newton step, unless it would leave the bracket."""
    slope = function.slope()
    with localcontext(LONG):
        if not slope.weights or (steepness := slope.precise(y)[0]) == 0:
            return Decimal(y)
        step = function.precise(y)[0] * function.base / steepness
        return Decimal(y) - step if abs(step) <= 2 * Decimal(WIDTH) * abs(Decimal(y)) else Decimal(y)
