"""Cards about change, the work of the office, and the data behind the figures."""

from __future__ import annotations

from collections.abc import Mapping

from value_model.narrative import judge
from value_model.narrative.cards import Rule
from value_model.narrative.slot import Slot
from value_model.narrative.slots import (
    compared,
    confidence,
    figure,
    matched,
    minus,
    phrase,
    rest,
    setting,
)
from value_model.narrative.world import World

NET_CHANGE = Rule(
    "net_change",
    "change",
    {
        "change": figure("change.benefits"),
        "old": matched("change.benefits", 1, "then benefits.forecast"),
        "now": figure("benefits.forecast"),
        "review": compared(),
    },
)


CUTS = Rule("cuts", "amount", {"amount": figure("change.cuts"), "review": compared()})


GAINS = Rule("gains", "amount", {"amount": figure("change.gains"), "review": compared()})


RESTATED = Rule(
    "restated",
    "amount",
    {"amount": figure("change.restated"), "k": figure("change.restated.count"), "review": compared()},
    caption=lambda values: "caption" if values["k"] else "none",
)


ASKS = Rule("asks_closed", "k", {"k": figure("asks.closed"), "n": figure("asks.total"), "m": figure("asks.open")})


OUTCOME = Rule(
    "outcome_coverage",
    "share",
    {"share": figure("pmo.outcome_coverage"), "points": minus("pmo.outcome_coverage", "then pmo.outcome_coverage", "points")},
)


ACCURACY = Rule("forecast_accuracy", "share", {"share": figure("pmo.forecast_accuracy"), "n": figure("pmo.forecasts_landed.of")})


DECISION_TIME = Rule("decision_time", "days", {"days": figure("pmo.decision_days")})


STEERED = Rule("money_moved", "amount", {"amount": figure("pmo.value_steered")})


PROJECTS_IN = Rule(
    "projects_in",
    "k",
    {
        "k": figure("data.complete_projects"),
        "n": figure("data.projects"),
        "share": figure("data.coverage_spend"),
        "missing": rest("data.coverage_spend"),
    },
)


ERRORS = Rule("errors", "k", {"k": figure("data.errors")}, judge.by_count)


def _what_of_warnings(world: World) -> Mapping[str, Slot]:
    """Nothing is published before its warnings are accepted."""
    return {"state": phrase("warning_states", world.figures.context.state)}


WARNINGS = Rule("warnings", "k", {"k": figure("data.warnings")}, judge.by_count, phrases=_what_of_warnings)


FRESHNESS = Rule(
    "freshness",
    "days",
    {"days": figure("data.freshness_days"), "stale": figure("data.stale"), "limit": setting("data.stale_days", "days")},
    judge.by_age,
)


CONFIDENCE = Rule("confidence", "word", {"word": confidence(), "expected": figure("benefits.expected")})
