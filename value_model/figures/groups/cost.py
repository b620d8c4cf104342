"""What was approved, spent and is still to spend."""

from __future__ import annotations

from value_model.figures.definition import Answer, Definition
from value_model.figures.facts import Facts, entry, number
from value_model.metrics.returns import budget_variance

SOURCE = "ours: a sum of the recorded cost lines"


def _sum(facts: Facts, column: str, reason: str) -> Answer:
    amount, coverage = facts.get(f"cost_{column}"), facts.coverage(f"n_cost_{column}", f"s_cost_{column}")
    return Answer(number(amount), None if amount is not None else facts.missing(reason), coverage)


def _to_date(facts: Facts) -> Answer:
    """What was spent. Undefined as ``no_actuals``."""
    return _sum(facts, "to_date", "no_actuals")


def _to_come(facts: Facts) -> Answer:
    """What is still to spend. Undefined as ``no_forecast``."""
    return _sum(facts, "to_come", "no_forecast")


def _forecast(facts: Facts) -> Answer:
    """What it will have cost. Undefined as ``no_forecast``."""
    return _sum(facts, "forecast", "no_forecast")


def _approved(facts: Facts) -> Answer:
    """What was approved. Undefined as ``not_recorded``."""
    amount = facts.get("cost_approved")
    coverage = facts.coverage("n_cost_approved", "cost_approved")
    return Answer(number(amount), None if amount is not None else facts.missing("not_recorded"), coverage)


def _variance(facts: Facts) -> Answer:
    """What is left of the approval. Undefined as ``not_recorded`` and ``no_forecast``."""
    approved, forecast = facts.get("variance_approved"), facts.get("variance_forecast")
    items = facts.count("n_variance")
    inputs = (entry("cost.approved", approved, items), entry("cost.forecast", forecast, items))
    coverage = facts.coverage("n_variance", "variance_approved")
    if approved is None or forecast is None:
        reason = "no_forecast" if facts.get("cost_approved") is not None else "not_recorded"
        return Answer(None, facts.missing(reason), coverage, inputs)
    found = budget_variance(approved, forecast)
    return Answer(found.value, found.reason, coverage, inputs)


DEFINITIONS = (
    Definition("cost.approved", "money", "Σ planned cost (budget where a project has no planned rows)", _approved, stream="plan", source=SOURCE),
    Definition("cost.to_date", "money", "Σ actual cost of ended months", _to_date, "down", "actual", SOURCE),
    Definition("cost.to_come", "money", "Σ forecast cost of the other months", _to_come, "down", "forecast", SOURCE),
    Definition(
        "cost.forecast", "money", "cost to date + cost to come, by project with a forecast", _forecast,
        "down", "forecast", SOURCE, inputs=("cost.to_date", "cost.to_come"),
    ),
    Definition(
        "cost.variance", "money", "approved − forecast, over projects that have both", _variance, "up", "forecast",
        "ServiceNow financial widgets", "budget_variance/1", inputs=("cost.approved", "cost.forecast"),
    ),
)  # fmt: skip
