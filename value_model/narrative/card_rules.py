"""The cards of each page: what they show, what they compare with, and which rule judges them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from value_model.narrative import judge
from value_model.narrative.cards import Numbers, Rule
from value_model.narrative.slot import Slot
from value_model.narrative.slots import (
    compared,
    figure,
    minus,
    over,
    phrase,
    setting,
)
from value_model.narrative.steering_cards import (
    ACCURACY,
    ASKS,
    CONFIDENCE,
    CUTS,
    DECISION_TIME,
    ERRORS,
    FRESHNESS,
    GAINS,
    NET_CHANGE,
    OUTCOME,
    PROJECTS_IN,
    RESTATED,
    STEERED,
    WARNINGS,
)
from value_model.narrative.value_cards import (
    APPROVED,
    BENEFITS_TO_COME,
    CONFIRMED,
    COST_TO_COME,
    FORECAST,
    FORECAST_COST,
    NPV,
    PAYBACK,
    REALIZED,
    RETURN_TO_COME,
    ROI,
)
from value_model.narrative.world import World

RISK = "benefits.at_risk_by:"


def _largest_risk(world: World) -> Mapping[str, Slot]:
    """The reason that touches most of the value at risk; reasons overlap, so it is no part of a sum."""
    words = [i.removeprefix(RISK) for i in world.ids(RISK)]
    sizes = {w: world.value(RISK + w) or Decimal(0) for w in words if w in world.language["risk_reasons"]}
    largest = max(sizes, key=lambda w: sizes[w], default="")
    if not largest or sizes[largest] <= 0:
        return {}
    return {"reason": phrase("risk_reasons", largest), "part": figure(RISK + largest)}


def _top_weight(world: World) -> Mapping[str, Slot]:
    """The weight of the objective that ranks first."""
    top = [scope for scope in world.scopes("objective") if world.value("fit.rank", scope) == 1]
    return {"weight": figure(f"fit.weight@{top[0]}")} if len(top) == 1 else {}


def _caption_of_faults(values: Numbers) -> str:
    return "caption" if values["k"] else "none"


def fault(key: str, figure_id: str, held: str, of: str, **more: Slot) -> Rule:
    """A count of faults, judged by the share of value they hold."""
    slots = {"k": figure(figure_id), "amount": figure(held), "share": over(held, of), **more}
    return Rule(key, "k", slots, judge.by_faults, caption=_caption_of_faults)


FIT = Rule(
    "fit",
    "fit",
    {
        "fit": figure("fit.index"),
        "scale": setting("scale.fit", "score"),
        "points": minus("fit.index", "then fit.index", "points"),
    },
    judge.by_fit,
)
AT_RISK = Rule(
    "at_risk",
    "amount",
    {"amount": figure("benefits.at_risk"), "share": figure("benefits.at_risk_share")},
    judge.by_risk,
    phrases=_largest_risk,
)
NO_OWNER = fault("no_owner", "evidence.no_owner.count", "evidence.no_owner", "benefits.forecast")
NO_BASELINE = fault("no_baseline", "evidence.no_baseline.count", "evidence.no_baseline", "benefits.forecast")
TOP_PRIORITY = Rule("top_priority", "share", {"share": figure("fit.top_priority_share")}, phrases=_top_weight)
UNLINKED = Rule("unlinked", "amount", {"amount": figure("fit.unlinked"), "share": figure("fit.unlinked_share")})
NO_BENEFITS = fault(
    "objectives_without_benefits",
    "fit.objectives_without_benefits",
    "fit.objectives_without_benefits.approved",
    "cost.approved",
)
OPEN = Rule("open_to_choice", "amount", {"amount": figure("choice.open"), "share": figure("choice.mandatory_share")})
ON_TIME_SHORT = fault(
    "on_time_short",
    "delivery.on_time_value_missing.count",
    "delivery.on_time_value_missing.approved",
    "benefits.plan",
    missing=figure("delivery.on_time_value_missing"),
)
CONFLICTS = fault("conflicts", "delivery.status_conflict", "delivery.status_conflict.amount", "benefits.forecast", review=compared())
TOUCHED = Rule("touched", "amount", {"amount": figure("risk.touched"), "share": over("risk.touched", "benefits.forecast")})

STORY = (REALIZED, FORECAST, ROI, FIT, AT_RISK)
VALUE = (APPROVED, FORECAST_COST, FORECAST, ROI, PAYBACK, NPV)
BENEFITS = (REALIZED, CONFIRMED, FORECAST, NO_OWNER, NO_BASELINE)
FIT_PAGE = (FIT, TOP_PRIORITY, UNLINKED, NO_BENEFITS)
CHOICES = (COST_TO_COME, BENEFITS_TO_COME, RETURN_TO_COME, FIT, OPEN)
RISK_PAGE = (AT_RISK, ON_TIME_SHORT, CONFLICTS, TOUCHED)
CHANGES = (NET_CHANGE, CUTS, GAINS, RESTATED, ASKS)
CAPABILITY = (OUTCOME, CONFIRMED, ACCURACY, DECISION_TIME, STEERED)
DATA = (PROJECTS_IN, ERRORS, WARNINGS, FRESHNESS)
PROJECT = (REALIZED, FORECAST, COST_TO_COME, RETURN_TO_COME, CONFIDENCE)

__all__ = ["BENEFITS", "CAPABILITY", "CHANGES", "CHOICES", "DATA", "FIT_PAGE", "PROJECT", "RISK_PAGE", "STORY", "VALUE"]
