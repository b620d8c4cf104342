"""The cards of each page and the rule behind each status; every limit is a policy setting."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from value_model.narrative.cards import Rule, band
from value_model.narrative.pattern import value_of
from value_model.narrative.sentence import StatusWord
from value_model.narrative.slots import Slot, World, figure, minus, over, per_one, phrase, setting

Numbers = Mapping[str, Decimal | None]
RISK = "benefits.at_risk_by:"


def _by_ratio(values: Numbers, world: World) -> StatusWord | None:
    ratio = values["ratio"]
    return None if ratio is None else band(ratio, world.setting("status.realized.on_plan"), world.setting("status.realized.watch"))


def _by_roi(values: Numbers, world: World) -> StatusWord | None:
    points = values["points"]
    if points is None:
        return None
    return band(points / 100, world.setting("status.roi.on_plan"), world.setting("status.roi.watch"))


def _by_fit(values: Numbers, world: World) -> StatusWord | None:
    fit = values["fit"]
    return None if fit is None else band(fit, world.setting("status.fit.on_plan"), world.setting("status.fit.watch"))


def _by_risk(values: Numbers, world: World) -> StatusWord | None:
    share = values["share"]
    if share is None:
        return None
    return band(-share, -world.setting("status.at_risk.on_plan"), -world.setting("status.at_risk.watch"))


def _largest_risk(world: World) -> Mapping[str, Slot]:
    """The reason that touches most of the value at risk; reasons overlap, so it is no part of a sum."""
    words = sorted(f.id.removeprefix(RISK) for f in world.figures if f.id.startswith(RISK) and f.scope == world.whole)
    sizes = {w: value_of(world, RISK + w) or Decimal(0) for w in words if w in world.language["risk_reasons"]}
    largest = max(sizes, key=lambda w: sizes[w], default="")
    if not largest or sizes[largest] <= 0:
        return {}
    return {"reason": phrase("risk_reasons", largest), "part": figure(RISK + largest)}


REALIZED = Rule(
    "realized",
    "realized",
    {
        "realized": figure("benefits.realized"),
        "plan": figure("benefits.plan_to_date"),
        "gap": figure("benefits.gap_to_date"),
        "ratio": over("benefits.realized", "benefits.plan_to_date"),
    },
    _by_ratio,
    plan="plan",
)
FORECAST = Rule(
    "forecast",
    "forecast",
    {
        "forecast": figure("benefits.forecast"),
        "plan": figure("benefits.plan"),
        "gap": figure("benefits.gap_forecast"),
        "ratio": over("benefits.forecast", "benefits.plan"),
    },
    _by_ratio,
    plan="plan",
)
ROI = Rule(
    "roi",
    "roi",
    {
        "roi": figure("roi.forecast"),
        "points": minus("roi.forecast", "roi.plan", "points"),
        "per_one": per_one("roi.forecast"),
        "plan_per_one": per_one("roi.plan"),
        "one": setting("scale.one", "money"),
    },
    _by_roi,
)
FIT = Rule(
    "fit",
    "fit",
    {
        "fit": figure("fit.index"),
        "scale": setting("scale.fit", "score"),
        "points": minus("fit.index", "then fit.index", "points"),
    },
    _by_fit,
)
AT_RISK = Rule(
    "at_risk",
    "amount",
    {"amount": figure("benefits.at_risk"), "share": figure("benefits.at_risk_share")},
    _by_risk,
    phrases=_largest_risk,
)
STORY = (REALIZED, FORECAST, ROI, FIT, AT_RISK)
