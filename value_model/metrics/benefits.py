"""Benefits: how late, at what rate, at what risk, shared by whom, and how much of it is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.errors import MetricInputError
from value_model.measure import Measure
from value_model.metrics.exact import (
    ONE,
    SLACK,
    ZERO,
    ZERO_SHARE,
    Number,
    exact,
    exact_list,
    exact_or_none,
    metric,
    recorded_list,
    require,
    require_equal_lengths,
    share,
    stated,
    total,
)

RATINGS = ("green", "amber", "red")
REASONS = ("not_green", "no_owner", "no_baseline", "no_evidence", "project_late")


@dataclass(frozen=True, slots=True)
class RemainingBenefit:
    """A benefit's value still to come, and what speaks for or against its coming. No rating is not green."""

    remaining: Number
    rag: str | None
    has_owner: bool = True
    has_baseline: bool = True
    has_evidence: bool = True
    project_late: bool = False

    def reasons(self) -> list[str]:
        """Return the names of what puts it at risk."""
        found = (self.rag != "green", not self.has_owner, not self.has_baseline, not self.has_evidence, self.project_late)
        return [name for name, applies in zip(REASONS, found, strict=True) if applies]


@dataclass(frozen=True, slots=True)
class UncertainBenefit:
    """A benefit's value still to come, with a `probability` 0 to 1 or a word of a scale, one of the two."""

    remaining: Number
    probability: Number | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An amount of 0 or more, and whether what is asked about it is known."""

    amount: Number
    known: bool


@dataclass(frozen=True, slots=True)
class Enabler:
    """A project's share of enabling a benefit, and how complete it is and was planned to be, all 0 to 1."""

    share: Number
    complete: Number
    planned_complete: Number | None = None


@dataclass(frozen=True, slots=True)
class EnabledBenefit:
    """A benefit's plan and the projects that enable it; their shares add to at most 1."""

    plan: Number
    enablers: Sequence[Enabler]


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


@metric("money")
def benefits_at_risk(benefits: Sequence[RemainingBenefit]) -> Measure:
    """Return the remaining value with at least one reason for doubt, each benefit counted once.

    Reasons: not rated green, no owner, no baseline, no evidence, enabling project late. Detail: `total`, `share` (None
    when the total is 0), `count`, `by_reason` with full amounts, which overlap. Always defined. Raises
    MetricInputError for a negative amount or an unknown rating.

    >>> benefits_at_risk([RemainingBenefit(100, "green"), RemainingBenefit(50, "red", has_owner=False)]).value
    50.0
    """
    amounts = exact_list([benefit.remaining for benefit in benefits], "remaining")
    require(min(amounts) >= 0, '"remaining" must be 0 or more.')
    require(all(b.rag in (None, *RATINGS) for b in benefits), f'"rag" must be one of {", ".join(RATINGS)}, or null when not rated.')
    doubts = [benefit.reasons() for benefit in benefits]
    at_risk = [amount for amount, found in zip(amounts, doubts, strict=True) if found]
    by_reason = {name: total(a for a, found in zip(amounts, doubts, strict=True) if name in found) for name in REASONS}
    value, whole = total(at_risk), total(amounts)
    return stated(value, "money", total=whole, share=share(value, whole), count=len(at_risk), by_reason=by_reason)


@metric("money")
def confidence_weighted(benefits: Sequence[UncertainBenefit], scale: Mapping[str, Number] | None = None, realized: Number = 0) -> Measure:
    """Return the expected remaining value: sum of probability · remaining.

    A word of confidence takes its probability from `scale`. Detail: `expected_loss`, `unweighted`, `realized` (certain)
    and `expected_total`. Always defined. Raises MetricInputError for a word without a scale or not on it, and unless
    each benefit has one of the two. Expectations add up even when benefits move together; percentiles do not.

    >>> confidence_weighted([UncertainBenefit(100, confidence="high")], scale={"high": 0.9}).value
    90.0
    """
    chances = [_probability(benefit, scale) for benefit in benefits]
    amounts, certain = exact_list([benefit.remaining for benefit in benefits], "remaining"), exact(realized, "realized")
    expected = total(chance * amount for chance, amount in zip(chances, amounts, strict=True))
    loss = total((1 - chance) * amount for chance, amount in zip(chances, amounts, strict=True))
    return stated(
        expected, "money", expected_loss=loss, unweighted=total(amounts), realized=certain, expected_total=total([expected, certain])
    )


