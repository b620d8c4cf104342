"""A good mix at once: what the relaxed answer takes, made whole, then improved by single swaps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from value_model.choices.problem import Problem

SWAPS = 40  # at most; each takes the best swap there is
_ROWS = 64  # of the table of exchanges, at a time
Places = NDArray[np.int_]


def rounded(problem: Problem, shares: Sequence[float], budget: int) -> list[int] | None:
    """Return the places of a mix within the budget (cents) and all rules; None where what must be in does not fit.

    `shares` is the relaxed answer, 0 to 1 by place.
    """
    whole = [i for i, share in enumerate(shares) if share > 1 - 1e-6]  # keeps every rule, since the shares do
    start = whole if problem.within(whole, budget) else sorted(problem.forced)
    if not problem.within(start, budget):
        return None
    filling = _Filling(problem, budget, start)
    rest = [i for i in range(len(problem.items)) if i not in filling.taken and problem.values[i] > 0]
    for place in sorted(rest, key=lambda i: (-round(shares[i], 6), -_density(problem, i))):
        filling.try_adding(place)
    for _ in range(SWAPS):
        if not filling.swap():
            break
    return sorted(filling.taken)


def _density(problem: Problem, place: int) -> float:
    cost = problem.costs[place]
    return problem.values[place] / cost if cost > 0 else float("inf")


class _Filling:
    """A mix while it is filled: what is taken, what is left of budget and effort."""

    def __init__(self, problem: Problem, budget: int, start: Sequence[int]) -> None:
        self.problem, self.taken = problem, set(start)
        self.left = budget - problem.cost(start)
        self.months = np.inf if problem.effort is None else problem.effort - problem.months(start)
        self._needs: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = {}
        for one, needed in problem.needs:
            self._needs.setdefault(one, []).append(needed)
        for one, other in problem.apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
        tied = {*self._needs, *self._apart, *(needed for _, needed in problem.needs), *problem.forced, *problem.banned}
        self._single = [i for i in range(len(problem.items)) if i not in tied]

    def try_adding(self, place: int) -> None:
        """Take a project with all it needs, where that fits and brings something."""
        problem = self.problem
        more = self._with_needs(place) - self.taken
        if not more or more & problem.banned or not all(self._goes_with(one, more) for one in more):
            return
        if problem.value(more) > 0 and problem.cost(more) <= self.left and problem.months(more) <= self.months:
            self._change(more, set())

    def _goes_with(self, place: int, more: set[int]) -> bool:
        apart = self._apart.get(place)
        return apart is None or (apart.isdisjoint(self.taken) and apart.isdisjoint(more))

    def _with_needs(self, place: int) -> set[int]:
        found, waiting = {place}, [place]
        while waiting:
            new = [needed for needed in self._needs.get(waiting.pop(), ()) if needed not in found]
            found.update(new)
            waiting += new
        return found

    def _change(self, coming: set[int], going: set[int]) -> None:
        self.left -= self.problem.cost(coming) - self.problem.cost(going)
        self.months -= self.problem.months(coming) - self.problem.months(going)
        self.taken |= coming
        self.taken -= going

    def swap(self) -> bool:
        """Exchange one project for another that brings more, both without ties; False where none does."""
        going = np.array([i for i in self._single if i in self.taken], dtype=int)
        coming = np.array([i for i in self._single if i not in self.taken], dtype=int)
        if not len(going) or not len(coming):
            return False
        gain, come, go = self._best_exchange(coming, going)
        if gain <= 1e-9 * max(map(abs, self.problem.values)):
            return False
        self._change({come}, {go})
        return True

    def _best_exchange(self, coming: Places, going: Places) -> tuple[float, int, int]:
        """Return what the exchange that fits gains most, and who comes and goes; minus infinity where none fits.

        Weighed some rows at a time: all exchanges of 10,000 projects would take hundreds of megabytes.
        """
        costs, values, months = (np.array(line, dtype=float) for line in (self.problem.costs, self.problem.values, self.problem.efforts))
        best = (-np.inf, -1, -1)
        for first in range(0, len(coming), _ROWS):
            some = coming[first : first + _ROWS]
            gain = values[some][:, None] - values[going][None, :]
            fits = costs[some][:, None] - costs[going][None, :] <= self.left
            fits &= months[some][:, None] - months[going][None, :] <= self.months
            gain[~fits] = -np.inf
            come, go = divmod(int(gain.argmax()), len(going))
            if gain[come, go] > best[0]:
                best = float(gain[come, go]), int(some[come]), int(going[go])
        return best
