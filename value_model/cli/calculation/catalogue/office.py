"""Inputs of the value of the PMO, currency and change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from value_model import metrics
from value_model.cli.calculation.catalogue.discounting import NUMBERS
from value_model.cli.calculation.catalogue.money import AMOUNT, RECORDED, SHARE
from value_model.cli.calculation.forms import Form, Metric, one, record, required
from value_model.cli.calculation.kinds import Field, Int, Keyed, Listed, Maybe, Num, Text
from value_model.measure import Measure

ITEM = record(metrics.Attribution, amount=Field(AMOUNT), **required(SHARE, "low", "mid", "high"))
ROW = record(metrics.ForeignAmount, amount=Field(Num()), **required(Text(), "currency", "period"))
PROJECT = record(metrics.ProjectFlows, **required(NUMBERS, "benefits", "costs"), fx=Field(Num(above=0), 1))
SNAPSHOT = record(metrics.SnapshotFlows, rate=Field(Num()), projects=Field(Keyed(PROJECT, may_be_empty=True)))


def _accuracy_of_one(forecast: metrics.Number, actual: metrics.Number | None) -> Measure:
    return metrics.forecast_accuracy([forecast], [actual])


def _is_listed(raw: Mapping[str, Any]) -> bool:
    return isinstance(raw.get("forecast"), list) or isinstance(raw.get("actual"), list)


METRICS: dict[str, Metric] = {
    "pmo_cost_ratio": one("fraction", metrics.pmo_cost_ratio, {"pmo_cost": Field(AMOUNT), "managed_spend": Field(Num())}),
    "pmo_roi": one("fraction", metrics.pmo_roi, {"pmo_cost": Field(Num()), "items": Field(Listed(ITEM))}),
    "decision_yield": one(
        "fraction", metrics.decision_yield, {**required(Int(0), "asked", "taken"), "days": Field(Listed(AMOUNT, may_be_empty=True), None)}
    ),
    "forecast_accuracy": Metric(
        "fraction",
        (
            Form(_accuracy_of_one, {"forecast": Field(Num()), "actual": Field(RECORDED)}, when=lambda raw: not _is_listed(raw)),
            Form(metrics.forecast_accuracy, {"forecast": Field(NUMBERS), "actual": Field(Listed(RECORDED))}, when=_is_listed),
        ),
    ),
    "fx_split": one(
        "money",
        metrics.fx_split,
        {**required(Num(), "amount_before", "amount_after"), **required(Maybe(Num(above=0)), "rate_before", "rate_after")},
    ),
    "convert_currency": one(
        "money",
        metrics.convert_currency,
        {
            "amounts": Field(Listed(ROW)),
            "reporting": Field(Text()),
            "rates": Field(Keyed(Keyed(Num(above=0), may_be_empty=True), may_be_empty=True)),
        },
    ),
    "snapshot_bridge": one("money", metrics.snapshot_bridge, required(SNAPSHOT, "before", "after")),
}
