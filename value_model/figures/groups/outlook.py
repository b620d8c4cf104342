"""How the forecast behaves: what is expected of it, how it was cut, how late it falls, who holds it, what running costs."""

from __future__ import annotations

from decimal import Decimal
from heapq import nlargest
from itertools import pairwise

from value_model.figures.definition import WITH_BENEFITS, WITH_PROJECTS, Answer, Definition
from value_model.figures.facts import Facts, add, entry, number
from value_model.figures.figure import Coverage
from value_model.figures.groups.change import whole_forecast

SOURCE = "ours: from the forecast of this review and of earlier ones"
ZERO, CENT = Decimal(0), Decimal("0.01")
PROJECT = frozenset({"project"})
TOP = 3


def expected(facts: Facts) -> Answer:
    """What to expect, by confidence. Undefined as ``not_recorded`` and ``no_forecast``."""
    realized, expected = add(facts.get("realized"), facts.get("stated_realized")), facts.get("expected_to_come")
    rated, whole = facts.get("rated_to_come"), facts.get("to_come")
    inputs = (entry("benefits.realized", realized), entry("benefits.to_come, with a confidence", rated, facts.count("c_rated")))
    if expected is None and whole is None and realized is not None and whole_forecast(facts) is not None:
        return Answer(number(realized), None, None, inputs)  # nothing is still to come, so nothing is in doubt
    if expected is None:
        return Answer(None, facts.missing("no_forecast" if whole is None else "not_recorded"), None, inputs)
    coverage = Coverage(facts.count("c_rated"), facts.count("c_to_come"))
    return Answer(float(realized or ZERO) + float(expected), None, coverage, inputs)


# Cuts ---------------------------------------------------------------------------------------------


def cuts(facts: Facts) -> tuple[int, Decimal]:
    """In how many reviews in a row, ending with this one, the project's forecast fell, and by how much in all."""
    line = [review.projects.get(facts.key, {}).get("forecast") for review in facts.book.history]
    count, total = 0, ZERO
    for new, old in pairwise(line):
        if new is None or old is None or old - new < CENT:
            break
        count, total = count + 1, total + old - new
    return count, total


def _cuts(facts: Facts) -> Answer:
    """How many reviews in a row cut the forecast. Undefined as ``one_snapshot``."""
    return Answer(None, "one_snapshot") if len(facts.book.history) < 2 else Answer(cuts(facts)[0])


def _cut_amount(facts: Facts) -> Answer:
    """What they cut. Undefined as ``one_snapshot``."""
    return Answer(None, "one_snapshot") if len(facts.book.history) < 2 else Answer(number(cuts(facts)[1]))


# Time ---------------------------------------------------------------------------------------------


def _last_quarters(facts: Facts) -> tuple[int, float, float] | None:
    """Quarters that make up the last fourth of the time left, what they hold, and all that is to come."""
    if facts.flows is None or "all_forecast_benefit" not in facts.flows.known:
        return None
    start = max(0, facts.book.ended_months - facts.flows.first)
    ahead = list(facts.flows.column("all_forecast_benefit")[start:])
    while ahead and not ahead[-1]:
        ahead.pop()
    if not ahead or sum(ahead) <= 0:
        return None
    quarters = max(1, round(len(ahead) / 12))
    return quarters, sum(ahead[-3 * quarters :]), sum(ahead)


def _why_not(facts: Facts) -> str:
    return facts.missing("no_profile" if facts.get("stated_to_come") is not None else "no_forecast")


def _back_loaded(facts: Facts) -> Answer:
    """How late the forecast falls. Undefined as ``no_profile`` and ``no_forecast``."""
    found = _last_quarters(facts)
    if found is None:
        return Answer(None, _why_not(facts))
    quarters, late, whole = found
    inputs = (
        entry("forecast.back_loaded.quarters", quarters),
        entry("benefits.to_come, in these quarters", late),
        entry("benefits.to_come", whole),
    )
    return Answer(late / whole, None, None, inputs)


def _back_loaded_quarters(facts: Facts) -> Answer:
    """Which quarters count as late. Undefined as ``no_profile`` and ``no_forecast``."""
    found = _last_quarters(facts)
    return Answer(None, _why_not(facts)) if found is None else Answer(found[0])


def _delay(facts: Facts) -> Answer:
    """What one month of delay of every unfinished project loses: its benefits move on, and the last month falls off.

    Undiscounted, that month is all that `metrics.delay.cost_of_delay_of_profile` finds lost, as a test shows.
    Undefined as ``no_profile`` and ``no_forecast``.
    """
    ends, held = (
        facts.book.forecast_ends.made,
        zip(facts.members.columns("project_id", "is_done"), facts.members.weights.tolist(), strict=True),
    )
    open_ones = [(key, share) for (key, is_done), share in held if not is_done]
    lost = [ends[key] * share for key, share in open_ones if key in ends]
    if not lost:
        return Answer(None, _why_not(facts))
    return Answer(sum(lost), None, Coverage(len(lost), len(open_ones)))


