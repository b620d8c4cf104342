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

import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import NoneType

import numpy as np
from numpy.typing import NDArray

from value_model.metrics.exact import Number, exact, exact_or_none, require
from value_model.metrics.normal import Array, inverse

LARGEST = 2**53  # above it, not every whole number is a float
Lines = Sequence[Sequence[Number | None]]


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
    together, between = _within(correlation, share)
    table = _read(amounts)
    names = list(dict.fromkeys(one.group for one in amounts if one.group is not None))
    numbers = {name: place for place, name in enumerate(names)} | {None: -1}
    group_of = np.array([numbers[one.group] for one in amounts], dtype=np.int64)
    three = ~np.isnan(table.low)
    chance = ~three & ~np.isnan(table.probability)
    signed = table.sign * table.amount
    return Luck(
        fixed=float(sum(signed[~three & ~chance].tolist())),
        **_lines(table.amount[three], table.sign[three], table.low[three], table.high[three], between),
        group_of=group_of[three],
        stake=signed[chance],
        threshold=np.array([_threshold(amounts[int(place)]) for place in np.flatnonzero(chance)], dtype=np.float64),
        stake_group_of=group_of[chance],
        groups=len(names),
        correlation=together,
    )


@dataclass(frozen=True, eq=False)
class Cases:
    """Many three-point amounts as columns of floats, beside what is `certain` (signed); for `UncertainAmount` one by one.

    `group` numbers the groups from 0; -1 is on its own.
    """

    amount: Array
    sign: Array
    low: Array
    high: Array
    group: NDArray[np.int64]
    certain: float = 0.0


