"""What was promised, has arrived and is still to come; always net of disbenefits."""

from __future__ import annotations

from decimal import Decimal

from value_model.contract import REASONS
from value_model.figures.definition import WITH_BENEFITS, Answer, Definition
from value_model.figures.facts import Facts, add, entry, number

SOURCE = "ours: a sum of the recorded benefit values"
ZERO = Decimal(0)


def _sum(facts: Facts, column: str, reason: str) -> Answer:
    """A sum of the rows, and of the totals that stand in for rows."""
    amount = add(facts.get(column), facts.get(f"stated_{column}"))
    coverage = facts.coverage(f"n_benefit_{column}", f"s_benefit_{column}")
    return Answer(number(amount), None if amount is not None else facts.missing(reason), coverage)


def _baseline(facts: Facts) -> Answer:
    """What was first promised. Undefined as ``no_baseline``."""
    amount = facts.get("baseline")
    return Answer(number(amount), None if amount is not None else facts.missing("no_baseline"))


def _plan(facts: Facts) -> Answer:
    """What is promised now. Undefined as ``not_recorded``."""
    return _sum(facts, "plan", "not_recorded")


def _realized(facts: Facts) -> Answer:
    """What arrived. Undefined as ``no_actuals``."""
    return _sum(facts, "realized", "no_actuals")


def _to_come(facts: Facts) -> Answer:
    """What is still to come. Undefined as ``no_forecast``."""
    return _sum(facts, "to_come", "no_forecast")


def _plan_to_date(facts: Facts) -> Answer:
    """What was due. Undefined as ``not_recorded``, ``no_profile`` and ``no_plan_due``."""
    amount = facts.get("plan_to_date")
    coverage = facts.coverage("n_benefit_plan_to_date", "s_benefit_plan_to_date")
    return Answer(number(amount), None if amount is not None else facts.missing(not_due(facts)), coverage)


def not_due(facts: Facts) -> str:
    """Why nothing is due: nothing falls before the as-of date, only totals are known, or nothing is planned."""
    if facts.get("plan") is not None:
        return "no_plan_due"
    return "no_profile" if facts.get("stated_plan") is not None else "not_recorded"


def forecast_is_known(facts: Facts) -> bool:
    """Whether a forecast stands behind realized + to come, or nothing is planned to come any more."""
    if facts.projects:
        return facts.count("n_benefit_forecast") > 0
    return facts.get("to_come") is not None or not facts.get("plan_to_come")


def _forecast(facts: Facts) -> Answer:
    """What arrived and what is to come. Undefined as ``no_forecast``."""
    amount = add(facts.get("forecast"), facts.get("stated_forecast")) if forecast_is_known(facts) else None
    coverage = facts.coverage("n_benefit_forecast", "s_benefit_forecast")
    realized = add(facts.get("realized"), facts.get("stated_realized"))
    inputs = (entry("benefits.realized", realized), entry("benefits.to_come", add(facts.get("to_come"), facts.get("stated_to_come"))))
    return Answer(number(amount), None if amount is not None else facts.missing("no_forecast"), coverage, inputs)


def gap(facts: Facts) -> tuple[Decimal | None, str | None]:
    """Realized less plan to date, month by month; what nobody reported counts as a gap."""
    due, realized = facts.get("plan_to_date"), facts.get("realized")
    if due is None:
        return None, facts.missing(not_due(facts))
    if realized is None:
        return None, facts.missing("no_actuals")
    return realized - due, None


def _gap_to_date(facts: Facts) -> Answer:
    """What arrived less what was due. Undefined as ``not_recorded``, ``no_profile``, ``no_plan_due`` and ``no_actuals``."""
    amount, reason = gap(facts)
    inputs = (entry("benefits.realized", facts.get("realized")), entry("benefits.plan_to_date", facts.get("plan_to_date")))
    return Answer(number(amount), reason, facts.coverage("n_benefit_plan_to_date", "s_benefit_plan_to_date"), inputs)


def matched_forecast(facts: Facts) -> tuple[Decimal | None, Decimal | None]:
    """Plan and forecast over the projects that have both; at a benefit kind, over the whole kind."""
    if facts.projects:
        if not facts.count("n_gap"):
            return None, None
        return add(facts.get("gap_plan"), facts.get("stated_gap_plan")), add(facts.get("gap_forecast"), facts.get("stated_gap_forecast"))
    return facts.get("plan"), facts.get("forecast") if forecast_is_known(facts) else None


