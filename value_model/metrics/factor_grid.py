"""The distribution of an uncertain total without draws: fast enough to follow a slider.

Given a group's shared luck, its amounts are independent, so their sum is close to normal with a mean and a variance
that have closed forms. Integrating over the shared luck gives the group's characteristic function, multiplying over the
groups the total's, and inverting it (Gil-Pelaez; Davies 1973) the chance of any total. Exact but for the normal sum, so
meant for many amounts none of which is a large part of the total's variance, and for groups whose luck keeps the total
within the window of the inversion: `largest_part` and `reach` tell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from value_model.metrics.normal import Array, cumulative, density
from value_model.metrics.uncertainty import Luck

NODES = np.linspace(-8.0, 8.0, 321)  # shared luck; trapezoid sums of a normal density converge at once
WEIGHTS = density(NODES) * (NODES[1] - NODES[0])
WINDOW = 24.0  # standard deviations in which a total lies; the inversion repeats itself beyond
USUAL = np.abs(NODES) <= 5.0  # luck of all but one case in a million
MOST = 384  # frequencies; they end earlier once the characteristic function has died out and stayed so
DIED_OUT, QUIET = 1e-9, 8
HALVINGS = 60


@dataclass(frozen=True, eq=False)
class Distribution:
    """A total's distribution: mean, standard deviation, and its characteristic function at given frequencies.

    `reach` tells how many standard deviations the usual luck of a single group takes the total away from its mean.
    """

    mean: float
    deviation: float
    largest_part: float
    reach: float
    frequencies: Array
    transform: NDArray[np.complex128]

    def chance_below(self, x: float) -> float:
        """Return the chance of a total below `x`: none or all outside the window."""
        if abs(x - self.mean) >= WINDOW / 2 * self.deviation:
            return 1.0 if x > self.mean else 0.0
        wave = self.transform * np.exp(-1j * self.frequencies * ((x - self.mean) / self.deviation))
        chance = 0.5 - float((wave.imag / (np.arange(len(wave)) + 0.5)).sum()) / math.pi
        return min(max(chance, 0.0), 1.0)

    def quantile(self, chance: float) -> float:
        """Return the total below which `chance` of all cases lie, by halving."""
        low, high = self.mean - WINDOW / 2 * self.deviation, self.mean + WINDOW / 2 * self.deviation
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.chance_below(middle) < chance else (low, middle)
        return (low + high) / 2


@dataclass(frozen=True, eq=False)
class Moments:
    """Mean and variance of each group's sum (rows) at each node of its shared luck (columns)."""

    mean: Array
    variance: Array


def distribution(luck: Luck) -> Distribution:
    """Return the distribution of the total."""
    moments, own_mean, own_variance = _moments(luck)
    group_means = moments.mean @ WEIGHTS
    spread = (moments.variance + (moments.mean - group_means[:, None]) ** 2) @ WEIGHTS
    variance = float(spread.sum()) + own_variance
    mean = luck.fixed + own_mean + float(group_means.sum())
    deviation = math.sqrt(variance)
    if deviation == 0:
        return Distribution(mean, 0.0, 0.0, 0.0, np.zeros(0), np.zeros(0, dtype=np.complex128))
    scaled = Moments((moments.mean - group_means[:, None]) / deviation, moments.variance / variance)
    frequencies, transform = _transform(scaled, own_variance / variance)
    reach = float(np.abs(scaled.mean[:, USUAL]).max(initial=0.0))
    return Distribution(mean, deviation, _largest(luck) / variance, reach, frequencies, transform)


def _transform(moments: Moments, own: float) -> tuple[Array, NDArray[np.complex128]]:
    """Return frequencies and the characteristic function of the standardized total there.

    Frequencies are evenly spaced, so each step turns the wave of every node and shrinks it, without a new exponential.
    """
    step = 2 * math.pi / WINDOW
    wave = np.exp(0.5j * step * moments.mean - step**2 / 8 * moments.variance)
    turn, shrink = np.exp(1j * step * moments.mean), np.exp(-(step**2) * moments.variance)
    ratio = shrink.copy()
    values: list[complex] = []
    while len(values) < MOST and not (len(values) >= QUIET and max(map(abs, values[-QUIET:])) < DIED_OUT):
        t = (len(values) + 0.5) * step
        values.append(complex(np.prod(np.einsum("gn,n->g", wave, WEIGHTS))) * math.exp(-0.5 * own * t * t))
        wave *= turn * ratio
        ratio *= shrink
    return np.asarray((np.arange(len(values)) + 0.5) * step, dtype=np.float64), np.array(values, dtype=np.complex128)


