"""Benefit realization: what arrived of what was promised, with the share that was reported beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import (
    ZERO,
    Number,
    exact,
    exact_list,
    exact_or_none,
    metric,
    recorded_list,
    require,
    require_equal_lengths,
    settled,
    share,
    stated,
    total,
)

FLAGGED_ABOVE = Decimal("1.2")  # then check the plan


@dataclass(frozen=True, slots=True)
class Promise:
    """One benefit's plan to date (0 or more) and what was recorded; None where nothing was."""

    plan: Number
    actual: Number | None


def _recorded_total(values: Sequence[Decimal | None]) -> Decimal | None:
    """Return the sum of what was recorded; None when nothing was."""
    known = [value for value in values if value is not None]
    return total(known) if known else None


def _where_recorded(plan: Sequence[Decimal], actual: Sequence[Decimal | None]) -> Decimal:
    return total(planned for planned, got in zip(plan, actual, strict=True) if got is not None)


@metric("fraction")
def realization(plan: Sequence[Number], actual: Sequence[Number | None], as_of: int, baseline: Sequence[Number] | None = None) -> Measure:
    """Return actual / plan over the periods that have ended.

    Parameters
    ----------
    plan, actual, baseline : one amount per period; None where nothing was recorded.
    as_of : how many periods have ended; later actuals are not used.

    Returns
    -------
    Measure
        Fraction, not clipped; a missing actual adds nothing, which is why `coverage` (plan of the ended periods
        with an actual / plan of the ended periods) stands beside it. Detail: `planned_to_date`,
        `actual_to_date`, `like_for_like` (over ended periods with an actual), `coverage`, `delivered_share` (of the
        whole plan), `variance`, `early_benefit` (actual when no plan was due), `against_baseline`, `over_120`.
        Undefined as ``no_plan_due``, ``negative_plan``, ``no_actuals``.

    Raises
    ------
    MetricInputError
        If lists differ in length, a number is not finite or `as_of` is not a number of periods.

    Notes
    -----
    Against the baseline as well, because re-planning erases a shortfall. Source: this project; a benefit that
    cannot be measured cannot be claimed as realized (IPA 2017).

    Examples
    --------
    >>> realization([100, 100], [80, None], as_of=1).value
    0.8
    """
    planned, got = exact_list(plan, "plan"), recorded_list(actual, "actual")
    first_plan = None if baseline is None else exact_list(baseline, "baseline")
    require_equal_lengths(plan=planned, actual=got, baseline=first_plan)
    require(0 <= as_of <= len(planned), '"as_of" must be a whole number from 0 to the number of periods.')
    due, arrived = total(planned[:as_of]), _recorded_total(got[:as_of])
    reported = _where_recorded(planned[:as_of], got[:as_of])
    reason = "no_plan_due" if due == 0 else "negative_plan" if due < 0 else "no_actuals" if arrived is None else None
    value = None if reason else share(arrived, due)
    detail = {
        "planned_to_date": due,
        "actual_to_date": arrived,
        "like_for_like": share(arrived, reported),
        "coverage": share(reported, due),
        "delivered_share": share(arrived, total(planned)),
        "variance": None if arrived is None else arrived - due,
        "early_benefit": arrived if due == 0 else None,
        "against_baseline": None if first_plan is None else share(arrived, total(first_plan[:as_of])),
        "over_120": None if value is None else settled(value) > FLAGGED_ABOVE,
    }
    return stated(value, "fraction", reason, **detail)


def _promises(benefits: Sequence[Promise]) -> tuple[list[Decimal], list[Decimal | None]]:
    require(len(benefits) > 0, '"benefits" is empty. Give at least one benefit.')
    plans = exact_list([benefit.plan for benefit in benefits], "plan")
    require(min(plans) >= 0, '"plan" must be 0 or more; disbenefits have their own line.')
    return plans, recorded_list([benefit.actual for benefit in benefits], "actual")


@metric("fraction")
def portfolio_realization(benefits: Sequence[Promise]) -> Measure:
    """Return actual / plan to date over all benefits, every plan counted: a missing actual adds nothing.

    Detail: `planned`, `actual`, `like_for_like` (plans with an actual only), `coverage`, `mean_of_ratios` (the
    "typical project" over recorded benefits with a plan; never the portfolio), `capped`. Undefined as
    ``no_plan_due``, ``no_actuals``. Raises MetricInputError for a negative plan.

    >>> portfolio_realization([Promise(100, 50), Promise(100, None)]).value
    0.25
    """
    plans, actuals = _promises(benefits)
    due, arrived, reported = total(plans), _recorded_total(actuals), _where_recorded(plans, actuals)
    ratios = [got / plan for plan, got in zip(plans, actuals, strict=True) if got is not None and plan > 0]
    detail = {
        "planned": due,
        "actual": arrived,
        "like_for_like": share(arrived, reported),
        "coverage": share(reported, due),
        "mean_of_ratios": total(ratios) / len(ratios) if ratios else None,
        "capped": share(_kept(plans, actuals), due),
    }
    reason = "no_plan_due" if due == 0 else "no_actuals" if arrived is None else None
    return stated(None if reason else share(arrived, due), "fraction", reason, **detail)


