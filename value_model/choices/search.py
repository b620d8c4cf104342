"""The best mix where only the budget binds: one option of each part, found and proved without a general solver.

The relaxed problem takes the steps from option to option in the order of what they bring per unit of cost, until the
budget ends inside one. Its total is the bound. Then the parts are weighed whole, those first for which the relaxed
answer was closest: every sum of cost and value that could still lead to more than the best mix found is kept, and those
that cost as much as another and bring less are dropped (D. Pisinger, "A minimal algorithm for the multiple-choice
knapsack problem", 1995). Where too many remain the most promising are kept, and what the others might have brought
stays in the bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from value_model.choices.options import Options, Real, Whole

MOST = 20_000  # sums kept at a time
WORK = 3_000_000  # sums weighed in all, about a second
HAIR = 1e-12  # relative: closer than this, two totals are the same number


@dataclass(frozen=True, slots=True)
class Searched:
    """The places of the best mix found (None: nothing fits), and the total that no mix exceeds."""

    taken: tuple[int, ...] | None
    bound: float


@dataclass(frozen=True, eq=False)
class _Steps:
    """Steps from a part's option to a dearer one, in the order the relaxed problem takes them: the best slope first."""

    to: Whole
    cost: Whole
    slope: Real


@dataclass(frozen=True, eq=False)
class _Relaxed:
    """The relaxed answer: the option of each part, what is `left` of the budget, and the slope at which it ended."""

    chosen: Whole
    left: int
    slope: float


@dataclass(frozen=True, eq=False)
class _Part:
    """A part's other options, as changes against the relaxed answer, and how steep the nearest is on either side."""

    options: Whole
    cost: Whole
    value: Real
    loss: float