def _moments(luck: Luck) -> tuple[Moments, float, float]:
    """Return the moments of the groups, and mean and variance of what is on its own."""
    mean, variance = np.zeros((luck.groups, len(NODES))), np.zeros((luck.groups, len(NODES)))
    shared = _Shared.around(math.sqrt(luck.correlation) * NODES, math.sqrt(1 - luck.correlation))
    for group in range(luck.groups):
        mean[group], variance[group] = _sums(luck, group, shared)
    own_mean, own_variance = _sums(luck, -1, _Shared.around(np.zeros(1), 1.0))
    return Moments(mean, variance), float(own_mean[0]), float(own_variance[0])


@dataclass(frozen=True, eq=False)
class _Shared:
    """Luck that is normal around `center` with `width`, the same for every group: mean and mean square of its good and its bad part."""

    center: Array
    width: float
    good: tuple[Array, Array]
    bad: tuple[Array, Array]
    limits: dict[float, Array]  # the chance of luck above each limit that was asked for

    @classmethod
    def around(cls, center: Array, width: float) -> _Shared:
        return cls(center, width, _positive_part(center, width), _positive_part(-center, width), {})

    def above(self, limit: float) -> Array:
        if limit not in self.limits:
            is_finite = np.isfinite(limit)
            self.limits[limit] = (
                cumulative((self.center - limit) / self.width) if is_finite else np.full(len(self.center), float(limit < 0))
            )
        return self.limits[limit]


def _sums(luck: Luck, group: int, shared: _Shared) -> tuple[Array, Array]:
    """Return mean and variance of a group's sum."""
    mine, stakes = luck.group_of == group, luck.stake_group_of == group
    point_mean, point_variance = _point_sums(luck.middle[mine], luck.rise[mine], luck.fall[mine], shared)
    stake_mean, stake_variance = _stake_sums(luck.stake[stakes], luck.threshold[stakes], shared)
    return point_mean + stake_mean, point_variance + stake_variance


def _point_sums(middle: Array, rise: Array, fall: Array, shared: _Shared) -> tuple[Array, Array]:
    """Sums of three-point amounts, from the moments of the good and the bad part of luck."""
    (good, good_square), (bad, bad_square) = shared.good, shared.bad
    mean = middle.sum() + rise.sum() * good - fall.sum() * bad
    both = 2 * (rise * fall).sum() * good * bad
    variance = (rise**2).sum() * (good_square - good**2) + (fall**2).sum() * (bad_square - bad**2) + both
    return mean, np.maximum(variance, 0.0)


def _positive_part(center: Array, width: float) -> tuple[Array, Array]:
    """Return mean and mean square of max(0, u) for u normal around `center` with `width`."""
    ratio = center / width
    below, peak = cumulative(ratio), width * density(ratio)
    return center * below + peak, (center**2 + width**2) * below + center * peak


def _stake_sums(stake: Array, threshold: Array, shared: _Shared) -> tuple[Array, Array]:
    """Sums of amounts that arrive in full or not at all; equal thresholds are reckoned once."""
    mean, variance = np.zeros(len(shared.center)), np.zeros(len(shared.center))
    for limit in np.unique(threshold).tolist():
        above, here = shared.above(limit), stake[threshold == limit]
        mean += here[here > 0].sum() * above + here[here < 0].sum() * (1 - above)
        variance += (here**2).sum() * above * (1 - above)
    return mean, variance


def _largest(luck: Luck) -> float:
    """Return the largest variance of a single amount's own luck."""
    grouped = np.concatenate([luck.group_of, luck.stake_group_of]) >= 0
    own = np.where(grouped, 1 - luck.correlation, 1.0)
    chance = cumulative(-luck.threshold)
    variances = np.concatenate([(luck.rise**2 + luck.fall**2) / 2, luck.stake**2 * chance * (1 - chance)])
    return float((variances * own).max(initial=0.0))
