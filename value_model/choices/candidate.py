"""What a mix is chosen from: projects with a cost to come, what each brings by measure, and what binds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from value_model.figures import FigureSet
from value_model.figures.limits import Limits

MEASURES: Mapping[str, str] = {  # name: what it adds up
    "benefits_to_come": "Σ benefits.to_come",
    "npv": "Σ npv.to_go",
    "expected_benefits": "Σ (benefits.expected − benefits.realized): benefits to come × confidence",
    "fit_value": "Σ 100 × objective weight × contribution × confidence",
}
DEFAULT = "benefits_to_come"
NOT_FUNDED = ("proposed", "stopped")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One project. `cost` (to come, reporting currency) and `effort` (people-months) are None where unknown.

    `values` holds what it brings by measure; a measure that is absent is unknown, not zero. `funded`: it is in
    today's mix.
    """

    id: str
    cost: float | None
    values: Mapping[str, float] = field(default_factory=dict)
    mandatory: bool = False
    depends_on: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    effort: float | None = None
    funded: bool = True
    name: str = ""

    @property
    def label(self) -> str:
        return self.name or self.id

    def ratio(self, measure: str) -> float | None:
        """What it brings for each unit of cost to come; None where an amount is unknown or nothing is to be spent."""
        value = self.values.get(measure)
        return value / self.cost if self.cost and self.cost > 0 and value is not None else None


def candidates(
    found: FigureSet, limits: Iterable[Limits], contributions: Mapping[str, Mapping[str, float]], measures: Iterable[str] = MEASURES
) -> list[Candidate]:
    """Return the projects of a figure set that holds project scope, in the order of `limits`.

    A project counts as funded unless its stage is proposed or stopped. Only the `measures` asked for are read.
    """
    weights = {scope.partition(":")[2]: found.value("fit.weight", scope) for scope in found.scopes("objective")}
    return [_candidate(found, one, _fit(contributions.get(one.project_id), weights), tuple(measures)) for one in limits]


def _candidate(found: FigureSet, one: Limits, fit: float | None, measures: tuple[str, ...]) -> Candidate:
    values = {name: fit if name == "fit_value" else _value(found, one.scope, name) for name in measures}
    return Candidate(
        id=one.project_id,
        cost=found.value("cost.to_come", one.scope),
        values={name: value for name, value in values.items() if value is not None},
        mandatory=bool(one.mandatory),
        depends_on=one.depends_on,
        excludes=one.excludes,
        effort=one.effort_months,
        funded=one.stage not in NOT_FUNDED,
        name=one.name,
    )


def _value(found: FigureSet, scope: str, measure: str) -> float | None:
    if measure == "npv":
        return found.value("npv.to_go", scope)
    if measure == "benefits_to_come":
        return found.value("benefits.to_come", scope)
    expected = found.get("benefits.expected", scope)
    if expected is None or not isinstance(expected.value, (int, float)):
        return None
    # What has been realized stays, whatever is chosen. Where nothing was, all of it is still to come.
    realized = next((entry.value for entry in expected.inputs if entry.id == "benefits.realized"), None)
    return float(expected.value) - (realized or 0.0)


def _fit(parts: Mapping[str, float] | None, weights: Mapping[str, float | None]) -> float | None:
    known = [100 * weight * part for objective, part in (parts or {}).items() if (weight := weights.get(objective)) is not None]
    return sum(known) if known else None
