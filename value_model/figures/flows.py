"""The months of one scope as lists.

Flows are net of nothing: cost and benefit apart, one amount per month without gaps, from the first month
with an amount. Months without a row hold 0 here, since a flow that did not happen moves no money.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MONTHS = 12


def ordinal(day: date) -> int:
    """Months since year 0, so that months between dates are a subtraction."""
    return day.year * MONTHS + day.month - 1


def first_of(months: int) -> date:
    """The first day of the month with this ordinal."""
    return date(months // MONTHS, months % MONTHS + 1, 1)


@dataclass(frozen=True)
class Flows:
    """Amounts by column and month of one scope, from the month `first` (its ordinal) on."""

    first: int
    columns: Mapping[str, array[float]]
    known: frozenset[str]  # columns with at least one amount
    reported: frozenset[int] = frozenset()  # places of months with an actual benefit

    def actual_benefit(self, place: int) -> float | None:
        """The benefit realized in the month at `place`; None where nothing was recorded."""
        return self.columns["all_actual_benefit"][place] if place in self.reported else None

    def column(self, name: str) -> array[float]:
        return self.columns[name]


COLUMNS = (
    "plan_cost", "plan_benefit", "forecast_cost", "forecast_benefit", "all_plan_cost", "all_actual_cost", "all_forecast_cost",
    "all_baseline_benefit", "all_plan_benefit", "all_actual_benefit", "all_forecast_benefit",
)  # fmt: skip


class FlowsByScope(Mapping[str, Flows]):
    """The flows of each scope, laid out when they are first asked for."""

    def __init__(self, rows: Mapping[str, list[Mapping[str, Any]]]) -> None:
        self._rows = rows
        self._laid: dict[str, Flows] = {}

    def __getitem__(self, scope: str) -> Flows:
        if scope not in self._laid:
            self._laid[scope] = _laid(self._rows[scope])
        return self._laid[scope]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def collect(rows: Iterable[Mapping[str, Any]]) -> FlowsByScope:
    """Return the flows of each scope from the rows of scope_flows, ordered by scope and month."""
    by_scope: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_scope.setdefault(row["scope"], []).append(row)
    return FlowsByScope(by_scope)


def _laid(rows: Sequence[Mapping[str, Any]]) -> Flows:
    places = [ordinal(row["period"]) for row in rows]
    first, length = places[0], places[-1] - places[0] + 1
    columns: dict[str, array[float]] = {}
    known = set()
    for name in COLUMNS:
        line = array("d", bytes(8 * length))
        for place, row in zip(places, rows, strict=True):
            amount = row[name]
            if amount is not None:
                line[place - first] = amount
                known.add(name)
        columns[name] = line
    reported = frozenset(place - first for place, row in zip(places, rows, strict=True) if row["all_actual_benefit"] is not None)
    return Flows(first, columns, frozenset(known), reported)
