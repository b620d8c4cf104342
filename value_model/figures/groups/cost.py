"""What was approved, spent and is still to spend."""

from __future__ import annotations

from value_model.figures.definition import Answer, Definition, Make
from value_model.figures.facts import Facts, entry, number
from value_model.metrics.returns import budget_variance

SOURCE = "ours: a sum of the recorded cost lines"


def _sum(column: str, reason: str) -> Make:
    def make(facts: Facts) -> Answer:
        amount, coverage = facts.get(f"cost_{column}"), facts.coverage(f"n_cost_{column}", f"s_cost_{column}")
        return Answer(number(amount), None if amount is not None else facts.missing(reason), coverage)

    return make


def _approved(facts: Facts) -> Answer:
    amount = facts.get("cost_approved")
    coverage = facts.coverage("n_cost_approved", "cost_approved")
    return Answer(number(amount), None if amount is not None else facts.missing("not_recorded"), coverage)


def _variance(facts: Facts) -> Answer:
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
    Definition("cost.to_date", "money", "Σ actual cost of ended months", _sum("to_date", "no_actuals"), "down", "actual", SOURCE),
    Definition("cost.to_come", "money", "Σ forecast cost of the other months", _sum("to_come", "no_forecast"), "down", "forecast", SOURCE),
    Definition(
        "cost.forecast", "money", "cost to date + cost to come, by project with a forecast", _sum("forecast", "no_forecast"),
        "down", "forecast", SOURCE, inputs=("cost.to_date", "cost.to_come"),
    ),
    Definition(
        "cost.variance", "money", "approved − forecast, over projects that have both", _variance, "up", "forecast",
        "ServiceNow financial widgets", "budget_variance/1", inputs=("cost.approved", "cost.forecast"),
    ),
)  # fmt: skip
