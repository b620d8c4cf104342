"""Delivery beside value: who is on time, and whose value arrives."""

from __future__ import annotations

from decimal import Decimal
from itertools import compress
from math import isnan

import numpy as np

from value_model.figures.definition import ABOVE_PROJECT, WITH_COSTS, WITH_PROJECTS, Answer, Definition
from value_model.figures.facts import Facts, add, entry, number
from value_model.figures.progress import indexes, why_no_index

SOURCE = "ours: recorded progress, ratings and reviews"
ZERO = Decimal(0)


def _of_project(facts: Facts) -> Answer:
    """The index of one project."""
    place = facts.book.projects.places.get(facts.key)
    if place is None:
        return Answer(None, "not_recorded")
    value = float(indexes(facts.book)[place])
    return Answer(None, why_no_index(facts.book, place)) if isnan(value) else Answer(value)


def _index(facts: Facts) -> Answer:
    """How far beside how far planned. Undefined as ``not_recorded``, ``no_plan_due`` and ``no_spend``."""
    if facts.kind == "project":
        return _of_project(facts)
    values, approved = facts.members.pick(indexes(facts.book)), facts.members.held_floats("approved")
    known = ~np.isnan(values + approved)
    whole = add(*compress(facts.members.held("approved"), known.tolist())) or ZERO
    if not known.any() or whole <= 0:
        return Answer(None, "no_spend" if known.any() else "not_recorded")
    weighted, count = sum((values[known] * approved[known]).tolist()), int(np.count_nonzero(known))
    facts_coverage = facts.coverage("projects")
    coverage = facts_coverage and type(facts_coverage)(count, facts.projects, number(whole / (facts.get("cost_approved") or whole)))
    return Answer(weighted / float(whole), None, coverage, (entry("cost.approved", whole, count),))


def _on_time(facts: Facts) -> tuple[int, int]:
    """How many projects of the scope have an index, and how many of them one at or above the on-time limit."""
    values = facts.members.pick(indexes(facts.book))
    on_time = values >= facts.book.policy["delivery.on_time"]
    return int(np.count_nonzero(~np.isnan(values))), int(np.count_nonzero(on_time))


def _count_on_time(facts: Facts) -> Answer:
    """How many are on time. Undefined as ``not_recorded``."""
    known, on_time = _on_time(facts)
    return Answer(on_time, None, facts.coverage("projects")) if known else Answer(None, "not_recorded")


def _promises(facts: Facts) -> list[tuple[float, Decimal, Decimal]]:
    """Index, plan and forecast of each project that has them, once per scope.

    A plan at or below zero has no part to keep: more disbenefit than planned is not "90 % of plan".
    """
    if "promises" not in facts.shared:
        values = facts.members.pick(indexes(facts.book)).tolist()
        rows = zip(values, *(facts.members.column(name) for name in ("benefit_plan", "benefit_forecast")), strict=True)
        known = [row for row in rows if not isnan(row[0]) and row[1] is not None and row[2] is not None]
        facts.shared["promises"] = [row for row in known if row[1] > 0]
    found: list[tuple[float, Decimal, Decimal]] = facts.shared["promises"]
    return found


def _broken(facts: Facts) -> list[tuple[Decimal, Decimal]] | None:
    """Plan and forecast of the on-time projects whose forecast is below the limit of their plan; None where no project has an index."""
    if "broken promises" not in facts.shared:
        policy = facts.book.policy
        on_time, limit = policy["delivery.on_time"], Decimal(str(policy["delivery.value_on_track"]))
        facts.shared["broken promises"] = [
            (plan, forecast) for index, plan, forecast in _promises(facts) if index >= on_time and forecast < limit * plan
        ]
    found: list[tuple[Decimal, Decimal]] = facts.shared["broken promises"]
    return found if _on_time(facts)[0] else None


def _missing(facts: Facts) -> Answer:
    """What on-time projects no longer promise. Undefined as ``not_recorded``."""
    found = _broken(facts)
    if found is None:
        return Answer(None, "not_recorded")
    return Answer(number(sum((plan - forecast for plan, forecast in found), ZERO)), None, None, (entry("projects", len(found)),))


def _missing_count(facts: Facts) -> Answer:
    """How many they are. Undefined as ``not_recorded``."""
    found = _broken(facts)
    return Answer(None, "not_recorded") if found is None else Answer(len(found))


def _missing_approved(facts: Facts) -> Answer:
    """What they had planned. Undefined as ``not_recorded``."""
    found = _broken(facts)
    return Answer(None, "not_recorded") if found is None else Answer(number(sum((plan for plan, _ in found), ZERO)))


def _late_on_track(facts: Facts) -> Answer:
    """How many are late and keep their promise. Undefined as ``not_recorded``."""
    if not _on_time(facts)[0]:
        return Answer(None, "not_recorded")
    policy = facts.book.policy
    on_time, full = policy["delivery.on_time"], Decimal(str(policy["delivery.value_full"]))
    return Answer(sum(1 for index, plan, forecast in _promises(facts) if index < on_time and forecast >= full * plan))


DEFINITIONS = (
    Definition(
        "delivery.index", "fraction", "percent complete / planned percent (given, else linear from start to baseline finish), at most 1.5; "
        "closed: planned / actual duration; above a project weighted by approved cost", _index, "up", "actual", SOURCE, "delivery_index/1",
        WITH_COSTS,
    ),
    Definition("delivery.on_time", "count", "projects with an index at or above policy (0.95)", _count_on_time, "up", "actual", SOURCE, scopes=ABOVE_PROJECT),
    Definition(
        "delivery.on_time_value_missing", "money", "Σ plan − forecast of on-time projects that forecast less than policy (90 %) of plan",
        _missing, "down", "forecast", SOURCE, scopes=WITH_PROJECTS,
    ),
    Definition(
        "delivery.on_time_value_missing.count", "count", "on-time projects that forecast less than policy (90 %) of plan", _missing_count,
        "down", "forecast", SOURCE, scopes=WITH_PROJECTS,
    ),
    Definition(
        "delivery.on_time_value_missing.approved", "money", "Σ plan of these projects", _missing_approved, "none", "plan", SOURCE,
        scopes=WITH_PROJECTS,
    ),
    Definition(
        "delivery.late_value_on_track", "count", "projects with an index below policy (0.95) that forecast at least their plan",
        _late_on_track, "up", "forecast", SOURCE, scopes=WITH_PROJECTS,
    ),
)  # fmt: skip
