"""Which rows stand behind which figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from value_model.figures.facts import Row
from value_model.figures.tracing.benefit_rows import (
    at_risk,
    by_reason,
    claimed,
    disbenefits,
    flag,
    flagged,
    forecast,
    gap_to_date,
    linked,
    overlap,
    own_rows,
    plan,
    plan_to_date,
    projects,
    realized,
    standing,
    tier,
    to_come,
    unallocated,
    unlinked,
)
from value_model.figures.tracing.cost_rows import (
    Rows,
    approved,
    but,
    cost_forecast,
    cost_to_come,
    cost_to_date,
    cost_variance,
    only,
    where,
    with_forecast,
)
from value_model.figures.tracing.ledger import Ledger, Parts
from value_model.figures.tracing.rows import Part

SUMS: dict[str, Rows] = {
    "cost.approved": approved,
    "cost.to_date": cost_to_date,
    "cost.to_come": cost_to_come,
    "cost.forecast": cost_forecast,
    "cost.variance": cost_variance,
    "benefits.baseline": lambda ledger: [ledger.values("baseline", ledger.benefits())],
    "benefits.plan": plan,
    "benefits.plan_to_date": plan_to_date,
    "benefits.realized": realized,
    "benefits.to_come": to_come,
    "benefits.forecast": forecast,
    "benefits.gap_to_date": gap_to_date,
    "benefits.disbenefits": disbenefits,
    "evidence.confirmed": tier("confirmed"),
    "evidence.measured": tier("measured"),
    "evidence.claimed": claimed,
    "evidence.forecast": to_come,
    "evidence.no_owner": flag("no_owner"),
    "evidence.no_owner.count": flagged("no_owner"),
    "evidence.no_baseline": flag("no_baseline"),
    "evidence.no_baseline.count": flagged("no_baseline"),
    "evidence.started_silent": flag("started_silent"),
    "evidence.started_silent.count": flagged("started_silent"),
    "evidence.overlap": overlap,
    "evidence.unallocated": unallocated,
    "benefits.at_risk": at_risk,
    "fit.linked": linked,
    "fit.unlinked": unlinked,
    "fit.benefits": forecast,
    "data.projects": projects,
}
KEYED: dict[str, Callable[[Ledger, str], Parts]] = {"gap.by_reason": by_reason, "benefits.at_risk_by": at_risk}


# The two sums behind a ratio, over the projects that have both ------------------------------------------


def _matched(name: str) -> Callable[[Row], bool]:
    return lambda own: bool(own.get(f"n_{name}"))


def _both(ledger: Ledger, name: str) -> dict[str, Decimal]:
    return where(ledger, _matched(name))


def _plan_both(ledger: Ledger) -> Iterator[Part]:
    yield ledger.values("plan", ledger.held_by(_matched("plan")))
    yield ledger.totals("planned_benefit", only(_both(ledger, "plan"), standing(ledger, "stated_plan")))


def _realized_both(ledger: Ledger) -> Iterator[Part]:
    yield ledger.values("actual", ledger.held_by(_matched("actual")), ended=True)
    yield ledger.totals("benefit_to_date", only(_both(ledger, "actual"), standing(ledger, "stated_realized")))


def _to_come_both(ledger: Ledger) -> Iterator[Part]:
    both = _both(ledger, "to_come")
    stated = only(both, standing(ledger, "stated_to_come"))
    by_date = standing(ledger, "stated_realized")
    yield ledger.values("forecast", ledger.held_by(_matched("to_come")), ended=False)
    yield ledger.totals("forecast_benefit", stated)
    yield ledger.totals("benefit_to_date", only(stated, by_date), sign=-1)
    yield from own_rows(ledger, but(stated, by_date), -1)


def _cost_to_come_both(ledger: Ledger) -> Iterator[Part]:
    known = _both(ledger, "to_come")
    by_total = but(known, with_forecast(ledger))
    yield ledger.costs("forecast", known, ended=False)
    yield ledger.totals("forecast_cost", by_total)
    yield from cost_to_date(ledger, by_total, -1)


PLAN_BOTH: dict[str, Rows] = {"benefits.plan": _plan_both, "cost.approved": lambda ledger: approved(ledger, _both(ledger, "plan"))}
MATCHED: dict[str, dict[str, Rows]] = {
    "roi.plan": PLAN_BOTH,
    "bcr.undiscounted": PLAN_BOTH,
    "roi.to_date": {"benefits.realized": _realized_both, "cost.to_date": lambda ledger: cost_to_date(ledger, _both(ledger, "actual"))},
    "roi.to_come": {"benefits.to_come": _to_come_both, "cost.to_come": _cost_to_come_both},
}


def rows_of(figure_id: str) -> Rows | None:
    """The rows behind a figure; None for a figure that is no sum of rows."""
    base, _, key = figure_id.partition(":")
    if key and base in KEYED:
        return lambda ledger: KEYED[base](ledger, key)
    return SUMS.get(figure_id)
