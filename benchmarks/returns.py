"""Rates of return of 61 monthly flows, every root counted, beside pyxirr and numpy-financial called row by row."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import numpy_financial
import pyxirr

from value_model.metrics.matrix import irr_rows
from value_model.metrics.normal import Array

ROWS, FLOWS = 100_000, 61
FEW, SLOW_ROWS = 20_000, 200  # rows for pyxirr and for numpy-financial, whose times are scaled up
ODD_ROWS = 200  # rows with several sign changes: each is searched for all of its roots


def portfolio(rows: int) -> Array:
    """One outlay each, then 60 inflows."""
    numbers = np.random.default_rng(20260930)
    flows = numbers.uniform(0.5, 4.0, (rows, FLOWS))
    flows[:, 0] = -numbers.uniform(40, 120, rows)
    return flows


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process: other work on the machine does not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure() -> dict[str, float]:
    """Return our time for all rows, the others' as ratios to it, and the largest difference from pyxirr."""
    flows, found, theirs = portfolio(ROWS), [], []
    ours = seconds(lambda: found.append(irr_rows(flows)))
    loop = seconds(lambda: theirs.extend(pyxirr.irr(row) for row in flows[:FEW])) * ROWS / FEW
    slow = seconds(lambda: [numpy_financial.irr(row) for row in flows[:SLOW_ROWS]]) * ROWS / SLOW_ROWS
    odd = portfolio(ODD_ROWS)
    odd[:, -1] = -60.0
    searched = seconds(lambda: irr_rows(odd)) / ODD_ROWS
    difference = float(np.max(np.abs(found[0].values[:FEW] - np.array(theirs, dtype=float))))
    return {
        "irr_100k": ours, "irr_pyxirr_ratio": loop / ours, "irr_npf_ratio": slow / ours, "irr_difference": difference,
        "irr_all_roots_each": searched,
    }  # fmt: skip
