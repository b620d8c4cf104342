"""Inputs of the benefit metrics."""

from __future__ import annotations

from value_model import metrics
from value_model.cli.calculation.catalogue.discounting import NUMBERS
from value_model.cli.calculation.catalogue.money import AMOUNT, RECORDED, SHARE
from value_model.cli.calculation.forms import Metric, one, optional, record, required
from value_model.cli.calculation.kinds import Field, Flag, Int, Keyed, Listed, Maybe, Num, Text, Word
from value_model.metrics.expected import RATINGS

PER_PERIOD = Listed(RECORDED)
PROMISES = required(Listed(record(metrics.Promise, **required(AMOUNT, "plan"), **required(RECORDED, "actual"))), "benefits")
AT_RISK = record(
    metrics.RemainingBenefit,
    **required(AMOUNT, "remaining"),
    **required(Maybe(Word(RATINGS)), "rag"),
    **optional(Flag(), True, "has_owner", "has_baseline", "has_evidence"),
    **optional(Flag(), False, "project_late"),
)
UNCERTAIN = record(
    metrics.UncertainBenefit,
    **required(Num(), "remaining"),
    **optional(SHARE, None, "probability"),
    **optional(Text(), None, "confidence"),
)
ENABLER = record(metrics.Enabler, **required(SHARE, "share", "complete"), **optional(SHARE, None, "planned_complete"))
ENABLED = record(metrics.EnabledBenefit, **required(Num(), "plan"), **required(Listed(ENABLER), "enablers"))

METRICS: dict[str, Metric] = {
    "realization": one(
        "fraction",
        metrics.realization,
        {"plan": Field(NUMBERS), "actual": Field(PER_PERIOD), "as_of": Field(Int(0)), "baseline": Field(NUMBERS, None)},
    ),
    "portfolio_realization": one("fraction", metrics.portfolio_realization, PROMISES),
    "capped_realization": one("fraction", metrics.capped_realization, PROMISES),
    "forecast_realization": one(
        "fraction",
        metrics.forecast_realization,
        {"baseline": Field(NUMBERS), **required(PER_PERIOD, "actual", "forecast"), "as_of": Field(Int(0))},
    ),
    "excess_disbenefit": one("money", metrics.excess_disbenefit, {"plan": Field(Num()), "actual": Field(RECORDED)}),
    "schedule_slip": one(
        "periods", metrics.schedule_slip, {**required(NUMBERS, "plan", "delivered"), "threshold": Field(Num(above=0, most=1), 0.5)}
    ),
    "run_rate_attainment": one(
        "fraction",
        metrics.run_rate_attainment,
        {"actual": Field(PER_PERIOD), "annual_plan": Field(Num()), "window": Field(Int(1), 3), "periods_per_year": Field(Int(1), 12)},
    ),
    "confirmed_gap": one("money", metrics.confirmed_gap, {"plan": Field(Listed(AMOUNT)), "actual": Field(PER_PERIOD)}),
    "benefits_at_risk": one("money", metrics.benefits_at_risk, required(Listed(AT_RISK), "benefits")),
    "confidence_weighted": one(
        "money",
        metrics.confidence_weighted,
        {"benefits": Field(Listed(UNCERTAIN)), "scale": Field(Keyed(SHARE), None), "realized": Field(Num(), 0)},
    ),
    "shared_benefit": one(
        "money", metrics.shared_benefit, {"amount": Field(Num()), "shares": Field(Keyed(Maybe(SHARE), may_be_empty=True))}
    ),
    "coverage": one(
        "fraction", metrics.coverage, required(Listed(record(metrics.Item, amount=Field(AMOUNT), known=Field(Flag()))), "items")
    ),
    "earned_benefit": one("money", metrics.earned_benefit, required(Listed(ENABLED), "benefits")),
}
