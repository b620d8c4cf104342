"""Benefits to date: how late, at what rate, how much is missing and how much of it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import (
    ONE,
    ZERO,
    ZERO_SHARE,
    Number,
    exact,
    exact_list,
    metric,
    recorded_list,
    require,
    require_equal_lengths,
    share,
    stated,
    total,
)


@dataclass(frozen=True, slots=True)
class Item:
    """An amount of 0 or more, and whether what is asked about it is known."""

    amount: Number
    known: bool


@metric("periods")
def schedule_slip(plan: Sequence[Number], delivered: Sequence[Number], threshold: Number = 0.5) -> Measure:
    """Return by how many periods delivery lags the plan in reaching `threshold` of the plan's total.

    Parameters
    ----------
    plan, delivered : one amount per period; `delivered` is actual to date followed by forecast. Time runs evenly
        within a period.
    threshold : share of the plan's total, above 0 and up to 1.

    Returns
    -------
    Measure
        Periods, positive when late. Detail: `plan_time`, `delivered_time`. Undefined as ``no_plan_due`` when the plan
        adds to zero or less, ``never_reached``.

    Raises
    ------
    MetricInputError
        If lists differ in length or the threshold lies outside.

    Examples
    --------
    >>> schedule_slip([10, 10, 10, 10], [0, 0, 10, 10]).value
    2.0
    """
    planned, coming, level = exact_list(plan, "plan"), exact_list(delivered, "delivered"), exact(threshold, "threshold")
    require_equal_lengths(plan=planned, delivered=coming)
    require(0 < level <= 1, '"threshold" must be above 0 and at most 1.')
    whole = total(planned)
    if whole <= 0:
        return stated(None, "periods", "no_plan_due", plan_time=None, delivered_time=None)
    plan_time, delivered_time = _time_of(planned, whole * level), _time_of(coming, whole * level)
    if plan_time is None or delivered_time is None:
        return stated(None, "periods", "never_reached", plan_time=plan_time, delivered_time=delivered_time)
    return stated(delivered_time - plan_time, "periods", plan_time=plan_time, delivered_time=delivered_time)


def _time_of(flows: Sequence[Decimal], target: Decimal) -> Decimal | None:
    """Return when the running total first reaches `target`, above zero; None when it never does."""
    before, sizes = ZERO, target
    for period, flow in enumerate(flows):
        sizes += abs(flow)
        if before + flow >= target - ZERO_SHARE * sizes:
            return period + min(ONE, (target - before) / flow)
        before += flow
    return None


@metric("fraction")
def run_rate_attainment(
    actual: Sequence[Number | None],
    annual_plan: Number,
    window: int = 3,
    periods_per_year: int = 12,
) -> Measure:
    """Return the last `window` periods, scaled to a year, as a share of the steady-state annual plan.

    `actual` runs oldest first. Detail: `annual_run_rate`. Undefined as ``no_plan_due`` when the plan is zero or less,
    ``no_actuals`` when the window has a gap or is too short. Raises MetricInputError.

    >>> run_rate_attainment([0, 10, 20, 30], annual_plan=480).value
    0.5
    """
    got, plan = recorded_list(actual, "actual"), exact(annual_plan, "annual_plan")
    require(window >= 1, '"window" must be a whole number of at least 1.')
    require(periods_per_year >= 1, '"periods_per_year" must be a whole number of at least 1.')
    last = [value for value in got[-window:] if value is not None]
    rate = total(last) * periods_per_year / window if len(last) == window else None
    reason = "no_plan_due" if plan <= 0 else "no_actuals" if rate is None else None
    return stated(share(rate, plan), "fraction", reason, annual_run_rate=rate)


@metric("money")
def confirmed_gap(plan: Sequence[Number], actual: Sequence[Number | None]) -> Measure:
    """Return the shortfall to date: sum of max(0, plan - actual) over benefits with an actual.

    `plan` (0 or more) and `actual`, one each per benefit. Detail: `reported` count, `unreported` plan without an
    actual, which is no gap. Undefined as ``no_actuals``. Raises MetricInputError.

    >>> confirmed_gap([100, 50, 30], [70, 80, None]).value
    30.0
    """
    plans, got = exact_list(plan, "plan"), recorded_list(actual, "actual")
    require_equal_lengths(plan=plans, actual=got)
    require(min(plans) >= 0, '"plan" must be 0 or more.')
    gaps = [max(ZERO, due - arrived) for due, arrived in zip(plans, got, strict=True) if arrived is not None]
    silent = total(due for due, arrived in zip(plans, got, strict=True) if arrived is None)
    reason = None if gaps else "no_actuals"
    return stated(total(gaps) if gaps else None, "money", reason, reported=len(gaps), unreported=silent)


@metric("fraction")
def coverage(items: Sequence[Item]) -> Measure:
    """Return the share of the amount for which something is known.

    Detail: `known_amount`, `total`, `by_count`. Undefined as ``no_weights`` when the amounts add to zero. Raises
    MetricInputError for a negative amount.

    >>> coverage([Item(75, True), Item(25, False)]).value
    0.75
    """
    amounts = exact_list([item.amount for item in items], "amount")
    require(min(amounts) >= 0, '"amount" must be 0 or more.')
    known = [amount for amount, item in zip(amounts, items, strict=True) if item.known]
    value = share(total(known), total(amounts))
    reason = "no_weights" if value is None else None
    return stated(value, "fraction", reason, known_amount=total(known), total=total(amounts), by_count=Decimal(len(known)) / len(amounts))
