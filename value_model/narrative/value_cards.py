"""Cards about value: what was promised, what arrived, what it cost and what it returns."""

from __future__ import annotations

from decimal import Decimal

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

_POINT = Decimal("0.01")  # of a fraction that is written in whole per cent


def _forecast_caption(values: Numbers) -> str:
    """Say how many projects the comparison rests on where some lack a plan or a forecast, and what it would be against the baseline.

    After a re-plan the plan alone would hide what was lost since the case was first approved.
    """
    matched = "" if values["all_plan"] in (None, values["plan"]) else "_matched"
    return f"caption{matched}{'_rebased' if _lie_apart(values['rebased'], values['ratio']) else ''}"


def _lie_apart(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and abs(one - other) >= _POINT


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
        "rebased": figure("realization.forecast"),
    },
    judge.by_ratio,
    plan="plan",
    caption=_forecast_caption,
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
