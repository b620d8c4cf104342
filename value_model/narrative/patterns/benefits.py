"""Family B: which recorded reason holds what did not arrive, and where forecasts rise, fall and fall late."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from value_model.narrative.pattern import Pattern
from value_model.narrative.slots import figure, name, over, phrase, setting
from value_model.narrative.trigger import Place, Values, at_least, each
from value_model.narrative.world import World

REASON = "gap.by_reason:"
LOSSES = ("late start", "stopped")  # no reason for a gain


def _largest_reason(world: World) -> Iterable[Place]:
    """The recorded reason with the largest part in the direction of the gap; none where two are equally large."""
    gap = world.value("benefits.gap_to_date") or Decimal(0)
    words = [i.removeprefix(REASON) for i in world.ids(REASON)]
    parts = {word: world.value(REASON + word) or Decimal(0) for word in words if word in world.language["gap_reasons"]}
    same_way = sorted(((abs(part), word) for word, part in parts.items() if part * gap > 0), reverse=True)
    alone = len(same_way) == 1 or (same_way and same_way[0][0] > same_way[1][0])
    if alone and not (gap > 0 and same_way[0][1] in LOSSES):
        yield Place(world.whole, same_way[0][1])


def _makes_up_much(values: Values) -> bool:
    part, gap = abs(values.amount), abs(values.gap)
    return part <= gap and at_least(part, values.policy("pattern.B1.share") * gap)


def _part_of_gap(values: Values) -> str:
    if values.amount == values.gap:
        return "all"
    return "most" if values.alike(values.amount, values.gap) else "other" if values.place.word == "other" else ""


def _beats_plan(values: Values) -> bool:
    return values.approved > 0 and at_least(values.forecast, values.policy("pattern.B7.ratio") * values.approved)


def _quarters(values: Values) -> str:
    k = values.maybe("k")
    return "share" if k is None else "one" if k == 1 else ""


def _cut_in_a_row(values: Values) -> bool:
    return at_least(values.k, values.policy("pattern.B8.reviews")) and values.amount != 0


_ABOVE = {"project": name(), "pct": over("benefits.forecast", "benefits.plan"), "approved": figure("benefits.plan")}
_CUTS = {"project": name(), "k": figure("forecast.cuts_in_row"), "amount": figure("forecast.cuts_in_row.amount")}

PATTERNS = (
    Pattern(
        "B1",
        {"reason": phrase("gap_reasons", "{word}"), "amount": figure(REASON + "{word}"), "gap": figure("benefits.gap_to_date")},
        fires=_makes_up_much,
        where=_largest_reason,
        amount="amount",
        polarity=lambda v: "favorable" if v.gap > 0 else "unfavorable",
        variant=_part_of_gap,
        ask=lambda v: "gain" if v.gap > 0 else "" if v.place.word == "late start" else "other",
        page="benefits",
    ),
    Pattern(
        "B7",
        _ABOVE,
        fires=_beats_plan,
        needs={"forecast": figure("benefits.forecast")},
        where=each("project"),
        amount=lambda v: v.forecast - v.approved,
        polarity=lambda _: "favorable",
        page="projects",
    ),
    Pattern("B8", _CUTS, fires=_cut_in_a_row, where=each("project"), amount="amount", page="risk"),
    Pattern(
        "B10",
        {"share": figure("forecast.back_loaded"), "part": setting("pattern.B10.part", "fraction")},
        fires=lambda v: v.share <= 1 and at_least(v.share, v.policy("pattern.B10.share")),
        maybe={"k": figure("forecast.back_loaded.quarters"), "to_come": figure("benefits.to_come")},
        amount=lambda v: v.share * v.to_come,
        variant=_quarters,
        page="benefits",
    ),
)
