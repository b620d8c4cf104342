"""How much of what was due has arrived, and how sure that is."""

from __future__ import annotations

from decimal import Decimal

from value_model.figures.definition import WITH_BENEFITS, Answer, Definition
from value_model.figures.facts import Facts, add, entry, number
from value_model.figures.groups.benefits import forecast_is_known, not_due
from value_model.metrics.benefits import run_rate_attainment

SOURCE = "ours; calc metric portfolio_realization"
ZERO = Decimal(0)


def _due(facts: Facts) -> tuple[Decimal | None, str | None]:
    """The plan to date as a divisor, or why it cannot be one."""
    due = facts.get("plan_to_date")
    if due is None:
        return None, facts.missing(not_due(facts))
    if due == 0:
        return None, "no_plan_due"
    return (None, "negative_plan") if due < 0 else (due, None)


def _over_due(facts: Facts, column: str, figure_id: str) -> Answer:
    """A sum over the plan to date; every plan that is due counts."""
    due, reason = _due(facts)
    part = facts.get(column)
    inputs = (entry(figure_id, part), entry("benefits.plan_to_date", facts.get("plan_to_date")))
    coverage = facts.coverage("n_benefit_plan_to_date", "s_benefit_plan_to_date")
    if due is None:
        return Answer(None, reason, coverage, inputs)
    if facts.get("realized") is None or part is None:
        return Answer(None, facts.missing("no_actuals"), coverage, inputs)
    return Answer(number(part / due), None, coverage, inputs)


def _to_date(facts: Facts) -> Answer:
    """What arrived of what was due.

    Undefined as ``not_recorded``, ``no_profile``, ``no_plan_due``, ``negative_plan`` and ``no_actuals``.
    """
    return _over_due(facts, "realized", "benefits.realized")


def _capped(facts: Facts) -> Answer:
    """How much of each promise was kept.

    Undefined as ``not_recorded``, ``no_profile``, ``no_plan_due``, ``negative_plan`` and ``no_actuals``.
    """
    return _over_due(facts, "kept", "benefits.realized, at most the plan of each benefit")


def _coverage(facts: Facts) -> Answer:
    """How much of what was due was reported. Undefined as ``not_recorded``, ``no_profile``, ``no_plan_due`` and ``negative_plan``."""
    due, reason = _due(facts)
    part = facts.get("plan_to_date_reported") or ZERO
    inputs = (entry("benefits.plan_to_date, with an actual", part), entry("benefits.plan_to_date", facts.get("plan_to_date")))
    return Answer(None, reason, None, inputs) if due is None else Answer(number(part / due), None, None, inputs)


def _like_for_like(facts: Facts) -> Answer:
    """What arrived, where it was reported.

    Undefined as ``not_recorded``, ``no_profile``, ``no_actuals``, ``no_plan_due`` and ``negative_plan``.
    """
    reported, realized = facts.get("plan_to_date_reported"), facts.get("realized")
    inputs = (entry("benefits.realized", realized), entry("benefits.plan_to_date, with an actual", reported))
    _, reason = _due(facts)
    if reason in ("no_profile", "not_recorded", "fx_missing"):
        return Answer(None, reason, None, inputs)
    if realized is None:
        return Answer(None, facts.missing("no_actuals"), None, inputs)
    if not reported:
        return Answer(None, "no_plan_due", None, inputs)
    return Answer(None, "negative_plan", None, inputs) if reported < 0 else Answer(number(realized / reported), None, None, inputs)


def _forecast(facts: Facts) -> Answer:
    """What is forecast of what was first promised. Undefined as ``no_forecast``, ``no_baseline`` and ``negative_plan``."""
    base = add(facts.get("base_matched"), facts.get("stated_base"))
    forecast = add(facts.get("base_forecast"), facts.get("stated_base_forecast"))
    from_plan = add(facts.get("base_from_plan"), facts.get("stated_base"))
    items = facts.count("n_base") or None
    inputs = [
        entry("benefits.forecast", forecast, items),
        entry("benefits.baseline", (base - (from_plan or ZERO)) if base is not None else None),
    ]
    if from_plan:
        inputs.append(entry("benefits.plan, where no baseline", from_plan))
    coverage = facts.coverage("n_base", "s_base")
    known = facts.count("n_base") if facts.projects else forecast_is_known(facts)
    if not known or forecast is None:
        return Answer(None, facts.missing("no_forecast"), coverage, tuple(inputs))
    if not base:
        return Answer(None, "no_baseline", coverage, tuple(inputs))
    if base < 0:
        return Answer(None, "negative_plan", coverage, tuple(inputs))
    return Answer(number(forecast / base), None, coverage, tuple(inputs))


WINDOW, YEAR = 3, 12


def _run_rate(facts: Facts) -> Answer:
    """The last three ended months, times four, over the largest twelve months of the plan.

    Undefined as ``not_recorded``, ``no_profile``, ``no_plan_due`` and ``no_actuals``.
    """
    if facts.flows is None or "all_plan_benefit" not in facts.flows.known:
        return Answer(None, facts.missing("no_profile" if facts.get("stated_plan") is not None else "not_recorded"))
    plan = facts.flows.column("all_plan_benefit")
    steady = max(sum(plan[start : start + YEAR]) for start in range(max(1, len(plan) - YEAR + 1)))
    ended = facts.book.ended_months - facts.flows.first
    found = run_rate_attainment([facts.flows.actual_benefit(month) for month in range(ended - WINDOW, ended)], steady)
    return Answer(found.value, found.reason, None, (entry("benefits.plan, largest twelve months", steady),))


DEFINITIONS = (
    Definition(
        "realization.to_date", "fraction", "realized / plan to date; a missing actual counts as nothing arrived", _to_date, "up", "actual",
        SOURCE, "portfolio_realization/1", WITH_BENEFITS, ("benefits.realized", "benefits.plan_to_date"),
    ),
    Definition(
        "realization.like_for_like", "fraction", "realized / plan to date, over benefits with an actual", _like_for_like, "up", "actual",
        SOURCE, "portfolio_realization/1", WITH_BENEFITS, ("benefits.realized", "benefits.plan_to_date"),
    ),
    Definition(
        "realization.coverage", "fraction", "plan to date of benefits with an actual / plan to date", _coverage, "up", "actual",
        SOURCE, "portfolio_realization/1", WITH_BENEFITS, ("benefits.plan_to_date",),
    ),
    Definition(
        "realization.capped", "fraction", "Σ min(actual, plan to date) by benefit / plan to date", _capped, "up", "actual",
        "ours; calc metric capped_realization", "capped_realization/1", WITH_BENEFITS, ("benefits.realized", "benefits.plan_to_date"),
    ),
    Definition(
        "realization.forecast", "fraction", "forecast / baseline (plan where a benefit has no baseline)", _forecast, "up", "forecast",
        "ours; calc metric forecast_realization", "forecast_realization/1", WITH_BENEFITS, ("benefits.forecast", "benefits.baseline"),
    ),
    Definition(
        "realization.run_rate", "fraction", "actual of the last 3 ended months × 4 / largest 12 months of the plan", _run_rate, "up", "actual",
        "ours; calc metric run_rate_attainment", "run_rate_attainment/1", WITH_BENEFITS, ("benefits.plan",),
    ),
)  # fmt: skip
