"""The first trace of a fresh process, at each kind of scope: how long after the store was opened its first rows are there.

Nothing was asked before: a trace reads the sums its figure needs, then its rows. What is imported with the store is not counted.
"""

from __future__ import annotations

import gc
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor

from value_model import choices
from value_model.figures import Source
from value_model.store import open_store

TURNS, SHOWN = 2, 200
FIGURES = {"sum": "benefits.plan", "worth": "npv.forecast"}  # one that adds up rows, and one that rests on months
SCOPES = (
    "portfolio", "project:P0077", "programme:Programme 1", "unit:Unit 1", "stage:delivery", "objective:O1", "kind:revenue",
)  # fmt: skip


def first(path: str, snapshot: str, ref: str) -> float:
    """The processor seconds of one trace on a store just opened."""
    with open_store(path) as store:
        gc.collect()
        started = time.process_time()
        traced = choices.trace(Source(store), snapshot, ref)
        _ = traced.totals, len(traced.rows), list(traced.rows.first(SHOWN))
        return time.process_time() - started


def afresh(path: str, snapshot: str, ref: str) -> float:
    """The same in a process that has done nothing else."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
        return alone.submit(first, path, snapshot, ref).result()


def measure(path: str, snapshot: str) -> dict[str, float]:
    """Return the seconds of the fastest of a few processes, by figure and scope; worth is not stated for a kind of benefit."""
    refs = [f"{figure}@{scope}" for figure in FIGURES.values() for scope in SCOPES if figure != FIGURES["worth"] or scope[:4] != "kind"]
    return {ref: min(afresh(path, snapshot, ref) for _ in range(TURNS)) for ref in refs}
