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
    """Return the tree where the lines that leave a column empty each hold the sum of those after (or before) them, which fill it in."""
    patterns = {tuple(column.tolist()) for column in table.others.T}
    for filled in sorted(patterns, key=sum):
        if filled.count(False) < 2 or 2 * sum(filled) < len(filled):
            continue  # one line alone may be a record of which little is known
        for order in (1, -1):
            flags = filled[::order]
            tree = of_depths([2 if flag else 1 for flag in flags])
            if (
                not flags[0]
                and _branches(tree)
                and all(tree.below[at] for at, flag in enumerate(flags) if not flag)
                and adds_up(tree, _turned(table, order), 1)
            ):
                return _turn(tree, order)
    return None


def of_groups(table: Table) -> Tree | None:
    """Return the tree of a list that is nothing but groups, each of a line and the two or more that it adds up in two columns at least."""
    amounts = np.nan_to_num(table.amounts)
    if np.count_nonzero(amounts.any(axis=0)) < 2:  # one column adds up by chance
        return None
    for order in (1, -1):
        tree = _grouped(amounts[::order], nested=False)
        roots = [below for depth, below in zip(tree.depths, tree.below, strict=True) if depth == 1]
        if len(roots) > 1 and all(len(below) > 1 for below in roots):
            return _turn(tree, order)
    return None


def is_flat(table: Table) -> bool:
    """Tell whether the largest stated total is the sum of all lines it closes (or opens)."""
    found = _closed(table)
    if found is None:
        return False
    amounts, whole, _ = found
    return bool(np.any(np.abs(amounts.sum(axis=0) - whole) <= np.maximum(_LEAST, np.abs(whole) * _EXACT)))


def of_sums(table: Table) -> Tree | None:
    """Return the tree in which the largest stated total is the sum of the outermost of the lines it closes, each of them a group."""
    found = _closed(table)
    if found is None:
        return None
    amounts, whole, first = found
    for order in (1, -1):
        for nested in (False, True):
            tree = _grouped(amounts[::order], nested=nested)
            roots = [at for at, depth in enumerate(tree.depths) if depth == 1]
            bare = [at for at in roots if not tree.below[at] and amounts[::order][at].any()]
            if not bare and _branches(tree) and _all_same(amounts[::order][roots].sum(axis=0), whole):
                return _among(_turn(tree, order), first, len(table.places))
    return None


def _closed(table: Table) -> tuple[Numbers, Numbers, int] | None:
    """Return the amounts of the lines that the largest stated total closes, or opens, its own, and which line is the first of them."""
    if not len(table.totals) or not np.nan_to_num(table.totals).any():
        return None
    chosen = int(np.argmax(np.nansum(np.abs(table.totals), axis=1)))
    total, above = table.totals[chosen], sum(place < table.total_places[chosen] for place in table.places)
    stated = ~np.isnan(total) & (np.abs(total) > _LEAST)
    first, beyond = (0, above) if above else (above, len(table.places))
    return np.nan_to_num(table.amounts[first:beyond][:, stated]), total[stated], first


def _among(tree: Tree, first: int, count: int) -> Tree:
    """Return a tree of some lines as one of all, the others of which stand by themselves."""
    last = count - first - len(tree.depths)
    below = tuple(tuple(at + first for at in children) for children in tree.below)
    return Tree((1,) * first + tree.depths + (1,) * last, ((),) * first + below + ((),) * last)


def _branches(tree: Tree) -> bool:
    """Tell whether a line stands above two or more: equal amounts of pairs are no sums."""
    return any(len(below) > 1 for below in tree.below)


def _grouped(amounts: Numbers, *, nested: bool) -> Tree:
    """Take each line as the sum of those after it wherever it is; of groups within groups only where `nested`."""
    ends = _nested_ends(amounts) if nested else _plain_ends(amounts)
    open_ends: list[int] = []
    depths = []
    for at, end in enumerate(ends):
        while open_ends and at >= open_ends[-1]:
            open_ends.pop()
        depths.append(len(open_ends) + 1)
        open_ends.append(end)
    return of_depths(depths)


def _plain_ends(amounts: Numbers) -> list[int]:
    """Return for each line the one after the last that it adds up; lines within a group add up nothing."""
    ends = list(range(1, len(amounts) + 1))
    at = 0
    while at < len(amounts):
        sums = np.cumsum(amounts[at + 1 : at + 1 + _FAR], axis=0)
        whole = np.all(np.abs(sums - amounts[at]) <= np.maximum(_LEAST, np.abs(amounts[at]) * _EXACT), axis=1)
        if whole.any() and amounts[at].any():
            ends[at] = at + 2 + int(np.argmax(whole))
        at = ends[at]
    return ends


def _nested_ends(amounts: Numbers) -> list[int]:
    ends = list(range(1, len(amounts) + 1))
    positive = bool((amounts >= 0).all())
    for at in range(len(amounts) - 1, -1, -1) if positive or len(amounts) <= _FAR else ():
        total, after = np.zeros(amounts.shape[1]), at + 1
        while after < len(amounts) and amounts[at].any():
            total = total + amounts[after]
            after = ends[after]
            if _all_same(total, amounts[at]):
                ends[at] = after
                break
            if positive and np.any(total > amounts[at] * (1 + _SLACK) + 1):
                break
    return ends


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= max(_LEAST, abs(one) * _SLACK)


def _all_same(some: Numbers, others: Numbers) -> bool:
    return bool(np.all(np.abs(some - others) <= np.maximum(_LEAST, np.abs(others) * _EXACT)))


def _turned(table: Table, order: int) -> Table:
    return Table(table.places[::order], table.amounts[::order], table.totals, table.total_places, table.others[::order])


def _turn(tree: Tree, order: int) -> Tree:
    if order == 1:
        return tree
    last = len(tree.depths) - 1
    return Tree(tree.depths[::-1], tuple(tuple(last - at for at in children) for children in tree.below[::-1]))
