"""Every figure of a portfolio of 10,000 projects and 1,000,000 benefit rows, beside the bare scan-and-group of the same rows.

Bare is what nobody can leave out: DuckDB itself, without a store around it, reads the benefit and cost rows of the
snapshot, groups them as finely as the figures tell them apart, adds up amount, low and high case, and hands the sums over
as Arrow columns. Benefits are told apart by benefit (overlaps, owners and shares are those of benefits), month, stream,
evidence and reason; costs by project, month, stream and kind. `LEAST` groups amounts by benefit, month and stream alone.

The figures are all that the catalogue states at portfolio scope of one snapshot, from opening the store on, nothing
remembered; choice.* have a benchmark of their own (`mixes`), and figures at each project are not among them. They are asked
twice: of the rows alone, and as a reader gets them, with the sums that were worked out when the snapshot was published
(`portfolio_published`); what those took then is `portfolio_publish`.

Of 2026-12-01, both processors to itself: 3.1 to 3.3 x of the rows alone (1.5 to 1.7 s; 3.8 to 4.0 x the day before in turns with it), nearly
all of it in the engine; and 0.6 x as a reader gets them (0.30 s). 3 x is wanted.

`python -m benchmarks.portfolio` prints these alone, with what each figure takes.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from tests.portfolios import AS_OF, Shape, portfolio
from value_model import figures
from value_model.store import open_store

PROJECTS, TURNS, SLOWEST = 10_000, 3, 12
SHAPE = Shape(every=3, cells=False)  # gives 1,001,548 benefit rows
BENEFITS = """select benefit_id, period, stream, evidence, reason, sum(amount) as amount, sum(low) as low, sum(high) as high
from benefit_values where snapshot_id = $snapshot group by benefit_id, period, stream, evidence, reason"""
COSTS = """select project_id, period, stream, kind, sum(amount) as amount, sum(low) as low, sum(high) as high
from costs where snapshot_id = $snapshot group by project_id, period, stream, kind"""
LEAST = """select benefit_id, period, stream, sum(amount) as amount
from benefit_values where snapshot_id = $snapshot group by benefit_id, period, stream"""


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process, all its threads: other work on the machine does not count."""
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def filled(path: str) -> str:
    """Load the portfolio into a store at `path`, and return the snapshot's id."""
    with open_store(path) as store:
        draft, _ = store.save_draft("Large", portfolio(PROJECTS, shape=SHAPE), as_of=AS_OF)
        return draft.id


def published(path: str, snapshot: str) -> float:
    """Publish it with the sums that are kept, and return the seconds that took."""
    with open_store(path) as store:
        return seconds(lambda: figures.publish(store, snapshot, by="benchmark", note="benchmark", accept_warnings=True))


def bare(path: str, snapshot: str, questions: Iterable[str]) -> float:
    """Seconds of the questions, each read whole; rows are warm."""
    with duckdb.connect(path, read_only=True) as connection:

        def answer() -> None:
            for question in questions:
                connection.sql(question, params={"snapshot": snapshot}).to_arrow_table()

        answer()
        return seconds(answer)


def every_figure(path: str, snapshot: str, *, from_rows: bool) -> tuple[float, dict[str, float]]:
    """Seconds until all sums are read, and those of each figure after that; of a keyed one with finding its keys."""
    with open_store(path) as opened:
        store = opened.from_rows() if from_rows else opened
        found: list[figures.FigureSet] = []
        read = seconds(lambda: found.append(figures.compute(store, snapshot, by=())))
        each, started = {}, time.process_time()
        for key in found[0].figures:
            assert found[0].figures[key].id == key[0]
            each[key[0]] = time.process_time() - started
            started = time.process_time()
        return read, each


def _whole(turn: tuple[float, dict[str, float]]) -> float:
    read, each = turn
    return read + sum(each.values())


def measure(told: Callable[[str], None] = lambda _: None) -> dict[str, float]:
    """Return seconds of the bare question and of all figures, and the latter as a ratio to it and to the least question."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "large.duckdb")
        snapshot = filled(path)
        publish = published(path, snapshot)
        turns = [
            (
                bare(path, snapshot, (BENEFITS, COSTS)),
                bare(path, snapshot, (LEAST,)),
                every_figure(path, snapshot, from_rows=True),
                every_figure(path, snapshot, from_rows=False),
            )
            for _ in range(TURNS)
        ]
    least, smallest = min(turn[0] for turn in turns), min(turn[1] for turn in turns)
    (read, taken), kept = (min((turn[place] for turn in turns), key=_whole) for place in (2, 3))
    told(f"  {'the sums':40} {read:6.3f} s")
    for name in sorted(taken, key=lambda name: -taken[name])[:SLOWEST]:
        told(f"  {name:40} {taken[name]:6.3f} s")
    whole = _whole((read, taken))
    found = {"portfolio_bare": least, "portfolio": whole, "portfolio_ratio": whole / least, "portfolio_least_ratio": whole / smallest}
    after = {"portfolio_publish": publish, "portfolio_published": _whole(kept), "portfolio_published_ratio": _whole(kept) / least}
    return {**found, **after}


if __name__ == "__main__":
    for name, value in measure(print).items():
        print(f"{name:22} {value:8.3f}")
