"""Family B: what benefits rest on: reports, confirmation, owners and baselines, and what is claimed more than once."""

from __future__ import annotations

from value_model.narrative.pattern import Pattern
from value_model.narrative.slots import figure, minus, name
from value_model.narrative.trigger import Values, at_least, each, one_or_each


def _all_unconfirmed(values: Values) -> str:
    return "" if values.confirmed else "all"


def _unconfirmed(values: Values) -> bool:
    return 0 < values.amount <= values.realized and at_least(values.amount, values.policy("pattern.B3.share") * values.realized)


def _any(values: Values) -> bool:
    return values.k > 0 and values.amount > 0


_NO_OWNER = {"k": figure("evidence.no_owner.count"), "amount": figure("evidence.no_owner")}
_UNCONFIRMED = {
    "amount": minus("benefits.realized", "evidence.confirmed"),
    "realized": figure("benefits.realized"),
    "confirmed": figure("evidence.confirmed"),
}

PATTERNS = (
    Pattern(
        "B2",
        {"k": figure("evidence.started_silent.count"), "amount": figure("evidence.started_silent")},
        fires=_any,
        amount="amount",
        ask=one_or_each,
        page="benefits",
    ),
    Pattern("B3", _UNCONFIRMED, fires=_unconfirmed, amount="amount", variant=_all_unconfirmed, page="benefits"),
    Pattern(
        "B3",
        _UNCONFIRMED | {"project": name()},
        fires=_unconfirmed,
        where=each("project"),
        amount="amount",
        variant=lambda v: "block" if v.confirmed else "all.block",
        page="benefits",
        block=True,
    ),
    Pattern("B4", _NO_OWNER, fires=_any, amount="amount", ask=one_or_each, page="benefits", control=True),
    Pattern(
        "B4",
        _NO_OWNER | {"project": name()},
        fires=_any,
        where=each("project"),
        amount="amount",
        variant=lambda _: "block",
        ask=one_or_each,
        page="benefits",
        control=True,
        block=True,
    ),
    Pattern(
        "B5",
        {"amount": figure("evidence.no_baseline")},
        fires=lambda v: v.forecast > 0 and v.amount > 0 and at_least(v.amount, v.policy("pattern.B5.share") * v.forecast),
        needs={"forecast": figure("benefits.forecast")},
        amount="amount",
        page="benefits",
        control=True,
    ),
    Pattern(
        "B6",
        {"k": figure("evidence.closed_silent.count"), "amount": figure("evidence.closed_silent")},
        fires=_any,
        amount="amount",
        page="benefits",
        counts_projects=True,
    ),
    Pattern(
        "B9",
        {"amount": figure("evidence.overlap")},
        fires=lambda v: v.amount > 0,
        maybe={"k": figure("evidence.overlap.count")},
        amount="amount",
        variant=lambda v: "amount" if (v.maybe("k") or 0) <= 1 else "",  # one project may claim a saving twice
        page="benefits",
        counts_projects=True,
    ),
)
