"""Return on investment: planned, to date, forecast, discounted, yearly; and budget variance. Never one for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from value_model.measure import Measure
from value_model.metrics.discounting import Discounting
from value_model.metrics.exact import (
    ONE,
    Number,
    exact,
    exact_list,
    exact_or_none,
    growth,
    metric,
    require,
    require_equal_lengths,
    share,
    stated,
    total,
)
from value_model.metrics.present_value import present_value


@dataclass(frozen=True, slots=True)
class ProjectReturn:
    """Benefit and cost of one project over the same period; None where nothing was recorded."""

    benefit: Number | None
    cost: Number | None


def _net(benefit: Decimal | None, cost: Decimal | None) -> Decimal | None:
    return None if benefit is None or cost is None else benefit - cost


@metric("fraction")
def roi(benefit: Number | None, cost: Number | None) -> Measure:
    """Return net benefit per unit of cost: ``(benefit - cost) / cost``.

    Parameters
    ----------
    benefit, cost : number or None
        Totals over the same projects and period, reporting currency, both positive. None means
        nothing was recorded, which is not zero.

    Returns
    -------
    Measure
        Fraction: 0.25 is 25 %. Detail: `net_benefit`, `per_unit` benefit/cost. Undefined as ``no_actuals``
        without a benefit and as ``no_cost`` when cost is missing or not above zero: 0 % would read as "broke even".

    Raises
    ------
    MetricInputError
        If an amount is NaN or infinite.

    Notes
    -----
    For a group, sum benefits and costs first; averaged ROIs let small projects outvote large ones.
    Source: J. J. Phillips, *Return on Investment in Training and Performance Improvement Programs*, 2nd ed., 2003.

    Examples
    --------
    >>> roi(benefit=150, cost=100).value
    0.5
    >>> roi(benefit=5, cost=0).reason
    'no_cost'
    """
    gained, spent = exact_or_none(benefit, "benefit"), exact_or_none(cost, "cost")
    detail = {"net_benefit": _net(gained, spent), "per_unit": share(gained, spent)}
    if gained is None:
        return stated(None, "fraction", "no_actuals", **detail)
    value = share(_net(gained, spent), spent)
    return stated(value, "fraction", "no_cost" if value is None else None, **detail)


@metric("fraction")
def portfolio_roi(projects: Sequence[ProjectReturn]) -> Measure:
    """Return the ROI of all projects with both benefit and cost recorded: a ratio of sums.

    Detail: `counted`, `left_out`, `coverage` counted/all, `mean_of_ratios` (the "typical project" over those with
    cost above zero; never the portfolio's ROI), `net_benefit`. Undefined as ``no_actuals`` when none is counted and
    as ``no_cost``. Raises MetricInputError for an amount that is not finite, or without projects.

    >>> portfolio_roi([ProjectReturn(300, 100), ProjectReturn(100, 100), ProjectReturn(None, 40)]).value
    1.0
    """
    require(len(projects) > 0, '"projects" is empty. Give at least one project.')
    pairs = [(exact_or_none(p.benefit, "benefit"), exact_or_none(p.cost, "cost")) for p in projects]
    both = [(gained, spent) for gained, spent in pairs if gained is not None and spent is not None]
    ratios = [gained / spent - 1 for gained, spent in both if spent > 0]
    net = total([term for gained, spent in both for term in (gained, -spent)]) if both else None
    detail: dict[str, Any] = {
        "counted": len(both),
        "left_out": len(pairs) - len(both),
        "coverage": Decimal(len(both)) / len(pairs),
        "mean_of_ratios": total(ratios) / len(ratios) if ratios else None,
        "net_benefit": net,
    }
    if not both:
        return stated(None, "fraction", "no_actuals", **detail)
    value = share(net, total(spent for _, spent in both))
    return stated(value, "fraction", "no_cost" if value is None else None, **detail)


@metric("fraction")
def roi_to_date(
    benefit_to_date: Number | None,
    cost_to_date: Number | None,
    planned_benefit_to_date: Number | None = None,
    planned_cost_to_date: Number | None = None,
) -> Measure:
    """Return the ROI of what was recorded up to the as-of date.

    Detail: `planned_roi_to_date`, the comparator, and `net_benefit`. Undefined as ``no_plan_due`` when the planned
    benefit is 0 and none is recorded (arithmetic would say -100 %), ``no_actuals`` without a benefit, ``no_cost``.
    Raises MetricInputError for an amount that is not finite.

    >>> roi_to_date(None, 90, planned_benefit_to_date=0).reason
    'no_plan_due'
    """
    gained, spent = exact_or_none(benefit_to_date, "benefit_to_date"), exact_or_none(cost_to_date, "cost_to_date")
    due, budget = (
        exact_or_none(planned_benefit_to_date, "planned_benefit_to_date"),
        exact_or_none(planned_cost_to_date, "planned_cost_to_date"),
    )
    value = share(_net(gained, spent), spent)
    detail = {"planned_roi_to_date": share(_net(due, budget), budget), "net_benefit": _net(gained, spent)}
    if due == 0 and not gained:
        return stated(None, "fraction", "no_plan_due", **detail)
    if gained is None:
        return stated(None, "fraction", "no_actuals", **detail)
    return stated(value, "fraction", "no_cost" if value is None else None, **detail)


@metric("fraction")
def roi_forecast(
    benefit_to_date: Number | None,
    cost_to_date: Number | None,
    benefit_to_go: Number | None,
    cost_to_go: Number | None,
    plan_benefit_to_go: Number | None = None,
    plan_cost_to_go: Number | None = None,
) -> Measure:
    """Return the ROI at completion: (B - C) / C, each being to date plus to go.

    A missing to-go amount falls back to the plan's, and `fallback` names it. Detail: `eac` = C,
    `benefit_at_completion` = B, `fallback`. Undefined as ``no_actuals`` when a to-date amount is missing,
    ``no_forecast`` when a to-go amount is missing in the plan too, ``no_cost``. Raises MetricInputError.

    >>> roi_forecast(50, 60, None, 40, plan_benefit_to_go=75).value
    0.25
    """
    gained, spent = exact_or_none(benefit_to_date, "benefit_to_date"), exact_or_none(cost_to_date, "cost_to_date")
    ahead, fell_back = _to_go("benefit", benefit_to_go, plan_benefit_to_go)
    to_spend, fell_back_too = _to_go("cost", cost_to_go, plan_cost_to_go)
    at_completion = None if gained is None or ahead is None else gained + ahead
    eac = None if spent is None or to_spend is None else total([spent, to_spend])
    detail = {"eac": eac, "benefit_at_completion": at_completion, "fallback": fell_back + fell_back_too}
    if gained is None or spent is None:
        return stated(None, "fraction", "no_actuals", **detail)
    if at_completion is None or eac is None:
        return stated(None, "fraction", "no_forecast", **detail)
    value = share(_net(at_completion, eac), eac)
    return stated(value, "fraction", "no_cost" if value is None else None, **detail)


def _to_go(name: str, forecast: Number | None, plan: Number | None) -> tuple[Decimal | None, list[str]]:
    """Return the amount to go and, where the plan stands in for it, its name."""
    expected, planned = exact_or_none(forecast, f"{name}_to_go"), exact_or_none(plan, f"plan_{name}_to_go")
    return (planned, [name] if planned is not None else []) if expected is None else (expected, [])


def _discounted(pvb: Decimal, pvc: Decimal, npv: Decimal) -> Measure:
    value = share(npv, pvc)
    return stated(value, "fraction", "no_cost" if value is None else None, pvb=pvb, pvc=pvc, npv=npv)


@metric("fraction")
def discounted_roi(pvb: Number, pvc: Number) -> Measure:
    """Return NPV / PVC, which is the benefit-cost ratio less one; always named in full.

    Detail: `pvb`, `pvc`, `npv`. Undefined as ``no_cost``. Raises MetricInputError. Source: Broadcom KB 27225,
    where it is called simply "ROI".

    >>> discounted_roi(150, 120).value
    0.25
    """
    gains, spent = exact(pvb, "pvb"), exact(pvc, "pvc")
    return _discounted(gains, spent, gains - spent)


@metric("fraction")
def discounted_roi_of_streams(benefits: Sequence[Number], costs: Sequence[Number], discounting: Discounting) -> Measure:
    """Return NPV / PVC of two streams, one amount each per period.

    As `discounted_roi`; also undefined as ``rate_out_of_range``. Raises MetricInputError for unequal lists.
    """
    require_equal_lengths(benefits=benefits, costs=costs)
    gains, spent = exact_list(benefits, "benefits"), exact_list(costs, "costs")
    if not discounting.in_range:
        return stated(None, "fraction", "rate_out_of_range", pvb=None, pvc=None, npv=None)
    npv = present_value([gain - cost for gain, cost in zip(gains, spent, strict=True)], discounting)
    return _discounted(present_value(gains, discounting), present_value(spent, discounting), npv)


@metric("fraction")
def annualized_roi(roi: Number, years: Number) -> Measure:
    """Return the even yearly rate that grows to `roi` over `years`: (1 + roi)^(1/years) - 1.

    Undefined as ``rate_out_of_range`` when roi is -100 % or below. Raises MetricInputError unless years is above 0.

    >>> annualized_roi(0.21, 2).value
    0.1
    """
    whole, span = exact(roi, "roi"), exact(years, "years")
    require(span > 0, '"years" must be above 0.')
    if whole <= -1:
        return stated(None, "fraction", "rate_out_of_range")
    return stated(growth(whole, ONE / span), "fraction")


@metric("money")
def budget_variance(budget: Number, eac: Number) -> Measure:
    """Return budget less estimate at completion: a saving is positive.

    Detail: `share` of the budget, None when the budget is 0. Always defined. Raises MetricInputError.
    Source: ServiceNow financial widgets.

    >>> budget_variance(300, 360).value
    -60.0
    """
    allowed, expected = exact(budget, "budget"), exact(eac, "eac")
    variance = allowed - expected
    return stated(variance, "money", share=variance / allowed if allowed else None)
