"""P10, P50 and P90 of 10,000 correlated projects: integrated over the shared luck, beside drawing them."""

from __future__ import annotations

import numpy as np

from benchmarks.returns import seconds
from value_model.metrics.ranges import range_of_total
from value_model.metrics.uncertainty import UncertainAmount

PROJECTS, PROGRAMMES, DRAWS, RHO = 10_000, 20, 10_000, 0.3


def amounts() -> list[UncertainAmount]:
    """Projects of 20 programmes, each with a low and a high case around its amount."""
    numbers = np.random.default_rng(20260930)
    sizes, below, above = numbers.uniform(1, 10, PROJECTS), numbers.uniform(0.4, 0.9, PROJECTS), numbers.uniform(1.05, 1.4, PROJECTS)
    return [
        UncertainAmount(str(i), float(size), group=str(i % PROGRAMMES), low=float(size * low), high=float(size * high))
        for i, (size, low, high) in enumerate(zip(sizes, below, above, strict=True))
    ]


def measure() -> dict[str, float]:
    """Return our time, drawing as a ratio to it, and the largest relative difference of the three percentiles."""
    held, found = amounts(), {}

    def answer(method: str) -> None:
        found[method] = range_of_total(held, correlation=RHO, method=method, draws=DRAWS)

    times = {method: seconds(lambda method=method: answer(method)) for method in ("grid", "draws")}
    grid, drawn = ([found[method].detail["low"], found[method].value, found[method].detail["high"]] for method in ("grid", "draws"))
    apart = max(abs(one - other) / abs(other) for one, other in zip(grid, drawn, strict=True))
    return {"ranges_own": times["grid"], "ranges_draws_ratio": times["draws"] / times["grid"], "ranges_difference": apart}
