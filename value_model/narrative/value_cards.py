"""Cards about value: what was promised, what arrived, what it cost and what it returns."""

from __future__ import annotations

from value_model.narrative import judge
from value_model.narrative.cards import Numbers, Rule
from value_model.narrative.slots import (
    covered,
    covered_of,
    figure,
    matched,
    matched_ratio,
    minus,
    over,
    per_one,
    setting,
)


def _matched_caption(values: Numbers) -> str:
    """Say how many projects the comparison rests on where some lack a plan or a forecast."""
    return "caption" if values["all_plan"] in (None, values["plan"]) else "caption_matched"


REALIZED = Rule(
    "realized",
    "realized",
    {
        "realized": figure("benefits.realized"),
        "plan": figure("benefits.plan_to_date"),
        "gap": figure("benefits.gap_to_date"),
        "ratio": over("benefits.realized", "benefits.plan_to_date"),
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
        "ratio": over("npv.forecast", "npv.plan"),
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


COST_TO_COME = Rule("cost_to_come", "amount", {"amount": figure("cost.to_come"), "approved": figure("cost.approved")})


BENEFITS_TO_COME = Rule("benefits_to_come", "amount", {"amount": figure("benefits.to_come"), "forecast": figure("benefits.forecast")})


RETURN_TO_COME = Rule("return_to_come", "ratio", {"ratio": figure("roi.to_come", "ratio"), "one": setting("scale.one", "money")})
