"""Benefits that several projects bring together: who holds which part, and how much of the way there is built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from value_model.measure import Measure
from value_model.metrics.exact import (
    ONE,
    SLACK,
    ZERO,
    Number,
    exact,
    exact_list,
    exact_or_none,
    metric,
    require,
    stated,
    total,
)


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
