"""Inputs of value for money, return on investment, optimism bias and risk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from value_model import metrics
from value_model.cli.calculation.catalogue.discounting import NUMBERS, STREAMS
from value_model.cli.calculation.forms import DISC_FROM, Form, Metric, given, one, optional, record, required, says
from value_model.cli.calculation.kinds import Field, Int, Keyed, Listed, Maybe, Num, Text, Word
from value_model.measure import Measure
from value_model.metrics.risk import QUANTILES
from value_model.metrics.uplift_tables import KEYS
from value_model.metrics.value_for_money import SCALES

AMOUNT, SHARE, RECORDED = Num(least=0), Num(least=0, most=1), Maybe(Num())
SCALE = Word(tuple(SCALES))
VALUES = required(Num(), "pvb", "pvc")
PRESENT_OR_STREAMS = 'Give either both "pvb" and "pvc" or both "benefits" and "costs".'
BCR = {**optional(AMOUNT, 0, "optimism_bias", "metb"), **optional(SHARE, 0, "mitigation"), **optional(SCALE, "dft_four", "vfm_scale")}
BIAS = {**required(AMOUNT, "uplift"), **optional(SHARE, 0, "mitigation")}
TABLE = required(Word(tuple(KEYS)), "table")


def _bias_of_one(cost: metrics.Number, uplift: metrics.Number, mitigation: metrics.Number) -> Measure:
    return metrics.optimism_bias([cost], uplift, mitigation)


def _is_listed(raw: Mapping[str, Any]) -> bool:
    return isinstance(raw.get("cost"), list)


VALUE_FOR_MONEY: dict[str, Metric] = {
    "bcr": Metric(
        "ratio",
        (
            Form(metrics.bcr, {**VALUES, **BCR}, when=given("pvb", "pvc")),
            Form(metrics.bcr_of_streams, {**STREAMS, **BCR}, DISC_FROM, given("benefits", "costs")),
        ),
        PRESENT_OR_STREAMS,
    ),
    "vfm_category": one("category", metrics.vfm_category, {**required(Num(), "bcr"), **optional(SCALE, "dft_four", "scale")}),
    "vfm_indicator": one("fraction", metrics.vfm_indicator, required(Keyed(AMOUNT), "spend")),
    "switching_value": one("fraction", metrics.switching_value, {**VALUES, **required(Word(("benefits", "costs")), "of")}),
}
RETURNS: dict[str, Metric] = {
    "roi": one("fraction", metrics.roi, required(RECORDED, "benefit", "cost")),
    "portfolio_roi": one(
        "fraction",
        metrics.portfolio_roi,
        required(Listed(record(metrics.ProjectReturn, **required(RECORDED, "benefit", "cost"))), "projects"),
    ),
    "roi_to_date": one(
        "fraction",
        metrics.roi_to_date,
        {
            **required(RECORDED, "benefit_to_date", "cost_to_date"),
            **optional(RECORDED, None, "planned_benefit_to_date", "planned_cost_to_date"),
        },
    ),
    "roi_forecast": one(
        "fraction",
        metrics.roi_forecast,
        {
            **required(RECORDED, "benefit_to_date", "cost_to_date", "benefit_to_go", "cost_to_go"),
            **optional(RECORDED, None, "plan_benefit_to_go", "plan_cost_to_go"),
        },
    ),
    "discounted_roi": Metric(
        "fraction",
        (
            Form(metrics.discounted_roi, VALUES, when=given("pvb", "pvc")),
            Form(metrics.discounted_roi_of_streams, STREAMS, DISC_FROM, given("benefits", "costs")),
        ),
        PRESENT_OR_STREAMS,
    ),
    "annualized_roi": one("fraction", metrics.annualized_roi, {**required(Num(), "roi"), **required(Num(above=0), "years")}),
    "budget_variance": one("money", metrics.budget_variance, required(Num(), "budget", "eac")),
}
RISK: dict[str, Metric] = {
    "optimism_bias": Metric(
        "money",
        (
            Form(_bias_of_one, {**required(Num(), "cost"), **BIAS}, when=lambda raw: not _is_listed(raw)),
            Form(metrics.optimism_bias, {**required(NUMBERS, "cost"), **BIAS}, when=_is_listed),
        ),
    ),
    "optimism_bias_mix": one(
        "fraction",
        metrics.optimism_bias_mix,
        required(Listed(record(metrics.Part, **required(SHARE, "share"), **required(AMOUNT, "uplift"))), "parts"),
    ),
    "optimism_bias_managed": one(
        "fraction",
        metrics.optimism_bias_managed,
        {
            **required(AMOUNT, "uplift"),
            **required(Listed(record(metrics.Contribution, **required(SHARE, "contribution", "mitigation"))), "contributions"),
            **optional(Num(), None, "base"),
        },
    ),
    "uplift_lookup": Metric(
        "fraction",
        (
            Form(
                metrics.uplift_lookup, {**TABLE, **required(Text(), "type", "measure", "bound")}, when=says("table", "mott_macdonald_2002")
            ),
            Form(metrics.uplift_lookup, {**TABLE, **required(Text(), "type"), **required(Int(), "stage")}, when=says("table", "stag")),
            Form(
                metrics.uplift_lookup,
                {**TABLE, **required(Text(), "type"), **required(Num(), "percentile")},
                when=says("table", "flyvbjerg_cowi_2004"),
            ),
        ),
        f'"table" must be one of: {", ".join(KEYS)}.',
    ),
    "reference_class_uplift": one(
        "fraction",
        metrics.reference_class_uplift,
        {
            **required(Listed(Num(above=0)), "estimates"),
            **required(Listed(RECORDED), "actuals"),
            **optional(SHARE, 0.8, "percentile"),
            **optional(Word(QUANTILES), "linear", "method"),
            **optional(Int(1), 20, "min_projects"),
        },
    ),
    "risk_expected_value": one(
        "money",
        metrics.risk_expected_value,
        {
            **required(Listed(record(metrics.Risk, **required(SHARE, "probability"), **required(Num(), "impact"))), "risks"),
            "npv": Field(Num(), None),
        },
    ),
}
METRICS: dict[str, Metric] = {**VALUE_FOR_MONEY, **RETURNS, **RISK}
