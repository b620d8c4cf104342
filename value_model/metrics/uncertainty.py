"""What is uncertain, and by what stated model: a low, middle and high case, or a chance of arriving at all.

Two models, and no others:

- **Three-point.** The amount is the middle case, as likely to be exceeded as not; `share` of all cases
  (80 % unless stated) lie between low and high, half of the rest on either side. The law between them is the
  two-piece normal: normal above the middle with one width, normal below it with another.
- **Chance.** The amount arrives in full with the recorded probability, or not at all.

Amounts of one group (a programme) move together: one shared luck per group, with correlation `correlation`
between any two of its amounts. Good luck raises benefits and lowers costs; groups are independent of each other,
and an amount without a group is on its own. An amount with neither model is taken as certain and counted
as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from value_model.metrics.exact import Number, exact, exact_or_none, require
from value_model.metrics.normal import Array, inverse


@dataclass(frozen=True, slots=True)
class UncertainAmount:
    """One benefit or cost still to come, in money or present value, 0 or more; `sign` -1 for a cost or disbenefit.

    With `low` and `high` it is three-point, else with a `probability` it is a chance, else it is certain.
    """

    name: str
    amount: Number
    sign: int = 1
    group: str | None = None
    low: Number | None = None
    high: Number | None = None
    probability: Number | None = None

    @property
    def is_three_point(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def is_certain(self) -> bool:
        return not self.is_three_point and self.probability is None


@dataclass(frozen=True, eq=False)
class Luck:
    """All amounts as functions of a standard normal luck u, ready to be drawn or integrated.

    Three-point: ``middle + rise · u`` above 0, ``middle + fall · u`` below. Chance: `stake` once u exceeds
    `threshold`, or, for a stake to lose, while u is below it. `group_of` numbers the groups; -1 is on its own.
    """

    fixed: float
    middle: Array
    rise: Array
    fall: Array
    group_of: NDArray[np.int64]
    stake: Array
    threshold: Array
    stake_group_of: NDArray[np.int64]
    groups: int
    correlation: float

    @property
    def count(self) -> int:
        return len(self.middle) + len(self.stake)


def prepared(amounts: Sequence[UncertainAmount], *, correlation: Number, share: Number) -> Luck:
    """Return the amounts as functions of luck.

    `correlation` from 0 to below 1, between amounts of one group; `share`, above 0 and below 1, of the cases that lie
    between low and high. Raises MetricInputError for a number outside, and for low, amount and high out of order.
    """
    together, between = float(exact(correlation, "correlation")), float(exact(share, "share"))
    require(0 <= together < 1, '"correlation" must be 0 or more and below 1.')
    require(0 < between < 1, '"share" must be above 0 and below 1, 0.8 for P10 to P90.')
    for one in amounts:
        _check(one)
    names = list(dict.fromkeys(one.group for one in amounts if one.group is not None))
    numbers = {name: place for place, name in enumerate(names)}
    points, chances = (
        [one for one in amounts if one.is_three_point],
        [one for one in amounts if not one.is_three_point and not one.is_certain],
    )
    reach = inverse((1 + between) / 2)
    rise, fall = zip(*(_slopes(one, reach) for one in points), strict=True) if points else ((), ())
    return Luck(
        fixed=float(sum(one.sign * float(one.amount) for one in amounts if one.is_certain)),
        middle=_floats(one.sign * one.amount for one in points),
        rise=_floats(rise),
        fall=_floats(fall),
        group_of=_numbers(points, numbers),
        stake=_floats(one.sign * one.amount for one in chances),
        threshold=_floats(_threshold(one) for one in chances),
        stake_group_of=_numbers(chances, numbers),
        groups=len(names),
        correlation=together,
    )


def _floats(values: object) -> Array:
    return np.array([float(value) for value in values], dtype=np.float64)  # type: ignore[attr-defined]


def _numbers(amounts: Sequence[UncertainAmount], numbers: dict[str, int]) -> NDArray[np.int64]:
    return np.array([-1 if one.group is None else numbers[one.group] for one in amounts], dtype=np.int64)


def _slopes(one: UncertainAmount, reach: float) -> tuple[float, float]:
    """Return by how much the contribution moves per unit of good and of bad luck."""
    up, down = float(one.high or 0) - float(one.amount), float(one.amount) - float(one.low or 0)
    return (up / reach, down / reach) if one.sign > 0 else (down / reach, up / reach)


def _threshold(one: UncertainAmount) -> float:
    """Return the luck above which a benefit arrives, or below which a cost falls due."""
    chance = float(one.probability or 0)
    if chance in (0.0, 1.0):
        return np.inf if (chance == 0.0) == (one.sign > 0) else -np.inf
    return inverse(1 - chance) if one.sign > 0 else inverse(chance)


def _check(one: UncertainAmount) -> None:
    amount = exact(one.amount, f"amount of {one.name}")
    low, high = exact_or_none(one.low, f"low of {one.name}"), exact_or_none(one.high, f"high of {one.name}")
    chance = exact_or_none(one.probability, f"probability of {one.name}")
    require(amount >= 0, f'The amount of "{one.name}" must be 0 or more; give a cost the sign -1.')
    require(one.sign in (1, -1), f'The sign of "{one.name}" must be 1 or -1.')
    require((low is None) == (high is None), f'Give "{one.name}" both a low and a high case, or neither.')
    require(low is None or high is None or low <= amount <= high, f'The cases of "{one.name}" must be in order: low, amount, high.')
    require(chance is None or 0 <= chance <= 1, f'The probability of "{one.name}" must lie between 0 and 1.')
