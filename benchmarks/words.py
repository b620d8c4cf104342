"""A thousand projects with a hundred thousand rows: how long every figure takes to trace to its rows, and a question to answer.

`python -m benchmarks.words` prints these alone, with the slowest figures and the scopes they were traced at.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.portfolios import AS_OF, Shape, portfolio
from value_model import choices, figures, policy
from value_model.contract import Import, Row
from value_model.figures import FigureSet, Source
from value_model.figures.tracing.sums import rows_of
from value_model.narrative import ask
from value_model.store import Store, open_store

PROJECTS = 1000
TURNS = 3
QUESTIONS = ("unconfirmed", "how much late", "what did we get from project 77", "projct 12 risk", "weather in Paris")


def _filled(store: Store, as_of: date = AS_OF) -> str:
    imported = portfolio(PROJECTS, shape=Shape(every=3, cells=False))
    _measured(imported, as_of)
    draft, _ = store.save_draft("Large", imported, as_of=as_of)
    return store.publish(draft.id, by="benchmark", note="benchmark", accept_warnings=True).id


def _measured(imported: Import, as_of: date) -> None:
    """Give each of the first thousand benefits a measure that was read."""
    for number, benefit in enumerate(imported.records["benefits"][:PROJECTS]):
        named = {"measure_id": f"M{number}", "name": f"Measure {number}", "benefit_id": benefit.values["benefit_id"], "unit": "%"}
        imported.records["measures"].append(Row("measures", {**named, "baseline": 10.0, "target": 20.0}))
        imported.records["readings"].append(Row("readings", {"measure_id": f"M{number}", "on": as_of, "value": 14.0}))


def _best(work: Callable[[], object]) -> float:
    """The processor time of the fastest of a few turns: what else the machine does is not measured."""
    taken = []
    for _ in range(TURNS):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def traces(store: Store, snapshot: str, found: FigureSet) -> dict[str, float]:
    """Return seconds by figure and scope. Raises `AssertionError` where contributions do not add up exactly."""
    scopes = ["portfolio", *(found.scopes(kind)[0] for kind in ("project", "objective", "kind", "measure") if found.scopes(kind))]
    taken, source = {}, Source(store)
    for figure in [found.figures[key] for key in found.figures if key[1] in scopes]:
        ref = f"{figure.id}@{figure.scope}"
        traced = choices.trace(source, snapshot, ref)
        if rows_of(figure.id) and figure.value is not None:
            assert float(traced.total) == figure.value, ref
            assert isinstance(traced.total, Decimal)
        taken[ref] = _best(lambda ref=ref: choices.trace(source, snapshot, ref))  # type: ignore[misc]
    return taken


def answers(found: FigureSet) -> float:
    """Return the seconds of the slowest question."""
    index = ask.index(found, policy.load())
    return max(_best(lambda question=question: ask.ask(question, index)) for question in QUESTIONS)  # type: ignore[misc]


def measure() -> dict[str, float]:
    """Return the slowest trace and the slowest answer, in seconds of processor time."""
    store = open_store(":memory:")
    snapshot = _filled(store)
    found = choices.complete(figures.compute(store, snapshot), Source(store), policy.load())
    gc.collect()
    gc.freeze()
    taken = traces(store, snapshot, found)
    for ref in sorted(taken, key=lambda ref: -taken[ref])[:5]:
        print(f"  {ref:48} {taken[ref]:6.3f} s")
    return {"trace_slowest": max(taken.values()), "ask_slowest": answers(found)}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:18} {value:8.3f} s")