# Weight -------------------------------------------------------------------------------------------


def _top(facts: Facts) -> list[Decimal]:
    """The forecasts of the projects that hold most of it, at most three, largest first."""
    if "top" not in facts.shared:
        facts.shared["top"] = nlargest(TOP, (forecast for forecast in facts.members.column("benefit_forecast") if forecast is not None))
    found: list[Decimal] = facts.shared["top"]
    return found


def _top_share(facts: Facts) -> Answer:
    """How much few projects hold. Undefined as ``no_forecast`` and ``no_benefit``."""
    whole, held = whole_forecast(facts), sum(_top(facts), ZERO)
    inputs = (entry("benefits.forecast of the top 3 projects", held, len(_top(facts))), entry("benefits.forecast", whole))
    if whole is None:
        return Answer(None, facts.missing("no_forecast"), None, inputs)
    return Answer(number(held / whole), None, None, inputs) if whole > 0 else Answer(None, "no_benefit", None, inputs)


def _top_count(facts: Facts) -> Answer:
    """How many they are. Undefined as ``no_forecast``."""
    return Answer(len(_top(facts))) if _top(facts) else Answer(None, facts.missing("no_forecast"))


def _run(facts: Facts, column: str) -> Decimal | None:
    if column not in facts.shared:
        known, held = facts.book.run_year[column].made, zip(facts.members.ids, facts.members.shares, strict=True)
        facts.shared[column] = add(*(known[key] * share for key, share in held if key in known))
    found: Decimal | None = facts.shared[column]
    return found


def _run_cost(facts: Facts) -> Answer:
    """What running the results costs. Undefined as ``not_recorded``."""
    cost = _run(facts, "run_cost")
    return Answer(number(cost), None if cost is not None else facts.missing("not_recorded"))


def _run_share(facts: Facts) -> Answer:
    """How much of the benefits running eats up. Undefined as ``not_recorded`` and ``no_benefit``."""
    cost, gross = _run(facts, "run_cost"), _run(facts, "gross_benefit")
    inputs = (entry("value.run_cost", cost), entry("gross benefits of twelve months", gross))
    if cost is None:
        return Answer(None, facts.missing("not_recorded"), None, inputs)
    return Answer(number(cost / gross), None, None, inputs) if gross and gross > 0 else Answer(None, "no_benefit", None, inputs)


DEFINITIONS = (
    Definition(
        "benefits.expected", "money", "realized + Σ to come × confidence, over benefits with a confidence", expected, "up", "forecast",
        "ours; calc metric confidence_weighted", "confidence_weighted/1", WITH_BENEFITS, ("benefits.realized", "benefits.to_come"),
    ),
    Definition(
        "delay.cost_per_month", "money", "Σ over unfinished projects of the benefit lost when all to come moves by one month and the last "
        "falls off", _delay, "down", "forecast", "ours; calc metric cost_of_delay", "cost_of_delay/1", WITH_PROJECTS,
    ),
    Definition("forecast.cuts_in_row", "count", "reviews in a row, ending with this one, at which the forecast fell", _cuts, "down", "forecast", SOURCE, scopes=PROJECT),
    Definition("forecast.cuts_in_row.amount", "money", "Σ of these falls, positive", _cut_amount, "down", "forecast", SOURCE, scopes=PROJECT),
    Definition(
        "forecast.back_loaded", "fraction", "to come in the last fourth of the time left (whole quarters) / to come", _back_loaded, "down",
        "forecast", SOURCE, scopes=WITH_BENEFITS, inputs=("benefits.to_come",),
    ),
    Definition("forecast.back_loaded.quarters", "count", "quarters that make up the last fourth of the time left", _back_loaded_quarters, source=SOURCE, scopes=WITH_BENEFITS),
    Definition("value.top_share", "fraction", "forecast of the 3 projects that hold most / forecast", _top_share, "down", "forecast", SOURCE, scopes=WITH_PROJECTS - {"project"}),
    Definition("value.top_share.count", "count", "these projects", _top_count, source=SOURCE, scopes=WITH_PROJECTS - {"project"}),
    Definition("value.run_cost", "money", "run cost of the twelve months after the as-of date, forecast (else plan)", _run_cost, "down", "forecast", SOURCE, scopes=WITH_PROJECTS),
    Definition(
        "value.run_cost_share", "fraction", "run cost / gross benefits of the twelve months after the as-of date, forecast (else plan)",
        _run_share, "down", "forecast", SOURCE, scopes=WITH_PROJECTS, inputs=("value.run_cost",),
    ),
)  # fmt: skip
