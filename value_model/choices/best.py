"""The best mix for one budget, with a proved bound and the gap that remains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from value_model.choices.candidate import DEFAULT, MEASURES, Candidate
from value_model.choices.core import Prices, weighed
from value_model.choices.mix import Mix, impossible, mix_of
from value_model.choices.options import options_of
from value_model.choices.problem import Problem, cents, state
from value_model.choices.rounding import rounded
from value_model.choices.search import Search
from value_model.choices.solver import Model, Solved
from value_model.errors import UsageError

EXACT_TO = 200  # projects up to which the search ends only when nothing better is possible
TOLERANCE = 1e-4  # the gap at which it ends above that
SECONDS = 20.0
PROMISED = ((EXACT_TO, 0.0), (1_000, 1e-3))  # projects up to which an answer leaves no more than this gap open
AT_MOST = 2e-3  # the gap that it leaves open above that


def best_mix(
    projects: Sequence[Candidate],
    budget: float,
    measure: str = DEFAULT,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    effort: float | None = None,
    *,
    seconds: float = SECONDS,
) -> Mix:
    """Return the mix that holds the most of an additive measure for a budget of cost to come (reporting currency).

    Mandatory and included projects are in it, with all they depend on; none that exclude each other; `effort` caps
    the people-months. The upper bound is always stated, also where the search stopped after `seconds`. Without a
    possible mix the status is ``infeasible`` and `conflicts` say why. Raises `UsageError` for an unknown measure or
    project, or a budget that is no amount of zero or more.
    """
    check(measure, budget)
    return solve(state(projects, measure, include, exclude, effort), cents(budget), seconds=seconds)


def check(measure: str, budget: float) -> None:
    """Raise `UsageError` for a measure there is not or a budget that is no amount of zero or more."""
    if measure not in MEASURES:
        raise UsageError(f'There is no measure "{measure}". The measures are {", ".join(MEASURES)}.')
    if not 0 <= budget < float("inf"):
        raise UsageError("The budget must be an amount of zero or more.")


def solve(problem: Problem, budget: int, *, seconds: float = SECONDS) -> Mix:
    """Return the best mix of a stated problem for a budget in cents; as `best_mix`."""
    at_once = part_by_part(problem, seconds=seconds)
    return _solved(problem, budget, seconds=seconds) if at_once is None else at_once(budget)


def part_by_part(problem: Problem, *, seconds: float = SECONDS) -> Callable[[int], Mix] | None:
    """Return what answers a problem for any budget in cents, where only the budget binds its parts; else None.

    What the search leaves open beyond the gap promised is closed by the solver, within `seconds`; 0 leaves it open.
    """
    options = None if problem.conflicts else options_of(problem)
    if options is None:
        return None
    search = Search(options)

    def answer(budget: int) -> Mix:
        found = search.best(budget)
        if found.taken is None:
            return impossible(problem, budget)
        mix = mix_of(problem, budget, found.taken, found.bound)
        return closed(problem, budget, mix, list(found.taken), seconds) if seconds else mix

    return answer


def promised(count: int) -> float:
    """Return the gap that an answer for so many projects leaves open at most, time permitting."""
    return next((gap for most, gap in PROMISED if count <= most), AT_MOST)


def closed(problem: Problem, budget: int, mix: Mix, taken: list[int], seconds: float) -> Mix:
    """Return the mix, or where its gap is wider than promised what the solver makes of it."""
    allowed = promised(len(problem.items))
    if mix.gap is None or mix.gap <= allowed:
        return mix
    return _searched(problem, budget, taken, mix.bound or 0.0, seconds, allowed)


def _solved(problem: Problem, budget: int, *, seconds: float = SECONDS) -> Mix:
    """The same for a problem that an effort limit binds as well: weighed at the prices of the relaxed answer, the rest by the solver."""
    quick = Quick(problem)
    start, relaxed = quick.start(budget)
    if relaxed.impossible:
        return impossible(problem, budget)
    return _searched(problem, budget, *quick.weighed(budget, start, relaxed.bound), seconds)


def _searched(problem: Problem, budget: int, start: list[int] | None, bound: float, seconds: float, tolerance: float | None = None) -> Mix:
    ends_at = (0.0 if len(problem.items) <= EXACT_TO else TOLERANCE) if tolerance is None else tolerance
    if start is not None and (mix_of(problem, budget, start, bound).gap or 0.0) <= ends_at:
        return mix_of(problem, budget, start, bound)
    found = _exact(problem, budget, start, seconds, ends_at)
    taken = start if found.shares is None else _taken(found)
    if found.impossible or taken is None:
        return impossible(problem, budget)
    return mix_of(problem, budget, taken, min(found.bound, bound))


def _exact(problem: Problem, budget: int, start: Sequence[int] | None, seconds: float, tolerance: float) -> Solved:
    """Solve for whole projects. A mix that fits only within the solver's tolerance is cut off, and the search goes on."""
    model = Model(problem, whole=True)
    if start:
        model.begin(start)
    while True:
        found = model.solve(budget, tolerance=tolerance, seconds=seconds)
        if found.shares is None or problem.within(_taken(found), budget):
            return found
        model.forbid(_taken(found))


def _taken(found: Solved) -> list[int]:
    return [i for i, share in enumerate(found.shares or ()) if share > 0.5]


class Quick:
    """Good mixes at once, for one budget after the other: the relaxed model is kept, its answer made whole."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._model = Model(problem, whole=False)

    def start(self, budget: int) -> tuple[list[int] | None, Solved]:
        """Return the places of a good mix (None where rounding finds none) and the relaxed answer for a budget in cents."""
        if self.problem.conflicts:
            return None, Solved(None, float("-inf"), impossible=True)
        relaxed = self._model.solve(budget)
        return (None if relaxed.shares is None else rounded(self.problem, relaxed.shares, budget)), relaxed

    def mix(self, budget: int, *, seconds: float = SECONDS) -> Mix:
        """Return a good mix with the relaxed bound; the exact one where rounding finds none."""
        taken, relaxed = self.start(budget)
        if relaxed.impossible:
            return impossible(self.problem, budget)
        if taken is None:
            return _searched(self.problem, budget, None, relaxed.bound, seconds)
        return mix_of(self.problem, budget, taken, relaxed.bound)

    def answer(self, budget: int) -> Mix:
        """Return the same, with no wider gap than promised."""
        taken, relaxed = self.start(budget)
        if taken is None:
            return self.mix(budget)
        quick = mix_of(self.problem, budget, taken, relaxed.bound)
        if (quick.gap or 0.0) <= promised(len(self.problem.items)):
            return quick
        taken, bound = self.weighed(budget, taken, relaxed.bound)
        return closed(self.problem, budget, mix_of(self.problem, budget, taken or (), bound), taken or [], SECONDS)

    def weighed(self, budget: int, start: list[int] | None, bound: float) -> tuple[list[int] | None, float]:
        """Return a better mix than `start` and a nearer bound, as far as weighing projects at the prices of the relaxed answer leads."""
        found = None if start is None else weighed(self.problem, budget, start, Prices(*self._model.prices()))
        return (start, bound) if found is None or found.taken is None else (list(found.taken), min(found.bound, bound))


def answering(problem: Problem) -> Callable[[int], Mix]:
    """Return what answers a problem for any budget in cents without a wait: exact where that is quick, else with the gap promised."""
    at_once = part_by_part(problem)
    if at_once is not None:
        return at_once
    return partial(_solved, problem) if len(problem.items) <= EXACT_TO else Quick(problem).answer
