"""Can these numbers be trusted? How complete and how fresh the data are."""

from __future__ import annotations

from collections import Counter
from datetime import date

from value_model.figures.definition import ABOVE_PROJECT, WHOLE, WITH_PROJECTS, Answer, Definition, Make
from value_model.figures.facts import Facts, entry, number

SOURCE = "ours: counted in the snapshot"


def _projects(facts: Facts) -> Answer:
    """How many projects. Always stated."""
    return Answer(facts.projects)


def _recorded(facts: Facts) -> Answer:
    """How many are in the snapshot. Always stated."""
    return Answer(facts.book.tables.get("projects", 0))


def _complete(facts: Facts) -> Answer:
    """How many have both sides. Always stated."""
    return Answer(facts.count("n_plan"), None, facts.coverage("n_plan", "plan_cost"))


def _coverage(facts: Facts) -> Answer:
    """How much spend they hold. Undefined as ``no_spend``."""
    part, whole = facts.get("plan_cost"), facts.get("cost_approved")
    inputs = (entry("cost.approved of complete projects", part or 0, facts.count("n_plan")), entry("cost.approved", whole))
    return Answer(number((part or 0) / whole), None, None, inputs) if whole else Answer(None, "no_spend", None, inputs)


def _findings(severity: str) -> Make:
    def make(facts: Facts) -> Answer:
        """How many findings. Always stated."""
        return Answer(facts.book.findings.get(severity, 0))

    return make


def _updates(facts: Facts) -> list[date]:
    """When each project was last updated that says so."""
    return [day for day in facts.members.column("updated_on") if day is not None]


def _stale(facts: Facts) -> Answer:
    """How many were not updated lately. Undefined as ``not_recorded``."""
    updates = _updates(facts)
    if not updates:
        return Answer(None, "not_recorded")
    limit = facts.book.policy["data.stale_days"]
    return Answer(sum(count for day, count in Counter(updates).items() if (facts.book.as_of - day).days > limit))


def _freshness(facts: Facts) -> Answer:
    """How old the newest update is. Undefined as ``not_recorded``."""
    updates = _updates(facts)
    return Answer((facts.book.as_of - max(updates)).days) if updates else Answer(None, "not_recorded")


DEFINITIONS = (
    Definition("data.projects", "count", "projects in the scope", _projects, source=SOURCE),
    Definition("data.projects_recorded", "count", "projects in the snapshot, with or without a filter", _recorded, source=SOURCE, scopes=WHOLE),
    Definition("data.complete_projects", "count", "projects with an approved cost and a planned benefit", _complete, "up", source=SOURCE, scopes=ABOVE_PROJECT),
    Definition(
        "data.coverage_spend", "fraction", "approved cost of complete projects / approved cost", _coverage, "up", source=SOURCE,
        scopes=ABOVE_PROJECT, inputs=("cost.approved",),
    ),
    Definition("data.errors", "count", "findings that block publishing", _findings("error"), "down", source=SOURCE, scopes=WHOLE),
    Definition("data.warnings", "count", "findings accepted with a note", _findings("warning"), "down", source=SOURCE, scopes=WHOLE),
    Definition("data.stale", "count", "projects last updated longer ago than policy (45 days)", _stale, "down", source=SOURCE, scopes=WITH_PROJECTS),
    Definition("data.freshness_days", "days", "days from the newest update to the as-of date", _freshness, "down", source=SOURCE, scopes=WITH_PROJECTS),
)  # fmt: skip
