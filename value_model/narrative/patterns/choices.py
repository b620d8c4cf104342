"""Family D: what mix to fund. Scenario results say so in words."""

from __future__ import annotations

from decimal import Decimal

from value_model.narrative.pattern import Pattern
from value_model.narrative.slots import figure, name, over, part_of, phrase
from value_model.narrative.trigger import Values, at_least, below, each, one_or_each


def _costs_more_than_it_brings(values: Values) -> bool:
    return values.cost > 0 and below(values.ratio, values.policy("pattern.D4.ratio"))


def _sign(amount: Decimal) -> str:
    return "negative" if amount < 0 else "" if amount else "none"


def _open(values: Values) -> str:
    """Whether nothing is mandatory, all of it, or a part."""
    return "none" if not values.share else "all" if not values.amount else ""


_MEASURE = {"measure": phrase("measures", "benefits_to_come")}
_FINISH = {
    "project": name(),
    "cost": figure("cost.to_come"),
    "benefits": figure("benefits.to_come"),
    "ratio": over("benefits.to_come", "cost.to_come", "ratio"),
}

PATTERNS = (
    Pattern(
        "D1",
        {"k": figure("choice.below_line.count"), "cost": figure("choice.below_line"), "amount": figure("choice.below_line.value")}
        | _MEASURE,
        fires=lambda v: v.k > 0 and v.cost > 0,
        amount="cost",
        variant=lambda v: _sign(v.amount),
        ask=one_or_each,
        page="choices",
        counts_projects=True,
    ),
    Pattern(
        "D2",
        {"amount": figure("choice.frontier_gain")} | _MEASURE,
        fires=lambda v: v.current > 0 and v.amount > 0 and at_least(v.amount, v.policy("pattern.D2.share") * v.current),
        needs={"current": figure("benefits.to_come")},
        amount="amount",
        polarity=lambda _: "favorable",
        page="choices",
    ),
    Pattern(
        "D3",
        {
            "slice": part_of("cost.to_come", "choices.slice_share"),
            "gain": figure("choice.next_slice"),
            "last": figure("choice.last_slice"),
        }
        | _MEASURE,
        fires=lambda v: v.slice > 0 and v.last > 0 and at_least(v.gain, v.policy("pattern.D3.ratio") * v.last),
        amount=lambda v: v.gain - v.last,
        polarity=lambda _: "favorable",
        page="choices",
    ),
    Pattern(
        "D4",
        _FINISH,
        fires=_costs_more_than_it_brings,
        where=each("project"),
        amount="cost",
        variant=lambda v: _sign(v.benefits),
        page="choices",
    ),
    Pattern(
        "D5",
        {"share": figure("choice.mandatory_share"), "amount": figure("choice.open")},
        amount="amount",
        polarity=lambda _: "neutral",
        variant=_open,
        page="choices",
        only_page=True,
    ),
)
