"""Rates of return of 61 monthly flows, every root counted, beside pyxirr and numpy-financial called row by row."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import numpy_financial
import pyxirr

from value_model.metrics.normal import Array
from value_model.metrics.rates_matrix import irr_rows

ROWS, FLOWS = 100_000, 61
FEW, SLOW_ROWS = 20_000, 200  # rows for pyxirr and for numpy-financial, whose times are scaled up
CLOSING = 20  # one in so many projects ends with a cost


def portfolio(rows: int) -> Array:
    """An outlay, benefits that ramp up over two years, a second outlay on the way; some with a closing cost.

    So most rows have three sign changes or more, and every one must be searched for further roots.
    """
    numbers = np.random.default_rng(20260930)
    ramp = np.minimum(np.arange(FLOWS) / 24, 1)
    flows = numbers.uniform(1.5, 5, (rows, 1)) * ramp * numbers.uniform(0.8, 1.2, (rows, FLOWS))
    flows[:, 0] = -numbers.uniform(40, 100, rows)
    flows[np.arange(rows), numbers.integers(6, 30, rows)] -= numbers.uniform(10, 40, rows)
    flows[::CLOSING, -1] -= numbers.uniform(5, 60, len(flows[::CLOSING]))
    return flows


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process: other work on the machine does not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure() -> dict[str, float]:
    """Return our time for all rows, the others' as ratios to it, and the largest difference from pyxirr where there is one root."""
    flows, found, theirs = portfolio(ROWS), [], []
    ours = min(seconds(lambda: found.append(irr_rows(flows))) for _ in range(3))
    loop = seconds(lambda: theirs.extend(pyxirr.irr(row) for row in flows[:FEW])) * ROWS / FEW
    slow = seconds(lambda: [numpy_financial.irr(row) for row in flows[:SLOW_ROWS]]) * ROWS / SLOW_ROWS
    one = found[0].roots[:FEW] == 1
    difference = float(np.max(np.abs(found[0].values[:FEW] - np.array(theirs, dtype=float))[one]))
    return {"irr_100k": ours, "irr_pyxirr_ratio": loop / ours, "irr_npf_ratio": slow / ours, "irr_difference": difference}
