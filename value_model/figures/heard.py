"""What stakeholders answered: from the workbook and from the journal, also what was added since the as-of date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from value_model.figures.only import EVERYTHING, Only, passing
from value_model.figures.periods import between
from value_model.figures.reader import Reader, answer, day_of
from value_model.policy import load
from value_model.store import Store


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer: `score` from 0 to 10. `is_since`: it was added on screen after the as-of date; no figure counts it yet."""

    on: date | None
    group: str
    project_id: str | None
    question: str
    score: float | None
    invited: int | None
    comment: str
    is_since: bool = False


def heard(store: Store, snapshot_id: str, only: Only = EVERYTHING) -> list[Heard]:
    """Return every answer, newest first; under a filter those about a project that it keeps. Raises `StoreError` for an unknown snapshot."""
    snapshot = store.snapshot(snapshot_id)
    ask = Reader(store, snapshot, load(), (), between(snapshot.as_of, None, 1))
    counted = [*ask.rows("pulse"), *ask.answers()]
    later = [entry for entry in store.journal(snapshot.portfolio, "pulse") if day_of(entry) > snapshot.as_of]
    found = [*(_one(row, is_since=False) for row in counted), *(_one(answer(entry), is_since=True) for entry in later)]
    chosen = passing(store, snapshot_id, only) if only.is_on else set()
    kept = [one for one in found if not only.is_on or one.project_id in chosen]
    return sorted(kept, key=lambda one: -(one.on or date.min).toordinal())


def _one(row: Mapping[str, Any], *, is_since: bool) -> Heard:
    return Heard(
        row["on"], str(row["group"] or ""), row["project_id"], str(row["question"] or ""), row["score"], row["invited"],
        str(row["comment"] or ""), is_since,
    )  # fmt: skip