def _probability(benefit: UncertainBenefit, scale: Mapping[str, Number] | None) -> Decimal:
    if (benefit.probability is None) == (benefit.confidence is None):
        raise MetricInputError('Give each of the "benefits" either "probability" or "confidence", and not both.')
    if benefit.confidence is not None and (scale is None or benefit.confidence not in scale):
        raise MetricInputError(f'"confidence" is {benefit.confidence!r}, which "scale" gives no probability for. Add it to "scale".')
    given = benefit.probability if benefit.confidence is None else (scale or {})[benefit.confidence]
    chance = exact(ZERO if given is None else given, "probability")
    require(0 <= chance <= 1, '"probability" must lie between 0 and 1.')
    return chance


@metric("money")
def shared_benefit(amount: Number, shares: Mapping[str, Number | None]) -> Measure:
    """Return what the projects together hold of one benefit: amount · sum of shares.

    `shares` by project, each 0 to 1 or None (not recorded, adds nothing), adding to at most 1. The portfolio counts
    the whole benefit once. Detail: `counted_once`, `by_project`, `unallocated`, `unallocated_share`. Undefined as
    ``unallocated_share`` when no share is recorded. Raises MetricInputError when the shares add to more than 1.

    >>> shared_benefit(200, {"P1": 0.5, "P2": 0.25}).value
    150.0
    """
    whole = exact(amount, "amount")
    parts = {name: exact_or_none(part, f"shares[{name}]") for name, part in shares.items()}
    given = [part for part in parts.values() if part is not None]
    require(all(0 <= part <= 1 for part in given), '"shares" must lie between 0 and 1.')
    allocated = sum(given, ZERO)
    require(allocated <= ONE + SLACK, '"shares" add to more than 1. A benefit is shared at most once.')
    detail = {
        "counted_once": whole,
        "by_project": {name: None if part is None else whole * part for name, part in parts.items()},
        "unallocated": whole * max(ZERO, 1 - allocated),
        "unallocated_share": max(ZERO, 1 - allocated),
    }
    return stated(whole * allocated, "money", None if given else "unallocated_share", **detail)


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


@metric("money")
def earned_benefit(benefits: Sequence[EnabledBenefit]) -> Measure:
    """Return the capability delivered: sum of plan · sum of share · complete. It is not value realized.

    Detail: `total` of the plans, `planned` (the same with `planned_complete`; None unless every enabler has it),
    `indicator` value/planned. Always defined. Raises MetricInputError when a benefit's shares add to more than 1.
    Source: after C. Piney, PMI paper 6180; this project's adaptation.

    >>> earned_benefit([EnabledBenefit(100, [Enabler(0.5, 0.5, 1), Enabler(0.5, 0, 0)])]).value
    25.0
    """
    plans = exact_list([benefit.plan for benefit in benefits], "plan")
    worths = [(plan * part, enabler) for plan, benefit in zip(plans, benefits, strict=True) for part, enabler in _shares(benefit)]
    value = total(worth * _complete(enabler.complete, "complete") for worth, enabler in worths)
    due = [(worth, enabler.planned_complete) for worth, enabler in worths]
    known = [worth * _complete(goal, "planned_complete") for worth, goal in due if goal is not None]
    planned = total(known) if len(known) == len(due) else None
    return stated(value, "money", total=total(plans), planned=planned, indicator=value / planned if planned else None)


def _shares(benefit: EnabledBenefit) -> list[tuple[Decimal, Enabler]]:
    parts = exact_list([enabler.share for enabler in benefit.enablers], "share")
    require(all(0 <= part <= 1 for part in parts), '"share" must lie between 0 and 1.')
    require(sum(parts, ZERO) <= ONE + SLACK, 'The "share" of all "enablers" of a benefit must add to at most 1.')
    return list(zip(parts, benefit.enablers, strict=True))


def _complete(value: Number, name: str) -> Decimal:
    done = exact(value, name)
    require(0 <= done <= 1, f'"{name}" must lie between 0 and 1.')
    return done