def prepared_cases(cases: Cases, *, correlation: Number, share: Number) -> Luck:
    """Return the amounts as functions of luck, as `prepared` does; raises MetricInputError likewise."""
    together, between = _within(correlation, share)
    in_order = (cases.amount >= 0) & (cases.low <= cases.amount) & (cases.amount <= cases.high) & np.isfinite(cases.low + cases.high)
    require(bool(in_order.all()), "Each amount must be 0 or more, with its cases in order: low, amount, high.")
    numbers, groups = _numbered(cases.group)
    nothing = np.empty(0)
    return Luck(
        fixed=cases.certain, **_lines(cases.amount, cases.sign, cases.low, cases.high, between), group_of=numbers,
        stake=nothing, threshold=nothing, stake_group_of=np.empty(0, dtype=np.int64), groups=groups, correlation=together,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Chances:
    """Many amounts that arrive in full or not at all, as columns of floats, beside what is `certain` (signed); `group` as in `Cases`."""

    amount: Array
    sign: Array
    probability: Array
    group: NDArray[np.int64]
    certain: float = 0.0


def prepared_chances(chances: Chances, *, correlation: Number) -> Luck:
    """Return the amounts as functions of luck, as `prepared` does; raises MetricInputError likewise."""
    together, _ = _within(correlation, 0.8)
    in_range = (chances.amount >= 0) & np.isfinite(chances.amount) & (chances.probability >= 0) & (chances.probability <= 1)
    require(bool(in_range.all()), "Each amount must be 0 or more, with a probability between 0 and 1.")
    numbers, groups = _numbered(chances.group)
    kinds, place = np.unique(chances.probability, return_inverse=True)
    gains, losses = (np.array([_limit(chance, sign) for chance in kinds.tolist()], dtype=np.float64) for sign in (1.0, -1.0))
    nothing = np.empty(0)
    return Luck(
        fixed=chances.certain, middle=nothing, rise=nothing, fall=nothing, group_of=np.empty(0, dtype=np.int64),
        stake=chances.sign * chances.amount, threshold=np.where(chances.sign > 0, gains[place], losses[place]), stake_group_of=numbers, groups=groups, correlation=together,
    )  # fmt: skip


def _numbered(group: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """Number the groups in the order in which they first stand, -1 staying -1; and how many there are."""
    known, first = np.unique(group[group >= 0], return_index=True)
    numbers = np.full(int(known.max(initial=-1)) + 2, -1, dtype=np.int64)  # the last place is that of -1
    numbers[known[np.argsort(first)]] = np.arange(len(known))
    return numbers[group], len(known)


def _within(correlation: Number, share: Number) -> tuple[float, float]:
    together, between = float(exact(correlation, "correlation")), float(exact(share, "share"))
    require(0 <= together < 1, '"correlation" must be 0 or more and below 1.')
    require(0 < between < 1, '"share" must be above 0 and below 1, 0.8 for P10 to P90.')
    return together, between


def _lines(amount: Array, sign: Array, low: Array, high: Array, between: float) -> dict[str, Array]:
    """The middle of each amount, and how far it moves with good and with bad luck."""
    up, down, good, reach = high - amount, amount - low, sign > 0, inverse((1 + between) / 2)
    return {"middle": sign * amount, "rise": np.where(good, up, down) / reach, "fall": np.where(good, down, up) / reach}


@dataclass(frozen=True, eq=False)
class _Table:
    """The amounts as columns of floats; NaN where nothing was given."""

    amount: Array
    sign: Array
    low: Array
    high: Array
    probability: Array


def _read(amounts: Sequence[UncertainAmount]) -> _Table:
    """Return the amounts as columns, once they are known to keep every rule; raises MetricInputError as `_check`.

    Floats are checked all at once. Where that finds anything odd, each amount is checked by itself, in exact decimals.
    """
    lines: Lines = [
        [one.amount for one in amounts],
        [one.sign for one in amounts],
        [one.low for one in amounts],
        [one.high for one in amounts],
        [one.probability for one in amounts],
    ]
    if not (all(set(map(type, line)) <= {float, int, NoneType} for line in lines[1:]) and set(map(type, lines[0])) <= {float, int}):
        return _one_by_one(amounts, lines)
    table = _columns(lines)
    return table if _in_order(table, lines) else _one_by_one(amounts, lines)


def _one_by_one(amounts: Sequence[UncertainAmount], lines: Lines) -> _Table:
    for one in amounts:
        _check(one)
    return _columns(lines)


def _columns(lines: Lines) -> _Table:
    return _Table(*(np.array([math.nan if value is None else float(value) for value in line], dtype=np.float64) for line in lines))


def _in_order(table: _Table, lines: Lines) -> bool:
    """Whether every amount keeps every rule; a comparison with NaN is false, and a rule asked of a None is not broken."""
    missing = [np.array([value is None for value in line], dtype=bool) for line in lines[2:]]
    small = np.abs(table.amount) < LARGEST
    within = (table.low > -LARGEST) & (table.low <= table.amount) & (table.amount <= table.high) & (table.high < LARGEST)
    cases = within | (missing[0] & missing[1])
    chances = (table.probability >= 0) & (table.probability <= 1) | missing[2]
    return bool((small & (table.amount >= 0) & (np.abs(table.sign) == 1) & cases & chances).all())


def _threshold(one: UncertainAmount) -> float:
    """Return the luck above which a benefit arrives, or below which a cost falls due."""
    return _limit(float(one.probability or 0), one.sign)


def _limit(chance: float, sign: float) -> float:
    if chance in (0.0, 1.0):
        return np.inf if (chance == 0.0) == (sign > 0) else -np.inf
    return inverse(1 - chance) if sign > 0 else inverse(chance)


def _check(one: UncertainAmount) -> None:
    amount = exact(one.amount, f"amount of {one.name}")
    low, high = exact_or_none(one.low, f"low of {one.name}"), exact_or_none(one.high, f"high of {one.name}")
    chance = exact_or_none(one.probability, f"probability of {one.name}")
    require(amount >= 0, f'The amount of "{one.name}" must be 0 or more; give a cost the sign -1.')
    require(one.sign in (1, -1), f'The sign of "{one.name}" must be 1 or -1.')
    require((low is None) == (high is None), f'Give "{one.name}" both a low and a high case, or neither.')
    require(low is None or high is None or low <= amount <= high, f'The cases of "{one.name}" must be in order: low, amount, high.')
    require(chance is None or 0 <= chance <= 1, f'The probability of "{one.name}" must lie between 0 and 1.')
