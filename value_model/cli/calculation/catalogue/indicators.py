"""Inputs of KPIs and surveys."""

from __future__ import annotations

from value_model import metrics
from value_model.cli.calculation.catalogue.discounting import NUMBERS
from value_model.cli.calculation.catalogue.money import AMOUNT, RECORDED
from value_model.cli.calculation.forms import Form, Metric, given, one, optional, record, required
from value_model.cli.calculation.kinds import Field, Int, Listed, Num, Word
from value_model.metrics.kpi import DIRECTIONS, KINDS, MODES
from value_model.metrics.survey import SCALES

KPI = required(RECORDED, "base", "target", "actual")
SCALE = optional(Word(tuple(SCALES)), "0-10", "scale")
COUNTS = ("promoters", "passives", "detractors")

METRICS: dict[str, Metric] = {
    "kpi_attainment": one("fraction", metrics.kpi_attainment, {**KPI, **optional(Word(DIRECTIONS), None, "direction")}),
    "kpi_attainment_to_date": Metric(
        "fraction",
        (
            Form(
                metrics.kpi_attainment_to_date,
                {**KPI, "elapsed": Field(AMOUNT), "duration": Field(Num(above=0))},
                when=given("duration"),
            ),
            Form(metrics.kpi_attainment_on_path, {**KPI, "elapsed": Field(AMOUNT), "path": Field(NUMBERS)}, when=given("path")),
        ),
        'Give either "duration" or "path", with "elapsed".',
    ),
    "kpi_range": one(
        "fraction", metrics.kpi_range, {"actual": Field(RECORDED), **optional(Num(), None, "low", "high"), "tolerance": Field(Num(above=0))}
    ),
    "aggregate": one(
        "as_given",
        metrics.aggregate,
        {
            "values": Field(Listed(RECORDED)),
            "mode": Field(Word(MODES)),
            "weights": Field(Listed(AMOUNT), None),
            "kind": Field(Word(KINDS), "amount"),
        },
    ),
    "goal_progress": one(
        "fraction",
        metrics.goal_progress,
        required(Listed(record(metrics.TargetProgress, progress=Field(RECORDED), weight=Field(AMOUNT))), "targets"),
    ),
    "nps": Metric(
        "points",
        (
            Form(metrics.nps_of_ratings, {**required(Listed(Int(), may_be_empty=True), "ratings"), **SCALE}, when=given("ratings")),
            Form(metrics.nps, {**required(Int(0), *COUNTS), **SCALE}, when=given(*COUNTS)),
        ),
        'Give either "ratings" or all of "promoters", "passives" and "detractors".',
    ),
}
