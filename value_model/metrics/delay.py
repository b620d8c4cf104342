"""Delay and order of work: what waiting costs, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from value_model.measure import Measure
from value_model.metrics.discounting import Discounting
from value_model.metrics.exact import ZERO, Number, exact, exact_list, metric, require, require_word, share, stated, total
from value_model.metrics.present_value import present_value

WINDOWS = ("fixed_end", "moving")


@dataclass(frozen=True, slots=True)
class Job:
    """Work waiting for the same people: its cost of delay per period and how many periods it takes."""

    id: str
    cost_of_delay: Number
    duration: Number


@metric("money")
def cost_of_delay(per_period: Number, delay: Number, running_cost: Number = 0) -> Measure:
    """Return the value lost by a delay when every period's benefit is the same: (benefit + running cost) · delay.

    Parameters
    ----------
    per_period : benefit per period.
    delay : periods, 0 or more, may be a fraction.
    running_cost : cost per period of the longer project.

    Returns
    -------
    Measure
        Money. Detail: `lost_benefit`, `running_cost` in total. Always defined.

    Raises
    ------
    MetricInputError
        If a number is not finite or the delay negative.

    Examples
    --------
    >>> cost_of_delay(10, 4).value
    40.0
    """
    late = exact(delay, "delay")
    require(late >= 0, '"delay" must be 0 or more periods.')
    lost, running = exact(per_period, "per_period") * late, exact(running_cost, "running_cost") * late
    return stated(lost + running, "money", lost_benefit=lost, running_cost=running)


@metric("money")
def cost_of_delay_of_profile(
    profile: Sequence[Number],
    delay: int,
    *,
    window: str = "fixed_end",
    rate: Number = 0,
    running_cost: Number = 0,
) -> Measure:
    """Return the value lost when a benefit profile moves right by `delay` periods.

    Entry i is discounted (1 + rate)^-i, `rate` per period. ``fixed_end``: what passes the last period is lost.
    ``moving``: nothing falls off, only time value is lost. Running cost falls in periods 0 to delay - 1. Detail:
    `lost_benefit`, `running_cost` in total. Undefined as ``rate_out_of_range``. Raises MetricInputError.

    >>> cost_of_delay_of_profile([10, 20, 30], 1, running_cost=4).value
    34.0
    """
    amounts, discounting = exact_list(profile, "profile"), Discounting(rate=rate)
    each = exact(running_cost, "running_cost")
    require(delay >= 0, '"delay" must be a whole number of 0 or more periods.')
    require_word("window", window, WINDOWS)
    if not discounting.in_range:
        return stated(None, "money", "rate_out_of_range", lost_benefit=None, running_cost=None)
    arriving = amounts if window == "moving" else amounts[: max(0, len(amounts) - delay)]
    later = present_value(arriving, discounting) * discounting.factor(delay) if arriving else ZERO
    lost = present_value(amounts, discounting) - later
    running = each * discounting.annuity(0, delay - 1) if delay else ZERO
    return stated(lost + running, "money", lost_benefit=lost, running_cost=running)


def _size(value: Number, name: str) -> Decimal:
    size = exact(value, name)
    require(size >= 0, f'"{name}" must be 0 or more.')
    return size


@metric("money_per_period_per_period")
def cd3(cost_of_delay: Number, duration: Number) -> Measure:
    """Return cost of delay divided by duration: highest first is the best order for one scarce resource.

    Undefined as ``no_size`` when the duration is 0. Raises MetricInputError. Source: Black Swan Farming.

    >>> cd3(10, 2).value
    5.0
    """
    value = share(exact(cost_of_delay, "cost_of_delay"), _size(duration, "duration"))
    return stated(value, "money_per_period_per_period", "no_size" if value is None else None)


def _waiting_cost(jobs: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    """Return the sum of cost of delay · finish time of jobs done one after another."""
    finishes = accumulate(duration for _, duration in jobs)
    return total(cost * finish for (cost, _), finish in zip(jobs, finishes, strict=True))


@metric("money")
def cd3_sequence(items: Sequence[Job]) -> Measure:
    """Return the cost of waiting, sum of cost of delay · finish time, with jobs done in CD3 order.

    Highest CD3 first; ties keep the given order. Detail: `order`, `finish` by id, `given_order` (the same sum in the
    given order), `saving`. Undefined as ``no_size`` when a duration is 0. Raises MetricInputError for a repeated id.

    >>> cd3_sequence([Job("x", 5, 5), Job("y", 6, 2)]).detail["order"]
    ['y', 'x']
    """
    require(len({item.id for item in items}) == len(items), '"id" must be different for each of the "items".')
    costs = exact_list([item.cost_of_delay for item in items], "cost_of_delay")
    jobs = [(cost, _size(item.duration, "duration")) for cost, item in zip(costs, items, strict=True)]
    given = _waiting_cost(jobs)
    if any(duration == 0 for _, duration in jobs):
        return stated(None, "money", "no_size", order=None, finish=None, given_order=given, saving=None)
    best = sorted(range(len(jobs)), key=lambda place: -jobs[place][0] / jobs[place][1])
    value = _waiting_cost([jobs[place] for place in best])
    order = [items[place].id for place in best]
    finish = dict(zip(order, accumulate(jobs[place][1] for place in best), strict=True))
    return stated(value, "money", order=order, finish=finish, given_order=given, saving=given - value)


@metric("score")
def wsjf(user_business_value: Number, time_criticality: Number, risk_reduction: Number, job_size: Number) -> Measure:
    """Return weighted shortest job first: the sum of the three relative scores / job size. Ordinal, never currency.

    Detail: `cost_of_delay`, the sum. Undefined as ``no_size`` when the size is 0. Raises MetricInputError.

    >>> wsjf(8, 5, 3, 4).value
    4.0
    """
    parts = (_size(user_business_value, "user_business_value"), _size(time_criticality, "time_criticality"))
    scores = total([*parts, _size(risk_reduction, "risk_reduction")])
    value = share(scores, _size(job_size, "job_size"))
    return stated(value, "score", "no_size" if value is None else None, cost_of_delay=scores)


@metric("score")
def rice(reach: Number, impact: Number, confidence: Number, effort: Number) -> Measure:
    """Return reach · impact · confidence / effort, confidence from 0 to 1.

    Undefined as ``no_size`` when the effort is 0. Raises MetricInputError. Source: ServiceNow scoring.

    >>> rice(100, 3, 0.5, 10).value
    15.0
    """
    sure = _size(confidence, "confidence")
    require(sure <= 1, '"confidence" must lie between 0 and 1.')
    value = share(_size(reach, "reach") * _size(impact, "impact") * sure, _size(effort, "effort"))
    return stated(value, "score", "no_size" if value is None else None)
