"""Inputs of earned value, delay and order of work."""

from __future__ import annotations

from value_model import metrics
from value_model.cli.calculation.catalogue.discounting import NUMBERS
from value_model.cli.calculation.catalogue.money import AMOUNT, SHARE
from value_model.cli.calculation.forms import Form, Metric, given, one, optional, record, required
from value_model.cli.calculation.kinds import Field, Int, Listed, Maybe, Num, Text, Word
from value_model.metrics.delay import WINDOWS
from value_model.metrics.earned_value import EAC_METHODS

RUNNING_COST = optional(Num(), 0, "running_cost")
JOB = record(metrics.Job, id=Field(Text()), cost_of_delay=Field(Num()), duration=Field(AMOUNT))

METRICS: dict[str, Metric] = {
    "earned_value": one(
        "money",
        metrics.earned_value,
        {
            "bac": Field(Num(above=0)),
            "ac": Field(Maybe(AMOUNT)),
            **optional(AMOUNT, None, "pv", "ev", "etc"),
            **optional(Word(EAC_METHODS), "cpi", "eac_method"),
        },
    ),
    "cost_of_delay": Metric(
        "money",
        (
            Form(
                metrics.cost_of_delay,
                {**required(Num(), "per_period"), **required(AMOUNT, "delay"), **RUNNING_COST},
                when=given("per_period"),
            ),
            Form(
                metrics.cost_of_delay_of_profile,
                {
                    **required(NUMBERS, "profile"),
                    **required(Int(0), "delay"),
                    **optional(Word(WINDOWS), "fixed_end", "window"),
                    **optional(Num(), 0, "rate"),
                    **RUNNING_COST,
                },
                when=given("profile"),
            ),
        ),
        'Give either "per_period" or "profile".',
    ),
    "cd3": one("money_per_period_per_period", metrics.cd3, {"cost_of_delay": Field(Num()), "duration": Field(AMOUNT)}),
    "cd3_sequence": one("money", metrics.cd3_sequence, required(Listed(JOB), "items")),
    "wsjf": one("score", metrics.wsjf, required(AMOUNT, "user_business_value", "time_criticality", "risk_reduction", "job_size")),
    "rice": one("score", metrics.rice, {**required(AMOUNT, "reach", "impact", "effort"), "confidence": Field(SHARE)}),
}
