"""P10, P50 and P90 of expected benefits: what recorded confidence alone says of how far they may come."""

from __future__ import annotations

from value_model.figures.definition import WITH_BENEFITS, Answer, Definition, Make
from value_model.figures.facts import Facts, entry
from value_model.figures.figure import Coverage
from value_model.figures.groups.outlook import expected
from value_model.figures.ranges import chances, correlation, spread_of_chances
from value_model.measure import Measure

OF = "benefits.expected"
SOURCE = "ours; O. Vasicek 1987, one-factor model of correlated amounts that arrive or not"
LEVELS = {"p10": "low", "p50": "", "p90": "high"}
WORDS = {"p10": "exceeded in at most 90 %", "p50": "exceeded in at most half", "p90": "exceeded in at most 10 %"}


def _range(facts: Facts, middle: Answer) -> Measure:
    """The range around `benefits.expected`, worked out once per scope; it has none where nothing with a confidence is to come."""
    if "range of chances" not in facts.shared:
        certain = next((one.value for one in middle.inputs if one.id == "benefits.realized"), None)
        facts.shared["range of chances"] = spread_of_chances(chances(facts, float(certain or 0)), correlation(facts))
    found: Measure = facts.shared["range of chances"]
    return found


def _level(level: str) -> Make:
    def make(facts: Facts) -> Answer:
        """How far expected benefits may come. Undefined as ``no_model``, ``not_recorded`` and ``no_forecast``."""
        middle = expected(facts)
        if not isinstance(middle.value, float):
            return Answer(None, middle.reason)
        found = _range(facts, middle)
        value = found.detail.get(LEVELS[level]) if LEVELS[level] and found.is_defined else found.value
        drawn = found.detail.get("draws")
        model = (entry("correlation", correlation(facts)), *((entry(f"draws, seed {found.detail['seed']}", drawn),) if drawn else ()))
        coverage = Coverage(facts.count("c_rated"), facts.count("c_to_come"))
        return Answer(value, found.reason, coverage, (entry(OF, middle.value), *model) if found.is_defined else ())

    return make


DEFINITIONS = tuple(
    Definition(
        f"{OF}.{level}", "money",
        f"{OF}: {words} of all cases; two-point model: each benefit to come arrives in full with its recorded confidence or not at all, realized is certain, "
        "what has no confidence is left out, amounts of a programme move together",
        _level(level), "up", "forecast", SOURCE, "range_of_chances/1", WITH_BENEFITS, (OF,),
    )
    for level, words in WORDS.items()
)  # fmt: skip
