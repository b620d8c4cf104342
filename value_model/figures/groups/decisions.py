"""What was asked and what was decided, and how long that took."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

from value_model.figures.definition import WHOLE, WITH_PROJECTS, Answer, Definition, Make
from value_model.figures.facts import Facts, Row, entry, number
from value_model.figures.figure import Coverage
from value_model.metrics.office import decision_yield

SOURCE = "ours: counted in the decision log"
ZERO = Decimal(0)


def asked(facts: Facts) -> list[Row]:
    """Decisions asked for up to the as-of date."""
    return [row for row in facts.book.decisions if _is_asked(facts, row)]


def _is_asked(facts: Facts, row: Row) -> bool:
    return row.get("asked_on") is None or row["asked_on"] <= facts.book.as_of


def is_taken(facts: Facts, row: Row) -> bool:
    """Whether the decision was taken by the as-of date."""
    decided = row.get("decided_on")
    if row.get("outcome") in (None, "pending"):
        return False
    return decided is None or decided <= facts.book.as_of


def _of_last_review(facts: Facts) -> list[Row] | None:
    """Those asked at or before the compared snapshot; None without one."""
    if facts.before is None:
        return None
    since = facts.before.book.as_of
    return [row for row in facts.book.decisions if row.get("asked_on") is not None and row["asked_on"] <= since]


def _asks(which: str) -> Make:
    def make(facts: Facts) -> Answer:
        """How many asks of the last review. Undefined as ``one_snapshot`` and ``not_recorded``."""
        found = _of_last_review(facts)
        if found is None:
            return Answer(None, "one_snapshot")
        if not facts.book.decisions:
            return Answer(None, "not_recorded")
        closed = sum(1 for row in found if is_taken(facts, row))
        return Answer({"total": len(found), "closed": closed, "open": len(found) - closed}[which])

    return make


def _due_days(facts: Facts) -> Answer:
    """Days from the as-of date to the earliest due date of an open ask of the scope; below 0 once overdue.

    Undefined as ``not_recorded``.
    """
    ids, of = facts.members.ids, facts.book.decisions_of
    rows = facts.book.decisions if facts.is_everything else [row for project in ids for row in of.get(project, ())]
    due = [row["due"] for row in rows if row.get("due") is not None and _is_asked(facts, row) and not is_taken(facts, row)]
    days = [(day - facts.book.as_of).days for day in due]
    return Answer(min(days), None, None, (entry("open asks with a due date", len(days)),)) if days else Answer(None, "not_recorded")


def _days(facts: Facts) -> list[int]:
    taken = [row for row in asked(facts) if is_taken(facts, row)]
    return [(row["decided_on"] - row["asked_on"]).days for row in taken if row.get("decided_on") and row.get("asked_on")]


def _decision_days(facts: Facts) -> Answer:
    """How long a decision takes. Undefined as ``not_recorded`` and ``no_decisions``."""
    days = [day for day in _days(facts) if day >= 0]
    if not days:
        return Answer(None, "no_decisions" if facts.book.decisions else "not_recorded")
    return Answer(float(median(days)), None, Coverage(len(days), len(asked(facts))))


def _decision_yield(facts: Facts) -> Answer:
    """How many asks were decided. Undefined as ``not_recorded``."""
    found = asked(facts)
    if not found:
        return Answer(None, "not_recorded")
    taken = sum(1 for row in found if is_taken(facts, row))
    answer = decision_yield(len(found), taken)
    return Answer(answer.value, answer.reason, None, (entry("decisions taken", taken), entry("decisions asked", len(found))))


def _steered(facts: Facts) -> Answer:
    """What the decisions are to bring. Undefined as ``not_recorded``."""
    if not facts.book.decisions:
        return Answer(None, "not_recorded")
    effects = [row["value_effect"] for row in asked(facts) if is_taken(facts, row) and row.get("value_effect") is not None]
    return Answer(number(sum(effects, ZERO)), None, None, (entry("decisions", len(effects)),))


def _define(id: str, unit: str, formula: str, make: Make, good: str = "up", source: str = SOURCE, method: str = "") -> Definition:
    return Definition(id, unit, formula, make, "up" if good == "up" else "down" if good == "down" else "none", None, source, method, WHOLE)


DEFINITIONS = (
    _define("asks.open", "count", "asked at or before the compared snapshot and not decided", _asks("open"), "down"),
    _define("asks.closed", "count", "asked at or before the compared snapshot and decided", _asks("closed")),
    _define("asks.total", "count", "asked at or before the compared snapshot", _asks("total"), "none"),
    Definition("asks.due_days", "days", "days to the earliest due date of an open ask", _due_days, source=SOURCE, scopes=WITH_PROJECTS),
    _define("pmo.decision_days", "days", "median days from ask to decision", _decision_days, "down", method="decision_yield/1"),
    _define("pmo.decision_yield", "fraction", "decisions taken / asked", _decision_yield, method="decision_yield/1"),
    _define("pmo.value_steered", "money", "Σ expected value effect of decisions taken", _steered),
)  # fmt: skip
