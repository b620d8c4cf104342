"""Which planned value still to come has a reason to doubt it."""

from __future__ import annotations

from decimal import Decimal

from value_model.figures.definition import WITH_BENEFITS, Answer, Definition
from value_model.figures.facts import Facts, entry, number

SOURCE = "ours; calc metric benefits_at_risk"
REASONS = ("not_green", "no_owner", "no_baseline", "no_evidence", "project_late")
ZERO = Decimal(0)


def _known(facts: Facts) -> str | None:
    """Why nothing can be said: no plan by month. None when something can."""
    if facts.get("plan") is not None:
        return None
    return facts.missing("no_profile" if facts.get("stated_plan") is not None else "not_recorded")


def _at_risk(facts: Facts) -> Answer:
    """What is still to come and doubted. Undefined as ``not_recorded`` and ``no_profile``."""
    reason = _known(facts)
    if reason:
        return Answer(None, reason)
    amount, whole = facts.get("at_risk") or ZERO, facts.get("remaining") or ZERO
    return Answer(number(amount), None, facts.coverage("n_benefit_plan_rows"), (entry("benefits.plan, still to come", whole),))


def _share(facts: Facts) -> Answer:
    """How much of what is still to come is doubted. Undefined as ``not_recorded``, ``no_profile`` and ``no_benefit``."""
    reason = _known(facts)
    amount, whole = facts.get("at_risk") or ZERO, facts.get("remaining") or ZERO
    inputs = (entry("benefits.at_risk", amount), entry("benefits.plan, still to come", whole))
    if reason:
        return Answer(None, reason)
    return Answer(number(amount / whole), None, None, inputs) if whole else Answer(None, "no_benefit", None, inputs)


def _count(facts: Facts) -> Answer:
    """How many benefits are doubted. Undefined as ``not_recorded`` and ``no_profile``."""
    reason = _known(facts)
    return Answer(None, reason) if reason else Answer(facts.count("c_at_risk"), None)


def _keys(facts: Facts) -> tuple[str, ...]:
    return () if _known(facts) else REASONS


def _by_reason(facts: Facts, reason: str) -> Answer:
    """What is doubted for one reason. Undefined as ``not_recorded`` and ``no_profile``."""
    return Answer(number(facts.get(f"at_risk_{reason}") or ZERO), None, None, (entry("benefits.at_risk", facts.get("at_risk") or ZERO),))


DEFINITIONS = (
    Definition(
        "benefits.at_risk", "money", "Σ plan still to come with a reason to doubt it: rated red or amber, no owner, no baseline, no evidence, "
        "project late; each benefit once", _at_risk, "down", "plan", SOURCE, "benefits_at_risk/1", WITH_BENEFITS,
    ),
    Definition(
        "benefits.at_risk.count", "count", "benefits with plan still to come and a reason to doubt it", _count, "down", "plan", SOURCE,
        "benefits_at_risk/1", WITH_BENEFITS,
    ),
    Definition(
        "benefits.at_risk_share", "fraction", "benefits at risk / plan still to come", _share, "down", "plan", SOURCE, "benefits_at_risk/1",
        WITH_BENEFITS, ("benefits.at_risk",),
    ),
    Definition(
        "benefits.at_risk_by:REASON", "money", "Σ plan still to come with this reason; a benefit counts under each of its reasons, so the "
        "amounts overlap", None, "down", "plan", SOURCE, "benefits_at_risk/1", WITH_BENEFITS, ("benefits.at_risk",), _by_reason, _keys,
    ),
)  # fmt: skip