def _kept(plans: Sequence[Decimal], actuals: Sequence[Decimal | None]) -> Decimal | None:
    """Return the sum of min(actual, plan) over what was recorded; None when nothing was."""
    return _recorded_total([None if got is None else min(got, plan) for plan, got in zip(plans, actuals, strict=True)])


@metric("fraction")
def capped_realization(benefits: Sequence[Promise]) -> Measure:
    """Return how much of what was promised was kept: sum of min(actual, plan) / sum of plan.

    Over-performers cannot hide failures. Detail: `uncapped`, `coverage`, `excess` (sum of actual above plan).
    Undefined as ``no_plan_due``, ``no_actuals``. Raises MetricInputError for a negative plan. Source: this project.

    >>> capped_realization([Promise(100, 50), Promise(100, 150)]).value
    0.75
    """
    plans, actuals = _promises(benefits)
    due, arrived = total(plans), _recorded_total(actuals)
    over = [None if got is None else max(ZERO, got - plan) for plan, got in zip(plans, actuals, strict=True)]
    reason = "no_plan_due" if due == 0 else "no_actuals" if arrived is None else None
    return stated(
        None if reason else share(_kept(plans, actuals), due),
        "fraction",
        reason,
        uncapped=share(arrived, due),
        coverage=share(_where_recorded(plans, actuals), due),
        excess=_recorded_total(over),
    )


@metric("fraction")
def forecast_realization(
    baseline: Sequence[Number],
    actual: Sequence[Number | None],
    forecast: Sequence[Number | None],
    as_of: int,
) -> Measure:
    """Return (actual of ended periods + forecast of the others) / baseline, whole life.

    Detail: `baseline_total`, `actual_to_date`, `forecast_to_go`, `coverage` (baseline of ended periods with an
    actual / of ended periods). Undefined as ``no_plan_due``, ``negative_plan``, ``no_actuals`` (periods have ended
    and none has an actual), ``no_forecast`` (one to come has none). Raises MetricInputError for unequal lists.

    >>> forecast_realization([100, 100], [80, None], [None, 90], as_of=1).value
    0.85
    """
    first_plan, got, ahead = exact_list(baseline, "baseline"), recorded_list(actual, "actual"), recorded_list(forecast, "forecast")
    require_equal_lengths(baseline=first_plan, actual=got, forecast=ahead)
    require(0 <= as_of <= len(first_plan), '"as_of" must be a whole number from 0 to the number of periods.')
    whole, arrived = total(first_plan), _recorded_total(got[:as_of]) if as_of else ZERO
    coming = [value for value in ahead[as_of:] if value is not None]
    to_go = total(coming) if len(coming) == len(ahead) - as_of else None
    due, reported = total(first_plan[:as_of]), _where_recorded(first_plan[:as_of], got[:as_of])
    detail = {"baseline_total": whole, "actual_to_date": arrived, "forecast_to_go": to_go, "coverage": share(reported, due)}
    reason = _why_no_forecast(whole, arrived, to_go)
    if reason or arrived is None or to_go is None:
        return stated(None, "fraction", reason, **detail)
    return stated(share(total([arrived, to_go]), whole), "fraction", **detail)


def _why_no_forecast(whole: Decimal, arrived: Decimal | None, to_go: Decimal | None) -> str | None:
    if whole <= 0:
        return "no_plan_due" if whole == 0 else "negative_plan"
    return "no_actuals" if arrived is None else "no_forecast" if to_go is None else None


@metric("money")
def excess_disbenefit(plan: Number, actual: Number | None) -> Measure:
    """Return actual less plan of a disbenefit, both negative; a negative answer is worse than planned.

    Detail: `favorable`, whether actual is at least the plan. Undefined as ``no_actuals``. Raises MetricInputError.

    >>> excess_disbenefit(-20, -15).value
    5.0
    """
    planned, got = exact(plan, "plan"), exact_or_none(actual, "actual")
    if got is None:
        return stated(None, "money", "no_actuals", favorable=None)
    return stated(got - planned, "money", favorable=got >= planned)
