"""A scenario: what was asked, what its mix adds up to, and how it is written down in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from value_model.choices.candidate import DEFAULT, Candidate
from value_model.choices.mix import Mix
from value_model.figures import FigureSet

KIND = "scenario"  # of its journal entry
NAMES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Scenario:
    """What was asked. Money in the reporting currency; `mandatory` False frees the projects that must be in every mix."""

    budget: float
    measure: str = DEFAULT
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    mandatory: bool = True
    effort: float | None = None

    def free(self, projects: Sequence[Candidate]) -> Sequence[Candidate]:
        """Return the projects as this scenario takes them."""
        return projects if self.mandatory else [replace(one, mandatory=False) for one in projects]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a mix adds up to; None where none of its projects records it. `ratio` rests on projects with both amounts."""

    projects: int
    cost: float | None
    benefits_to_come: float | None
    ratio: float | None
    fit_value: float | None
    at_risk: float | None


def totals(ids: Iterable[str], projects: Sequence[Candidate], found: FigureSet) -> Totals:
    """Return the totals of a mix by the ids of its projects."""
    inside = set(ids)
    held = [one for one in projects if one.id in inside]
    both = [one for one in held if one.cost is not None and DEFAULT in one.values]
    cost, benefits = _sum(one.cost for one in both), _sum(one.values[DEFAULT] for one in both)
    return Totals(
        projects=len(held),
        cost=_sum(one.cost for one in held),
        benefits_to_come=_sum(one.values.get(DEFAULT) for one in held),
        ratio=benefits / cost if cost and benefits is not None and cost > 0 else None,
        fit_value=_sum(one.values.get("fit_value") for one in held),
        at_risk=_sum(found.value("benefits.at_risk", f"project:{one.id}") for one in held),
    )


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def written_down(name: str, asked: Scenario, mix: Mix, added: Totals) -> dict[str, Any]:
    """Return a scenario as the content of a journal entry."""
    return {"name": name, **asdict(asked), "value": mix.value, "bound": mix.bound, "selected": list(mix.selected), "totals": asdict(added)}


def newest(contents: Iterable[Mapping[str, Any]], names: Sequence[str] = NAMES) -> dict[str, Mapping[str, Any]]:
    """Return the newest content under each name, in the order of `names`; entries oldest first."""
    found = {str(content.get("name")): content for content in contents}
    return {name: found[name] for name in names if name in found}
