"""Rates of return: every rate at which the net present value is zero, and when one of them is an answer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from itertools import pairwise
from operator import mul

from value_model.measure import Measure
from value_model.metrics.day_count import PARTS_PER_YEAR, parts_list
from value_model.metrics.discounting import Discounting
from value_model.metrics.exact import Number, as_float, exact, exact_list, exact_or_none, growth, metric, require, stated, total
from value_model.metrics.exponential_sum import LONG, ExponentialSum, Mark, crossing, crossings, refined
from value_model.metrics.present_value import check_dated, present_value

TOUCH = 1e-9  # NPV this small, as a share of the discounted flows, at a stationary point is a touch
EXACT = 1e-24  # the same where only what a stationary point is known to (1e-13) could turn the sign
SAME = 1e-4  # rates closer together than this (as ln(1 + rate)) are one rate that rounding pulled apart


@dataclass(frozen=True, slots=True)
class Roots:
    """Rates above -100 % at which NPV is zero, as ln(1 + rate), rising."""

    crossing: tuple[float, ...] = ()
    touching: tuple[float, ...] = ()


def roots(function: ExponentialSum) -> Roots:
    """Return where NPV crosses zero and where it only touches it; the first power must be 0."""
    if len(function.changes) <= 1:
        return Roots(tuple(crossings(function)))
    marks: list[Mark] = [(y, _sign_at_rest(function, y)) for y in crossings(function.slope())]
    ends = ((-math.inf, function.sign_at_minus_infinity), (math.inf, function.sign_at_plus_infinity))
    return _between([ends[0], *marks, ends[1]], function)


def _sign_at_rest(function: ExponentialSum, y: float, small: float = TOUCH) -> int:
    relative = function.relative(y)
    return 0 if abs(relative) <= small else (1 if relative > 0 else -1)


def _between(marks: Sequence[Mark], function: ExponentialSum) -> Roots:
    """Read the signs at the stationary points: opposite neighbors cross; equal ones with a zero between touch."""
    crossed: list[float] = []
    touched: list[float] = []
    clear = [place for place, (_, sign) in enumerate(marks) if sign]
    for left, right in pairwise(clear):
        (low, before), (high, after) = marks[left], marks[right]
        if before != after and right > left + 1:
            near = _close_together(marks[left : right + 1], function)
            crossed += near.crossing
            touched += near.touching
        elif before != after:
            crossed.append(crossing(function, low, high, before))
        elif right > left + 1:
            touched += _touches([y for y, _ in marks[left + 1 : right]], function)
    return Roots(tuple(crossed), tuple(touched))


def _touches(places: Sequence[float], function: ExponentialSum) -> list[float]:
    """Where NPV touches zero, of stationary points in a row at which it is all but zero: it may touch, part by a hair and touch again."""
    apart: list[float] = []
    for y in (y for y in places if abs(function.relative(y)) <= EXACT):
        if not apart or y - apart[-1] > SAME:
            apart.append(y)
    return apart if len(apart) > 1 else [min(places, key=lambda y: abs(function.relative(y)))]


def _close_together(marks: Sequence[Mark], function: ExponentialSum) -> Roots:
    """A crossing with stationary points beside it at which NPV is all but zero: one flat crossing, or several rates close by.

    Three equal rates cross once. With two more close to them, NPV hardly leaves zero in between: read with exact signs.
    """
    inner = [(y, _sign_at_rest(function, y, EXACT)) for y, _ in marks[1:-1]]
    found = _between([marks[0], *((y, sign) for y, sign in inner if sign), marks[-1]], function)
    touched = tuple(y for y, sign in inner if not sign)
    every = (*found.crossing, *touched)
    if max(every) - min(every) <= SAME:
        return Roots(found.crossing[:1])
    return Roots(found.crossing, tuple(y for y in touched if all(abs(y - one) > SAME for one in found.crossing)))


def _rates(function: ExponentialSum, places: Sequence[float]) -> list[Decimal]:
    """Return exp(y) - 1 of each place, to more digits than a float holds."""
    with localcontext(LONG):
        return [refined(function, y).exp() - 1 for y in places]


def _trimmed(times: Sequence[int], flows: Sequence[Decimal]) -> list[tuple[int, Decimal]]:
    """Net flows of the same time, in time order, and leave out those of zero."""
    at: dict[int, list[Decimal]] = {}
    for time, flow in zip(times, flows, strict=True):
        at.setdefault(time, []).append(flow)
    return [(time, net) for time in sorted(at) if (net := total(at[time]))]


def _sign_changes(kept: Sequence[tuple[int, Decimal]]) -> int:
    return sum((left < 0) != (right < 0) for (_, left), (_, right) in pairwise(kept))


def _no_single(crossed: Sequence[Decimal], touched: Sequence[Decimal]) -> str | None:
    """Return why no single rate can be stated, or None when it can."""
    if len(crossed) + len(touched) > 1:
        return "multiple_roots"
    if touched:
        return "no_crossing"
    if not crossed:
        return "no_real_root"
    return "overflow" if as_float(crossed[0]) is None else None


def _solved(kept: Sequence[tuple[int, Decimal]], base: int) -> tuple[Decimal | None, str | None, dict[str, object]]:
    """Return the rate, or the reason for none, and what `irr` and `xirr` tell in the detail."""
    changes = _sign_changes(kept)
    detail: dict[str, object] = {"roots": [], "touching": [], "sign_changes": changes, "direction": None}
    if changes == 0:
        return None, "no_sign_change", detail
    function = ExponentialSum(tuple(t - kept[0][0] for t, _ in kept), tuple(flow for _, flow in kept), base)
    found = roots(function)
    crossed, touched = _rates(function, found.crossing), _rates(function.slope(), found.touching)
    detail |= {"roots": sorted((*crossed, *touched)), "touching": touched}
    reason = _no_single(crossed, touched)
    if reason is not None:
        return None, reason, detail
    detail["direction"] = "falling" if kept[0][1] < 0 else "rising"
    return crossed[0], None, detail


@metric("fraction")
def irr(flows: Sequence[Number], hurdle: Number | None = None, periods_per_year: int = 1) -> Measure:
    """Return the internal rate of return per period: the one rate at which NPV is zero.

    Parameters
    ----------
    flows : net flow of each period, the first undiscounted. Zeros at both ends are dropped.
    hurdle : rate per period above -100 % at which to state NPV as well.
    periods_per_year : 12 for monthly flows; only for the detail `annual`.

    Returns
    -------
    Measure
        Fraction per period. Detail: `roots`, every rate above -100 % with NPV zero, rising; `touching`, those
        where NPV does not change sign; `sign_changes`; `direction`, ``falling`` when NPV falls as the rate
        rises (accept above the hurdle) or ``rising`` (money in first: accept below it); `annual`;
        `npv_at_hurdle`. Undefined as ``no_sign_change``, ``no_real_root``, ``multiple_roots`` (never one of
        several) or ``no_crossing``.

    Raises
    ------
    MetricInputError
        If a flow is not finite or the hurdle is not above -100 %.

    Notes
    -----
    Source: C. Norstrom, "A Sufficient Condition for a Unique Nonnegative Internal Rate of Return", 1972, on
    why one must look for several; roots are isolated by sign changes of derivatives.

    Examples
    --------
    >>> irr([-100, 110]).value
    0.1
    >>> irr([-100, 230, -132]).reason
    'multiple_roots'
    """
    amounts, limit = exact_list(flows, "flows"), exact_or_none(hurdle, "hurdle")
    require(limit is None or limit > -1, '"hurdle" must be above -1, which is -100 %.')
    require(periods_per_year >= 1, '"periods_per_year" must be a whole number of at least 1.')
    rate, reason, detail = _solved(_trimmed(range(len(amounts)), amounts), 1)
    detail["annual"] = None if rate is None else growth(rate, exact(periods_per_year, "periods_per_year"))
    detail["npv_at_hurdle"] = None if limit is None else present_value(amounts, Discounting(rate=limit))
    return stated(rate, "fraction", reason, **detail)


@metric("fraction")
def xirr(dates: Sequence[date], amounts: Sequence[Number], day_count: str = "act/365") -> Measure:
    """Return the yearly internal rate of return of dated amounts.

    Same-day amounts are netted, zeros at both ends dropped; year fractions run from the first day left. Detail and undefined
    cases as `irr`. Raises MetricInputError for unequal lists or an amount that is not finite.
    Source: the spreadsheet function XIRR, which finds one root only.

    >>> xirr([date(2025, 1, 1), date(2026, 1, 1)], [-1000, 1100]).value
    0.1
    """
    kept = exact_list(amounts, "amounts")
    check_dated(dates, kept, day_count)
    by_day = _trimmed([day.toordinal() for day in dates], kept)
    days = [date.fromordinal(ordinal) for ordinal, _ in by_day]
    times = parts_list(days[0], days, day_count) if days else []
    rate, reason, detail = _solved_dated(by_day, times, PARTS_PER_YEAR[day_count])
    return stated(rate, "fraction", reason, **detail)


def _solved_dated(
    by_day: Sequence[tuple[int, Decimal]], times: Sequence[int], base: int
) -> tuple[Decimal | None, str | None, dict[str, object]]:
    """As `_solved`; sign changes are counted by day, though two days may lie at one time of the year count."""
    changes = _sign_changes(by_day)
    merged = _trimmed(times, [flow for _, flow in by_day])
    rate, reason, detail = _solved(merged, base)
    detail["sign_changes"] = changes
    return rate, "no_real_root" if changes and reason == "no_sign_change" else reason, detail


@metric("fraction")
def mirr(flows: Sequence[Number], finance_rate: Number, reinvest_rate: Number) -> Measure:
    """Return the modified rate of return: (-FV of money in / PV of money out)^(1/(n - 1)) - 1.

    Money in grows at `reinvest_rate` to the last period, money out is discounted at `finance_rate`; zeros at the
    ends count in n. Detail: `fv_inflows`, `pv_outflows` (negative). Undefined as ``rate_out_of_range`` and
    ``no_sign_change``. Raises MetricInputError for fewer than two flows. Source: the spreadsheet function MIRR.

    >>> mirr([0, -100, 121], 0, 0).value
    0.1
    """
    finance, reinvest = exact(finance_rate, "finance_rate"), exact(reinvest_rate, "reinvest_rate")
    amounts = _two_or_more(flows)
    last = len(amounts) - 1
    growths = None if reinvest <= -1 else ((1 + reinvest) ** (last - t) for t in range(len(amounts)))
    factors = None if finance <= -1 else Discounting(rate=finance).factors(len(amounts))
    return _modified(amounts, growths, factors)


@metric("fraction")
def mirr_on_schedule(flows: Sequence[Number], schedule: str | Sequence[tuple[int, Number]], periods_per_year: int = 1) -> Measure:
    """Return the same per period where a stepped schedule of yearly rates, from the first flow on, stands for both rates.

    Money in grows from its period to the last as the schedule's factors fall; within a year its rate grows evenly. A
    schedule with one rate gives what `mirr` gives at that rate. Detail and undefined cases as `mirr`. Source: HM
    Treasury Green Book 2022, a factor is the product of one year's rate after the other.

    >>> mirr_on_schedule([0, -100, 121], [(1, 0)]).value
    0.1
    """
    amounts, yearly = _two_or_more(flows), Discounting(schedule=schedule)
    if not yearly.in_range:
        return _modified(amounts, None, None)
    factors = [yearly.factor(Decimal(t) / periods_per_year) for t in range(len(amounts))]
    return _modified(amounts, (factor / factors[-1] for factor in factors), factors)


def _two_or_more(flows: Sequence[Number]) -> list[Decimal]:
    amounts = exact_list(flows, "flows")
    require(len(amounts) >= 2, '"flows" must hold at least two numbers.')
    return amounts


def _modified(amounts: Sequence[Decimal], growths: Iterable[Decimal] | None, factors: Iterable[Decimal] | None) -> Measure:
    """The rate that takes money out, at its factors, to money in, at its growths to the last period; None is a rate out of range."""
    inflows = None if growths is None else total(map(mul, (max(flow, Decimal(0)) for flow in amounts), growths))
    outflows = None if factors is None else total(map(mul, (min(flow, Decimal(0)) for flow in amounts), factors))
    if inflows is None or outflows is None:
        return stated(None, "fraction", "rate_out_of_range", fv_inflows=inflows, pv_outflows=outflows)
    if inflows <= 0 or outflows >= 0:
        return stated(None, "fraction", "no_sign_change", fv_inflows=inflows, pv_outflows=outflows)
    value = (-inflows / outflows) ** (Decimal(1) / (len(amounts) - 1)) - 1
    return stated(value, "fraction", fv_inflows=inflows, pv_outflows=outflows)
