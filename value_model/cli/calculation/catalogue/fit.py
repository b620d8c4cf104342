"""Inputs of strategic fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from value_model import metrics
from value_model.cli.calculation.catalogue.discounting import NUMBERS
from value_model.cli.calculation.catalogue.money import AMOUNT, RECORDED, SHARE
from value_model.cli.calculation.forms import Form, Metric, given, one, optional, record, required
from value_model.cli.calculation.kinds import Field, Flag, Int, Keyed, Listed, Num, Text, Word, refuse
from value_model.metrics.ahp import RANDOM_INDEX


@dataclass(frozen=True, slots=True)
class LowHigh:
    """The lowest and the highest score of a scale."""

    def read(self, raw: Any, name: str) -> tuple[metrics.Number, metrics.Number]:
        numbers = NUMBERS.read(raw, name)
        if len(numbers) != 2:
            raise refuse(name, "a list of two numbers, the lowest and the highest score")
        return numbers[0], numbers[1]


TRIANGLE = Listed(Listed(Num(above=0)))
INDEX = optional(Word(tuple(RANDOM_INDEX)), "saaty_classic", "random_index")
PRIORITY = required(Keyed(AMOUNT), "priority")
TAGGED = record(metrics.TaggedSpend, spend=Field(AMOUNT), shares=Field(Keyed(SHARE, may_be_empty=True)))
FUNDED = record(
    metrics.FundedProject,
    id=Field(Text()),
    spend=Field(AMOUNT),
    objectives=Field(Listed(Text(), may_be_empty=True)),
    measured=Field(Flag(), False),
)

METRICS: dict[str, Metric] = {
    "weighted_score": one(
        "score",
        metrics.weighted_score,
        {
            "weights": Field(Listed(AMOUNT)),
            "scores": Field(Listed(RECORDED)),
            "scale": Field(LowHigh(), None),
            "inverted": Field(Listed(Flag()), None),
            "min_coverage": Field(SHARE, 0.6),
        },
    ),
    "rank_stability": one(
        "fraction",
        metrics.rank_stability,
        {"weights": Field(Listed(AMOUNT)), "options": Field(Listed(NUMBERS)), "top": Field(Int(1), 1), "shift": Field(SHARE, 0.2)},
    ),
    "ahp": Metric(
        "ratio",
        (
            Form(metrics.ahp, {**required(TRIANGLE, "upper"), **INDEX}, when=given("upper")),
            Form(metrics.ahp_of_matrix, {**required(TRIANGLE, "matrix"), **INDEX}, when=given("matrix")),
        ),
        'Give either "upper" or "matrix".',
    ),
    "ahp_synthesis": one(
        "fraction", metrics.ahp_synthesis, {**required(TRIANGLE, "criteria"), **required(Listed(TRIANGLE), "alternatives"), **INDEX}
    ),
    "alignment_index": Metric(
        "fraction",
        (
            Form(
                metrics.alignment_index,
                {**PRIORITY, **required(Keyed(AMOUNT), "spend"), **optional(AMOUNT, 0, "untagged")},
                when=given("spend"),
            ),
            Form(metrics.alignment_index_of_projects, {**PRIORITY, **required(Listed(TAGGED), "projects")}, when=given("projects")),
        ),
        'Give either "spend" or "projects".',
    ),
    "objective_coverage": one(
        "fraction",
        metrics.objective_coverage,
        {"objectives": Field(Keyed(AMOUNT)), "projects": Field(Listed(FUNDED, may_be_empty=True))},
    ),
}
