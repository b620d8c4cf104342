"""Family F: what moved since the compared review."""

from __future__ import annotations

from value_model.narrative.pattern import Pattern
from value_model.narrative.slots import figure, many, matched, name
from value_model.narrative.trigger import Polarity, Values, at_least, each


def _by_change(values: Values) -> Polarity:
    return "favorable" if values.change > 0 else "unfavorable"


def _by_amount(values: Values) -> Polarity:
    return "favorable" if values.amount > 0 else "unfavorable"


def _level(values: Values) -> str:
    return "level" if abs(values.change) < values.policy("pattern.F1.level") * abs(values.old) or not values.change else ""


def _agrees(values: Values) -> bool:
    """Whether the change and the two totals say the same; next to nothing counts as level."""
    return _level(values) == "level" or (values.change > 0) == (values.now > values.old)


def _is_a_large_part(values: Values, *, cuts: bool) -> bool:
    part, gross = abs(values.amount), abs(values.gross)
    one_way = values.amount < 0 if cuts else values.amount > 0
    return one_way and part <= gross and at_least(part, values.policy("pattern.F2.share") * gross)


def _part_of_gross(values: Values) -> str:
    if abs(values.amount) == abs(values.gross):
        return "all"
    return "most" if values.alike(values.amount, values.gross) else ""


def _mover(gross: str, *, cuts: bool) -> Pattern:
    return Pattern(
        "F2",
        {"project": name(), "amount": figure("change.benefits"), "gross": figure(f"{gross}@whole")},
        fires=lambda v: _is_a_large_part(v, cuts=cuts),
        where=each("project"),
        amount="amount",
        polarity=_by_amount,
        variant=_part_of_gross,
        page="changes",
        counts_projects=True,  # a part of the whole: on the page of one project it would be all of it
    )


PATTERNS = (
    Pattern(
        "F1",
        {
            "change": figure("change.benefits"),
            "old": matched("change.benefits", 1, "then benefits.forecast"),
            "now": figure("benefits.forecast"),
        },
        fires=_agrees,
        amount="change",
        polarity=_by_change,
        variant=_level,
        ask=lambda v: "none" if _level(v) else "",
        page="changes",
    ),
    _mover("change.cuts", cuts=True),
    _mover("change.gains", cuts=False),
    Pattern(
        "F3",
        {"k": many("came back", "project"), "amount": many("came back", "project", "change.benefits")},
        fires=lambda v: v.k > 0 and v.amount > 0,
        amount="amount",
        polarity=lambda _: "favorable",
        page="changes",
        counts_projects=True,
    ),
    Pattern(
        "F4",
        {"k": figure("asks.closed"), "n": figure("asks.total"), "m": figure("asks.open")},
        fires=lambda v: v.n > 0 and v.k + v.m == v.n,
        polarity=lambda v: "unfavorable" if v.m > 0 else "favorable",
        variant=lambda v: "" if v.m > 0 else "closed",
        ask=lambda v: "" if v.m > 0 else "none",
        page="changes",
    ),
    Pattern(
        "F5",
        {"amount": figure("change.restated")},
        fires=lambda v: v.amount != 0,
        maybe={"k": figure("change.restated.count")},
        amount="amount",
        polarity=_by_amount,
        variant=lambda v: "amount" if v.maybe("k") is None else "",
        page="changes",
        control=True,
    ),
)
