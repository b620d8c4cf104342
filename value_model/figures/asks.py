"""What was asked and decided, from the workbook and from the journal, also what was added since the as-of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from value_model.contract import identity
from value_model.figures.only import EVERYTHING, Only
from value_model.figures.periods import between
from value_model.figures.reader import Reader
from value_model.policy import load
from value_model.store import Store


@dataclass(frozen=True, slots=True)
class Ask:
    """One decision asked for. `is_since`: it was added on screen after the as-of date; no figure counts it yet."""

    decision_id: str
    question: str
    project_id: str | None
    asked_on: date | None
    asked_by: str | None
    due: date | None
    outcome: str | None
    decided_on: date | None
    value_effect: float | None
    result_effect: float | None
    is_since: bool = False

    @property
    def is_open(self) -> bool:
        return self.outcome in (None, "pending")


@dataclass(frozen=True, slots=True)
class Restated:
    """A benefit whose actuals of ended months read otherwise now: from which month, and by how much in all."""

    benefit_id: str
    months: int
    first: date
    amount: Decimal


def asks(store: Store, snapshot_id: str, only: Only = EVERYTHING) -> list[Ask]:
    """Return every decision asked for, open ones first, then the newest; those added since the as-of date are marked.

    Under a filter only those about a project that it keeps.
    """
    snapshot = store.snapshot(snapshot_id)
    reader = Reader(store, snapshot, load(), (), between(snapshot.as_of, None, 1), only=only)
    counted, chosen = reader.decisions(), reader.chosen() if only.is_on else frozenset()
    found = {identity(str(row["decision_id"])): _ask(row, is_since=False) for row in counted}
    for entry in store.journal(snapshot.portfolio, "decision"):
        key = identity(str(entry.content.get("decision_id") or ""))
        if key and date.fromisoformat(entry.at[:10]) > snapshot.as_of:
            found[key] = _ask({**_as_row(found.get(key)), **{k: v for k, v in entry.content.items() if v is not None}}, is_since=True)
    kept = [ask for ask in found.values() if not only.is_on or ask.project_id in chosen]
    return sorted(kept, key=lambda ask: (not ask.is_open, -(ask.asked_on or date.min).toordinal(), ask.decision_id))


def _as_row(ask: Ask | None) -> dict[str, Any]:
    return {} if ask is None else {name: getattr(ask, name) for name in Ask.__slots__ if name != "is_since"}


def _ask(row: Mapping[str, Any], *, is_since: bool) -> Ask:
    return Ask(
        decision_id=str(row["decision_id"]), question=str(row.get("question") or row["decision_id"]), project_id=row.get("project_id"),
        asked_on=_day(row.get("asked_on")), asked_by=row.get("asked_by"), due=_day(row.get("due")), outcome=row.get("outcome"),
        decided_on=_day(row.get("decided_on")), value_effect=_amount(row.get("value_effect")), result_effect=_amount(row.get("result_effect")),
        is_since=is_since,
    )  # fmt: skip


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value if isinstance(value, date) else None


def _amount(value: Any) -> float | None:
    return None if value is None else float(value)


def restated(store: Store, snapshot_id: str, compared: str) -> list[Restated]:
    """Return the benefits whose actuals of months ended by the compared snapshot changed, largest change first."""
    snapshot, other = store.snapshot(snapshot_id), store.snapshot(compared)
    rows = Reader(store, snapshot, load(), (), between(snapshot.as_of, other.as_of, 1))("restated", compared=compared)
    by_benefit: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_benefit.setdefault(row["benefit_id"], []).append(row)
    found = [Restated(key, len(months), months[0]["period"], _total(months)) for key, months in by_benefit.items()]
    return sorted(found, key=lambda one: (-abs(one.amount), one.benefit_id))


def _total(months: Iterable[Mapping[str, Any]]) -> Decimal:
    return sum((row["amount"] for row in months if row["amount"] is not None), Decimal(0))
