"""Objectives: which of them money reaches, and which money reaches none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import (
    Number,
    metric,
    require,
    share,
    stated,
    total,
)
from value_model.metrics.fit import amount_of


@dataclass(frozen=True, slots=True)
class FundedProject:
    """A project's spend, the objectives it serves, and whether a measured benefit backs that."""

    id: str
    spend: Number
    objectives: Sequence[str]
    measured: bool = False


@metric("fraction")
def objective_coverage(objectives: Mapping[str, Number], projects: Sequence[FundedProject]) -> Measure:
    """Return the share of objectives with a funded project (spend above zero).

    `objectives` gives each one's weight. Detail: `weighted` (None when the weights add to 0), `without_spend`,
    `without_measured_benefit` (funded, but by no project with a measured benefit), `orphan_projects` (funded,
    no objective); lists in the order given. Always defined. Raises MetricInputError for an objective not listed.

    >>> objective_coverage({"A": 0.75, "B": 0.25}, [FundedProject("P1", 10, ["A"])]).detail["weighted"]
    0.75
    """
    require(len(objectives) > 0, '"objectives" is empty. Give at least one.')
    weights = {name: amount_of(weight, f"objectives[{name}]") for name, weight in objectives.items()}
    for project in projects:
        for name in project.objectives:
            require(name in weights, f'Project {project.id} names the objective "{name}", which "objectives" does not list.')
    funded = [project for project in projects if amount_of(project.spend, "spend") > 0]
    reached = {name for project in funded for name in project.objectives}
    measured = {name for project in funded if project.measured for name in project.objectives}
    return stated(
        Decimal(len(reached)) / len(weights),
        "fraction",
        weighted=share(total(weights[name] for name in reached), total(weights.values())),
        without_spend=[name for name in weights if name not in reached],
        without_measured_benefit=[name for name in weights if name in reached and name not in measured],
        orphan_projects=[project.id for project in funded if not project.objectives],
    )
