"""Delivery beside value: who is on time, and whose value arrives."""

from __future__ import annotations

from decimal import Decimal

from value_model.figures.definition import ABOVE_PROJECT, WITH_COSTS, WITH_PROJECTS, Answer, Definition
from value_model.figures.facts import Facts, Row, entry, number
from value_model.policy import Policy

SOURCE = "ours: recorded progress, ratings and reviews"
ZERO = Decimal(0)


def index(project: Row, policy: Policy) -> tuple[float | None, str | None]:
    """Percent complete over planned percent, at most the cap; planned over actual duration once closed.

    Undefined as `no_actuals` without progress (or finish, once closed) and `no_plan_due` before anything is planned.
    """
    cap = float(policy["delivery.index_cap"])
    if project["is_closed"]:
        taken, planned = project["actual_days"], project["planned_days"]
        if taken is None or planned is None:
            return None, "not_recorded"
        return (min(cap, float(planned) / float(taken)), None) if taken > 0 and planned > 0 else (None, "not_recorded")
    if project["percent_complete"] is None:
        return None, "not_recorded"
    planned_share = planned_percent(project)
    if planned_share is None:
        return None, "not_recorded"
    return (min(cap, project["percent_complete"] / planned_share), None) if planned_share > 0 else (None, "no_plan_due")


def planned_percent(project: Row) -> float | None:
    """As given, else linear from start to baseline finish; None without the dates."""
    if project["planned_percent"] is not None:
        return float(project["planned_percent"])
    elapsed, planned = project["elapsed_days"], project["planned_days"]
    return float(elapsed) / float(planned) if elapsed is not None and planned and planned > 0 else None


def indexed(facts: Facts) -> list[tuple[Row, float]]:
    """The scope's projects with an index, worked out once."""
    if "indexed" not in facts.shared:
        known = ((project, index(project, facts.book.policy)[0]) for project, _ in facts.members)
        facts.shared["indexed"] = [(project, value) for project, value in known if value is not None]
    found: list[tuple[Row, float]] = facts.shared["indexed"]
    return found


def _index(facts: Facts) -> Answer:
    """How far beside how far planned. Undefined as ``not_recorded``, ``no_plan_due`` and ``no_spend``."""
    if facts.kind == "project":
        return (
            Answer(*index(facts.book.projects[facts.key], facts.book.policy))
            if facts.key in facts.book.projects
            else Answer(None, "not_recorded")
        )
    shares = {project["project_id"]: share for project, share in facts.members}  # of its cost, at an objective
    known = [
        (value, project["approved"] * shares[project["project_id"]]) for project, value in indexed(facts) if project["approved"] is not None
    ]
    whole = sum((approved for _, approved in known), ZERO)
    if not known or whole <= 0:
        return Answer(None, "not_recorded" if not known else "no_spend")
    weighted = sum(value * float(approved) for value, approved in known)
    facts_coverage = facts.coverage("projects")
    coverage = facts_coverage and type(facts_coverage)(len(known), facts.projects, number(whole / (facts.get("cost_approved") or whole)))
    return Answer(weighted / float(whole), None, coverage, (entry("cost.approved", whole, len(known)),))


def _on_time(facts: Facts) -> list[Row] | None:
    """Projects at or above the on-time limit; None where no project has an index."""
    known = indexed(facts)
    limit = facts.book.policy["delivery.on_time"]
    return [project for project, value in known if value >= limit] if known else None


def _count_on_time(facts: Facts) -> Answer:
    """How many are on time. Undefined as ``not_recorded``."""
    found = _on_time(facts)
    return Answer(None, "not_recorded") if found is None else Answer(len(found), None, facts.coverage("projects"))


def missing_value(facts: Facts) -> list[Row] | None:
    """On-time projects whose forecast is below the limit of their plan."""
    found = _on_time(facts)
    limit = Decimal(str(facts.book.policy["delivery.value_on_track"]))
    if found is None:
        return None
    return [p for p in found if _has_share(p) and p["benefit_forecast"] < limit * p["benefit_plan"]]


def _has_share(project: Row) -> bool:
    """A plan at or below zero has no part to keep: more disbenefit than planned is not "90 % of plan"."""
    return project["benefit_forecast"] is not None and project["benefit_plan"] is not None and project["benefit_plan"] > 0


def _missing(facts: Facts) -> Answer:
    """What on-time projects no longer promise. Undefined as ``not_recorded``."""
    found = missing_value(facts)
    if found is None:
        return Answer(None, "not_recorded")
    return Answer(
        number(sum((p["benefit_plan"] - p["benefit_forecast"] for p in found), ZERO)), None, None, (entry("projects", len(found)),)
    )


def _missing_count(facts: Facts) -> Answer:
    """How many they are. Undefined as ``not_recorded``."""
    found = missing_value(facts)
    return Answer(None, "not_recorded") if found is None else Answer(len(found))


def _missing_approved(facts: Facts) -> Answer:
    """What they had planned. Undefined as ``not_recorded``."""
    found = missing_value(facts)
    return Answer(None, "not_recorded") if found is None else Answer(number(sum((p["benefit_plan"] for p in found), ZERO)))


def _late_on_track(facts: Facts) -> Answer:
    """How many are late and keep their promise. Undefined as ``not_recorded``."""
    known = indexed(facts)
    if not known:
        return Answer(None, "not_recorded")
    limit, full = facts.book.policy["delivery.on_time"], Decimal(str(facts.book.policy["delivery.value_full"]))
    late = [p for p, value in known if value < limit and _has_share(p)]
    return Answer(sum(1 for p in late if p["benefit_forecast"] >= full * p["benefit_plan"]))


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
