"""Ranges with a stated model: how low and how high a total may come, and what moves it most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

import numpy as np

from value_model.measure import Measure
from value_model.metrics import factor_grid
from value_model.metrics.exact import ZERO, Number, exact, metric, require, require_word, stated
from value_model.metrics.normal import Array
from value_model.metrics.outcomes import MOST, outcomes
from value_model.metrics.simulation import drawn_totals
from value_model.metrics.uncertainty import Cases, Chances, Luck, UncertainAmount, prepared, prepared_cases, prepared_chances

METHODS = ("auto", "grid", "draws")
LARGEST_PART = 0.02  # of the variance: above it a single amount is too large for the normal sum of the grid
DRAWS, SEED = 10_000, 20260101


@dataclass(frozen=True, slots=True)
class Swing:
    """What the total becomes when one amount takes its low or its high case and all others their middle."""

    name: str
    low: float
    high: float

    @property
    def width(self) -> float:
        return abs(self.high - self.low)


@metric("money")
def range_of_total(
    amounts: Sequence[UncertainAmount],
    *,
    correlation: Number,
    share: Number = 0.8,
    method: str = "auto",
    draws: int = DRAWS,
    seed: int = SEED,
    threads: int = 1,
) -> Measure:
    """Return the median of the total of `amounts`, with its low and high case and the chance that it is above zero.

    Parameters
    ----------
    amounts : benefits (sign 1) and costs (sign -1), in money or present value, each with its stated model: low and
        high, a probability, or none (certain).
    correlation : between any two amounts of one group (programme), 0 or more and below 1. It has no default here:
        independent amounts make a portfolio look far more certain than it is.
    share : of all cases between low and high, for the inputs and for the answer: 0.8 is P10 to P90.
    method : ``grid`` (no draws), ``draws``, or ``auto``: the grid unless one amount makes up more than 2 % of the
        variance, or the luck of one group alone takes the total out of the grid's window.
    draws, seed, threads : of the method ``draws``; the answer does not depend on `threads`.

    Returns
    -------
    Measure
        Money, the median. Detail: `low`, `high`, `mean`, `deviation`, `chance_positive`, `uncertain` and `certain`
        counts, `coverage` (share of the amounts' sizes with a stated model), `method`, `draws`, `seed`,
        `correlation`, `share`. Undefined as ``no_model`` when no amount has a stated model.

    Raises
    ------
    MetricInputError
        If low, amount and high are out of order, or a number lies outside its range.

    Notes
    -----
    Percentiles do not add up; those of a group must be asked for the group. Source: this project; the one-factor
    model of correlated defaults, O. Vasicek 1987.

    Examples
    --------
    >>> range_of_total([UncertainAmount("B", 100, low=50, high=150)], correlation=0, method="grid").value
    100.0
    """
    require_word("method", method, METHODS)
    luck = prepared(amounts, correlation=correlation, share=share)
    return _range(luck, _detail(amounts, correlation, share), share, method, draws, seed, threads)


@metric("money")
def range_of_cases(cases: Cases, *, correlation: Number, share: Number = 0.8) -> Measure:
    """Return the same as `range_of_total` for three-point amounts given as columns, beside what is certain.

    Raises MetricInputError likewise; the detail counts what is certain as one amount.
    """
    luck = prepared_cases(cases, correlation=correlation, share=share)
    modelled, whole = _sizes(cases.amount, cases.certain)
    detail = {
        "uncertain": len(cases.amount), "certain": 1, "coverage": modelled / whole if whole else None,
        "correlation": float(correlation), "share": float(share),
    }  # fmt: skip
    return _range(luck, detail, share, "auto", DRAWS, SEED, 1)


@metric("money")
def range_of_chances(chances: Chances, *, correlation: Number, share: Number = 0.8) -> Measure:
    """Return the same for amounts that arrive in full with their probability or not at all, given as columns.

    Up to twelve amounts have every outcome reckoned (`method` ``outcomes``): a low case is then the least total that at
    least so many cases do not exceed. More of them take the ways of `range_of_total`. The mean is what is expected:
    certain + Σ probability × amount. Raises MetricInputError for a number outside its range.

    >>> from numpy import array
    >>> one = Chances(array([100.0]), array([1.0]), array([0.6]), array([-1]))
    >>> range_of_chances(one, correlation=0).detail["low"]
    0.0
    """
    luck = prepared_chances(chances, correlation=correlation)
    modelled, whole = _sizes(chances.amount, chances.certain)
    detail = {
        "uncertain": luck.count, "certain": 1, "coverage": modelled / whole if whole else None,
        "correlation": float(correlation), "share": float(share),
    }  # fmt: skip
    if not 0 < luck.count <= MOST:
        return _range(luck, detail, share, "auto", DRAWS, SEED, 1)
    found, tail = outcomes(luck), (1 - float(share)) / 2
    detail |= {"low": found.quantile(tail), "high": found.quantile(1 - tail), "mean": found.mean, "deviation": found.deviation}
    above = found.chance_above(0.0)
    return stated(Decimal(found.quantile(0.5)), "money", **detail, chance_positive=above, method="outcomes", draws=None, seed=None)


def _sizes(amounts: Array, certain: float) -> tuple[float, float]:
    """What the amounts add up to, without and with the size of what is certain."""
    listed = amounts.tolist()
    return math.fsum(listed), math.fsum(chain(listed, (abs(certain),)))


def _range(luck: Luck, detail: dict[str, Any], share: Number, method: str, draws: int, seed: int, threads: int) -> Measure:
    if luck.count == 0:
        names = ("low", "high", "mean", "deviation", "chance_positive", "method", "draws", "seed")
        return stated(None, "money", "no_model", **detail, **dict.fromkeys(names))
    tail = (1 - float(share)) / 2
    distribution = None if method == "draws" else factor_grid.distribution(luck)
    if distribution is None or (method == "auto" and not _suits(distribution)):
        return _from_draws(luck, tail, draws, seed, threads, detail)
    low, middle, high = (distribution.quantile(level) for level in (tail, 0.5, 1 - tail))
    detail |= {"low": low, "high": high, "mean": distribution.mean, "deviation": distribution.deviation}
    above = 1 - distribution.chance_below(0.0)
    return stated(Decimal(middle), "money", **detail, chance_positive=above, method="grid", draws=None, seed=None)


def _suits(grid: factor_grid.Distribution) -> bool:
    return grid.largest_part <= LARGEST_PART and grid.reach <= factor_grid.WINDOW / 2


def _from_draws(luck: Luck, tail: float, draws: int, seed: int, threads: int, detail: dict[str, Any]) -> Measure:
    totals = drawn_totals(luck, draws=draws, seed=seed, threads=threads)
    low, middle, high = (float(level) for level in np.quantile(totals, [tail, 0.5, 1 - tail]))
    told = {"low": low, "high": high, "mean": float(totals.mean()), "deviation": float(totals.std())}
    above = float((totals > 0).mean())
    return stated(Decimal(middle), "money", **detail, **told, chance_positive=above, method="draws", draws=draws, seed=seed)


def _detail(amounts: Sequence[UncertainAmount], correlation: Number, share: Number) -> dict[str, Any]:
    modelled = [float(one.amount) for one in amounts if not one.is_certain]
    certain = [float(one.amount) for one in amounts if one.is_certain]
    whole = math.fsum((*modelled, *certain))
    return {
        "uncertain": len(modelled),
        "certain": len(certain),
        "coverage": math.fsum(modelled) / whole if whole else None,
        "correlation": float(correlation),
        "share": float(share),
    }


def _middle(one: UncertainAmount) -> Decimal:
    """Return the middle case: the amount, or what is expected of a chance."""
    amount = exact(one.amount, "amount")
    return one.sign * (amount if one.is_three_point or one.is_certain else amount * exact(one.probability or 0, "probability"))


def _cases(one: UncertainAmount) -> tuple[Decimal, Decimal]:
    """Return what the amount adds in its low and in its high case; for a chance, nothing and all of it."""
    low, high = (one.low, one.high) if one.is_three_point else (0, one.amount)
    return one.sign * exact(low or 0, "low"), one.sign * exact(high or 0, "high")


def tornado(amounts: Sequence[UncertainAmount]) -> list[Swing]:
    """Return the total with each uncertain amount at its low and its high case, the widest swing first.

    All others stay at their middle: the amount, or the expected part of a chance. Ties keep the given order; certain
    amounts have no swing and are left out. Always defined. Raises MetricInputError as `range_of_total`.
    """
    prepared(amounts, correlation=0, share=0.8)  # refuses what cannot be used
    base = sum(map(_middle, amounts), ZERO)
    swings = []
    for one in amounts:
        if not one.is_certain:
            low, high = _cases(one)
            rest = base - _middle(one)
            swings.append(Swing(one.name, float(rest + low), float(rest + high)))
    return sorted(swings, key=lambda swing: -swing.width)


def switching_values(amounts: Sequence[UncertainAmount]) -> dict[str, Measure]:
    """Return by name the change of each amount, as a fraction, that makes the total zero, others at their middle.

    Fraction: -0.25 means that a quarter less of it brings the total to zero. Undefined as ``no_benefit`` or ``no_cost``
    for an amount of zero. Raises MetricInputError as `range_of_total`, and for a repeated name. Source: HM Treasury
    Green Book, switching values.
    """
    require(len({one.name for one in amounts}) == len(amounts), "Each amount needs a name of its own.")
    prepared(amounts, correlation=0, share=0.8)
    base = sum(map(_middle, amounts), ZERO)
    return {one.name: _switch(base, _middle(one), one.sign) for one in amounts}


def _switch(base: Decimal, part: Decimal, sign: int) -> Measure:
    if part == 0:
        return stated(None, "fraction", "no_benefit" if sign > 0 else "no_cost")
    return stated(-base / part, "fraction")
