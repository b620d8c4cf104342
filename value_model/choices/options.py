"""The choices there are, part by part: projects tied by rules form a part, and a part has the options its rules allow.

Between parts only the budget binds. So a mix is one option of each part, and the best one can be found part by part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from value_model.choices.problem import Problem

LARGEST = 8  # projects in one part; a part of n projects may have two to the power of n options
Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Shape = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...], tuple[bool, ...], tuple[bool, ...]]


@dataclass(frozen=True, eq=False)
class Options:
    """Every option worth weighing.

    By option: its `part`, `cost` (cents) and `value`, and the places it takes in (`taken`). Options of a part stand
    together, the cheapest first; `first` is the place of each part's cheapest.
    """

    part: Whole
    cost: Whole
    value: Real
    taken: tuple[tuple[int, ...], ...]
    first: Whole


def options_of(problem: Problem) -> Options | None:
    """Return the options of a problem; None where more than the budget binds its parts, or a part is too large."""
    return None if problem.effort is not None else _options(problem, _best_for_their_cost)


def every_option(problem: Problem) -> Options | None:
    """Return all options, also those that cost as much as another and bring less; None where a part is too large or has none."""
    found = _options(problem, np.isfinite)
    return found if found is not None and len(found.part) and set(np.unique(found.part)) == set(range(len(found.first))) else None


def _options(problem: Problem, keeps: Callable[[Real], NDArray[np.bool_]]) -> Options | None:
    parts = _parts(problem)
    if max(map(len, parts), default=0) > LARGEST:
        return None
    return _joined([_of_shape(problem, shape, members, keeps) for shape, members in _by_shape(problem, parts).items()])


def _best_for_their_cost(value: Real) -> NDArray[np.bool_]:
    """Which of a part's options, by rising cost, bring more than all that cost no more."""
    kept = np.ones(value.shape, dtype=bool)
    kept[:, 1:] = value[:, 1:] > np.maximum.accumulate(value, axis=1)[:, :-1]
    return kept


def _parts(problem: Problem) -> list[list[int]]:
    """Places tied by a rule, directly or through others, together."""
    leader = list(range(len(problem.items)))

    def first(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for one, other in (*problem.needs, *problem.apart):
        leader[first(one)] = first(other)
    found: dict[int, list[int]] = {}
    for place in range(len(problem.items)):
        found.setdefault(first(place), []).append(place)
    return list(found.values())


def _by_shape(problem: Problem, parts: Sequence[list[int]]) -> dict[Shape, Whole]:
    """Parts with the same rules between their projects, as rows of places."""
    needs, apart = _by_place(problem.needs), _by_place(problem.apart)
    found: dict[Shape, list[list[int]]] = {}
    for part in parts:
        at = {place: number for number, place in enumerate(part)}
        inner_needs = tuple((at[one], at[other]) for one in part for other in needs.get(one, ()))
        inner_apart = tuple((at[one], at[other]) for one in part for other in apart.get(one, ()))
        forced, banned = tuple(one in problem.forced for one in part), tuple(one in problem.banned for one in part)
        found.setdefault((inner_needs, inner_apart, forced, banned), []).append(part)
    return {shape: np.array(members, dtype=np.int64) for shape, members in found.items()}


def _by_place(pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found


def _allowed(shape: Shape) -> list[tuple[bool, ...]]:
    """Which of a part's projects may be in together."""
    needs, apart, forced, banned = shape
    return [
        taken
        for taken in product((False, True), repeat=len(forced))
        if all(taken[other] or not taken[one] for one, other in needs)
        and not any(taken[one] and taken[other] for one, other in apart)
        and all(is_in or not must for is_in, must in zip(taken, forced, strict=True))
        and not any(is_in and out for is_in, out in zip(taken, banned, strict=True))
    ]


@dataclass(frozen=True, eq=False)
class _Block:
    """Options of parts of one shape: rows are parts, columns options by rising cost; `kept` are those worth weighing."""

    members: Whole
    allowed: NDArray[np.bool_]
    order: Whole
    cost: Whole
    value: Real
    kept: NDArray[np.bool_]


def _of_shape(problem: Problem, shape: Shape, members: Whole, keeps: Callable[[Real], NDArray[np.bool_]]) -> _Block:
    allowed = np.array(_allowed(shape), dtype=bool).reshape(-1, members.shape[1])
    cost = np.array(problem.costs, dtype=np.int64)[members] @ allowed.T.astype(np.int64)
    value = np.array(problem.values, dtype=np.float64)[members] @ allowed.T.astype(np.float64)
    order = np.lexsort((-value, cost), axis=1)
    cost, value = np.take_along_axis(cost, order, axis=1), np.take_along_axis(value, order, axis=1)
    return _Block(members, allowed, order, cost, value, keeps(value))


def _joined(blocks: Sequence[_Block]) -> Options:
    """All options one after the other; a part without any keeps its number, and so shows that there is no mix."""
    part, taken, start = [], [], 0
    for block in blocks:
        rows, columns = np.nonzero(block.kept)
        part.append(rows + start)
        start += len(block.members)
        taken += [
            tuple(members[mask]) for members, mask in zip(block.members[rows], block.allowed[block.order[rows, columns]], strict=True)
        ]
    parts = np.concatenate(part) if part else np.zeros(0, dtype=np.int64)
    return Options(
        part=parts,
        cost=np.concatenate([block.cost[block.kept] for block in blocks]) if blocks else np.zeros(0, dtype=np.int64),
        value=np.concatenate([block.value[block.kept] for block in blocks]) if blocks else np.zeros(0),
        taken=tuple(taken),
        first=np.searchsorted(parts, np.arange(start)),
    )
