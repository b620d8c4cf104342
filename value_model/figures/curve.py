"""The S-curve: what was to arrive, has arrived and is to come, added up quarter by quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from value_model.figures.figure import PORTFOLIO
from value_model.figures.flows import MONTHS, Flows, FlowsByScope, first_of
from value_model.figures.only import EVERYTHING, Only
from value_model.figures.periods import between
from value_model.figures.reader import Reader
from value_model.policy import load
from value_model.store import Store

QUARTER = 3


@dataclass(frozen=True, slots=True)
class Curve:
    """Running totals at quarter ends, reporting currency. None where the line has no word on that date.

    `ends` are the last days of the quarters, and the as-of date where it is not one of them. `plan` and
    `baseline` run over the whole life, `realized` up to the as-of date, `forecast` from it on (starting
    where realized ends). A line that is not recorded is None throughout.
    """

    scope: str
    as_of: date
    ends: tuple[date, ...]
    plan: tuple[float | None, ...]
    baseline: tuple[float | None, ...]
    realized: tuple[float | None, ...]
    forecast: tuple[float | None, ...]

    @property
    def is_empty(self) -> bool:
        return not self.ends


def curve(store: Store, snapshot_id: str, scope: str = PORTFOLIO, only: Only = EVERYTHING) -> Curve:
    """Return the running totals of benefits at a scope, of the projects that a filter keeps."""
    snapshot = store.snapshot(snapshot_id)
    kind = scope.partition(":")[0]
    rows = Reader(store, snapshot, load(), (kind,), between(snapshot.as_of, None, 1), only=only)("scope_flows")
    flows = FlowsByScope(rows).get(scope)
    return of_flows(flows, scope, snapshot.as_of)


def of_flows(flows: Flows | None, scope: str, as_of: date) -> Curve:
    """Add the months of a scope up, quarter by quarter."""
    ends = _ends(flows, as_of)
    if flows is None or not ends:
        return Curve(scope, as_of, (), (), (), (), ())
    realized = _line(flows, "all_actual_benefit", ends, until=as_of)
    reached = _line(flows, "all_actual_benefit", (as_of,))[0] or 0.0
    ahead = _line(flows, "all_forecast_benefit", ends)
    forecast = tuple(None if total is None or end < as_of else reached + total for end, total in zip(ends, ahead, strict=True))
    return Curve(scope, as_of, ends, _line(flows, "all_plan_benefit", ends), _line(flows, "all_baseline_benefit", ends), realized, forecast)


def _ends(flows: Flows | None, as_of: date) -> tuple[date, ...]:
    if flows is None:
        return ()
    length = len(flows.column("all_plan_benefit"))
    lines = [flows.column(name) for name in ("all_plan_benefit", "all_baseline_benefit", "all_actual_benefit", "all_forecast_benefit")]
    filled = [place for place in range(length) if any(line[place] for line in lines)]
    if not filled:
        return ()
    first, last = flows.first + filled[0], flows.first + filled[-1]
    start = first - first % QUARTER - 1  # the end of the quarter before the first amount, where all lines are 0
    found = {_end(month) for month in range(start, last + QUARTER + 1, QUARTER) if month - QUARTER < last or month == start}
    return tuple(sorted(found | {as_of}))


def _end(month: int) -> date:
    return date.fromordinal(first_of(month + 1).toordinal() - 1)


def _line(flows: Flows, column: str, ends: Sequence[date], until: date | None = None) -> tuple[float | None, ...]:
    """Running total at each date, of the months ended by then; None after `until` and for an unknown line."""
    if column not in flows.known:
        return (None,) * len(ends)
    amounts = flows.column(column)
    found: list[float | None] = []
    for end in ends:
        following = date.fromordinal(end.toordinal() + 1)
        ended = following.year * MONTHS + following.month - 1 - flows.first
        found.append(None if until and end > until else sum(amounts[: max(0, ended)]))
    return tuple(found)
