"""Family A, first part: benefits realized and forecast beside those approved."""

from __future__ import annotations

from value_model.narrative.pattern import Pattern
from value_model.narrative.slot import Slot
from value_model.narrative.slots import below_plan, covered, covered_of, figure, input_of, matched, setting
from value_model.narrative.trigger import Polarity, Values, at_least


def by_gap(values: Values) -> Polarity:
    """Favorable where the gap is above zero."""
    return "favorable" if values.gap > 0 else "unfavorable"


def delivered_or_reports(values: Values) -> str:
    """A sum is called delivered when at least half of it is confirmed."""
    confirmed = values.maybe("confirmed")
    proven = (
        confirmed is not None
        and values.realized > 0
        and at_least(confirmed, values.policy("text.delivered_confirmed_share") * values.realized)
    )
    return "" if proven else "reports" if values.realized else "none"


def _misses_plan(values: Values) -> bool:
    gap = abs(values.forecast - values.approved)
    return values.approved > 0 and at_least(gap, values.policy("pattern.A2.gap_share") * values.approved)


def _high_falls_short(values: Values) -> bool:
    """Whether the plan lies above the high case; "even" the high case only where it is no lower than the forecast."""
    forecast = values.maybe("forecast")
    return values.gap > 0 and (forecast is None or values.high >= forecast)


def _inside_range(values: Values) -> bool:
    return not _misses_plan(values) and values.low <= values.approved <= values.high


_FORECAST = {
    "forecast": matched("benefits.gap_forecast", 0, "benefits.forecast"),
    "gap": figure("benefits.gap_forecast"),
    "approved": matched("benefits.gap_forecast", 1, "benefits.plan"),
}
_LOW, _HIGH = figure("benefits.forecast.p10"), figure("benefits.forecast.p90")
_CONFIRMED: dict[str, Slot] = {"confirmed": figure("evidence.confirmed")}

PATTERNS = (
    Pattern(
        "A0",
        {"benefits": input_of("roi.plan", 0), "cost": input_of("roi.plan", 1), "k": covered("roi.plan"), "n": covered_of("roi.plan")},
        fires=lambda v: v.maybe("realized") is None and v.benefits > 0 and v.cost > 0,
        maybe={"realized": figure("benefits.realized")},
        amount="benefits",
        polarity=lambda _: "neutral",
        variant=lambda v: "all" if v.k == v.n else "",
        ask=lambda v: "all" if v.k == v.n else "",
        page="value",
        counts_projects=True,
    ),
    Pattern(
        "A1",
        {
            "realized": figure("benefits.realized"),
            "plan_to_date": figure("benefits.plan_to_date"),
            "pct": figure("realization.to_date"),
        },
        fires=lambda v: v.plan_to_date > 0 and v.realized >= 0,
        needs={"gap": figure("benefits.gap_to_date")},
        maybe=_CONFIRMED,
        amount="gap",
        polarity=by_gap,
        variant=delivered_or_reports,
        ask=lambda v: "above" if v.gap > 0 else "",
        covers="benefits.realized",
        page="benefits",
    ),
    Pattern(
        "A2",
        _FORECAST,
        fires=_misses_plan,
        amount="gap",
        polarity=by_gap,
        ask=lambda v: "above" if v.gap > 0 else "",
        covers="benefits.gap_forecast",
        page="value",
    ),
    Pattern(
        "A3",
        {"high": _HIGH, "gap": below_plan("benefits.forecast.p90")},
        maybe={"forecast": figure("benefits.forecast")},
        fires=_high_falls_short,
        amount="gap",
        page="value",
    ),
    Pattern(
        "A4",
        {"approved": _FORECAST["approved"], "range": setting("range.share", "fraction"), "low": _LOW, "high": _HIGH},
        fires=_inside_range,
        needs={"forecast": figure("benefits.forecast")},
        polarity=lambda _: "favorable",
        ask=lambda _: "none",
        page="value",
    ),
)
