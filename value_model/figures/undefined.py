"""When a figure cannot be stated: the reason codes each may answer with, in place of a value."""

from __future__ import annotations

from value_model.figures.definition import Definition

# Any figure may also say these: a rate for a currency in use is missing, or a draft holds what no formula takes.
ANYWHERE = ("fx_missing", "invalid_input", "overflow")

_DUE = "not_recorded no_profile no_plan_due no_actuals"
_BOTH = "no_cost no_benefit"
_FLOWS = f"no_profile {_BOTH} no_forecast"
_WORTH = f"no_rate rate_out_of_range {_FLOWS}"
_ROOT = f"{_FLOWS} no_sign_change no_real_root no_crossing multiple_roots"
_RANGE = f"no_model no_rate rate_out_of_range {_FLOWS}"

# The longest id that a figure's id starts with decides.
_CASES: dict[str, str] = {
    "cost.approved": "not_recorded",
    "cost.to_date": "no_actuals",
    "cost.to_come": "no_forecast",
    "cost.forecast": "no_forecast",
    "cost.variance": "not_recorded no_forecast",
    "benefits.baseline": "no_baseline",
    "benefits.plan": "not_recorded",
    "benefits.plan_to_date": "not_recorded no_profile no_plan_due",
    "benefits.realized": "no_actuals",
    "benefits.to_come": "no_forecast",
    "benefits.forecast": "no_forecast",
    "benefits.forecast.p": "no_model no_forecast no_profile",
    "benefits.gap_to_date": _DUE,
    "benefits.gap_forecast": "not_recorded no_forecast",
    "benefits.disbenefits": "not_recorded",
    "benefits.at_risk": "not_recorded no_profile",
    "benefits.at_risk_share": "not_recorded no_profile no_benefit",
    "benefits.expected": "not_recorded no_forecast",
    "gap.": "not_recorded",
    "realization.": f"{_DUE} negative_plan",
    "realization.forecast": "not_recorded no_baseline no_forecast no_plan_due negative_plan",
    "evidence.": "not_recorded",
    "evidence.confirmed": "no_actuals",
    "evidence.measured": "no_actuals",
    "evidence.claimed": "no_actuals",
    "evidence.forecast": "no_forecast",
    "evidence.confirmed_share": "no_actuals no_benefit",
    "roi.": _BOTH,
    "roi.to_date": f"no_plan_due no_actuals {_BOTH}",
    "roi.forecast": f"{_BOTH} no_actuals no_forecast",
    "roi.to_come": f"{_BOTH} no_forecast",
    "roi.discounted": _WORTH,
    "npv.": _WORTH,
    "npv.forecast.": _RANGE,
    "bcr.": _WORTH,
    "bcr.undiscounted": _BOTH,
    "irr.": _ROOT,
    "mirr.": f"{_WORTH} no_sign_change",
    "payback.": f"{_WORTH} never_pays_back",
    "payback.plan": f"{_FLOWS} never_pays_back",
    "payback.forecast": f"{_FLOWS} never_pays_back",
    "switching.": _WORTH,
    "risk.": "not_recorded no_benefit",
    "risk.exposure": "not_recorded",
    "delay.": "no_profile no_forecast",
    "forecast.cuts_in_row": "one_snapshot no_forecast",
    "forecast.back_loaded": "no_profile no_forecast",
    "value.": "not_recorded no_forecast no_benefit",
    "fit.": "not_recorded no_spend no_weights",
    "fit.benefits": "no_forecast no_benefit not_recorded",
    "fit.score": "not_recorded no_weights low_coverage",
    "outcome.": "not_recorded no_baseline no_target no_actuals baseline_equals_target",
    "outcome.attainment_to_date": "not_recorded no_baseline no_target no_actuals baseline_equals_target no_profile no_plan_due",
    "delivery.": "not_recorded",
    "delivery.index": "not_recorded no_plan_due no_spend",
    "delivery.cpi": "not_recorded no_actuals no_progress",
    "delivery.spi": "not_recorded no_plan_due no_progress",
    "delivery.status_conflict": "one_snapshot not_recorded",
    "delivery.red_undecided": "one_snapshot not_recorded",
    "change.": "one_snapshot no_forecast no_actuals",
    "change.npv": f"one_snapshot {_WORTH}",
    "choice.": "no_forecast not_recorded no_cost infeasible",
    "asks.": "one_snapshot not_recorded",
    "pmo.": "not_recorded",
    "pmo.decision": "not_recorded no_decisions",
    "pmo.cost_ratio": "not_recorded no_spend no_actuals",
    "pmo.roi": "not_recorded no_cost",
    "pmo.forecast": "one_snapshot no_actuals zero_actual",
    "pmo.engagement": "not_recorded no_weights",
    "pmo.response_rate": "not_recorded no_responses",
    "pmo.outcome_coverage": "not_recorded no_spend",
    "data.": "not_recorded",
    "data.coverage_spend": "not_recorded no_spend",
}
ALWAYS_STATED = frozenset({"data.projects", "data.complete_projects", "data.errors", "data.warnings"})


def undefined(definition: Definition) -> tuple[str, ...]:
    """Return the reason codes a figure may have in place of a value, those of `ANYWHERE` apart; empty: it always has one."""
    if definition.id in ALWAYS_STATED:
        return ()
    matches = [start for start in _CASES if definition.id.startswith(start)]
    return tuple(_CASES[max(matches, key=len)].split())
