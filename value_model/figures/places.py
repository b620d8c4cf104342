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
        self._rows = rows

    @cached_property
    def _coded(self) -> tuple[Numbers, list[str]]:
        return self._rows.coded("benefit_id")

    @property
    def names(self) -> list[str]:
        """The benefits, by number."""
        return self._coded[1]

    @cached_property
    def _all(self) -> Held:
        rows = self._rows
        return Held(self._coded[0], rows.numbers("share"), rows.numbers("forecast_profile_share"), rows.numbers("is_counted") > 0)

    @cached_property
    def _spans(self) -> dict[str, slice]:
        return self._rows.spans("scope")

    def of(self, scope: str) -> Held:
        """What one scope holds, in the order of the benefits' identifiers."""
        span, every = self._spans.get(scope, slice(0)), self._all
        return Held(every.benefit[span], every.share[span], every.profile_share[span], every.is_counted[span])

    @cached_property
    def _shares(self) -> list[Decimal]:
        return self._rows.values("share")

    def parts(self, scope: str, *, counted: bool = True) -> dict[str, Decimal]:
        """The exact part of each benefit that one scope counts, or of those it leaves out as claimed twice."""
        span, every = self._spans.get(scope, slice(0)), self._all
        held = zip(every.benefit[span].tolist(), self._shares[span], every.is_counted[span].tolist(), strict=True)
        return {self.names[benefit]: share for benefit, share, is_counted in held if is_counted == counted}


class Months:
    """The rows of range_months of one side; laid out when they are first read."""

    def __init__(self, read: Callable[[], Answer], side: str) -> None:
        self._read, self._side = read, side

    @cached_property
    def _laid(self) -> dict[str, Any]:
        """The rows of owners that state both cases of some month, in the order of the months: floats are added in that order."""
        rows = self._read()
        sides, names = rows.coded("side")
        owners, every = rows.coded("owner_id")
        mine = sides == (names.index(self._side) if self._side in names else -1)
        modelled = np.bincount(owners[mine], rows.numbers("has_cases")[mine], len(every)) > 0
        kept = np.flatnonzero(mine & modelled[owners] & ~np.isnan(rows.numbers("amount")))
        months = rows.months("period")
        kept = kept[np.argsort(months[kept].astype(np.int16), kind="stable")]  # numbers so small are sorted without comparing
        present = np.bincount(owners[kept], minlength=len(every)) > 0
        place = np.cumsum(present) - 1
        columns = {name: rows.numbers(name)[kept] for name in ("amount", "low", "high")}
        return {
            "numbers": {every[code]: number for number, code in enumerate(np.flatnonzero(present).tolist())},
            "owner": place[owners[kept]],
            "month": months[kept],
            **columns,
        }

    @property
    def owners(self) -> Mapping[str, int]:
        """The number of each benefit or project that has a model."""
        numbers: Mapping[str, int] = self._laid["numbers"]
        return numbers

    def totals(self, factors: Mapping[int, float] | None) -> tuple[Array, Array, Array]:
        """Amount, low and high of each owner, its months added up, each times its factor; months without one are left out."""
        laid = self._laid
        weight = 1.0 if factors is None else _by_month(factors, laid["month"])
        owner, count = laid["owner"], len(self.owners)
        amount, low, high = (np.bincount(owner, laid[name] * weight, count).astype(np.float64) for name in ("amount", "low", "high"))
        return amount, low, high


def _by_month(factors: Mapping[int, float], months: Numbers) -> Array:
    if not len(months):
        return np.empty(0)
    first = int(months.min())
    line = np.array([factors.get(month, 0.0) for month in range(first, int(months.max()) + 1)])
    return np.asarray(line[months - first])
