"""The benefit register: every benefit with its sums, its owner, its evidence and what is recorded beside its gap."""

from __future__ import annotations

from collections.abc import Mapping
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

REASONS = {
    "late start": "gap_late_start", "adoption": "gap_adoption", "scope": "gap_scope", "stopped": "gap_stopped",
    "price": "gap_price", "other": "gap_other",
}  # fmt: skip
UNRECORDED = "unrecorded"
Amounts = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit counted in money. Amounts are reporting currency, whole benefit; None where nothing is recorded.

    `gaps` are the parts of realized less plan to date by recorded reason ("unrecorded": the rest).
    """

    benefit_id: str
    name: str
    kind: str | None
    projects: tuple[str, ...]
    owner: str | None
    measure: str | None
    objective_id: str | None
    evidence: str | None
    change: str | None
    next_measure_on: date | None
    amounts: Amounts
    gaps: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A benefit that is not money, in its own unit: where it stood, stands and is to stand."""

    benefit_id: str
    name: str
    projects: tuple[str, ...]
    owner: str | None
    measure: str | None
    unit: str | None
    baseline: float | None
    latest: float | None
    target: float | None


def register(store: Store, snapshot_id: str, only: Only = EVERYTHING) -> list[Benefit]:
    """Return the benefits counted in money that the projects of a filter hold, in the order of the source.

    Raises `StoreError` for an unknown snapshot.
    """
    ask = _reader(store, snapshot_id, only)
    recorded = {row["benefit_id"]: row for row in ask.rows("benefits")}
    measures = {identity(str(row["measure_id"])): row for row in ask.rows("measures")}
    holders = _holders(ask)
    found = ask.all(("benefit_sums", "benefit_gaps"))
    missed = {row["benefit_id"]: row for row in found["benefit_gaps"]}
    rows = sorted((row for row in found["benefit_sums"] if _is_kept(row["benefit_id"], holders, only)), key=lambda row: row["row_id"])
    return [
        _benefit(row, recorded.get(row["benefit_id"], {}), measures, holders, _gaps(row, missed.get(row["benefit_id"], {}))) for row in rows
    ]


def _is_kept(benefit_id: str, holders: Mapping[str, tuple[str, ...]], only: Only) -> bool:
    """Whether a project of the filter holds the benefit; without a filter also those that nobody holds."""
    return not only.is_on or benefit_id in holders


def outcomes(store: Store, snapshot_id: str, only: Only = EVERYTHING) -> list[Outcome]:
    """Return the benefits that are not counted in money, likewise."""
    ask = _reader(store, snapshot_id, only)
    measures = {identity(str(row["measure_id"])): row for row in ask.rows("measures")}
    latest: dict[str, tuple[date, float]] = {}
    for row in ask.rows("readings"):
        key = identity(str(row["measure_id"]))
        if row["on"] <= ask.snapshot.as_of and (key not in latest or latest[key][0] <= row["on"]):
            latest[key] = (row["on"], row["value"])
    holders = _holders(ask)
    rows = [row for row in ask.rows("benefits") if row["kind"] == "non-financial" and _is_kept(row["benefit_id"], holders, only)]
    return [_outcome(row, measures, latest, holders) for row in rows]


def _reader(store: Store, snapshot_id: str, only: Only) -> Reader:
    snapshot = store.snapshot(snapshot_id)
    return Reader(store, snapshot, load(), (), between(snapshot.as_of, None, 1), only=only)


def _holders(ask: Reader) -> dict[str, tuple[str, ...]]:
    """The projects of each benefit, under a filter those that it keeps."""
    found: dict[str, tuple[str, ...]] = {}
    chosen = ask.chosen() if ask.only.is_on else frozenset()
    for row in ask("stg_shares"):
        if ask.only.is_on and row["project_id"] not in chosen:
            continue
        found[row["benefit_id"]] = (*found.get(row["benefit_id"], ()), row["project_id"])
    return found


def _benefit(
    row: Mapping[str, Any],
    kept: Mapping[str, Any],
    measures: Mapping[str, Mapping[str, Any]],
    holders: Mapping[str, tuple[str, ...]],
    gaps: Mapping[str, Decimal],
) -> Benefit:
    measure = measures.get(identity(str(row["measure_id"] or "")), {})
    return Benefit(
        benefit_id=row["benefit_id"],
        name=str(row["name"] or row["benefit_id"]),
        kind=kept.get("kind"),
        projects=holders.get(row["benefit_id"], ()),
        owner=row["owner"],
        measure=measure.get("name"),
        objective_id=row["objective_id"],
        evidence=row["evidence"],
        change=kept.get("change"),
        next_measure_on=kept.get("next_measure_on"),
        amounts={name: row[name] for name in ("baseline", "plan", "plan_to_date", "realized", "forecast")},
        gaps=gaps,
    )


def _gaps(row: Mapping[str, Any], recorded: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """The gap to date by recorded reason; what no month gives a reason for is the rest."""
    named = {reason: amount for reason, column in REASONS.items() if (amount := recorded.get(column))}
    if row["plan_to_date"] is None and row["realized"] is None:
        return named
    whole: Decimal = (row["realized"] or Decimal(0)) - (row["plan_to_date"] or Decimal(0))
    rest = whole - sum(named.values(), Decimal(0))
    return named | ({UNRECORDED: rest} if rest else {})


def _outcome(
    row: Mapping[str, Any],
    measures: Mapping[str, Mapping[str, Any]],
    latest: Mapping[str, tuple[date, float]],
    holders: Mapping[str, tuple[str, ...]],
) -> Outcome:
    key = identity(str(row["measure_id"] or ""))
    measure = measures.get(key, {})
    read = latest.get(key)
    return Outcome(
        row["benefit_id"], str(row["name"] or row["benefit_id"]), holders.get(row["benefit_id"], ()), row["owner"],
        measure.get("name"), measure.get("unit"), measure.get("baseline"), read[1] if read else None, measure.get("target"),
    )  # fmt: skip
