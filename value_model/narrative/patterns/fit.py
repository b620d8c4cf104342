"""Family C: whether money follows strategy."""

from __future__ import annotations

from decimal import Decimal

from value_model.narrative.pattern import Pattern
from value_model.narrative.slot import HUNDRED
from value_model.narrative.slots import figure, minus, name, scopes, setting
from value_model.narrative.trigger import Polarity, Values, at_least, each


def _over_weight(values: Values) -> bool:
    return at_least(values.points, values.policy("pattern.C1.points") * HUNDRED)


def _under_weight(values: Values) -> bool:
    return values.rank <= values.policy("pattern.C2.rank") and at_least(-values.points, values.policy("pattern.C2.points") * HUNDRED)


def _spend_to_move(values: Values) -> Decimal | None:
    spend = values.maybe("spend")
    return None if spend is None else abs(values.points) / HUNDRED * spend


def _first_or_second(values: Values) -> str:
    return ".".join(filter(None, ("" if values.rank == 1 else "second", "" if values.share else "none")))


def _high_rank(values: Values) -> str:
    """An objective that ranks high takes much although its weight is high too: its weight is what to compare with."""
    return "top" if values.rank <= values.policy("pattern.C2.rank") and values.maybe("weight") is not None else ""


def _by_points(values: Values) -> Polarity:
    return "favorable" if values.points > 0 else "unfavorable"


def _green_but_short(values: Values) -> bool:
    limit, due = values.policy("pattern.C6.kpi"), values.maybe("due")
    short = values.attained < limit and (due is None or due < limit)  # below its final target, and not on the path to it
    return short and values.n > 0 and at_least(values.k, values.policy("pattern.C6.green") * values.n)


_SPEND = {"spend": figure("cost.approved@whole")}
_SHORT = {"objective": name(), "weight": figure("fit.weight"), "share": figure("fit.share"), "points": figure("fit.gap")}

PATTERNS = (
    Pattern(
        "C1",
        {"objective": name(), "rank": figure("fit.rank"), "n": scopes("fit.rank", "objective"), "share": figure("fit.share")},
        fires=_over_weight,
        needs={"points": figure("fit.gap")},
        maybe={**_SPEND, "weight": figure("fit.weight")},
        variant=_high_rank,
        where=each("objective"),
        amount=_spend_to_move,
        page="fit",
    ),
    Pattern(
        "C2",
        _SHORT,
        fires=_under_weight,
        needs={"rank": figure("fit.rank")},
        maybe=_SPEND,
        where=each("objective"),
        amount=_spend_to_move,
        variant=_first_or_second,
        page="fit",
    ),
    Pattern(
        "C3",
        {"amount": figure("fit.unlinked"), "share": figure("fit.unlinked_share")},
        fires=lambda v: v.amount > 0 and at_least(v.share, v.policy("pattern.C3.share")),
        variant=lambda v: "all" if v.share == 1 else "",
        amount="amount",
        page="fit",
    ),
    Pattern(
        "C4",
        {"k": figure("fit.objectives_without_benefits"), "amount": figure("fit.objectives_without_benefits.approved")},
        fires=lambda v: v.k > 0 and v.amount > 0,
        amount="amount",
        page="fit",
    ),
    Pattern(
        "C5",
        {
            "points": minus("fit.index", "then fit.index", "points"),
            "old": figure("then fit.index"),
            "now": figure("fit.index"),
            "scale": setting("scale.fit", "score"),
        },
        fires=lambda v: at_least(abs(v.points), v.policy("pattern.C5.points")),
        maybe=_SPEND,
        amount=_spend_to_move,
        polarity=_by_points,
        ask=lambda _: "none",
        page="fit",
    ),
    Pattern(
        "C6",
        {"objective": name(), "attained": figure("outcome.attainment"), "k": figure("delivery.green"), "n": figure("delivery.rated")},
        fires=_green_but_short,
        maybe={"amount": figure("fit.benefits"), "due": figure("outcome.attainment_to_date")},
        where=each("objective"),
        amount="amount",
        page="fit",
    ),
)
