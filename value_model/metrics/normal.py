"""The standard normal distribution on arrays: cumulative, density, inverse."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
EDGE, POINTS = 9.0, 65_537  # straight lines between this many points are right to 3e-9


@lru_cache(maxsize=1)
def _table() -> tuple[Array, Array]:
    grid = np.linspace(-EDGE, EDGE, POINTS)
    return grid, np.array([0.5 * math.erfc(-z * math.sqrt(0.5)) for z in grid])


def cumulative(z: Array) -> Array:
    """Return the chance of a value below each `z`, right to 3e-9."""
    grid, chances = _table()
    return np.interp(z, grid, chances, left=0.0, right=1.0)


def density(z: Array) -> Array:
    """Return the density at each `z`."""
    return np.asarray(np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi), dtype=np.float64)


def inverse(chance: float) -> float:
    """Return the z below which a value lies with this chance, between 0 and 1."""
    return NormalDist().inv_cdf(chance)