class Search:
    """Answers for one budget after the other; the order of the steps is reckoned once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._steps = _steps(options)
        self._possible = bool((np.bincount(options.part, minlength=len(options.first)) > 0).all())
        self._least = int(options.cost[options.first].sum()) if self._possible else 0

    def best(self, budget: int) -> Searched:
        """Return the best mix for a budget in cents."""
        if not self._possible or self._least > budget:
            return Searched(None, float("-inf"))
        relaxed = self._relaxed(budget)
        return _Weighing(self._options, relaxed, self._greedy(relaxed)).best()

    def _relaxed(self, budget: int) -> _Relaxed:
        spent = self._least + np.cumsum(self._steps.cost)
        end = int(np.searchsorted(spent, budget, side="right"))
        chosen = self._options.first.copy()
        taken = self._steps.to[:end]
        np.maximum.at(chosen, self._options.part[taken], taken)
        left = budget - (int(spent[end - 1]) if end else self._least)
        return _Relaxed(chosen, left, float(self._steps.slope[end]) if end < len(self._steps.slope) else 0.0)

    def _greedy(self, relaxed: _Relaxed) -> Whole:
        """Spend what is left on the best option of a part that fits, again and again."""
        options, chosen, left = self._options, relaxed.chosen.copy(), relaxed.left
        while True:
            cost = options.cost - options.cost[chosen][options.part]
            gain = options.value - options.value[chosen][options.part]
            fits = np.flatnonzero((cost <= left) & (gain > 0))
            if not len(fits):
                return chosen
            best = fits[np.argmax(gain[fits])]
            left -= int(cost[best])
            chosen[options.part[best]] = best


def _steps(options: Options) -> _Steps:
    """The upper hull of each part's options, cost against value, step by step."""
    at, size = options.first.copy(), np.append(options.first, len(options.part))[1:]
    to, cost, slope = [], [], []
    while True:
        best, steepest = at.copy(), np.full(len(at), -np.inf)
        for ahead in range(1, int((size - at).max(initial=0))):
            other = np.minimum(at + ahead, size - 1)
            rise, run = options.value[other] - options.value[at], options.cost[other] - options.cost[at]
            here = np.divide(rise, run, out=np.full(len(at), -np.inf), where=(run > 0) & (at + ahead < size))
            better = here >= steepest
            best, steepest = np.where(better & np.isfinite(here), other, best), np.where(better, here, steepest)
        moved = best > at
        if not moved.any():
            break
        to.append(best[moved])
        cost.append((options.cost[best] - options.cost[at])[moved])
        slope.append(steepest[moved])
        at = best
    if not to:
        return _Steps(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    order = np.argsort(-np.concatenate(slope), kind="stable")
    return _Steps(np.concatenate(to)[order], np.concatenate(cost)[order], np.concatenate(slope)[order])


class _Weighing:
    """The sums of cost and value that may still lead to more than the best mix found, part after part."""

    def __init__(self, options: Options, relaxed: _Relaxed, start: Whole) -> None:
        self._options, self._relaxed = options, relaxed
        self._base = float(options.value[relaxed.chosen].sum())
        self._cost, self._value = np.zeros(1, dtype=np.int64), np.zeros(1)
        self._best, self._found = float((options.value[start] - options.value[relaxed.chosen]).sum()), start
        self._trail: list[tuple[Whole, Whole]] = []  # by step: the sum each sum came from, and the option added (-1 for none)
        self._lost = self._open = -np.inf  # the most that a sum set aside, or one still kept, might lead to
        self._weighed = 0
        self._hair = HAIR * max(abs(self._base), 1e-300)

    def best(self) -> Searched:
        parts = self._parts()
        above, below = _outward(parts)
        for number, part in enumerate(parts):
            if part.loss < self._room:
                self._add(part)
                self._prune(above[number + 1], below[number + 1])
            if not len(self._cost):
                break
            if self._weighed > WORK:
                self._lost = max(self._lost, self._open)
                break
        chosen, bound = self._found, self._base + max(self._best, self._lost)
        return Searched(tuple(sorted(int(place) for option in chosen for place in self._options.taken[option])), bound)

    @property
    def _room(self) -> float:
        """By how much the bound of the relaxed answer exceeds the best mix found."""
        return self._relaxed.slope * self._relaxed.left - self._best

    def _parts(self) -> list[_Part]:
        """Parts with an option that the bound does not rule out, those first whose option is nearest in slope."""
        options, relaxed = self._options, self._relaxed
        own = relaxed.chosen[options.part]
        cost, value = options.cost - options.cost[own], options.value - options.value[own]
        loss = relaxed.slope * cost - value
        live = np.flatnonzero((loss < self._room) & (np.arange(len(own)) != own))
        distance = np.abs(value[live] / cost[live] - relaxed.slope)
        edges = np.append(np.flatnonzero(np.diff(options.part[live], prepend=-1)), len(live))
        parts = [
            (float(distance[a:b].min()), _Part(live[a:b], cost[live[a:b]], value[live[a:b]], float(loss[live[a:b]].min())))
            for a, b in pairwise(edges)
        ]
        return [part for _, part in sorted(parts, key=lambda pair: pair[0])]

    def _add(self, part: _Part) -> None:
        """Every sum with every option of the part; of two that cost the same or more, the one that brings less is dropped."""
        count = len(self._cost)
        cost = np.concatenate([self._cost, *(self._cost + more for more in part.cost)])
        value = np.concatenate([self._value, *(self._value + more for more in part.value)])
        order = np.lexsort((-value, cost))
        self._weighed += len(order)
        kept = np.ones(len(order), dtype=bool)
        kept[1:] = value[order][1:] > np.maximum.accumulate(value[order])[:-1]
        order = order[kept]
        self._cost, self._value = cost[order], value[order]
        added = np.concatenate([[-1], part.options])
        self._trail.append((order % count, added[order // count]))
        self._note()

    def _note(self) -> None:
        """Remember the best sum within the budget."""
        within = int(np.searchsorted(self._cost, self._relaxed.left, side="right")) - 1  # values rise with cost
        if within >= 0 and self._value[within] > self._best + self._hair:
            self._best, self._found = float(self._value[within]), self._chosen(within)

    def _chosen(self, place: int) -> Whole:
        """Follow a sum back to the option of each part."""
        chosen = self._relaxed.chosen.copy()
        for before, added in reversed(self._trail):
            if added[place] >= 0:
                chosen[self._options.part[added[place]]] = added[place]
            place = int(before[place])
        return chosen

    def _prune(self, above: float, below: float) -> None:
        """Keep the sums that may still beat the best mix: what is left brings at most `above`, what is over costs at least `below`."""
        left = self._relaxed.left - self._cost
        with np.errstate(invalid="ignore"):
            most = self._value + np.where(left >= 0, above * left, below * left)
        kept = np.flatnonzero(most > self._best + self._hair)
        if len(kept) > MOST:
            kept = kept[np.argsort(-most[kept], kind="stable")]
            self._lost = max(self._lost, float(most[kept[MOST]]))
            kept = np.sort(kept[:MOST])
        self._open = float(most[kept].max(initial=-np.inf))
        before, added = self._trail[-1]
        self._trail[-1] = (before[kept], added[kept])
        self._cost, self._value = self._cost[kept], self._value[kept]


def _outward(parts: list[_Part]) -> tuple[Real, Real]:
    """From each part on: the most that a further unit of cost can bring, and the least that giving one back can lose."""
    above, below = np.zeros(len(parts) + 1), np.full(len(parts) + 1, np.inf)
    for number in range(len(parts) - 1, -1, -1):
        part = parts[number]
        slopes, dearer = part.value / part.cost, part.cost > 0
        above[number] = max(above[number + 1], slopes[dearer].max(initial=0.0))
        below[number] = min(below[number + 1], slopes[~dearer].min(initial=np.inf))
    return above, below
