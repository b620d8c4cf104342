"""What moved since the compared snapshot."""

from __future__ import annotations

from decimal import Decimal

from value_model.figures.definition import WITH_BENEFITS, Answer, Definition
from value_model.figures.facts import Facts, add, entry, number
from value_model.figures.groups.benefits import forecast_is_known

SOURCE = "figures, group change"
ZERO = Decimal(0)


def whole_forecast(facts: Facts) -> Decimal | None:
    """benefits.forecast of the scope as a decimal; None where it is undefined."""
    return add(facts.get("forecast"), facts.get("stated_forecast")) if forecast_is_known(facts) else None


def _benefits(facts: Facts) -> Answer:
    if facts.before is None:
        return Answer(None, "one_snapshot")
    new, old = whole_forecast(facts), whole_forecast(facts.before)
    inputs = (entry("benefits.forecast", new), entry("benefits.forecast, compared snapshot", old))
    if new is None and old is None:
        return Answer(None, "no_forecast", None, inputs)
    return Answer(number((new or ZERO) - (old or ZERO)), None, None, inputs)


DEFINITIONS = (
    Definition(
        "change.benefits", "money", "forecast benefits − those of the compared snapshot", _benefits, "up", "forecast", SOURCE,
        scopes=WITH_BENEFITS, inputs=("benefits.forecast",),
    ),
)  # fmt: skip
