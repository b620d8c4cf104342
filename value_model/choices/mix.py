"""The answer: a mix of projects, what it holds, and how far it may be from the best one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from value_model.choices.conflicts import Conflict
from value_model.choices.problem import CENTS, Problem

Status = Literal["optimal", "bounded", "infeasible"]
LAST_BITS = 1e-9  # relative: closer than this, bound and value are the same number


@dataclass(frozen=True, slots=True)
class Mix:
    """A mix of projects for a budget of cost to come.

    `value` is the total of the measure over `selected`; no mix holds more than `bound`; `gap` is their difference as
    a fraction of the bound. `optimal` is proved; `bounded` is feasible with a proved gap; `infeasible`: there is no
    mix, and `conflicts` say why. `left_out` could not be weighed (no cost to come or no measure) and stay as they are
    today; `unweighed` must be in the mix, though what they bring or cost is not known.
    """

    measure: str
    budget: float
    value: float | None
    bound: float | None
    gap: float | None
    status: Status
    selected: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unweighed: tuple[str, ...] = ()
    cost: float | None = None
    effort: float | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def is_feasible(self) -> bool:
        return self.status != "infeasible"


def mix_of(problem: Problem, budget: int, taken: Iterable[int], bound: float) -> Mix:
    """Return a mix by its places in the problem, with a proved upper bound; `budget` in cents."""
    places = sorted(taken)
    value = problem.value(places)
    proved = value if bound - value <= LAST_BITS * max(abs(bound), abs(value), 1e-300) else bound
    gap = (proved - value) / abs(proved) if proved > value and proved else 0.0
    items = [problem.items[i] for i in places]
    efforts = [item.effort for item in items if item.effort is not None]
    return Mix(
        measure=problem.measure,
        budget=budget / CENTS,
        value=value,
        bound=proved,
        gap=gap,
        status="optimal" if gap == 0 else "bounded",
        selected=tuple(item.id for item in items),
        left_out=problem.left_out,
        unweighed=tuple(item.id for item in items if item.cost is None or problem.measure not in item.values),
        cost=problem.cost(places) / CENTS,
        effort=sum(efforts) if efforts else None,
    )


def impossible(problem: Problem, budget: int) -> Mix:
    """Return the answer that there is no mix, with the reasons; `budget` in cents."""
    reasons = problem.conflicts or problem.over(budget)
    return Mix(problem.measure, budget / CENTS, None, None, None, "infeasible", left_out=problem.left_out, conflicts=reasons)
