"""How long a real file takes from bytes to a draft with its figures, beside merely reading it."""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from value_model import figures, ingest
from value_model.store import open_store

GMPP = Path(__file__).resolve().parents[2] / "shared" / "data" / "real" / "uk_gmpp_2023_with_benefits.csv"
TURNS = 5


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def load() -> None:
    as_of = date(2023, 3, 31)
    store = open_store(":memory:")
    draft, _ = store.save_draft("GMPP", ingest.run([GMPP], as_of=as_of), as_of=as_of)
    figures.compute(store, draft.id)
    store.close()


def read_only() -> None:
    with GMPP.open(encoding="cp1252", newline="") as lines:
        list(csv.reader(lines, delimiter=";"))


def measure() -> dict[str, float]:
    """Return seconds for the whole load of the GMPP file and the ratio to reading it with `csv`."""
    if not GMPP.exists():
        return {}
    whole = statistics.median(seconds(load) for _ in range(TURNS))
    floor = statistics.median(seconds(read_only) for _ in range(TURNS))
    return {"gmpp_load": whole, "gmpp_csv_floor": floor, "gmpp_ratio": whole / floor}
