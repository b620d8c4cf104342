"""The best mix where budget and effort both bind: the few options that matter are weighed together.

The relaxed answer puts a price on a unit of cost and on a unit of effort. At these prices each part has a best option, every
other option of it loses something, and the total is a bound that holds at any prices (A. M. Geoffrion, "Lagrangean relaxation
for integer programming", 1974). Options that lose more than the bound exceeds the best mix known are in no better mix. The
others are weighed part by part, those that lose least first (the core of D. Pisinger 1995, as in `search`): a sum of changes is
kept while its losses leave room for a better mix, together with the least that what is over, or left, of a limit still costs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from value_model.choices.options import Options, Real, Whole, every_option
from value_model.choices.problem import SLACK, Problem
from value_model.choices.search import HAIR, MOST, WORK, Searched


@dataclass(frozen=True, slots=True)
class Prices:
    """What one more cent of budget and one more month of effort bring, by the relaxed answer; 0 or more."""

    cost: float
    effort: float


def weighed(problem: Problem, budget: int, start: Sequence[int], prices: Prices) -> Searched | None:
    """Return the best mix for a budget in cents, from one that is known; None where a part is too large to weigh."""
    options = every_option(problem)
    if options is None or not len(options.first) or problem.effort is None:
        return None
    return _Weighing(problem, problem.effort, budget, options, start, prices).best()


class _Limit:
    """A limit while parts are weighed: what each option changes, and what a unit of it costs at least from each part on."""

    def __init__(self, price: float, changes: Sequence[Real], losses: Sequence[Real]) -> None:
        self.price, self.changes = price, changes
        self._using, self._saving = np.full(len(changes) + 1, price), np.full(len(changes) + 1, np.inf)
        for number in range(len(changes) - 1, -1, -1):
            change, loss = changes[number], losses[number]
            self._using[number] = min(self._using[number + 1], (loss[change > 0] / change[change > 0]).min(initial=np.inf))
            self._saving[number] = min(self._saving[number + 1], (loss[change < 0] / -change[change < 0]).min(initial=np.inf))

    def still(self, left: Real, number: int) -> Real:
        """The least that what is left of the limit, or over it, costs with the options from one part on."""
        with np.errstate(invalid="ignore"):  # nothing saves, and nothing is over: that choice is not taken
            least: Real = np.where(left >= -SLACK, self._using[number] * np.maximum(left, 0.0), self._saving[number] * -left)
        return least


class _Weighing:
    """Sums of changes against the best options at the prices: what they lose, and leave of either limit."""

    def __init__(self, problem: Problem, effort: float, budget: int, options: Options, start: Sequence[int], prices: Prices) -> None:
        self._problem, self._budget, self._options, self._prices = problem, budget, options, prices
        self._best, self._found = problem.value(start), tuple(sorted(start))
        efforts = np.array([problem.months(places) for places in options.taken])
        worth = options.value - prices.cost * options.cost - prices.effort * efforts
        most = np.maximum.reduceat(worth, options.first)[options.part]
        self._chosen = _first_of(options, worth == most)
        own, loss = self._chosen[options.part], most - worth
        self._bound = math.fsum(worth[self._chosen].tolist()) + prices.cost * budget + prices.effort * effort
        self._hair = HAIR * max(abs(self._bound), 1e-300)
        self._parts = _live(options, (loss < self._room) & (np.arange(len(own)) != own), loss)
        losses = [loss[part] for part in self._parts]
        self._cost = _Limit(prices.cost, [(options.cost - options.cost[own])[part].astype(float) for part in self._parts], losses)
        self._effort = _Limit(prices.effort, [(efforts - efforts[own])[part] for part in self._parts], losses)
        self._losses, self._loss = losses, np.zeros(1)
        self._cost_left = np.array([float(budget - int(options.cost[self._chosen].sum()))])  # whole cents, exact below 2 to the 53
        self._effort_left = np.array([effort - math.fsum(efforts[self._chosen].tolist())])
        self._trail: list[tuple[Whole, Whole]] = []  # by part: the sum each sum came from, and the option added (-1 for none)
        self._lost = -np.inf  # the most that a sum set aside might lead to

    @property
    def _room(self) -> float:
        return self._bound - self._best

    def best(self) -> Searched | None:
        self._note()
        done = 0
        for number in range(len(self._parts)):
            if done > WORK or not len(self._loss):
                break
            self._add(number)
            done += len(self._loss)
            self._note()
            self._prune(number + 1)
        if done > WORK and len(self._loss):
            self._lost = max(self._lost, float(self._most(number).max()))
        return Searched(self._found, max(self._best, self._lost))

    def _add(self, number: int) -> None:
        """Every sum with every option of a part."""
        count, part = len(self._loss), self._parts[number]
        self._loss = np.concatenate([self._loss, *(self._loss + more for more in self._losses[number])])
        self._cost_left = np.concatenate([self._cost_left, *(self._cost_left - more for more in self._cost.changes[number])])
        self._effort_left = np.concatenate([self._effort_left, *(self._effort_left - more for more in self._effort.changes[number])])
        place = np.arange(len(self._loss))
        self._trail.append((place % count, np.append(-1, part)[place // count]))

    def _note(self) -> None:
        """Remember the best sum within both limits; its value is reckoned anew from its projects."""
        unused = self._prices.cost * self._cost_left + self._prices.effort * self._effort_left
        within = (self._cost_left >= 0) & (self._effort_left >= -SLACK)
        value = np.where(within, self._bound - self._loss - unused, -np.inf)
        place = int(np.argmax(value))
        if value[place] <= self._best + self._hair:
            return
        taken = self._places(place)
        if self._problem.within(taken, self._budget):
            self._best, self._found = self._problem.value(taken), taken
        else:  # on the line by the last bits of an effort
            self._lost = max(self._lost, float(value[place]))

    def _most(self, number: int) -> Real:
        """The most that each sum may lead to with the options from one part on."""
        still = np.maximum(self._cost.still(self._cost_left, number), self._effort.still(self._effort_left, number))
        most: Real = self._bound - self._loss - still
        return most

    def _prune(self, number: int) -> None:
        """Keep the sums that may still beat the best mix; of too many, the most promising."""
        most = self._most(number)
        kept = np.flatnonzero(most > self._best + self._hair)
        if len(kept) > MOST:
            kept = kept[np.argsort(-most[kept], kind="stable")]
            self._lost = max(self._lost, float(most[kept[MOST]]))
            kept = kept[:MOST]
        before, added = self._trail[-1]
        self._trail[-1] = (before[kept], added[kept])
        self._loss, self._cost_left, self._effort_left = self._loss[kept], self._cost_left[kept], self._effort_left[kept]

    def _places(self, place: int) -> tuple[int, ...]:
        """Follow a sum back to the projects it takes."""
        chosen = self._chosen.copy()
        for before, added in reversed(self._trail):
            if added[place] >= 0:
                chosen[self._options.part[added[place]]] = added[place]
            place = int(before[place])
        return tuple(sorted(int(one) for option in chosen for one in self._options.taken[option]))


def _first_of(options: Options, marks: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Whole:
    """The first marked option of each part, which has one."""
    places = np.flatnonzero(marks)
    return places[np.searchsorted(options.part[places], np.arange(len(options.first)))]


def _live(options: Options, live: np.ndarray[tuple[int], np.dtype[np.bool_]], loss: Real) -> list[Whole]:
    """The options marked, part by part: first the part whose nearest option loses least."""
    places = np.flatnonzero(live)
    parts = np.split(places, np.flatnonzero(np.diff(options.part[places])) + 1) if len(places) else []
    return sorted(parts, key=lambda part: float(loss[part].min()))
