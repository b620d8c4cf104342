"""Net present value, of equally spaced and of dated flows, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from operator import mul
from typing import Any

from value_model.errors import MetricInputError
from value_model.measure import Measure
from value_model.metrics.day_count import DAY_COUNTS, PARTS_PER_YEAR, parts_list
from value_model.metrics.discounting import Discounting
from value_model.metrics.exact import Number, exact, exact_list, metric, require, require_equal_lengths, require_word, stated, total

BASES = ("real", "nominal")


def present_value(flows: Sequence[Decimal], discounting: Discounting) -> Decimal:
    """Return the sum of flow · DF; every rate must be in range."""
    return total(map(mul, flows, discounting.factors(len(flows))))


def dated_value(amounts: Sequence[Decimal], times: Sequence[int], per_year: int, rate: Decimal) -> Decimal:
    """Return the sum of amount · (1 + rate)^-(time / per_year); the rate must lie above -1."""
    return total(amount * (1 + rate) ** (Decimal(-time) / per_year) for amount, time in zip(amounts, times, strict=True))


def check_dated(dates: Sequence[date], amounts: Sequence[Decimal], day_count: str) -> None:
    """Refuse dates and amounts of unequal length and an unknown day count."""
    require_equal_lengths(dates=dates, amounts=amounts)
    require_word("day_count", day_count, DAY_COUNTS)


def check_basis(flow_basis: str | None, rate_basis: str | None) -> None:
    """Refuse real flows with a nominal rate, and nominal flows with a real one."""
    for name, basis in (("flow_basis", flow_basis), ("rate_basis", rate_basis)):
        if basis is not None:
            require_word(name, basis, BASES)
    if flow_basis and rate_basis and flow_basis != rate_basis:
        raise MetricInputError(
            f'"flow_basis" is {flow_basis} but "rate_basis" is {rate_basis}. Real flows take a real rate, nominal a nominal.'
        )


@metric("money")
def npv(flows: Sequence[Number], discounting: Discounting, flow_basis: str | None = None, rate_basis: str | None = None) -> Measure:
    """Return the net present value: the sum of flow · DF.

    Parameters
    ----------
    flows : net flow (benefit less cost) of each period, the first at the discounting's `first_t`.
    discounting : rate or schedule.
    flow_basis, rate_basis : ``real`` or ``nominal``; must agree when both are given.

    Returns
    -------
    Measure
        Money at the base date; detail `undiscounted`, `schedule`, and `pvb`, `pvc` (None here: flows are
        net). Undefined as ``rate_out_of_range`` when a rate is -100 % or below.

    Raises
    ------
    MetricInputError
        If a flow is not finite, there is none, or the bases differ.

    Notes
    -----
    The spreadsheet function NPV is timing ``end``. Source: HM Treasury Green Book 2022; OMB Circular A-94.

    Examples
    --------
    >>> npv([-100, 121], Discounting(rate=0.21)).value
    0.0
    """
    check_basis(flow_basis, rate_basis)
    amounts = exact_list(flows, "flows")
    detail: dict[str, Any] = {"pvb": None, "pvc": None, "undiscounted": total(amounts), "schedule": discounting.label}
    if not discounting.in_range:
        return stated(None, "money", "rate_out_of_range", **detail)
    return stated(present_value(amounts, discounting), "money", **detail)


@metric("money")
def npv_of_streams(
    benefits: Sequence[Number],
    costs: Sequence[Number],
    discounting: Discounting,
    flow_basis: str | None = None,
    rate_basis: str | None = None,
) -> Measure:
    """Return the net present value of benefits less costs, both positive, one each per period.

    As `npv`; the detail also holds `pvb` and `pvc`, the present values of the two streams.
    Raises MetricInputError when the lists differ in length.
    """
    check_basis(flow_basis, rate_basis)
    require_equal_lengths(benefits=benefits, costs=costs)
    gains, spent = exact_list(benefits, "benefits"), exact_list(costs, "costs")
    net = [gain - cost for gain, cost in zip(gains, spent, strict=True)]
    detail: dict[str, Any] = {"pvb": None, "pvc": None, "undiscounted": total(net), "schedule": discounting.label}
    if not discounting.in_range:
        return stated(None, "money", "rate_out_of_range", **detail)
    detail |= {"pvb": present_value(gains, discounting), "pvc": present_value(spent, discounting)}
    return stated(present_value(net, discounting), "money", **detail)


@metric("money")
def xnpv(
    rate: Number,
    dates: Sequence[date],
    amounts: Sequence[Number],
    valuation_date: date | None = None,
    day_count: str = "act/365",
) -> Measure:
    """Return what dated amounts are worth at `valuation_date` (the earliest date unless given).

    Sum of amount · (1 + rate)^-fraction, the year fraction counted from the valuation date. Rows may come in
    any order, repeat a day, and lie before the valuation date. Detail: `valuation_date`, `undiscounted`.
    Undefined as ``rate_out_of_range``. Raises MetricInputError for unequal lists or an amount that is not finite.
    Source: the spreadsheet function XNPV, whose valuation date is the first row.

    >>> xnpv(0.1, [date(2025, 1, 1), date(2026, 1, 1)], [-100, 110]).value
    0.0
    """
    kept = exact_list(amounts, "amounts")
    check_dated(dates, kept, day_count)
    return _worth_at(valuation_date or min(dates), rate, dates, kept, day_count, "valuation_date")


@metric("money")
def xnfv(
    rate: Number,
    dates: Sequence[date],
    amounts: Sequence[Number],
    value_date: date | None = None,
    day_count: str = "act/365",
) -> Measure:
    """Return what dated amounts are worth at `value_date` (the latest date unless given); else as `xnpv`.

    >>> xnfv(0.1, [date(2025, 1, 1), date(2026, 1, 1)], [-100, 50]).value
    -60.0
    """
    kept = exact_list(amounts, "amounts")
    check_dated(dates, kept, day_count)
    return _worth_at(value_date or max(dates), rate, dates, kept, day_count, "value_date")


def _worth_at(day: date, rate: Number, dates: Sequence[date], amounts: Sequence[Decimal], day_count: str, name: str) -> Measure:
    yearly = exact(rate, "rate")
    detail: dict[str, Any] = {name: day.isoformat(), "undiscounted": total(amounts)}
    if yearly <= -1:
        return stated(None, "money", "rate_out_of_range", **detail)
    return stated(dated_value(amounts, parts_list(day, dates, day_count), PARTS_PER_YEAR[day_count], yearly), "money", **detail)


@metric("money")
def npv_to_go(rate: Number, dates: Sequence[date], amounts: Sequence[Number], as_of: date, day_count: str = "act/365") -> Measure:
    """Return what the amounts dated after `as_of` are worth at `as_of`: the number for stop or continue.

    0 when none is left. Detail: `sunk`, the sum dated on or before `as_of`, and `to_go`, the undiscounted rest.
    Undefined as ``rate_out_of_range``. Raises MetricInputError as `xnpv`.
    Source: sunk cost is left out of a decision (HM Treasury Green Book).
    """
    yearly = exact(rate, "rate")
    ahead, detail = _ahead(dates, amounts, as_of, day_count)
    if yearly <= -1:
        return stated(None, "money", "rate_out_of_range", **detail)
    times = parts_list(as_of, [day for day, _ in ahead], day_count)
    return stated(dated_value([amount for _, amount in ahead], times, PARTS_PER_YEAR[day_count], yearly), "money", **detail)


@metric("money")
def npv_to_go_on_schedule(
    schedule: str | Sequence[tuple[int, Number]], dates: Sequence[date], amounts: Sequence[Number], as_of: date, day_count: str = "act/365"
) -> Measure:
    """Return the same at a stepped schedule, whose year 1 is the year after `as_of`; within a year its rate grows evenly.

    A schedule with one rate gives what `npv_to_go` gives at that rate. Detail, undefined cases and errors as `npv_to_go`.
    Source: HM Treasury Green Book 2022, a factor is the product of one year's rate after the other.
    """
    yearly = Discounting(schedule=schedule)
    ahead, detail = _ahead(dates, amounts, as_of, day_count)
    if not yearly.in_range:
        return stated(None, "money", "rate_out_of_range", **detail)
    times = parts_list(as_of, [day for day, _ in ahead], day_count)
    factors = (yearly.factor(Decimal(time) / PARTS_PER_YEAR[day_count]) for time in times)
    return stated(total(amount * factor for (_, amount), factor in zip(ahead, factors, strict=True)), "money", **detail)


def _ahead(
    dates: Sequence[date], amounts: Sequence[Number], as_of: date, day_count: str
) -> tuple[list[tuple[date, Decimal]], dict[str, Decimal]]:
    """The amounts dated after `as_of`; and in the detail what is sunk and what is left, undiscounted."""
    kept = exact_list(amounts, "amounts")
    check_dated(dates, kept, day_count)
    ahead = [(day, amount) for day, amount in zip(dates, kept, strict=True) if day > as_of]
    sunk = total(amount for day, amount in zip(dates, kept, strict=True) if day <= as_of)
    return ahead, {"sunk": sunk, "to_go": total(amount for _, amount in ahead)}


@metric("money")
def equivalent_annual_value(npv: Number, years: int, discounting: Discounting) -> Measure:  # the input's own name
    """Return the even yearly amount worth the same: NPV / sum of DF_t for t = 1 to `years`.

    Compares options of different length. Detail: `npv`, `annuity_factor`, `schedule`. Undefined as
    ``rate_out_of_range``. Raises MetricInputError when `years` is below 1. Source: greenbook package.

    >>> equivalent_annual_value(50, 10, Discounting(rate=0)).value
    5.0
    """
    require(years >= 1, '"years" must be a whole number of at least 1; with a single flow, give "years".')
    worth = exact(npv, "npv")
    if not discounting.in_range:
        return stated(None, "money", "rate_out_of_range", npv=worth, annuity_factor=None, schedule=discounting.label)
    annuity = discounting.annuity(1, years)
    return stated(worth / annuity, "money", npv=worth, annuity_factor=annuity, schedule=discounting.label)


@metric("money")
def equivalent_annual_value_of_flows(flows: Sequence[Number], discounting: Discounting, years: int | None = None) -> Measure:
    """Return the even yearly amount worth the same as `flows`; `years` is one less than the flows unless given.

    As `equivalent_annual_value`, with the NPV of the flows.
    """
    amounts = exact_list(flows, "flows")
    span = len(amounts) - 1 if years is None else years
    require(span >= 1, '"years" must be a whole number of at least 1; with a single flow, give "years".')
    if not discounting.in_range:
        return stated(None, "money", "rate_out_of_range", npv=None, annuity_factor=None, schedule=discounting.label)
    return equivalent_annual_value(present_value(amounts, discounting), span, discounting)


@metric("ratio")
def profitability_index(flows: Sequence[Number], discounting: Discounting) -> Measure:
    """Return ``1 + NPV / |first flow|``, the first flow being the outlay.

    Detail: `npv`. Undefined as ``rate_out_of_range``, and as ``no_cost`` when the first flow is not negative.
    Raises MetricInputError for a flow that is not finite. Source: investorr package.

    >>> profitability_index([-100, 150], Discounting(rate=0)).value
    1.5
    """
    amounts = exact_list(flows, "flows")
    if not discounting.in_range:
        return stated(None, "ratio", "rate_out_of_range", npv=None)
    worth = present_value(amounts, discounting)
    if amounts[0] >= 0:
        return stated(None, "ratio", "no_cost", npv=worth)
    return stated(1 + worth / abs(amounts[0]), "ratio", npv=worth)
