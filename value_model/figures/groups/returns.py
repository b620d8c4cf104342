"""Returns on investment and the undiscounted ratio; over the projects that have both sides."""

from __future__ import annotations

from decimal import Decimal

from value_model.figures.definition import Answer, Definition
from value_model.figures.facts import Facts, add, entry
from value_model.figures.figure import Input
from value_model.metrics.returns import roi, roi_forecast, roi_to_date
from value_model.metrics.value_for_money import bcr

PHILLIPS = "J. J. Phillips, Return on Investment in Training and Performance Improvement Programs, 2003"
GREEN_BOOK = "HM Treasury, Green Book 2022"


def _pair(facts: Facts, name: str) -> tuple[Decimal | None, Decimal | None]:
    """Benefit and cost of one stream over the projects that have both."""
    if not facts.count(f"n_{name}"):
        return None, None
    return add(facts.get(f"{name}_benefit"), facts.get(f"stated_{name}_benefit")), facts.get(f"{name}_cost")


def _both(facts: Facts, name: str, benefit_id: str, cost_id: str) -> tuple[Input, ...]:
    benefit, cost = _pair(facts, name)
    items = facts.count(f"n_{name}")
    return entry(benefit_id, benefit, items), entry(cost_id, cost, items)


def _why_unmatched(facts: Facts, reason: str, *costs: str) -> str:
    """No project has both: name the side that is missing everywhere, else say that none has both."""
    return facts.missing("no_cost" if all(facts.get(f"cost_{name}") is None for name in costs) else reason)


def _roi_plan(facts: Facts) -> Answer:
    """The planned return. Undefined as ``no_cost`` and ``no_benefit``."""
    benefit, cost = _pair(facts, "plan")
    coverage, inputs = facts.coverage("n_plan", "plan_cost"), _both(facts, "plan", "benefits.plan", "cost.approved")
    if benefit is None:
        return Answer(None, _why_unmatched(facts, "no_benefit", "approved"), coverage, inputs)
    found = roi(benefit, cost)
    return Answer(found.value, found.reason, coverage, inputs)


def _bcr_undiscounted(facts: Facts) -> Answer:
    """Planned benefits per unit of cost. Undefined as ``no_cost`` and ``no_benefit``."""
    benefit, cost = _pair(facts, "plan")
    coverage, inputs = facts.coverage("n_plan", "plan_cost"), _both(facts, "plan", "benefits.plan", "cost.approved")
    if benefit is None or cost is None:
        return Answer(None, _why_unmatched(facts, "no_benefit", "approved"), coverage, inputs)
    found = bcr(benefit, cost)
    return Answer(found.value, found.reason, coverage, inputs)


def _roi_to_date(facts: Facts) -> Answer:
    """The return so far. Undefined as ``no_plan_due``, ``no_actuals`` and ``no_cost``."""
    benefit, cost = _pair(facts, "actual")
    coverage = facts.coverage("n_actual", "s_actual")
    inputs = _both(facts, "actual", "benefits.realized", "cost.to_date")
    due = facts.get("actual_benefit_plan") if facts.count("n_actual") else facts.get("plan_to_date")
    if benefit is None and facts.get("cost_to_date") is None:
        return Answer(None, facts.missing("no_actuals"), coverage, inputs)
    if due is None and facts.get("plan") is not None and not benefit:
        due = Decimal(0)  # planned month by month, and no month is due
    found = roi_to_date(benefit, cost, due, facts.get("actual_cost_plan"))
    return Answer(found.value, found.reason, coverage, inputs)


def _roi_forecast(facts: Facts) -> Answer:
    """The return at completion. Undefined as ``no_forecast`` and ``no_cost``."""
    whole, cost = _pair(facts, "forecast")
    standing_in, cost_standing_in = facts.get("benefit_standing_in"), facts.get("standing_in")
    items = facts.count("n_forecast")
    coverage = facts.coverage("n_forecast", "s_forecast")
    benefit = add(whole, standing_in) if items else None
    inputs = [entry("benefits.forecast", benefit, items), entry("cost.forecast", cost, items)]
    inputs += [entry("benefits.plan, where no forecast", standing_in)] if standing_in else []
    inputs += [entry("cost.approved, where no forecast", cost_standing_in, facts.count("n_standing_in"))] if cost_standing_in else []
    if benefit is None or cost is None:
        return Answer(None, _why_unmatched(facts, "no_forecast", "approved", "forecast"), coverage, tuple(inputs))
    nothing = Decimal(0)
    found = roi_forecast(benefit - (standing_in or nothing), cost - (cost_standing_in or nothing), None if standing_in else nothing,
                         None if cost_standing_in else nothing, standing_in, cost_standing_in)  # fmt: skip
    return Answer(found.value, found.reason, coverage, tuple(inputs))


def _roi_to_come(facts: Facts) -> Answer:
    """What is to come per unit of cost to come. Undefined as ``no_forecast`` and ``no_cost``."""
    benefit, cost = _pair(facts, "to_come")
    coverage = facts.coverage("n_to_come", "s_to_come")
    inputs = _both(facts, "to_come", "benefits.to_come", "cost.to_come")
    if benefit is None:
        return Answer(None, facts.missing("no_forecast"), coverage, inputs)
    if not cost or cost < 0:
        return Answer(None, "no_cost", coverage, inputs)
    return Answer(float(benefit / cost), None, coverage, inputs)


DEFINITIONS = (
    Definition(
        "roi.plan", "fraction", "(benefits − cost) / cost, plan, over projects that have both", _roi_plan, "up", "plan", PHILLIPS, "roi/1",
        inputs=("benefits.plan", "cost.approved"),
    ),
    Definition(
        "roi.to_date", "fraction", "(realized − cost to date) / cost to date, over projects that have both", _roi_to_date, "up", "actual",
        PHILLIPS, "roi_to_date/1", inputs=("benefits.realized", "cost.to_date"),
    ),
    Definition(
        "roi.forecast", "fraction", "(forecast benefits − forecast cost) / forecast cost, over projects that have both; the plan to come "
        "stands in for a missing forecast and is then an input", _roi_forecast, "up", "forecast", PHILLIPS, "roi_forecast/1",
        inputs=("benefits.forecast", "cost.forecast"),
    ),
    Definition(
        "roi.to_come", "fraction", "benefits to come / cost to come, over projects that have both", _roi_to_come, "up", "forecast", "ours",
        "roi_to_come/1", inputs=("benefits.to_come", "cost.to_come"),
    ),
    Definition(
        "bcr.undiscounted", "ratio", "Σ benefits / Σ cost, plan, over projects that have both", _bcr_undiscounted, "up", "plan", GREEN_BOOK,
        "bcr/1", inputs=("benefits.plan", "cost.approved"),
    ),
)  # fmt: skip
