"""A mix beside today's: what goes, what comes, what the next and the last slice of budget are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from value_model.choices.candidate import DEFAULT, Candidate
from value_model.choices.conflicts import Conflict
from value_model.choices.mix import Mix, mix_of
from value_model.choices.problem import Problem, cents, state


@dataclass(frozen=True, slots=True)
class Swaps:
    """Projects that leave today's mix and that join it, largest first; and what the whole exchange changes."""

    out: tuple[Candidate, ...]
    into: tuple[Candidate, ...]
    cost: float
    value: float


@dataclass(frozen=True, slots=True)
class Marginal:
    """What one more slice of budget adds at best, and what the last one adds; None where there is no mix for it."""

    slice: float
    next: float | None
    last: float | None


def today(projects: Sequence[Candidate], measure: str = DEFAULT) -> Mix:
    """Return today's mix: the funded projects that can be weighed, and those that must be in any mix.

    Its budget is its cost to come. It may break a rule (`broken_rules`); its bound is its own value.
    """
    problem = state(projects, measure)
    return today_of(problem)


def today_of(problem: Problem) -> Mix:
    """As `today`, of a stated problem."""
    places = [i for i, item in enumerate(problem.items) if item.funded]
    return mix_of(problem, problem.cost(places), places, problem.value(places))


def broken_rules(projects: Sequence[Candidate], mix: Mix) -> list[Conflict]:
    """Return the rules that a mix breaks: projects that cannot be combined, and needs that it does not hold."""
    inside = set(mix.selected)
    known = {one.id: one for one in projects}
    pairs = {tuple(sorted((one, other))) for one in inside for other in known[one].excludes if other in inside and other != one}
    stays = {one.id for one in projects if one.funded and one.id in mix.left_out}
    lacking = [(one, need) for one in mix.selected for need in known[one].depends_on if need not in inside | stays]
    return [Conflict("apart_now", pair) for pair in sorted(pairs)] + [Conflict("needs_now", pair) for pair in lacking]


def swaps(projects: Sequence[Candidate], mix: Mix, current: Mix) -> Swaps:
    """Return what turns the current mix into another of the same measure."""
    known = {one.id: one for one in projects}
    out = _largest_first(known, set(current.selected) - set(mix.selected), mix.measure)
    into = _largest_first(known, set(mix.selected) - set(current.selected), mix.measure)
    return Swaps(out, into, (mix.cost or 0.0) - (current.cost or 0.0), (mix.value or 0.0) - (current.value or 0.0))


def _largest_first(known: Mapping[str, Candidate], ids: Iterable[str], measure: str) -> tuple[Candidate, ...]:
    return tuple(sorted((known[one] for one in ids), key=lambda c: (-c.values.get(measure, 0.0), c.id)))


def marginal(answer: Callable[[int], Mix], mix: Mix, slice_: float) -> Marginal:
    """Return what a slice more and a slice less of the budget of a mix would change; `answer` gives the mix of a budget in cents."""
    more = answer(cents(mix.budget + slice_))
    less = answer(cents(mix.budget - slice_)) if mix.budget >= slice_ else None
    return Marginal(slice_, _less(more.value, mix.value), _less(mix.value, less.value if less else None))


def _less(one: float | None, other: float | None) -> float | None:
    """The difference of two totals, where the first is never below the second but by a gap that remained."""
    return None if one is None or other is None else max(0.0, one - other)


def below_the_line(projects: Sequence[Candidate], mix: Mix) -> list[Candidate]:
    """Return the projects that could be weighed and are not in the mix, by what they bring for their cost, best first.

    Those with nothing to come on either side are no choice and are left out.
    """
    known = {*mix.selected, *mix.left_out}
    outside = [one for one in projects if one.id not in known and (one.cost or one.values.get(mix.measure))]
    return sorted(outside, key=lambda one: (-(one.ratio(mix.measure) or 0.0), one.id))
