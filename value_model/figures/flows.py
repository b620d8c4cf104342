"""The months of one scope as lists.

Flows are net of nothing: cost and benefit apart, one amount per month without gaps, from the first month
with an amount. Months without a row hold 0 here, since a flow that did not happen moves no money.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from value_model.store import Answer

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
    """The flows of each scope from the rows of scope_flows, ordered by scope and month; laid out when they are first asked for."""

    def __init__(self, rows: Answer) -> None:
        self._spans, self._months = rows.spans("scope"), rows.months("period")
        self._columns = {name: rows.numbers(name) for name in COLUMNS}
        self._laid: dict[str, Flows] = {}

    def __getitem__(self, scope: str) -> Flows:
        if scope not in self._laid:
            span = self._spans[scope]
            self._laid[scope] = _laid(self._months[span], {name: column[span] for name, column in self._columns.items()})
        return self._laid[scope]

    def __contains__(self, scope: object) -> bool:
        return scope in self._spans

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def _laid(months: NDArray[np.int64], amounts: Mapping[str, NDArray[np.float64]]) -> Flows:
    places = months - months[0]
    known = {name: ~np.isnan(column) for name, column in amounts.items()}
    columns = {name: _line(places[known[name]], column[known[name]], int(places[-1]) + 1) for name, column in amounts.items()}
    reported = frozenset(places[known["all_actual_benefit"]].tolist())
    return Flows(int(months[0]), columns, frozenset(name for name, there in known.items() if there.any()), reported)


def _line(places: NDArray[np.int64], amounts: NDArray[np.float64], length: int) -> array[float]:
    line = np.zeros(length)
    line[places] = amounts
    return array("d", line.tobytes())
