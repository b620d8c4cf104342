"""What each project forecast, and how it was rated, at every published review up to this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from value_model.figures.facts import number
from value_model.figures.figure import PORTFOLIO
from value_model.figures.gather import read
from value_model.policy import load
from value_model.store import Store


@dataclass(frozen=True, slots=True)
class Outlook:
    """One project at one review: forecast and approved benefits (reporting currency, None where unknown) and its rating."""

    forecast: float | None
    approved: float | None
    rating: str | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review: its as-of date, and the outlook of each project by scope."""

    as_of: date
    projects: Mapping[str, Outlook]


def history(store: Store, snapshot_id: str) -> list[Reviewed]:
    """Return the reviews of a snapshot's portfolio up to it, oldest first; this one is the last."""
    book = read(store, store.snapshot(snapshot_id), load(), ())[PORTFOLIO].book
    return [
        Reviewed(
            review.as_of,
            {
                f"project:{key}": Outlook(number(row.get("forecast")), number(row.get("plan")), row.get("delivery_rag"))
                for key, row in review.projects.items()
            },
        )
        for review in reversed(book.history)
    ]
