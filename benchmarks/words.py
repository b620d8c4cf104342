"""A thousand projects with a hundred thousand benefit rows and their cells: how long figures take to trace, and a question to answer.

Every figure that is stated is traced at the portfolio and at the first scope of every kind: cold, when the figures of that
kind of scope are known (as they are wherever one is shown) and nothing was traced yet, and warm. A trace ends with what the
contributions add up to, how many rows there are and the first of them, as the panel shows them; `trace_every_row` reads all
rows of the figure that has most. `trace_first_slowest` is a process that has done nothing else, at the slowest of the kinds of
scope: it finds the sums that were kept when the snapshot was published, and reads the rows.

Of 2026-11-30, on an idle machine: none of 988 pairs above 0.2 s cold, the slowest 0.19 s; warm 0.11 s at most; the first trace of a
process 0.16 to 0.24 s for a sum of rows and 0.11 to 0.14 s for a worth (0.5 to 0.75 s and 0.8 to 1.1 s without what is kept).

`python -m benchmarks.words` prints these alone, with the slowest figures and how many take more than the aim.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks import first_trace
from tests.portfolios import AS_OF, Shape, portfolio
from value_model import choices, figures, policy
from value_model.contract import Import, Row
from value_model.figures import FigureSet, Source
from value_model.figures.remembered import remembered
from value_model.figures.tracing.sums import rows_of
from value_model.narrative import ask
from value_model.store import Store, open_store

PROJECTS = 1000
TURNS = 2
AIM = 0.2  # seconds
SLOWEST = 8
SHOWN = 200
KINDS = ("project", "programme", "unit", "stage", "kind", "objective", "measure")
QUESTIONS = ("unconfirmed", "how much late", "what did we get from project 77", "projct 12 risk", "weather in Paris")


def _filled(store: Store) -> str:
    """Publish two reviews, and return the id of the later one."""
    for as_of in (AS_OF - timedelta(days=92), AS_OF):
        imported = portfolio(PROJECTS, as_of=as_of, shape=Shape(every=3))
        _measured(imported, as_of)
        draft, _ = store.save_draft("Large", imported, as_of=as_of)
        found = figures.publish(store, draft.id, by="benchmark", note="benchmark", accept_warnings=True)
    return found.id


def _measured(imported: Import, as_of: date) -> None:
    """Give each of the first thousand benefits a measure that was read."""
    for number, benefit in enumerate(imported.records["benefits"][:PROJECTS]):
        named = {"measure_id": f"M{number}", "name": f"Measure {number}", "benefit_id": benefit.values["benefit_id"], "unit": "%"}
        imported.records["measures"].append(Row("measures", {**named, "baseline": 10.0, "target": 20.0}))
        imported.records["readings"].append(Row("readings", {"measure_id": f"M{number}", "on": as_of, "value": 14.0}))


def seconds(work: Callable[[], object]) -> float:
    """The processor time of one turn: what else the machine does is not measured."""
    started = time.process_time()
    work()
    return time.process_time() - started


def best(work: Callable[[], object]) -> float:
    """The processor time of the fastest of a few turns."""
    return min(seconds(work) for _ in range(TURNS))


class Forgetful:
    """Lets a store forget what it read since the figures of all kinds of scope were known."""

    def __init__(self, store: Store) -> None:
        self._answers = remembered(store).answers
        self._known = self._answers.copy()

    def __call__(self) -> None:
        self._answers.clear()
        self._answers.update(self._known)


def _pairs(store: Store, snapshot: str) -> list[str]:
    """Work out every figure that is stated, at the portfolio and at the first scope of each kind, and name them."""
    figures.compute(store, snapshot)  # as every page does
    found = choices.complete(figures.compute(store, snapshot, by=KINDS), Source(store), policy.load())
    scopes = ["portfolio", *(found.scopes(kind)[0] for kind in KINDS if found.scopes(kind))]
    return [found.figures[key].ref for scope in scopes for key in found.figures if key[1] == scope]


def traces(store: Store, snapshot: str) -> dict[str, tuple[float, float]]:
    """Return cold and warm seconds by figure and scope. Raises `AssertionError` where contributions do not add up exactly."""
    refs, source = _pairs(store, snapshot), Source(store)
    gc.collect()
    gc.freeze()
    forget = Forgetful(store)
    taken = {}
    for ref in refs:
        traced = choices.trace(source, snapshot, ref)
        if rows_of(traced.figure.id) and traced.figure.value is not None:
            assert float(traced.total) == traced.figure.value, ref
            assert sum((row.contribution for row in traced.rows), Decimal(0)) == traced.total, ref

        def panel(ref: str = ref) -> None:
            traced = choices.trace(source, snapshot, ref)
            _ = traced.totals, len(traced.rows), list(traced.rows.first(SHOWN))

        forget()
        taken[ref] = seconds(panel), best(panel)
    return taken


def answers(found: FigureSet) -> float:
    """Return the seconds of the slowest question."""
    index = ask.index(found, policy.load())
    return max(best(lambda question=question: ask.ask(question, index)) for question in QUESTIONS)  # type: ignore[misc]


def measure(told: Callable[[str], None] = lambda _: None) -> dict[str, float]:
    """Return the slowest traces and the slowest answer, in seconds of processor time."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "large.duckdb")
        with open_store(path) as store:
            snapshot = _filled(store)
        firsts = first_trace.measure(path, snapshot)
        for ref, taken_first in firsts.items():
            told(f"  first trace of a process: {ref:40} {taken_first:6.3f} s")
        with open_store(path) as store:
            taken = traces(store, snapshot)
            slow = sum(cold > AIM for cold, _ in taken.values())
            told(f"  {slow} of {len(taken)} pairs of figure and scope above {AIM} s cold; the slowest, cold and warm:")
            for ref in sorted(taken, key=lambda ref: -taken[ref][0])[:SLOWEST]:
                told(f"  {ref:48} {taken[ref][0]:6.3f} {taken[ref][1]:6.3f} s")
            whole = best(lambda: list(choices.trace(Source(store), snapshot, "roi.plan").rows))
            found = choices.complete(figures.compute(store, snapshot), Source(store), policy.load())
            asked = answers(found)
    cold, warm = (max(turn[place] for turn in taken.values()) for place in (0, 1))
    traced = {"trace_cold_slowest": cold, "trace_slowest": warm, "trace_every_row": whole, "trace_first_slowest": max(firsts.values())}
    return {**traced, "ask_slowest": asked}


if __name__ == "__main__":
    for name, value in measure(print).items():
        print(f"{name:18} {value:8.3f} s")
