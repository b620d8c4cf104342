"""What binds a project when a mix is chosen: whether it must be in it, what it needs, what it rules out, its effort."""

from __future__ import annotations

from dataclasses import dataclass

from value_model.contract import identity
from value_model.figures.compute import compute
from value_model.figures.figure import FigureSet
from value_model.figures.only import EVERYTHING, Only, passing
from value_model.store import Store


@dataclass(frozen=True, slots=True)
class Limits:
    """One project as it was recorded. `mandatory` and `effort_months` (people-months still to spend) are None where unknown."""

    project_id: str
    name: str
    stage: str | None = None
    mandatory: bool | None = None
    depends_on: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    effort_months: float | None = None

    @property
    def scope(self) -> str:
        return f"project:{self.project_id}"


def limits(store: Store, snapshot_id: str, only: Only = EVERYTHING) -> list[Limits]:
    """Return what binds each project of a snapshot that a filter keeps, in the order of their identifiers.

    Projects named in `depends_on` and `excludes` are spelled as in their own row; those nobody recorded stay as typed.
    """
    rows = store.rows("projects", snapshot_id)
    chosen = passing(store, snapshot_id, only) if only.is_on else {row["project_id"] for row in rows}
    spelled = {identity(str(row["project_id"])): str(row["project_id"]) for row in rows}
    found = [
        Limits(
            project_id=str(row["project_id"]),
            name=str(row["name"] or row["project_id"]),
            stage=row["stage"],
            mandatory=row["mandatory"],
            depends_on=_named(row["depends_on"], spelled),
            excludes=_named(row["excludes"], spelled),
            effort_months=row["effort_months"],
        )
        for row in rows
        if row["project_id"] in chosen
    ]
    return sorted(found, key=lambda one: one.project_id)


def _named(text: str | None, spelled: dict[str, str]) -> tuple[str, ...]:
    parts = [part.strip() for part in (text or "").split(";")]
    return tuple(dict.fromkeys(spelled.get(identity(part), part) for part in parts if part))


def contributions(store: Store, snapshot_id: str) -> dict[str, dict[str, float]]:
    """Return contribution × confidence (1 where none is given) by project and objective; unknown ones are left out."""
    found: dict[str, dict[str, float]] = {}
    for row in store.rows("contributions", snapshot_id):
        if row["contribution"] is not None:
            part = row["contribution"] * (1.0 if row["confidence"] is None else row["confidence"])
            own = found.setdefault(str(row["project_id"]), {})
            own[row["objective_id"]] = own.get(row["objective_id"], 0.0) + part
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """Where the choice figures find what a figure set does not hold, once one of them is asked for."""

    store: Store
    only: Only = EVERYTHING

    def limits(self, snapshot_id: str) -> list[Limits]:
        """Return what binds each project of a snapshot."""
        return limits(self.store, snapshot_id, self.only)

    def by_project(self, snapshot_id: str) -> FigureSet:
        """Return the figures of each project of a snapshot."""
        return compute(self.store, snapshot_id, compared=None, by=("project",), only=self.only)
