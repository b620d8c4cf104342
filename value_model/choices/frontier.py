"""The best total for each budget, from what must be spent to what could be, each point with its bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

from value_model.choices.best import SECONDS, Quick, check, part_by_part, solve
from value_model.choices.candidate import DEFAULT, Candidate
from value_model.choices.mix import Mix
from value_model.choices.problem import CENTS, Problem, state

POINTS = 20
EXACT_TO = 60  # projects up to which every point is searched to the end


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """The best known total for a budget of cost to come, and what it cannot exceed."""

    budget: float
    value: float
    bound: float


def frontier(
    projects: Sequence[Candidate],
    measure: str = DEFAULT,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    effort: float | None = None,
    *,
    points: int = POINTS,
) -> list[FrontierPoint]:
    """Return `points` budgets in rising order, from the cost of what must be in to the cost of all that may be.

    Values never fall, since a mix for a smaller budget is one for a larger. Empty where no budget has a mix.
    """
    check(measure, 0)
    return along(state(projects, measure, include, exclude, effort), points=points)


def along(problem: Problem, *, points: int = POINTS) -> list[FrontierPoint]:
    """As `frontier`, of a stated problem."""
    answer = part_by_part(problem, seconds=SECONDS if _is_small(problem) else 0) or _by_solver(problem, points)
    mixes = [answer(budget) for budget in _budgets(problem, points)]
    return _monotone([mix for mix in mixes if mix.is_feasible])


def _is_small(problem: Problem) -> bool:
    return len(problem.items) <= EXACT_TO


def _by_solver(problem: Problem, points: int) -> Callable[[int], Mix]:
    if _is_small(problem):
        return partial(solve, problem)
    return partial(Quick(problem).mix, seconds=SECONDS / points)


def _budgets(problem: Problem, points: int) -> list[int]:
    least = max(0, problem.cost(problem.forced))
    most = max(least, sum(cost for i, cost in enumerate(problem.costs) if cost > 0 and i not in problem.banned))
    steps = max(1, points - 1)
    return sorted({least + (most - least) * step // steps for step in range(points)})


def _monotone(mixes: Sequence[Mix]) -> list[FrontierPoint]:
    return _risen([FrontierPoint(mix.budget, mix.value or 0.0, mix.bound or 0.0) for mix in mixes])


def _risen(found: Sequence[FrontierPoint]) -> list[FrontierPoint]:
    """Let no value fall (a mix for less is one for more), and no bound rise above that of a larger budget."""
    values = list(accumulate((point.value for point in found), max))
    bounds = list(accumulate((point.bound for point in reversed(found)), min))[::-1]
    return [FrontierPoint(p.budget, value, max(value, bound)) for p, value, bound in zip(found, values, bounds, strict=True)]


def through(points: Sequence[FrontierPoint], mixes: Iterable[Mix]) -> list[FrontierPoint]:
    """Return the points with those of more mixes between them, each from its own cost on; values still never fall."""
    known = {point.budget: point for point in [*points, *(more for mix in mixes for more in _shown_by(mix))]}
    return _risen([known[budget] for budget in sorted(known)])


def _shown_by(mix: Mix) -> Iterator[FrontierPoint]:
    """Yield what a mix proves: its total can be had for what it costs, and no mix holds more than its bound up to its budget."""
    if mix.value is None or mix.bound is None:
        return
    if mix.cost is not None and mix.cost < mix.budget:
        yield FrontierPoint(mix.cost, mix.value, mix.bound)
    yield FrontierPoint(mix.budget, mix.value, mix.bound)


def at(points: Sequence[FrontierPoint], budget: float) -> FrontierPoint | None:
    """The last point whose budget is within `budget`; None below the first."""
    within = [point for point in points if point.budget <= budget + 0.5 / CENTS]
    return within[-1] if within else None


def is_monotone(points: Sequence[FrontierPoint]) -> bool:
    """Whether values and bounds never fall and no value is over its bound."""
    return all(a.value <= b.value and a.bound <= b.bound for a, b in pairwise(points)) and all(p.value <= p.bound for p in points)
