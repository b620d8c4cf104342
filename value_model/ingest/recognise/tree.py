"""Lines as a tree: which stand below which, told by depths, by lines that hold nothing but sums, or by the sums alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from value_model.ingest.recognise.addends import Numbers, Table

_SLACK, _LEAST = 1e-3, 0.02  # of an amount, as its parts may be rounded; and of one that is stated exactly
_EXACT = 1e-6
_FAR = 400  # lines that one may add up where amounts may be negative


@dataclass(frozen=True, slots=True)
class Tree:
    """For each line its depth from 1, and the lines right below it."""

    depths: tuple[int, ...]
    below: tuple[tuple[int, ...], ...]

    @property
    def levels(self) -> int:
        """How deep it goes."""
        return max(self.depths, default=0)


def of_depths(depths: Sequence[int]) -> Tree:
    """Return the tree of lines that are set in by `depths`; steps that no line stands on count as none."""
    above: list[int] = []
    below: list[list[int]] = [[] for _ in depths]
    found = []
    for at, depth in enumerate(depths):
        while above and depths[above[-1]] >= depth:
            above.pop()
        if above:
            below[above[-1]].append(at)
        above.append(at)
        found.append(len(above))
    return Tree(tuple(found), tuple(map(tuple, below)))


def adds_up(tree: Tree, table: Table, share: float) -> bool:
    """Tell whether lines hold the sums of those below them: in one column at least, and in half of those that both fill in."""
    filled = held = 0
    for column in table.amounts.T:
        parents = [at for at, children in enumerate(tree.below) if children and abs(np.nansum(column[list(children)])) > _LEAST]
        stated = [at for at in parents if not np.isnan(column[at])]
        filled += bool(stated)
        right = sum(_same(column[at], float(np.nansum(column[list(tree.below[at])]))) for at in stated)
        held += bool(stated) and right >= share * len(parents)
    return held > 0 and 2 * held >= filled


def states_both(tree: Tree, table: Table) -> bool:
    """Tell whether a line and one below it both state an amount."""
    there = np.nan_to_num(table.amounts) != 0
    return any((there[at] & there[list(children)].any(axis=0)).any() for at, children in enumerate(tree.below) if children)


def of_bare(table: Table) -> Tree | None:
    """Return the tree where lines with nothing but a name and amounts each hold the sum of those after (or before) them."""
    bare = table.others == 0
    if bare.sum() < 2 or bare.mean() > 0.5:
        return None
    ahead = bare.tolist()
    for order in (1, -1):
        flags = ahead[::order]
        tree = of_depths([1 if flag else 2 for flag in flags])
        if flags[0] and all(tree.below[at] for at, flag in enumerate(flags) if flag) and adds_up(tree, _turned(table, order), 1):
            return _turn(tree, order)
    return None


def of_sums(table: Table) -> Tree | None:
    """Return the tree in which the largest stated total is the sum of the outermost lines, where none is that of all lines."""
    if not len(table.totals) or not np.nan_to_num(table.totals).any():
        return None
    total = table.totals[np.argmax(np.nansum(np.abs(table.totals), axis=1))]
    stated = ~np.isnan(total) & (np.abs(total) > _LEAST)
    amounts, whole = np.nan_to_num(table.amounts[:, stated]), total[stated]
    if np.any(np.abs(amounts.sum(axis=0) - whole) <= np.maximum(_LEAST, np.abs(whole) * _EXACT)):
        return None
    for order in (1, -1):
        for nested in (False, True):
            tree = _grouped(amounts[::order], nested=nested)
            roots = [at for at, depth in enumerate(tree.depths) if depth == 1]
            if tree.levels > 1 and _all_same(amounts[::order][roots].sum(axis=0), whole):
                return _turn(tree, order)
    return None


def _grouped(amounts: Numbers, *, nested: bool) -> Tree:
    """Take each line as the sum of those after it wherever it is; of groups within groups only where `nested`."""
    count, positive = len(amounts), bool((amounts >= 0).all())
    ends = list(range(1, count + 1))
    for at in range(count - 1, -1, -1) if nested else range(count):
        if not nested and at and any(start < at < ends[start] for start in range(max(0, at - _FAR), at)):
            continue
        total, after = np.zeros(amounts.shape[1]), at + 1
        while after < count and after - at <= _FAR:
            total = total + amounts[after]
            after = ends[after] if nested else after + 1
            if _all_same(total, amounts[at]) and np.any(amounts[at]):
                ends[at] = after
                break
            if positive and np.any(total > amounts[at] * (1 + _SLACK) + 1):
                break
    depths = [1 + sum(start < at < ends[start] for start in range(max(0, at - _FAR), at)) for at in range(count)]
    return of_depths(depths)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= max(_LEAST, abs(one) * _SLACK)


def _all_same(some: Numbers, others: Numbers) -> bool:
    return bool(np.all(np.abs(some - others) <= np.maximum(_LEAST, np.abs(others) * _EXACT)))


def _turned(table: Table, order: int) -> Table:
    return Table(table.places[::order], table.amounts[::order], table.totals, table.others[::order])


def _turn(tree: Tree, order: int) -> Tree:
    if order == 1:
        return tree
    last = len(tree.depths) - 1
    return Tree(tree.depths[::-1], tuple(tuple(last - at for at in children) for children in tree.below[::-1]))