def _gap_forecast(facts: Facts) -> Answer:
    """What is forecast less what was planned. Undefined as ``not_recorded`` and ``no_forecast``."""
    plan, forecast = matched_forecast(facts)
    items = facts.count("n_gap") or None
    inputs = (entry("benefits.forecast", forecast, items), entry("benefits.plan", plan, items))
    coverage = facts.coverage("n_gap", "s_gap")
    if plan is None or forecast is None:
        has_plan = add(facts.get("plan"), facts.get("stated_plan")) is not None
        return Answer(None, facts.missing("no_forecast" if has_plan else "not_recorded"), coverage, inputs)
    return Answer(float(forecast - plan), None, coverage, inputs)


def _disbenefits(facts: Facts) -> Answer:
    """What gets worse. Undefined as ``not_recorded``."""
    amount = facts.get("disbenefits")
    if amount is None and facts.count("benefits"):
        amount = ZERO  # benefits are recorded one by one, and none of them is a disbenefit
    return Answer(number(amount), None if amount is not None else "not_recorded")


def _column(reason: str) -> str:
    return "gap_" + reason.replace(" ", "_")


def _reasons(facts: Facts) -> list[str]:
    if gap(facts)[0] is None:
        return []
    return [*(reason for reason in REASONS if facts.get(_column(reason)) is not None), "unrecorded"]


def _by_reason(facts: Facts, reason: str) -> Answer:
    """The part of the gap under one reason. Undefined as ``not_recorded``, ``no_profile``, ``no_plan_due`` and ``no_actuals``."""
    whole, why = gap(facts)
    if whole is None:
        return Answer(None, why)
    recorded = [facts.get(_column(name)) or ZERO for name in REASONS]
    part = whole - sum(recorded, ZERO) if reason == "unrecorded" else facts.get(_column(reason))
    return Answer(number(part), None, None, (entry("benefits.gap_to_date", whole),))


DEFINITIONS = (
    Definition(
        "benefits.baseline", "money", "Σ baseline, whole life", _baseline,
        stream="baseline", source=SOURCE, scopes=WITH_BENEFITS,
    ),
    Definition(
        "benefits.plan", "money", "Σ plan, whole life", _plan,
        "up", "plan", SOURCE, scopes=WITH_BENEFITS,
    ),
    Definition(
        "benefits.plan_to_date", "money", "Σ plan of ended months", _plan_to_date, "up", "plan", SOURCE, scopes=WITH_BENEFITS,
    ),
    Definition(
        "benefits.realized", "money", "Σ actual of ended months", _realized,
        "up", "actual", SOURCE, scopes=WITH_BENEFITS,
    ),
    Definition(
        "benefits.to_come", "money", "Σ forecast of the other months", _to_come,
        "up", "forecast", SOURCE, scopes=WITH_BENEFITS,
    ),
    Definition(
        "benefits.forecast", "money", "realized + to come, whole life", _forecast, "up", "forecast", SOURCE,
        scopes=WITH_BENEFITS, inputs=("benefits.realized", "benefits.to_come"),
    ),
    Definition(
        "benefits.gap_to_date", "money", "realized − plan to date", _gap_to_date, "up", "actual", SOURCE,
        scopes=WITH_BENEFITS, inputs=("benefits.realized", "benefits.plan_to_date"),
    ),
    Definition(
        "benefits.gap_forecast", "money", "forecast − plan, over projects that have both", _gap_forecast, "up", "forecast", SOURCE,
        scopes=WITH_BENEFITS, inputs=("benefits.forecast", "benefits.plan"),
    ),
    Definition(
        "benefits.disbenefits", "money", "Σ forecast of disbenefits (plan where none is forecast), positive", _disbenefits,
        "down", "forecast", SOURCE, scopes=WITH_BENEFITS,
    ),
    Definition(
        "gap.by_reason:REASON", "money", "actual − plan of the months recorded under the reason; unrecorded is the rest of the gap",
        good="up", stream="actual", source="ours: a sum of recorded benefit values by their reason", scopes=WITH_BENEFITS, inputs=("benefits.gap_to_date",),
        make_keyed=_by_reason, keys=_reasons,
    ),
)  # fmt: skip
