"""Families G and H: whether the office can prove and steer value, and whether the numbers can be trusted."""

from __future__ import annotations

from decimal import Decimal

from value_model.narrative.pattern import Pattern
from value_model.narrative.slots import figure, many, minus, rest, setting
from value_model.narrative.trigger import Values, at_least, below, one_or_each


def _traced(values: Values) -> str:
    points = values.maybe("points")
    if points is None:
        return "only"
    return "" if abs(points) * 2 >= 1 else "same"


def _covered(values: Values) -> Decimal:
    """The share of spend that is covered, else of projects."""
    share = values.maybe("share")
    return values.k / values.n if share is None else share


def _known(values: Values) -> str:
    """Where no project has both sides, say which side is known rather than that the figures cover none of it."""
    cost, plan = values.maybe("spend"), values.maybe("plan")
    if values.k == 0 and not values.maybe("share") and None in (cost, plan):
        forecast = "nothing" if values.maybe("cost") is None else "forecast_cost"
        return "cost" if cost is not None else "benefit" if plan is not None else forecast
    share = values.maybe("share")
    if share is None:
        return "count"
    return "whole" if values.k == values.n and share >= 1 else ""


PATTERNS = (
    Pattern(
        "G1",
        {"share": figure("pmo.outcome_coverage")},
        maybe={"points": minus("pmo.outcome_coverage", "then pmo.outcome_coverage", "points")},
        polarity=lambda v: "favorable" if (v.maybe("points") or 0) > 0 else "neutral",
        variant=_traced,
        page="capability",
        only_page=True,
        counts_projects=True,
    ),
    Pattern(
        "G2",
        {"k": figure("pmo.forecasts_landed"), "n": figure("pmo.forecasts_landed.of"), "limit": setting("pattern.G2.within", "fraction")},
        fires=lambda v: at_least(v.n, v.policy("pattern.G2.count")),
        polarity=lambda v: "favorable" if v.k * 2 >= v.n else "unfavorable",
        page="capability",
        counts_projects=True,
    ),
    Pattern(
        "G3",
        {"days": figure("pmo.decision_days")},
        fires=lambda v: at_least(v.closed, v.policy("pattern.G3.count")),
        needs={"closed": figure("asks.closed")},
        polarity=lambda _: "neutral",
        page="capability",
        counts_projects=True,
    ),
    Pattern(
        "H1",
        {"k": figure("data.complete_projects"), "n": figure("data.projects")},
        fires=lambda v: v.n > 0 and below(_covered(v), v.policy("pattern.H1.coverage")),
        maybe={
            "share": figure("data.coverage_spend"),
            "spend": figure("cost.approved"),
            "cost": figure("cost.forecast"),
            "plan": figure("benefits.plan"),
            "left": rest("data.coverage_spend"),
        },
        variant=_known,
        amount=lambda v: v.left * v.spend,
        page="data",
        control=True,
        counts_projects=True,
    ),
    Pattern(
        "H2",
        {"k": figure("data.stale"), "limit": setting("pattern.H2.days", "count")},
        fires=lambda v: v.k > 0,
        ask=one_or_each,
        page="data",
        control=True,
        counts_projects=True,
    ),
    Pattern(
        "H3",
        {"k": many("without cost", "project")},
        fires=lambda v: v.k > 0 and v.maybe("roi") is None and v.k >= v.other,
        needs={"other": many("without benefit", "project")},
        maybe={"roi": figure("roi.plan"), "cost": figure("cost.forecast")},
        variant=lambda v: "" if v.maybe("cost") is None else "approved",
        page="data",
        control=True,
        counts_projects=True,
    ),
    Pattern(
        "H3",
        {"k": many("without benefit", "project")},
        fires=lambda v: v.k > 0 and v.maybe("roi") is None and v.k > v.other,
        needs={"other": many("without cost", "project")},
        maybe={"roi": figure("roi.plan")},
        variant=lambda _: "benefit",
        ask=lambda _: "benefit",
        page="data",
        control=True,
        counts_projects=True,
    ),
)
