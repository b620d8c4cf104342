"""The published optimism-bias table, on capital cost still to come of projects that record a cost class; never on benefits."""

from __future__ import annotations

from value_model.figures.definition import Answer, Definition, Make
from value_model.figures.facts import Facts, entry
from value_model.figures.figure import Coverage
from value_model.metrics.optimism import optimism_bias
from value_model.metrics.outside_view import published_view

SOURCE = "Mott MacDonald 2002, Review of Large Public Procurement in the UK, carried into HM Treasury supplementary guidance"
CASES = {"lower": "low", "upper": "high"}


def uplifts(cost_class: object) -> dict[str, float] | None:
    """The published uplifts on capital cost of a class, lower and upper, as fractions; None where the table has none."""
    found = published_view(str(cost_class)) if cost_class else None
    if found is None or not found.is_defined:
        return None
    return {bound: float(found.detail[name]) - 1 for bound, name in CASES.items()}


def _capital(facts: Facts) -> list[tuple[str | None, float]]:
    """The capital cost to come of each project that has some, as far as the scope holds it, under the project's cost class."""
    if "capital to come" not in facts.shared:
        held = zip(facts.members.columns("cost_class", "capital_to_come"), facts.members.shares, strict=True)
        facts.shared["capital to come"] = [(name, float(cost * share)) for (name, cost), share in held if cost and cost > 0]
    found: list[tuple[str | None, float]] = facts.shared["capital to come"]
    return found


def _lifted(bound: str | None) -> Make:
    def make(facts: Facts) -> Answer:
        """What capital cost still to come may come to. Undefined as ``not_recorded`` and ``not_in_table``."""
        capital = _capital(facts)
        known = [(amount, found) for name, amount in capital if (found := uplifts(name))]
        coverage = Coverage(len(known), len(capital)) if capital else None
        if not known:
            return Answer(None, "not_in_table" if any(name for name, _ in capital) else "not_recorded", coverage)
        base = entry("capital cost to come, forecast", sum(amount for amount, _ in known), len(known))
        return Answer(sum(_one(amount, found[bound] if bound else 0.0) for amount, found in known), None, coverage, (base,))

    return make


def _one(amount: float, uplift: float) -> float:
    return float(optimism_bias([amount], uplift).value or 0.0)


BASIS = "of projects whose cost class is in the published table"
DEFINITIONS = (
    Definition(
        "optimism.capital", "money", f"Σ forecast capital cost (kind capex) to come {BASIS}", _lifted(None), "down", "forecast", SOURCE,
        "optimism_bias/1", inputs=("cost.to_come",),
    ),
    *(
        Definition(
            f"optimism.{bound}", "money", f"Σ capital cost to come × (1 + {bound} uplift of the class) {BASIS}; nothing mitigated", _lifted(bound),
            "down", "forecast", SOURCE, "optimism_bias/1", inputs=("optimism.capital",),
        )
        for bound in CASES
    ),
)  # fmt: skip
