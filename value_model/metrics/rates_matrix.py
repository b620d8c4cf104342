"""Rates of return of many projects at once: every root counted, one answer or reason per row of flows.

The same definitions as `irr`. The signs of NPV on a grid of rates show the roots there are at least (a sign change is a
root), Descartes' rule and `root_bounds` the roots there can be at most. Where both agree the roots are counted, and a
single one is found by Newton's method between the two rates that enclose it. Where they do not, or the
root lies beyond the grid, the exact function answers for that row.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from value_model.metrics.matrix import Column, Flags, flow_matrix, no_reasons
from value_model.metrics.normal import Array
from value_model.metrics.rates_of_return import irr
from value_model.metrics.root_bounds import Counts, certain_signs, end_signs, most_roots

CHUNK = 2_000  # rows that fit the cache of a processor core
POINTS, DENSE = 33, 0.03  # rates of the grid, as ln(1 + rate); they lie dense below this and then further and further apart
REACH, POWER = 2.2, 300.0  # where the grid ends, and the largest ln of a discount factor on it
TOTALS = (2, 4, 8)  # running totals of running totals, until the bound meets the roots that were found
STEPS, SETTLED = 8, 3e-8  # a Newton step this small leaves an error of its square
UNTHREADED = 250_000  # multiplications
UNKNOWN, UNCHANGED = -1, -2  # in the place of a count: not proved, and no money out or none in


@dataclass(frozen=True, eq=False)
class RateColumn(Column):
    """One rate per row, and how many rates above -100 % make its NPV zero."""

    roots: Counts


@dataclass(frozen=True, eq=False)
class Profile:
    """NPV of each row (columns) at each rate of the grid (rows): `values`, and the sum of its terms' `sizes`.

    `found` counts the sign changes from the lowest rate to the highest; `low` and `high` enclose the last of them, as
    places on the grid, -1 and `POINTS` standing for what lies beyond it.
    """

    grid: Array
    values: Array
    sizes: Array
    found: Counts
    low: Counts
    high: Counts


Prove = Callable[[Flags, Array, Profile], None]


def irr_rows(flows: Array) -> RateColumn:
    """Return the internal rate of return per period of each row of `flows` (projects by periods), and its count of roots.

    Fraction. Undefined as `irr`. Raises MetricInputError for a flow that is not finite.
    """
    matrix = flow_matrix(flows)
    values, reasons = np.zeros(len(matrix)), no_reasons(len(matrix))
    roots = np.zeros(len(matrix), dtype=np.int64)
    everything = np.arange(len(matrix))
    for prove in (_prove_quickly, _prove_at_length):
        rows = everything if prove is _prove_quickly else np.flatnonzero(roots == UNKNOWN)
        for part in np.array_split(rows, len(rows) // CHUNK + 1):
            values[part], roots[part] = _counted(np.ascontiguousarray(matrix[part].T), prove)
    reasons[roots > 1] = "multiple_roots"
    reasons[roots == 0] = "no_real_root"
    reasons[roots == UNCHANGED] = "no_sign_change"
    roots[roots == UNCHANGED] = 0
    for row in np.flatnonzero((roots == UNKNOWN) | ((roots == 1) & np.isnan(values))):
        measure = irr(matrix[row].tolist())
        values[row], reasons[row] = measure.value or 0.0, measure.reason
        roots[row] = len(measure.detail["roots"])
    return RateColumn(np.where(reasons == None, values, np.nan), reasons, "fraction", roots)  # noqa: E711 (element by element)


def _counted(columns: Array, prove: Prove) -> tuple[Array, Counts]:
    """Return the rate of each column with one root (NaN where it was not reached), and the roots (`UNKNOWN` in doubt)."""
    signs = (columns > 0).view(np.int8) - (columns < 0).view(np.int8)
    filled = np.flatnonzero(signs.min(axis=0) * signs.max(axis=0) < 0)
    values, roots = np.full(columns.shape[1], np.nan), np.full(columns.shape[1], UNCHANGED)
    if len(filled):
        kept = columns if len(filled) == columns.shape[1] else columns[:, filled]
        with np.errstate(all="ignore"):
            profile = _profile(kept, rates_grid(len(kept)))
            proved = _sign_changes(signs[:, filled]) == profile.found
            prove(proved, kept, profile)
            roots[filled] = np.where(proved, profile.found, UNKNOWN)
            single = np.flatnonzero((roots[filled] == 1) & (profile.low >= 0) & (profile.high < POINTS))
            values[filled[single]] = _solved(kept[:, single], profile, single)
    return values, roots


def rates_grid(periods: int) -> Array:
    """Return the rates of the grid as ln(1 + rate), rising."""
    reach = min(REACH, POWER / periods)
    return np.asarray(DENSE * np.sinh(np.linspace(-1, 1, POINTS) * math.asinh(reach / DENSE)))


def _profile(columns: Array, grid: Array) -> Profile:
    factors = np.exp(-np.outer(grid, np.arange(len(columns))))
    values, sizes = _product(factors, columns), _product(factors, np.abs(columns))
    last, first = end_signs(columns[::-1]), end_signs(columns)
    found, low, high = np.zeros((3, columns.shape[1]), dtype=np.int8)
    sign, at = last, np.full(columns.shape[1], -1, dtype=np.int8)
    for place, here in enumerate([*certain_signs(values, sizes), first]):
        turned = sign * here < 0
        found += turned
        np.copyto(low, at, where=turned)
        np.copyto(high, np.int8(place), where=turned)
        known = here != 0
        np.copyto(sign, here, where=known)
        np.copyto(at, np.int8(place), where=known)
    return Profile(grid, values, sizes, *(numbers.astype(np.int64) for numbers in (found, low, high)))


def _product(factors: Array, columns: Array) -> Array:
    """Return ``factors @ columns``, in slices too small for the threads that a product of matrices would start and keep waiting."""
    found = np.empty((len(factors), columns.shape[1]))
    width = max(1, UNTHREADED // factors.size)
    for start in range(0, columns.shape[1], width):
        found[:, start : start + width] = factors @ columns[:, start : start + width]
    return found


def _prove_quickly(proved: Flags, columns: Array, profile: Profile) -> None:
    """Mark where one running total proves that there are no more roots than were found."""
    places = np.flatnonzero(~proved)
    if len(places):
        proved[places] = most_roots(columns[:, places], 1) == profile.found[places]


def _prove_at_length(proved: Flags, columns: Array, profile: Profile) -> None:
    """The same by further running totals, around a rate of zero and then around the one where NPV comes closest to a root."""
    for times in (*TOTALS, None):
        places = np.flatnonzero(~proved)
        if len(places):
            part = columns[:, places]
            most = _most_around_nearest(part, profile, places) if times is None else most_roots(part, times)
            proved[places] = most == profile.found[places]


def _most_around_nearest(columns: Array, profile: Profile, places: Counts) -> Counts:
    """Bound the roots on either side of where NPV, as a share of its terms, comes closest to zero."""
    shares = profile.values[:, places] / profile.sizes[:, places]
    at = np.clip(np.argmin(np.abs(shares), axis=0), 1, POINTS - 2) + np.arange(-1, 2)[:, None]
    around = profile.grid[at]
    y = _vertex(around, np.take_along_axis(shares, at, axis=0))
    near = y + np.array([-0.1, 0.0, 0.1])[:, None] * (around[2] - around[1])
    y = _vertex(near, np.stack([_share(columns, one) for one in near]))
    return most_roots(_discounted(columns, y), 2)


def _vertex(y: Array, shares: Array) -> Array:
    """Return where the parabola through three points turns, if that is between them, else the middle point."""
    before, after = (shares[1] - shares[0]) / (y[1] - y[0]), (shares[2] - shares[1]) / (y[2] - y[1])
    turn = (y[0] + y[1]) / 2 - before * (y[2] - y[0]) / (2 * (after - before))
    return np.asarray(np.where((turn > y[0]) & (turn < y[2]), turn, y[1]))


def _share(columns: Array, y: Array) -> Array:
    terms = _discounted(columns, y)
    return np.asarray(terms.sum(axis=0) / np.abs(terms).sum(axis=0))


def _discounted(columns: Array, y: Array) -> Array:
    return np.asarray(columns * np.exp(-y * np.arange(len(columns))[:, None]))


def _sign_changes(signs: NDArray[np.int8]) -> Counts:
    """Count the sign changes down each column, zeros left out."""
    if signs.all():
        return np.asarray(np.count_nonzero(signs[1:] != signs[:-1], axis=0))
    count, sign = np.zeros(signs.shape[1], dtype=np.int64), signs[0]
    for here in signs[1:]:
        count += sign * here < 0
        sign = np.where(here != 0, here, sign)
    return count


def _solved(columns: Array, profile: Profile, places: Counts) -> Array:
    """Return the rate of each column whose one root lies between two rates of the grid; NaN where Newton did not settle."""
    low, high = profile.grid[profile.low[places]], profile.grid[profile.high[places]]
    y = np.clip(_guess(profile, places), low, high)
    settled, open_ones = np.full(len(places), np.nan), np.arange(len(places))
    for _ in range(STEPS):
        if not len(open_ones):
            break
        step = _newton_step(columns if len(open_ones) == len(places) else columns[:, open_ones], y[open_ones])
        y[open_ones] = np.clip(y[open_ones] - step, low[open_ones], high[open_ones])
        done = np.abs(step) < SETTLED
        settled[open_ones[done]] = np.expm1(y[open_ones[done]])
        open_ones = open_ones[~done]
    return settled


def _guess(profile: Profile, places: Counts) -> Array:
    """Return where ln(money in / money out), nearly straight in the rate, is zero: through the four nearest rates."""
    around = np.clip(profile.low[places], 1, POINTS - 3) + np.arange(-1, 3)[:, None]
    values, sizes = profile.values[around, places], profile.sizes[around, places]
    ratio, at = np.log((sizes + values) / (sizes - values)), profile.grid[around]
    for width in range(1, 4):  # Neville's scheme, from the ratio to the rate
        at = (ratio[width:] * at[:-1] - ratio[:-width] * at[1:]) / (ratio[width:] - ratio[:-width])
    middle = (profile.grid[profile.low[places]] + profile.grid[profile.high[places]]) / 2
    return np.where(np.isfinite(at[0]), at[0], middle)


def _newton_step(columns: Array, y: Array) -> Array:
    """Return NPV over its slope by y = ln(1 + rate) (Horner)."""
    x = np.exp(-y)
    value, slope = columns[-1].copy(), np.zeros(len(y))
    for column in columns[-2::-1]:
        slope *= x
        slope += value
        value *= x
        value += column
    slope *= -x
    return np.asarray(np.divide(value, slope, out=np.full(len(y), np.inf), where=slope != 0))
