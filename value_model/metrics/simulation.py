"""Draws of an uncertain total: the same numbers for a seed on any machine with any number of threads.

Draws come in chunks of a fixed size, each with its own SFC64 stream made from the seed and the chunk's number, so it
does not matter which thread takes which chunk. Memory is one chunk per thread, whatever the number of draws.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.random import SFC64, Generator, SeedSequence
from numpy.typing import NDArray

from value_model.metrics.exact import require
from value_model.metrics.normal import Array
from value_model.metrics.uncertainty import Luck

CHUNK = 200  # draws
LARGEST = 2_000_000  # numbers in a chunk


def drawn_totals(luck: Luck, *, draws: int, seed: int, threads: int = 1) -> Array:
    """Return `draws` totals, in an order that only the seed decides.

    Raises MetricInputError unless draws and threads are at least 1 and the seed 0 or more.
    """
    require(draws >= 1, '"draws" must be a whole number of at least 1.')
    require(threads >= 1, '"threads" must be a whole number of at least 1.')
    require(seed >= 0, '"seed" must be a whole number of 0 or more.')
    size = max(1, min(CHUNK, LARGEST // max(luck.count, 1)))
    chunks = range(math.ceil(draws / size))
    if threads == 1:
        parts = [_chunk(luck, size, seed, chunk) for chunk in chunks]
    else:
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(lambda chunk: _chunk(luck, size, seed, chunk), chunks))
    return np.concatenate(parts)[:draws]


def _chunk(luck: Luck, size: int, seed: int, chunk: int) -> Array:
    """Return the totals of one chunk of draws."""
    generator = Generator(SFC64(SeedSequence([seed, chunk])))
    shared = generator.standard_normal((size, luck.groups))
    total = np.full(size, luck.fixed)
    if len(luck.middle):
        u = _lucks(generator, luck, shared, luck.group_of)
        total += (luck.middle + np.where(u > 0, luck.rise, luck.fall) * u).sum(axis=1)
    if len(luck.stake):
        u = _lucks(generator, luck, shared, luck.stake_group_of)
        happens = (u > luck.threshold) == (luck.stake > 0)
        total += np.where(happens, luck.stake, 0.0).sum(axis=1)
    return total


def _lucks(generator: Generator, luck: Luck, shared: Array, group_of: NDArray[np.int64]) -> Array:
    """Return the luck of each amount in each draw: its group's part and its own."""
    own = generator.standard_normal((len(shared), len(group_of)))
    grouped = group_of >= 0
    if not grouped.any():
        return own
    own[:, grouped] *= math.sqrt(1 - luck.correlation)
    own[:, grouped] += math.sqrt(luck.correlation) * shared[:, group_of[grouped]]
    return own
