"""The PMO itself: what it costs and brings, what came of its forecasts, and whom it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from value_model.figures.definition import WHOLE, Answer, Definition, Make
from value_model.figures.facts import Facts, Row, entry, number
from value_model.figures.figure import Coverage
from value_model.figures.flows import ordinal
from value_model.figures.groups.decisions import asked, is_taken
from value_model.figures.groups.outcome import readings
from value_model.metrics.office import Attribution, forecast_accuracy, pmo_cost_ratio, pmo_roi

SOURCE = "ours: from the records of the office"
ZERO = Decimal(0)
WHOLE_ONLY = Answer(None, "whole_only")  # the office and its stakeholders belong to all projects together
LEVELS = {"unaware": 0, "resistant": 1, "neutral": 2, "supportive": 3, "leading": 4}


# Cost and return of the office ----------------------------------------------------------------------


def _months(facts: Facts) -> dict[int, Decimal]:
    """Cost of the office by ended month (its ordinal)."""
    found: dict[int, Decimal] = {}
    for row in facts.book.read("office"):
        if row["cost"] is not None and row["period"] is not None and ordinal(row["period"]) < facts.book.ended_months:
            found[ordinal(row["period"])] = found.get(ordinal(row["period"]), ZERO) + row["cost"]
    return found


def office_cost(facts: Facts) -> Decimal | None:
    """Cost of the office in the months ended; None where none is recorded."""
    costs = _months(facts).values()
    return sum(costs, ZERO) if costs else None


def _managed(facts: Facts, first: int, last: int) -> float | None:
    """Actual cost of the portfolio from month `first` to `last`; None where none is recorded by month."""
    if facts.flows is None or "all_actual_cost" not in facts.flows.known:
        return None
    line, start = facts.flows.column("all_actual_cost"), facts.flows.first
    return sum(line[max(0, first - start) : max(0, last + 1 - start)])


def _cost_ratio(facts: Facts) -> Answer:
    """What the office costs beside what was spent meanwhile. Undefined as ``whole_only``, ``not_recorded``, ``no_profile`` and ``no_spend``."""
    if facts.book.only.is_on:
        return WHOLE_ONLY
    months, cost = _months(facts), office_cost(facts)
    spend = _managed(facts, min(months), max(months)) if months else None
    inputs = (entry("cost of the office to date", cost), entry("cost.to_date, of the same months", spend))
    if cost is None or cost < 0:
        return Answer(None, "not_recorded", None, inputs)
    if spend is None:
        return Answer(None, facts.missing("no_spend" if facts.get("cost_to_date") is None else "no_profile"), None, inputs)
    found = pmo_cost_ratio(cost, spend)
    return Answer(found.value, found.reason, None, inputs)


def _attributed(facts: Facts) -> list[Attribution]:
    """Effects found, with the share of each put down to the office; those without a share are left out."""
    rows = [row for row in asked(facts) if is_taken(facts, row) and row.get("result_effect") is not None]
    shares = ("attribution_low", "attribution_mid", "attribution_high")
    return [Attribution(row["result_effect"], *(row[name] for name in shares)) for row in rows if _is_attributed(row, shares)]


def _is_attributed(row: Row, shares: Sequence[str]) -> bool:
    known = [row[name] for name in shares if row.get(name) is not None]
    return len(known) == len(shares) and row["result_effect"] >= 0 and [0, *known, 1] == sorted([0, *known, 1])


def _roi(which: str) -> Make:
    def make(facts: Facts) -> Answer:
        """What the office brings beside what it costs. Undefined as ``whole_only``, ``not_recorded`` and ``no_cost``."""
        if facts.book.only.is_on:
            return WHOLE_ONLY
        cost, items = office_cost(facts), _attributed(facts)
        inputs = (
            entry("cost of the office to date", cost),
            entry("effects found", sum((float(item.amount) for item in items), 0.0), len(items)),
        )
        if cost is None or not items:
            return Answer(None, "not_recorded", None, inputs)
        found = pmo_roi(cost, items)
        value = found.value if which == "mid" else found.detail.get(which)
        return Answer(value, found.reason, None, inputs)

    return make


# Forecasts one year old ------------------------------------------------------------------------------


def _matured(facts: Facts) -> list[tuple[Decimal, Decimal]] | None:
    """Forecast and actual of each benefit over the year; None without a snapshot one year old."""
    span = facts.book.year_ago
    if span is None:
        return None
    return [(forecast, span.actual[key]) for key, forecast in span.forecast.items() if key in span.actual]


def _accuracy(facts: Facts) -> Answer:
    """How near year-old forecasts came. Undefined as ``one_snapshot``, ``no_actuals`` and ``zero_actual``."""
    found = _matured(facts)
    if found is None:
        return Answer(None, "one_snapshot")
    if not found:
        return Answer(None, "no_actuals")
    answer = forecast_accuracy([forecast for forecast, _ in found], [actual for _, actual in found])
    span = facts.book.year_ago
    return Answer(answer.value, answer.reason, Coverage(len(found), len(span.forecast) if span else len(found)))


def _landed(facts: Facts) -> Answer:
    """How many came near enough. Undefined as ``one_snapshot`` and ``no_actuals``."""
    found = _matured(facts)
    if not found:
        return Answer(None, "one_snapshot" if found is None else "no_actuals")
    limit = Decimal(str(facts.book.policy["pattern.G2.within"]))
    landed = sum(1 for forecast, actual in found if abs(forecast - actual) <= limit * abs(actual))
    return Answer(landed, None, Coverage(landed, len(found)), (entry("pmo.forecasts_landed.of", len(found)),))


def _landed_of(facts: Facts) -> Answer:
    """How many there were. Undefined as ``one_snapshot``."""
    found = _matured(facts)
    return Answer(None, "one_snapshot") if found is None else Answer(len(found))


# People and outcomes ----------------------------------------------------------------------------------


def _engagement(facts: Facts) -> Answer:
    """How far people are from where they should be. Undefined as ``whole_only``, ``not_recorded`` and ``no_weights``."""
    if facts.book.only.is_on:
        return WHOLE_ONLY
    rows = [row for row in facts.book.read("stakeholders") if row["engagement"] in LEVELS and row["desired"] in LEVELS]
    known = [(row["influence"], LEVELS[row["desired"]] - LEVELS[row["engagement"]]) for row in rows if row["influence"] is not None]
    weight = sum(influence for influence, _ in known)
    coverage = Coverage(len(known), facts.book.tables.get("stakeholders", 0))
    if not known:
        return Answer(None, "not_recorded")
    return (
        Answer(sum(influence * gap for influence, gap in known) / weight, None, coverage)
        if weight
        else Answer(None, "no_weights", coverage)
    )


def _response_rate(facts: Facts) -> Answer:
    """How many answered. Undefined as ``not_recorded`` and ``no_responses``."""
    asked_in: dict[tuple[object, ...], tuple[int, int]] = {}
    for row in facts.book.read("pulse"):
        if row["on"] is not None and row["on"] <= facts.book.as_of:
            key = (row["on"], row["group"], row["project_id"], row["question"])
            answers, invited = asked_in.get(key, (0, 0))
            asked_in[key] = (answers + (row["score"] is not None), max(invited, row["invited"] or 0))
    known = [(answers, invited) for answers, invited in asked_in.values() if invited]
    inputs = (entry("answers", sum(answers for answers, _ in known)), entry("invited", sum(invited for _, invited in known)))
    if not known:
        return Answer(None, "no_responses" if asked_in else "not_recorded")
    return Answer(float(inputs[0].value or 0) / float(inputs[1].value or 1), None, None, inputs)


def _traced(facts: Facts) -> set[str]:
    """Projects with a measure that has been read: their own, or that of a benefit they hold."""
    read = {row["measure_id"] for row in readings(facts)}
    measures = [row for row in facts.book.read("measures") if row["measure_id"] in read]
    own = {str(row["project_id"]) for row in measures if row["project_id"]}
    benefits = {row["benefit_id"] for row in measures if row["benefit_id"]}
    benefits |= {key for key, measure in facts.book.benefits.columns("benefit_id", "measure_id") if measure in read}
    return own | {project for key in benefits for project, share in facts.book.shares.get(key, {}).items() if share}


def _outcome_coverage(facts: Facts) -> Answer:
    """How much spend is measured by outcome. Undefined as ``not_recorded`` and ``no_spend``."""
    if not facts.book.has("measures"):
        return Answer(None, "not_recorded")
    traced, whole = _traced(facts), facts.get("cost_approved")
    known = facts.members.columns("project_id", "approved")
    spend = [approved for project, approved in known if project in traced and approved is not None]
    inputs = (entry("cost.approved of projects with a measured outcome", sum(spend, ZERO), len(spend)), entry("cost.approved", whole))
    return Answer(number(sum(spend, ZERO) / whole), None, None, inputs) if whole else Answer(None, facts.missing("no_spend"), None, inputs)


def _define(id: str, unit: str, formula: str, make: Make, good: str = "up", source: str = SOURCE, method: str = "") -> Definition:
    return Definition(id, unit, formula, make, "up" if good == "up" else "down" if good == "down" else "none", None, source, method, WHOLE)


OFFICE_ROI = "ours: attributed value as a range; calc metric pmo_roi"
DEFINITIONS = (
    _define("pmo.cost_ratio", "fraction", "cost of the office to date / actual cost of the portfolio in the same months", _cost_ratio, "down", "common practice", "pmo_cost_ratio/2"),
    *(
        _define(f"pmo.roi.{which}", "fraction", f"(Σ effect found × {which} attribution − cost of the office) / cost of the office", _roi(which),
                source=OFFICE_ROI, method="pmo_roi/1")
        for which in ("low", "mid", "high")
    ),
    _define("pmo.forecast_accuracy", "fraction", "1 − Σ |actual − forecast| / Σ |actual|, one-year-old forecasts by benefit", _accuracy,
            source="ours; calc metric forecast_accuracy", method="forecast_accuracy/1"),
    _define("pmo.forecasts_landed", "count", "benefits whose one-year-old forecast was within policy (20 %) of actual", _landed),
    _define("pmo.forecasts_landed.of", "count", "benefits with a one-year-old forecast and an actual", _landed_of, "none"),
    _define("pmo.engagement", "points", "Σ influence × (desired − current level) / Σ influence", _engagement, "down", "ours: five levels from unaware to leading, weighted by influence"),
    _define("pmo.response_rate", "fraction", "answers / invited", _response_rate),
    _define("pmo.outcome_coverage", "fraction", "approved cost of projects with a measured outcome / approved cost", _outcome_coverage),
)  # fmt: skip
