"""Random portfolios for the fuzz: any figure may be there, missing, zero, negative or huge; names may be anything."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from tests.narrative import build
from tests.narrative.examples import CASES
from value_model.figures.figure import Coverage, Figure, FigureSet, Input

MONEY_SIZES = (0, 0.3, 640, 12_000, 499_999.5, 999_950, 1_234_567, 43.6e6, 950e6, 671.5e9)
NAMES = ("Claims automation", "$5M in 3 days", "<b>12%</b>", "Due to impact", "{forecast} {0}", "x" * 200, "९ 7\u202e", "A & B")
IDS = sorted({ref.partition("@")[0] for case in CASES for ref in case.now} | {
    "realization.coverage", "benefits.at_risk", "benefits.at_risk_share", "benefits.at_risk_by:no_owner", "cost.forecast",
    "cost.variance", "npv.plan", "npv.forecast", "fit.top_priority_share", "benefits.expected", "roi.to_come",
    "evidence.confirmed_share", "data.freshness_days", "change.gains", "pmo.value_steered", "gap.by_reason:price",
})  # fmt: skip
AT_SCOPES = ("portfolio", "project:P1", "project:P2", "project:P3", "objective:O1", "objective:O2")


def _value(figure_id: str, rng: random.Random) -> Any:
    unit = build.unit_of(figure_id)
    if rng.random() < 0.08:
        return None
    if unit == "date":
        return f"20{rng.randint(10, 60)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    if unit == "count":
        return rng.choice((0, 1, 2, 3, 5, 20, 1234))
    if unit == "money":
        return rng.choice(MONEY_SIZES) * rng.choice((1, 1, -1, rng.random()))
    spread = {"fraction": 1.0, "points": 60.0, "score": 100.0, "months": 120.0, "days": 400.0}.get(unit, 5.0)
    return rng.choice((0, spread, spread * rng.random(), -spread * rng.random(), spread * 1.5 * rng.random()))


def _consistent(values: dict[str, Any], scope: str) -> None:
    """Make what adds up add up: gaps, the rate to date, the fit gap."""

    def at(figure_id: str) -> Any:
        return values.get(f"{figure_id}@{scope}")

    def put(figure_id: str, value: Any) -> None:
        if f"{figure_id}@{scope}" in values:
            values[f"{figure_id}@{scope}"] = value

    for gap, first, second in (
        ("benefits.gap_to_date", "benefits.realized", "benefits.plan_to_date"),
        ("benefits.gap_forecast", "benefits.forecast", "benefits.plan"),
    ):
        put(gap, None if at(first) is None or at(second) is None else at(first) - at(second))
    due = at("benefits.plan_to_date")
    put("realization.to_date", at("benefits.realized") / due if due and due > 0 and at("benefits.realized") is not None else None)
    realized, confirmed = at("benefits.realized"), at("evidence.confirmed")
    put("evidence.confirmed_share", confirmed / realized if realized and confirmed is not None else None)
    if at("fit.share") is not None and at("fit.weight") is not None:
        put("fit.gap", (at("fit.share") - at("fit.weight")) * 100)


def _values(rng: random.Random, density: float) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for scope in AT_SCOPES:
        chosen = [figure_id for figure_id in IDS if rng.random() < density]
        values |= {f"{figure_id}@{scope}": _value(figure_id, rng) for figure_id in chosen}
        _consistent(values, scope)
    return values


def _with_change(values: dict[str, Any], then: dict[str, Any]) -> None:
    for scope in AT_SCOPES:
        now, old = values.get(f"benefits.forecast@{scope}"), then.get(f"benefits.forecast@{scope}")
        if f"change.benefits@{scope}" in values:
            values[f"change.benefits@{scope}"] = None if now is None or old is None else now - old


def _figure(ref: str, value: Any, rng: random.Random) -> Figure:
    made = build.figure(ref, value)
    if made.id == "roi.plan":
        return replace(made, inputs=(Input("benefits.plan", rng.choice(MONEY_SIZES)), Input("cost.approved", rng.choice(MONEY_SIZES))),
                       coverage=Coverage(rng.randint(0, 20), 20, rng.random()))  # fmt: skip
    return replace(made, coverage=Coverage(rng.randint(0, 20), 20, rng.random())) if rng.random() < 0.3 else made


def portfolio(seed: int) -> FigureSet:
    """A random figure set, the same for the same seed."""
    rng = random.Random(seed)
    names = {scope: rng.choice(NAMES) for scope in AT_SCOPES}
    density = rng.choice((0.05, 0.3, 0.7, 1.0))
    then_values = _values(rng, density)
    then = build.earlier(then_values, names=names) if rng.random() < 0.7 else None
    values = _values(rng, density)
    _with_change(values, then_values if then else {})
    figures = tuple(_figure(ref, value, rng) for ref, value in values.items())
    return build.figures(
        {}, names=names, compared=then, extra=figures, currency=rng.choice(("USD", "GBP", "SEK")),
        fiscal_year_start=rng.randint(1, 12), scope=rng.choice(("portfolio", "portfolio", "portfolio", "project:P1")),
    )  # fmt: skip
