"""The question before it is solved: which projects are weighed, which must be in, what rules bind them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from value_model.choices.candidate import Candidate
from value_model.choices.conflicts import Conflict
from value_model.errors import UsageError

CENTS = 100
SLACK = 1e-9  # months: closer than this to the effort there is, a mix is within it


@dataclass(frozen=True)
class Problem:
    """Projects by place: what each costs (cents, exact) and brings, and the rules between them; not yet a budget.

    `needs` (a, b): a only with b. `apart` (a, b): never both. `left_out` are the ids that could not be weighed.
    """

    measure: str
    items: tuple[Candidate, ...]
    costs: tuple[int, ...]
    values: tuple[float, ...]
    forced: frozenset[int]
    banned: frozenset[int]
    needs: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]
    left_out: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    effort: float | None = None

    @cached_property
    def efforts(self) -> tuple[float, ...]:
        return tuple(item.effort or 0.0 for item in self.items)

    def cost(self, places: Iterable[int]) -> int:
        """Cost to come in cents."""
        return sum(self.costs[i] for i in places)

    def value(self, places: Iterable[int]) -> float:
        return math.fsum(self.values[i] for i in places)

    def months(self, places: Iterable[int]) -> float:
        return math.fsum(self.efforts[i] for i in places)

    def within(self, places: Sequence[int], budget: int) -> bool:
        """Whether a mix is within the budget (cents) and the effort there is."""
        return self.cost(places) <= budget and (self.effort is None or self.months(places) <= self.effort + SLACK)

    def over(self, budget: int) -> tuple[Conflict, ...]:
        """Why the projects that must be in the mix do not fit; empty where they do."""
        names, found = tuple(self.items[i].id for i in sorted(self.forced)), []
        if self.cost(self.forced) > budget:
            found.append(Conflict("budget", names, self.cost(self.forced) / CENTS, budget / CENTS))
        if self.effort is not None and self.months(self.forced) > self.effort + SLACK:
            found.append(Conflict("effort", names, self.months(self.forced), self.effort))
        return tuple(found)


def cents(amount: float) -> int:
    return round(amount * CENTS)


def state(
    projects: Sequence[Candidate], measure: str, include: Iterable[str] = (), exclude: Iterable[str] = (), effort: float | None = None
) -> Problem:
    """Return the problem. Raises `UsageError` for an id in `include` or `exclude` that is no project's."""
    known = {one.id: one for one in projects}
    wanted, barred = set(include), set(exclude)
    strangers = sorted((wanted | barred) - set(known))
    if strangers:
        raise UsageError(f'There is no project "{strangers[0]}". Name projects by their identifier.')
    forced, conflicts = _forced(known, wanted, barred, lambda one: _weighable(one, measure, effort))
    items = tuple(one for one in projects if one.id in forced or _weighable(one, measure, effort))
    place = {one.id: i for i, one in enumerate(items)}
    conflicts += _apart_among(known, forced)
    if not any(_weighable(one, measure, effort) for one in projects):
        conflicts = [Conflict("nothing", (measure,))]
    return Problem(
        measure=measure,
        items=items,
        costs=tuple(cents(one.cost or 0.0) for one in items),
        values=tuple(one.values.get(measure, 0.0) for one in items),
        forced=frozenset(place[name] for name in forced),
        banned=frozenset(place[one.id] for one in items if one.id not in forced and _is_barred(one, known, place, barred)),
        needs=tuple((place[one.id], place[name]) for one in items for name in one.depends_on if name in place),
        apart=_pairs(items, place),
        left_out=tuple(one.id for one in projects if one.id not in place),
        conflicts=tuple(conflicts),
        effort=effort,
    )


def _weighable(one: Candidate, measure: str, effort: float | None) -> bool:
    return one.cost is not None and measure in one.values and (effort is None or one.effort is not None)


def _forced(
    known: Mapping[str, Candidate], wanted: set[str], barred: set[str], weighable: Callable[[Candidate], bool]
) -> tuple[set[str], list[Conflict]]:
    """The projects that must be in the mix, with all they need; and what stands against it."""
    found: set[str] = set()
    conflicts: list[Conflict] = []
    waiting = [one.id for one in known.values() if one.mandatory or one.id in wanted]
    conflicts += [Conflict("both", (name,)) for name in waiting if name in barred]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for needed in known[name].depends_on:
            if needed not in known:
                conflicts.append(Conflict("needs_missing", (name, needed)))
            elif needed in barred:
                conflicts.append(Conflict("needs_excluded", (name, needed)))
            elif not (known[needed].funded and not weighable(known[needed])):
                waiting.append(needed)
    return found, conflicts


def _apart_among(known: Mapping[str, Candidate], forced: set[str]) -> list[Conflict]:
    pairs = {tuple(sorted((name, other))) for name in forced for other in known[name].excludes if other in forced and other != name}
    return [Conflict("apart", pair) for pair in sorted(pairs)]


def _is_barred(one: Candidate, known: Mapping[str, Candidate], place: Mapping[str, int], barred: set[str]) -> bool:
    """Left out by the reader, or by a rule with a project that is not weighed and so stays as it is today."""
    stays = {name for name in (*one.depends_on, *one.excludes) if name in known and name not in place and known[name].funded} - barred
    lacks = any(name not in place and name not in stays for name in one.depends_on)
    return one.id in barred or lacks or any(name in stays for name in one.excludes)


def _pairs(items: Sequence[Candidate], place: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    found = {(min(a, b), max(a, b)) for a, one in enumerate(items) for name in one.excludes if (b := place.get(name, a)) != a}
    return tuple(sorted(found))
