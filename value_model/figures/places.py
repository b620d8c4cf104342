"""What the range figures read, as columns: which part of which benefit a scope holds, and months with a low and a high case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from value_model.store import Answer

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """The benefits that one scope holds, by number: its part of each, and the part of projects forecast by month."""

    benefit: Numbers
    share: Array
    profile_share: Array
    is_counted: NDArray[np.bool_]


class Places:
    """The rows of scope_places by scope; laid out when they are first read."""

    def __init__(self, rows: Answer) -> None:
        self.rows = rows

    @property
    def names(self) -> list[str]:
        """The benefits, by number."""
        return self.rows.coded("benefit_id")[1]

    @cached_property
    def _all(self) -> Held:
        rows = self.rows
        columns = (rows.numbers("share"), rows.numbers("forecast_profile_share"), rows.numbers("is_counted") > 0)
        return Held(rows.numbered("benefit_id"), *columns)

    @cached_property
    def _spans(self) -> dict[str, slice]:
        return self.rows.spans("scope")

    def of(self, scope: str) -> Held:
        """What one scope holds, in the order of the benefits' identifiers."""
        span, every = self._spans.get(scope, slice(0)), self._all
        return Held(every.benefit[span], every.share[span], every.profile_share[span], every.is_counted[span])

    @cached_property
    def _shares(self) -> list[Decimal]:
        return self.rows.values("share")

    def parts(self, scope: str, *, counted: bool = True) -> dict[str, Decimal]:
        """The exact part of each benefit that one scope counts, or of those it leaves out as claimed twice."""
        span, every = self._spans.get(scope, slice(0)), self._all
        held = zip(every.benefit[span].tolist(), self._shares[span], every.is_counted[span].tolist(), strict=True)
        return {self.names[benefit]: share for benefit, share, is_counted in held if is_counted == counted}


class Months:
    """The rows of range_months of one side; laid out when they are first read."""

    def __init__(self, read: Callable[[], Answer], side: str, owners: Callable[[], Answer], name: str) -> None:
        """`owners` lists the benefits or projects in the column `name`: they are told apart by their number there."""
        self._read, self._side, self._owners, self._name = read, side, owners, name
        self._totals: dict[bool, tuple[Mapping[int, float] | None, tuple[Array, Array, Array]]] = {}

    def _of_side(self) -> Answer:
        """All rows, or those of this side alone where they are the lesser part: to take out most of them costs more than to pass over some."""
        rows = self._read()
        mine = rows.equal("side", self._side)
        return rows.only(mine) if 2 * mine.sum() < len(rows) else rows

    @cached_property
    def _laid(self) -> dict[str, Any]:
        """The rows of owners that state both cases of some month, in the order of the months: floats are added in that order."""
        rows, owners = self._of_side(), self._owners()
        owner, count = rows.matched("owner_id", owners, self._name), owners.texts(self._name)
        mine = (owner >= 0) & rows.equal("side", self._side)
        modelled = np.bincount(owner + 1, mine * rows.numbers("has_cases"), count + 1) > 0
        kept = np.flatnonzero(mine & modelled[owner + 1] & ~np.isnan(rows.numbers("amount")))
        months = rows.months("period")
        kept = kept[_in_order(months[kept])]
        columns = {name: rows.numbers(name)[kept] for name in ("amount", "low", "high")}
        return {"owner": owner[kept], "month": months[kept], "is_modelled": np.bincount(owner[kept], minlength=count) > 0, **columns}

    @property
    def is_modelled(self) -> NDArray[np.bool_]:
        """Which owners have a model, by number."""
        found: NDArray[np.bool_] = self._laid["is_modelled"]
        return found

    def totals(self, factors: Mapping[int, float] | None) -> tuple[Array, Array, Array]:
        """Amount, low and high by owner, its months added up, each times its factor; months without one are left out.

        Those last asked for, with and without factors, are kept: many scopes ask for the same.
        """
        kept = self._totals.get(factors is None)
        if kept is None or kept[0] != factors:
            kept = self._totals[factors is None] = factors, self._added(factors)
        return kept[1]

    def _added(self, factors: Mapping[int, float] | None) -> tuple[Array, Array, Array]:
        laid = self._laid
        weight = 1.0 if factors is None else _by_month(factors, laid["month"])
        owner, count = laid["owner"], len(laid["is_modelled"])
        amount, low, high = (np.bincount(owner, laid[name] * weight, count).astype(np.float64) for name in ("amount", "low", "high"))
        return amount, low, high


def _in_order(months: Numbers) -> Numbers:
    """Where months stand once they are in order, those alike as they stood; numbers so small are sorted without comparing."""
    since = months - months.min() if len(months) else months
    return np.argsort(since.astype(np.min_scalar_type(since.max(initial=0))), kind="stable")


def _by_month(factors: Mapping[int, float], months: Numbers) -> Array:
    if not len(months):
        return np.empty(0)
    first = int(months.min())
    line = np.array([factors.get(month, 0.0) for month in range(first, int(months.max()) + 1)])
    return np.asarray(line[months - first])
