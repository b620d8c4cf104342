"""The outside view: what own closed projects brought and cost of what was planned, with a low and a high case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from value_model.figures.definition import WITH_PROJECTS, Answer, Definition, Make
from value_model.figures.facts import Book, Facts, entry
from value_model.figures.figure import Coverage, Input
from value_model.measure import Measure
from value_model.metrics.outside_view import ClosedProject, outside_view

SOURCE = "ours; D. Kahneman and D. Lovallo 1993, B. Flyvbjerg 2004, reference-class forecasting; pulled toward all after C. Stein 1956"
SIDES = {"benefits": ("benefit_plan_to_date", "benefit_realized_rows"), "cost": ("approved", "to_date")}  # planned, actual
CLASS_OF = {"programme": "programme", "project": "programme", "unit": "business_unit"}  # by kind of scope
IN_CLASS = "of them in the class"  # the input that says how many closed projects a class has
LEVELS = {"p10": "low", "p50": "", "p90": "high"}


def _class(facts: Facts) -> tuple[str, str | None]:
    """What the closed projects of a class share, and its name: a programme, a sponsor area, or nothing."""
    field = CLASS_OF.get(facts.kind, "programme")
    if facts.kind == "project":
        name = next(iter(facts.members.column(field)), None)
        return field, None if name is None else str(name)
    return field, facts.key if facts.kind in CLASS_OF else None


def _view(facts: Facts, side: str) -> Measure:
    field, name = _class(facts)
    memo, key = facts.book.memo, f"outside {side} {field} {name}"
    if key not in memo:
        policy = facts.book.policy
        memo[key] = outside_view(
            _closed(facts.book, field, side),
            name,
            share=policy["range.share"],
            half_weight=policy["outside.half_weight"],
            min_projects=policy["outside.min_projects"],
        )
    found: Measure = memo[key]
    return found


def _closed(book: Book, field: str, side: str) -> list[ClosedProject]:
    planned, actual = SIDES[side]
    places = np.flatnonzero(book.projects.marks("is_closed") & (book.projects.floats(planned) > 0))
    return list(map(ClosedProject, *(book.projects.rows.values(name, places) for name in (planned, actual, field))))


def _level(side: str, level: str) -> Make:
    def make(facts: Facts) -> Answer:
        """How far closed projects of the class came. Undefined as ``too_few_projects``."""
        found = _view(facts, side)
        value = found.value if level == "p50" or not found.is_defined else found.detail[LEVELS[level]]
        count = int(found.detail["n"])
        return Answer(value, found.reason, Coverage(count, count + int(found.detail["left_out"])), _rests_on(found.detail, facts))

    return make


def _rests_on(detail: Mapping[str, Any], facts: Facts) -> tuple[Input, ...]:
    return (
        entry("closed projects with plan and actual", detail["n"]),
        entry(IN_CLASS, detail["n_group"]),
        entry("weight of the class", detail["weight"]),
        entry("policy outside.min_projects", facts.book.policy["outside.min_projects"]),
    )


WORDS = {"p10": "a tenth of them lies below", "p50": "half of them lies below", "p90": "a tenth of them lies above"}
PLANNED = {"benefits": "realized / plan to date", "cost": "cost to date / approved cost"}
DEFINITIONS = tuple(
    Definition(
        f"outside.{side}.{level}", "fraction",
        f"{PLANNED[side]} of own closed projects: {WORDS[level]}; the quantile of the class (programme, or sponsor area) × n/(n + policy 10) + that "
        "of all × the rest",
        _level(side, level), "up" if side == "benefits" else "down", "actual", SOURCE, "outside_view/1", WITH_PROJECTS,
    )
    for side in SIDES
    for level in LEVELS
)  # fmt: skip
