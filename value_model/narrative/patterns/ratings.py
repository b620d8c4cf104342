"""Family E: how projects rate themselves, against what their forecasts did and what was decided."""

from __future__ import annotations

from value_model.narrative.pattern import Pattern
from value_model.narrative.slots import figure, minus, name, over, setting
from value_model.narrative.trigger import Values, at_least, each, one_or_each


def _fell_while_green(values: Values) -> bool:
    return values.conflict > 0 and values.old > 0 and at_least(-values.fell, values.policy("pattern.E3.fall"))


_RED = setting("pattern.E6.reviews", "count")

PATTERNS = (
    Pattern(
        "E3",
        {"k": figure("delivery.status_conflict"), "limit": setting("pattern.E3.fall", "fraction")},
        fires=lambda v: v.k > 0,
        maybe={"amount": figure("delivery.status_conflict.amount")},
        amount=lambda v: v.maybe("amount"),
        ask=one_or_each,
        page="risk",
        control=True,
        counts_projects=True,
    ),
    Pattern(
        "E3",
        {"project": name(), "fell": over("change.benefits", "then benefits.forecast")},
        fires=_fell_while_green,
        needs={
            "conflict": figure("delivery.status_conflict"),
            "old": figure("then benefits.forecast"),
            "change": minus("then benefits.forecast", "benefits.forecast"),
        },
        where=each("project"),
        amount="change",
        variant=lambda _: "block",
        ask=lambda _: "block",
        page="risk",
        control=True,
        block=True,
    ),
    Pattern(
        "E6",
        {"k": figure("delivery.red_undecided"), "n": _RED},
        fires=lambda v: v.k > 0,
        maybe={"amount": figure("delivery.red_undecided.amount")},
        amount=lambda v: v.maybe("amount"),
        ask=one_or_each,
        page="risk",
        control=True,
        counts_projects=True,
    ),
    Pattern(
        "E6",
        {"project": name(), "n": _RED},
        fires=lambda v: v.red > 0,
        needs={"red": figure("delivery.red_undecided")},
        maybe={"amount": figure("benefits.forecast")},
        where=each("project"),
        amount=lambda v: v.maybe("amount"),
        variant=lambda _: "block",
        ask=lambda _: "block",
        page="risk",
        control=True,
        block=True,
    ),
)
