"""Inputs of discounting, NPV, rates of return and payback."""

from __future__ import annotations

from typing import Any

from value_model import metrics
from value_model.cli.calculation.forms import DISC, DISC_FROM, Form, Metric, given, one, optional, required, says
from value_model.cli.calculation.kinds import Day, Field, Flag, Int, Keyed, Listed, Num, Word
from value_model.metrics.day_count import DAY_COUNTS
from value_model.metrics.discounting import COMPOUNDINGS
from value_model.metrics.payback import CLOCKS, RULES, UNITS
from value_model.metrics.present_value import BASES

NUMBERS = Listed(Num())
BASIS = optional(Word(BASES), None, "flow_basis", "rate_basis")
STREAMS = required(NUMBERS, "benefits", "costs")
FLOWS = required(NUMBERS, "flows")
DAY_COUNT = optional(Word(DAY_COUNTS), "act/365", "day_count")
DATED = {"dates": Field(Listed(Day())), "amounts": Field(NUMBERS)}
PER_YEAR = optional(Int(1), 12, "periods_per_year")
PAYBACK = {
    **FLOWS,
    **optional(Word(("simple", "discounted")), "simple", "method"),
    **optional(Word(RULES), "sustained", "rule"),
    **optional(Word(CLOCKS), "first_cost", "clock"),
    **optional(Word(tuple(UNITS)), "year", "period"),
    **optional(Flag(), False, "whole_periods"),
}


def _is_discounted(raw: Any) -> bool:
    return says("method", "discounted")(raw)


METRICS: dict[str, Metric] = {
    "discount_factor": one("factor", metrics.discount_factor, required(Num(), "t"), DISC),
    "annuity_factor": one("factor", metrics.annuity_factor, {"to": Field(Int()), "from": Field(Int(), 1)}, DISC),
    "npv": Metric(
        "money",
        (
            Form(metrics.npv, {**FLOWS, **BASIS}, DISC_FROM, given("flows")),
            Form(metrics.npv_of_streams, {**STREAMS, **BASIS}, DISC_FROM, given("benefits", "costs")),
        ),
        'Give either "flows" or both "benefits" and "costs".',
    ),
    "xnpv": one("money", metrics.xnpv, {**required(Num(), "rate"), **DATED, **optional(Day(), None, "valuation_date"), **DAY_COUNT}),
    "xnfv": one("money", metrics.xnfv, {**required(Num(), "rate"), **DATED, **optional(Day(), None, "value_date"), **DAY_COUNT}),
    "npv_to_go": one("money", metrics.npv_to_go, {**required(Num(), "rate"), **DATED, **required(Day(), "as_of"), **DAY_COUNT}),
    "irr": one("fraction", metrics.irr, {**FLOWS, "hurdle": Field(Num(above=-1), None), "periods_per_year": Field(Int(1), 1)}),
    "xirr": one("fraction", metrics.xirr, {**DATED, **DAY_COUNT}),
    "mirr": one("fraction", metrics.mirr, {**FLOWS, **required(Num(), "finance_rate", "reinvest_rate")}),
    "equivalent_annual_value": Metric(
        "money",
        (
            Form(metrics.equivalent_annual_value, {"npv": Field(Num()), "years": Field(Int(1))}, DISC, given("npv")),
            Form(metrics.equivalent_annual_value_of_flows, {**FLOWS, "years": Field(Int(1), None)}, DISC, given("flows")),
        ),
        'Give either "npv" or "flows".',
    ),
    "profitability_index": one("ratio", metrics.profitability_index, FLOWS, DISC),
    "periodic_rate": one(
        "fraction",
        metrics.periodic_rate,
        {**required(Num(), "rate"), **PER_YEAR, **optional(Word(COMPOUNDINGS), "effective", "compounding")},
    ),
    "effective_annual_rate": one("fraction", metrics.effective_annual_rate, {**required(Num(), "nominal"), **PER_YEAR}),
    "nominal_annual_rate": one("fraction", metrics.nominal_annual_rate, {**required(Num(), "effective"), **PER_YEAR}),
    "fisher_rate": one("fraction", metrics.fisher_rate, optional(Num(), None, "real", "nominal", "inflation")),
    "deflate": one(
        "money", metrics.deflate, {**required(Num(), "amount"), **required(Int(), "year", "base_year"), "index": Field(Keyed(Num(above=0)))}
    ),
    "payback": Metric(
        "years",
        (
            Form(metrics.payback, PAYBACK, when=lambda raw: not _is_discounted(raw), chooser=("method",)),
            Form(metrics.payback, PAYBACK, DISC, when=_is_discounted, chooser=("method",)),
        ),
    ),
}
