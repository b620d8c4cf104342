"""Payback: when the running net total is no longer below zero, and stays so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from value_model.measure import Measure
from value_model.metrics.discounting import Discounting
from value_model.metrics.exact import ZERO, ZERO_SHARE, Number, exact_list, metric, require_word, stated

RULES, CLOCKS = ("sustained", "first"), ("first_cost", "first_period")
UNITS = {"year": "years", "month": "months"}


def running_totals(flows: Sequence[Decimal]) -> list[Decimal]:
    """Return the running total after each flow; zero where it is lost in the sizes of its terms."""
    totals, running, sizes = [], ZERO, ZERO
    for flow in flows:
        running += flow
        sizes += abs(flow)
        totals.append(ZERO if abs(running) <= ZERO_SHARE * sizes else running)
    return totals


def _crossings(flows: Sequence[Decimal], totals: Sequence[Decimal]) -> list[Decimal]:
    """Return each time at which the running total rises from below zero, flows arriving evenly."""
    return [k - 1 + min(abs(totals[k - 1]) / flows[k], Decimal(1)) for k in range(1, len(totals)) if totals[k - 1] < 0 <= totals[k]]


def _whole(time: Decimal) -> Decimal:
    return (time - ZERO_SHARE * max(time, Decimal(1))).to_integral_value(ROUND_CEILING)


@metric("years")
def payback(
    flows: Sequence[Number],
    discounting: Discounting | None = None,
    *,
    rule: str = "sustained",
    clock: str = "first_cost",
    period: str = "year",
    whole_periods: bool = False,
) -> Measure:
    """Return the time at which the running total of `flows` becomes zero or more and stays so.

    Parameters
    ----------
    flows : net flow of each period; flow k arrives evenly between k - 1 and k.
    discounting : brings the flows to the base date first (discounted payback); None for simple payback.
    rule : ``sustained``, or ``first`` for the first crossing even if the total turns negative again.
    clock : ``first_cost`` counts from the first negative flow, ``first_period`` from index 0.
    period : ``year`` or ``month``, the length of a period and the unit of the answer.
    whole_periods : round the answer up.

    Returns
    -------
    Measure
        Years or months, 0 when the total is never below zero. Detail: `balance`, the last running total; `gap`,
        what is missing at the end; `first_crossing`, `sustained` (None when never). Undefined as
        ``rate_out_of_range``, ``no_cost`` without a negative flow, ``never_pays_back``.

    Raises
    ------
    MetricInputError
        If a flow is not finite, there is none, or a word is not known.

    Notes
    -----
    Interpolation within the period: several textbooks. Clock from the first cost: Broadcom Clarity, KB 194575.

    Examples
    --------
    >>> payback([-100, 40, 80]).value
    1.75
    """
    require_word("rule", rule, RULES)
    require_word("clock", clock, CLOCKS)
    require_word("period", period, UNITS)
    unit, amounts = UNITS[period], exact_list(flows, "flows")
    if discounting is not None and not discounting.in_range:
        return stated(None, unit, "rate_out_of_range", balance=None, gap=None, first_crossing=None, sustained=None)
    if discounting is not None:
        amounts = [flow * factor for flow, factor in zip(amounts, discounting.factors(len(amounts)), strict=True)]
    totals = running_totals(amounts)
    first, sustained = _times(amounts, totals, clock)
    detail = {"balance": totals[-1], "gap": max(ZERO, -totals[-1]), "first_crossing": first, "sustained": sustained}
    if not any(flow < 0 for flow in amounts):
        return stated(None, unit, "no_cost", **detail)
    time = first if rule == "first" else sustained
    if time is None:
        return stated(None, unit, "never_pays_back", **detail)
    return stated(_whole(time) if whole_periods else time, unit, **detail)


def _times(flows: Sequence[Decimal], totals: Sequence[Decimal], clock: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the first and the sustained crossing on the chosen clock."""
    if min(totals) >= 0:
        return ZERO, ZERO
    start = next(k for k, flow in enumerate(flows) if flow < 0) if clock == "first_cost" else 0
    times = [time - start for time in _crossings(flows, totals)]
    if not times:
        return None, None
    return times[0], times[-1] if totals[-1] >= 0 else None
