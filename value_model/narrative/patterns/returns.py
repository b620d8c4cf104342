"""Family A, second part: what a unit of cost brings, when it is back, how few projects hold it, and what running it takes."""

from __future__ import annotations

from decimal import Decimal

from value_model.narrative.pattern import Pattern
from value_model.narrative.slots import figure, minus, per_one, quarter, quarters_before
from value_model.narrative.trigger import Polarity, Values, at_least

MONTHS_PER_QUARTER = 3


def _return_moves(values: Values) -> bool:
    return at_least(abs(values.forecast - values.plan), values.policy("pattern.A5.roi_change"))


def _payback_moves(values: Values) -> bool:
    return at_least(abs(values.months), values.policy("pattern.A6.quarters") * MONTHS_PER_QUARTER)


def _few_hold_much(values: Values) -> bool:
    return values.n > values.k and at_least(values.share, values.policy("pattern.A7.share")) and values.share <= 1


def _by_months(values: Values) -> Polarity:
    return "favorable" if values.months < 0 else "unfavorable"


def _by_return(values: Values) -> Polarity:
    return "favorable" if values.forecast > values.plan else "unfavorable"


def _return_at_stake(values: Values) -> Decimal | None:
    cost = values.maybe("cost")
    return None if cost is None else (values.forecast - values.plan) * cost


PATTERNS = (
    Pattern(
        "A5",
        {"forecast": per_one("roi.forecast"), "plan": per_one("roi.plan")},
        fires=_return_moves,
        maybe={"cost": figure("cost.approved")},
        amount=_return_at_stake,
        polarity=_by_return,
        ask=lambda v: "project" if v.world.whole.startswith("project:") else "",
        covers="roi.forecast",
        page="value",
    ),
    Pattern(
        "A6",
        {
            "old": quarters_before("payback.date", "payback.forecast", "payback.plan"),
            "new": quarter("payback.date"),
            "months": minus("payback.forecast", "payback.plan", "months"),
        },
        fires=_payback_moves,
        polarity=_by_months,
        ask=lambda v: "earlier" if v.months < 0 else "",
        page="value",
    ),
    Pattern(
        "A7",
        {"k": figure("value.top_share.count"), "n": figure("data.projects"), "share": figure("value.top_share")},
        fires=_few_hold_much,
        maybe={"forecast": figure("benefits.forecast")},
        amount=lambda v: v.share * v.forecast,
        polarity=lambda _: "neutral",
        page="value",
        counts_projects=True,
    ),
    Pattern(
        "A8",
        {"cost": figure("value.run_cost"), "share": figure("value.run_cost_share")},
        fires=lambda v: at_least(v.share, v.policy("pattern.A8.share")),
        amount="cost",
        page="value",
    ),
)
