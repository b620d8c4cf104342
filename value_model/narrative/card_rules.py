"""The cards of each page: what they show, what they compare with, and which rule judges them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from value_model.narrative import judge
from value_model.narrative.cards import Numbers, Rule
from value_model.narrative.slots import (
    Slot,
    compared,
    confidence,
    covered,
    covered_of,
    figure,
    matched,
    matched_ratio,
    minus,
    over,
    per_one,
    phrase,
    rest,
    setting,
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


def _matched_caption(values: Numbers) -> str:
    """Say how many projects the comparison rests on where some lack a plan or a forecast."""
    return "caption" if values["all_plan"] in (None, values["plan"]) else "caption_matched"


def _caption_of_faults(values: Numbers) -> str:
    return "caption" if values["k"] else "none"


def _ratio(first: str, second: str) -> dict[str, Slot]:
    return {"ratio": over(first, second)}


def fault(key: str, figure_id: str, held: str, of: str, **more: Slot) -> Rule:
    """A count of faults, judged by the share of value they hold."""
    slots = {"k": figure(figure_id), "amount": figure(held), "share": over(held, of), **more}
    return Rule(key, "k", slots, judge.by_faults, caption=_caption_of_faults)


REALIZED = Rule(
    "realized",
    "realized",
    {
        "realized": figure("benefits.realized"),
        "plan": figure("benefits.plan_to_date"),
        "gap": figure("benefits.gap_to_date"),
        **_ratio("benefits.realized", "benefits.plan_to_date"),
    },
    judge.by_ratio,
    plan="plan",
)
FORECAST = Rule(
    "forecast",
    "forecast",
    {
        "forecast": figure("benefits.forecast"),
        "plan": matched("benefits.gap_forecast", 1, "benefits.plan"),
        "gap": figure("benefits.gap_forecast"),
        "ratio": matched_ratio("benefits.gap_forecast", "benefits.forecast", "benefits.plan"),
        "all_plan": figure("benefits.plan"),
        "covered": covered("benefits.gap_forecast"),
        "all": covered_of("benefits.gap_forecast"),
    },
    judge.by_ratio,
    plan="plan",
    caption=_matched_caption,
)
ROI_APPROVED = Rule(
    "roi_approved",
    "roi",
    {
        "roi": figure("roi.plan"),
        "per_one": per_one("roi.plan"),
        "covered": covered("roi.plan"),
        "all": covered_of("roi.plan"),
        "one": setting("scale.one", "money"),
    },
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
    judge.by_roi,
    instead=ROI_APPROVED,
)
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
APPROVED = Rule("approved", "amount", {"amount": figure("cost.approved"), "n": figure("data.projects")})
FORECAST_COST = Rule(
    "forecast_cost",
    "amount",
    {"amount": figure("cost.forecast"), "approved": figure("cost.approved"), "variance": figure("cost.variance")},
)
PAYBACK = Rule(
    "payback",
    "months",
    {
        "months": figure("payback.forecast"),
        "plan": figure("payback.plan"),
        "later": minus("payback.forecast", "payback.plan", "months"),
    },
    judge.by_payback,
    never="never_pays_back",
)
NPV = Rule(
    "npv",
    "npv",
    {
        "npv": figure("npv.forecast"),
        "plan": figure("npv.plan"),
        "gap": minus("npv.forecast", "npv.plan"),
        **_ratio("npv.forecast", "npv.plan"),
    },
    judge.by_npv,
    plan="plan",
)
CONFIRMED = Rule(
    "confirmed_share",
    "share",
    {
        "share": figure("evidence.confirmed_share"),
        "confirmed": figure("evidence.confirmed"),
        "realized": figure("benefits.realized"),
    },
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
COST_TO_COME = Rule("cost_to_come", "amount", {"amount": figure("cost.to_come"), "approved": figure("cost.approved")})
BENEFITS_TO_COME = Rule("benefits_to_come", "amount", {"amount": figure("benefits.to_come"), "forecast": figure("benefits.forecast")})
RETURN_TO_COME = Rule("return_to_come", "ratio", {"ratio": figure("roi.to_come", "ratio"), "one": setting("scale.one", "money")})
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
NET_CHANGE = Rule(
    "net_change",
    "change",
    {
        "change": figure("change.benefits"),
        "old": matched("change.benefits", 1, "then benefits.forecast"),
        "now": figure("benefits.forecast"),
        "review": compared(),
    },
)
CUTS = Rule("cuts", "amount", {"amount": figure("change.cuts"), "review": compared()})
GAINS = Rule("gains", "amount", {"amount": figure("change.gains"), "review": compared()})
RESTATED = Rule("restated", "amount", {"amount": figure("change.restated"), "review": compared()})
ASKS = Rule("asks_closed", "k", {"k": figure("asks.closed"), "n": figure("asks.total"), "m": figure("asks.open")})
OUTCOME = Rule(
    "outcome_coverage",
    "share",
    {"share": figure("pmo.outcome_coverage"), "points": minus("pmo.outcome_coverage", "then pmo.outcome_coverage", "points")},
)
ACCURACY = Rule("forecast_accuracy", "share", {"share": figure("pmo.forecast_accuracy"), "n": figure("pmo.forecasts_landed.of")})
DECISION_TIME = Rule("decision_time", "days", {"days": figure("pmo.decision_days")})
STEERED = Rule("money_moved", "amount", {"amount": figure("pmo.value_steered")})
PROJECTS_IN = Rule(
    "projects_in",
    "k",
    {
        "k": figure("data.complete_projects"),
        "n": figure("data.projects"),
        "share": figure("data.coverage_spend"),
        "missing": rest("data.coverage_spend"),
    },
)
ERRORS = Rule("errors", "k", {"k": figure("data.errors")}, judge.by_count)
WARNINGS = Rule("warnings", "k", {"k": figure("data.warnings")}, judge.by_count)
FRESHNESS = Rule(
    "freshness",
    "days",
    {"days": figure("data.freshness_days"), "stale": figure("data.stale"), "limit": setting("data.stale_days", "days")},
    judge.by_age,
)
CONFIDENCE = Rule("confidence", "word", {"word": confidence(), "expected": figure("benefits.expected")})

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
