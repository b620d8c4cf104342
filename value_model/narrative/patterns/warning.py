"""Family E: value that may not arrive while delivery looks well, and the reverse."""

from __future__ import annotations

from value_model.narrative.pattern import Pattern
from value_model.narrative.slots import as_of, figure, name, over
from value_model.narrative.trigger import Values, at_least, below, each


def _on_time_but_short(values: Values) -> bool:
    on_time = at_least(values.delivery, values.policy("delivery.on_time"))
    return on_time and values.approved > 0 and below(values.pct, values.policy("delivery.value_on_track"))


def _late_but_whole(values: Values) -> bool:
    late = below(values.progress, values.policy("delivery.on_time"))
    return late and values.approved > 0 and at_least(values.forecast, values.policy("delivery.value_full") * values.approved)


def _spent_before_realized(values: Values) -> bool:
    ahead = values.spent - values.realized
    return values.plan > 0 and values.budget > 0 and at_least(ahead, values.policy("pattern.E4.points"))


PATTERNS = (
    Pattern(
        "E1",
        {
            "k": figure("delivery.on_time_value_missing.count"),
            "missing": figure("delivery.on_time_value_missing"),
            "approved": figure("delivery.on_time_value_missing.approved"),
        },
        fires=lambda v: v.k > 0 and v.missing > 0,
        variant=lambda v: "more" if v.missing > v.approved else "",  # a forecast below zero misses more than all of it
        amount="missing",
        page="risk",
        counts_projects=True,
    ),
    Pattern(
        "E1",
        {
            "project": name(),
            "delivery": figure("delivery.index"),
            "pct": over("benefits.forecast", "benefits.plan"),
            "approved": figure("benefits.plan"),
        },
        fires=_on_time_but_short,
        needs={"forecast": figure("benefits.forecast")},
        where=each("project"),
        amount=lambda v: v.approved - v.forecast,
        variant=lambda v: "block" if v.forecast else "none.block",
        page="risk",
        block=True,
    ),
    Pattern(
        "E2",
        {"project": name(), "progress": figure("delivery.index"), "forecast": figure("benefits.forecast")},
        fires=_late_but_whole,
        needs={"approved": figure("benefits.plan")},
        where=each("project"),
        amount="forecast",
        polarity=lambda _: "neutral",
        page="risk",
    ),
    Pattern(
        "E4",
        {
            "project": name(),
            "spent": over("cost.to_date", "cost.approved"),
            "realized": over("benefits.realized", "benefits.plan"),
            "amount": figure("benefits.realized"),
        },
        fires=_spent_before_realized,
        variant=lambda v: "negative" if v.realized < 0 else "",
        needs={"plan": figure("benefits.plan"), "budget": figure("cost.approved")},
        where=each("project"),
        amount=lambda v: (v.spent - v.realized) * v.plan,
        page="risk",
    ),
    Pattern(
        "E5",
        {"amount": figure("change.fy_shift"), "year": as_of("fiscal_year")},
        fires=lambda v: v.plan > 0 and v.amount > 0 and at_least(v.amount, v.policy("pattern.E5.share") * v.plan),
        needs={"plan": figure("benefits.plan")},
        amount="amount",
        page="changes",
    ),
    Pattern(
        "E7",
        {"amount": figure("risk.touched"), "share": over("risk.touched", "benefits.forecast")},
        fires=lambda v: v.forecast > 0 and v.amount > 0 and at_least(v.share, v.policy("pattern.E7.share")),
        needs={"forecast": figure("benefits.forecast")},
        amount="amount",
        page="risk",
    ),
)
