"""Ratings beside value and progress: what the traffic light says and what the numbers say."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from value_model.figures.definition import WITH_COSTS, WITH_PROJECTS, Answer, Definition, Make
from value_model.figures.facts import Book, Facts, Row, entry, number
from value_model.figures.figure import Coverage
from value_model.figures.places import Array
from value_model.figures.progress import planned_shares
from value_model.measure import Measure
from value_model.metrics.earned_value import earned_value

SOURCE = "ours: recorded progress, ratings and reviews"
PMI = "PMI standard; calc metric earned_value"
PROJECT = frozenset({"project"})


# Earned value ---------------------------------------------------------------------------------------


EARNED = {"bac": 0, "ev": 1, "ac": 2, "pv": 3}  # the lines of `_values`


def _values(book: Book) -> Array:
    """What earned value needs of each project, one line each, NaN where unknown; worked out once."""
    if "earned values" not in book.memo:
        budget, complete, spent = (book.projects.floats(name) for name in ("approved", "percent_complete", "to_date"))
        book.memo["earned values"] = np.stack([budget, budget * complete, spent, budget * planned_shares(book)])
    found: Array = book.memo["earned values"]
    return found


def _earned(facts: Facts, needed: str) -> tuple[Measure | None, int]:
    """Earned value over the projects of the scope that have what the index needs, as far as the scope holds their cost."""
    held = facts.members.pick(_values(facts.book)) * facts.members.weights
    known = ~np.isnan(held[EARNED["ev"]] + held[EARNED[needed]])
    held[np.isnan(held)] = 0.0
    budget, earned, spent, planned = (sum(line) for line in held.compress(known, axis=1).tolist())
    if budget <= 0 or min(earned, spent, planned) < 0:
        return None, 0
    return earned_value(budget, spent, planned, earned), int(np.count_nonzero(known))


def _earned_index(facts: Facts, name: str, needed: str, empty: str) -> Answer:
    found, items = _earned(facts, needed)
    if found is None:
        return Answer(None, "not_recorded")
    value = found.detail.get(name)
    return Answer(value, None if value is not None else empty, Coverage(items, facts.projects))


def _cpi(facts: Facts) -> Answer:
    """What was earned per unit spent. Undefined as ``not_recorded`` and ``no_actuals``."""
    return _earned_index(facts, "cpi", "ac", "no_actuals")


def _spi(facts: Facts) -> Answer:
    """What was earned of what was to be earned by now. Undefined as ``not_recorded`` and ``no_plan_due``."""
    return _earned_index(facts, "spi", "pv", "no_plan_due")


# Ratings --------------------------------------------------------------------------------------------


def _forecasts(facts: Facts) -> list[tuple[str, Decimal, Decimal]]:
    """Of the rated projects with a forecast at both snapshots: the rating, the forecast then and now."""
    if facts.before is None:
        return []
    rows, before = facts.members.columns("project_id", "delivery_rag", "benefit_forecast"), facts.before.book.projects
    then, at = before.column("benefit_forecast"), before.places
    both = ((rag, then[at[key]], now) for key, rag, now in rows if rag and key in at)
    return [(rag, old, new) for rag, old, new in both if old is not None and new is not None]


def _fallen(facts: Facts) -> list[Decimal]:
    """What the forecasts fell by of the projects rated green that lost the policy's share or more."""
    limit = 1 - Decimal(str(facts.book.policy["pattern.E3.fall"]))
    green = [(old, new) for rag, old, new in _forecasts(facts) if rag == "green"]
    return [old - new for old, new in green if old > 0 and new <= limit * old]


def _why_no_conflict(facts: Facts) -> str | None:
    if facts.before is None:
        return "one_snapshot"
    if _forecasts(facts):
        return None
    return "no_forecast" if any(facts.members.column("delivery_rag")) else "not_recorded"


def _conflicts(facts: Facts) -> Answer:
    """How many are green and promise less. Undefined as ``one_snapshot``, ``not_recorded`` and ``no_forecast``."""
    reason = _why_no_conflict(facts)
    return Answer(None, reason) if reason else Answer(len(_fallen(facts)), None, Coverage(len(_forecasts(facts)), facts.projects))


def _conflict_amount(facts: Facts) -> Answer:
    """What the forecasts of these projects fell by. Undefined as ``one_snapshot``, ``not_recorded`` and ``no_forecast``."""
    reason, falls = _why_no_conflict(facts), _fallen(facts)
    if reason:
        return Answer(None, reason)
    return Answer(number(sum(falls, Decimal(0))), None, None, (entry("delivery.status_conflict", len(falls)),))


def red_reviews(facts: Facts, project_id: str) -> int:
    """For how many reviews in a row, ending with this one, the project has been red."""
    count = 0
    for review in facts.book.history:
        if review.projects.get(project_id, {}).get("delivery_rag") != "red":
            break
        count += 1
    return count


def undecided(facts: Facts) -> list[str]:
    """The identifiers of projects red for the policy's number of reviews with no decision since the first of them."""
    found = []
    for project in facts.members.ids:
        red = red_reviews(facts, project)
        if red >= facts.book.policy["pattern.E6.reviews"]:
            since = facts.book.history[red - 1].as_of
            if not any(_is_decided(row, facts) and row["decided_on"] >= since for row in facts.book.decisions_of.get(project, ())):
                found.append(project)
    return found


def _is_decided(row: Row, facts: Facts) -> bool:
    decided = row.get("decided_on")
    return decided is not None and decided <= facts.book.as_of


def _undecided(facts: Facts) -> Answer:
    """How many stay red undecided. Undefined as ``not_recorded`` and ``one_snapshot``."""
    if not any(facts.members.column("delivery_rag")):
        return Answer(None, "not_recorded")
    if len(facts.book.history) < 2:
        return Answer(None, "one_snapshot")
    return Answer(len(undecided(facts)), None, None, (entry("reviews", len(facts.book.history)),))


def _undecided_amount(facts: Facts) -> Answer:
    """Forecast benefits of these projects. Undefined as ``not_recorded`` and ``one_snapshot``."""
    counted = _undecided(facts)
    if counted.value is None:
        return counted
    places, forecasts = facts.book.projects.places, facts.book.projects.column("benefit_forecast")
    amounts = (forecasts[places[project]] for project in undecided(facts))
    return Answer(
        number(sum((amount for amount in amounts if amount is not None), Decimal(0))),
        None,
        None,
        (entry("delivery.red_undecided", float(counted.value)),),
    )


def _red_reviews(facts: Facts) -> Answer:
    """For how long it has been red. Undefined as ``not_recorded``."""
    project = facts.book.projects.get(facts.key)
    if project is None or not project["delivery_rag"]:
        return Answer(None, "not_recorded")
    return Answer(red_reviews(facts, facts.key))


def _rated(color: str | None) -> Make:
    def make(facts: Facts) -> Answer:
        """How many have the rating. Undefined as ``not_recorded``."""
        rags = [rag for rag in facts.members.column("delivery_rag") if rag]
        if not rags:
            return Answer(None, "not_recorded")
        return Answer(len(rags) if color is None else rags.count(color), None, Coverage(len(rags), facts.projects))

    return make


DEFINITIONS = (
    Definition("delivery.cpi", "ratio", "percent complete × budget / cost to date", _cpi, "up", "actual", PMI, "earned_value/1", WITH_COSTS),
    Definition("delivery.spi", "ratio", "percent complete × budget / (planned percent × budget)", _spi, "up", "actual", PMI, "earned_value/1", WITH_COSTS),
    Definition("delivery.status_conflict", "count", "projects rated green whose forecast fell by policy (10 %) or more since the compared snapshot", _conflicts, "down", "forecast", SOURCE, scopes=WITH_PROJECTS),
    Definition("delivery.status_conflict.amount", "money", "Σ fall of their forecasts since the compared snapshot, positive", _conflict_amount, "down", "forecast", SOURCE, scopes=WITH_PROJECTS),
    Definition("delivery.red_undecided.amount", "money", "Σ forecast benefits of projects red and undecided", _undecided_amount, "down", "forecast", SOURCE, scopes=WITH_PROJECTS),
    Definition("delivery.red_undecided", "count", "projects red for at least policy (3) reviews in a row with no decision since the first", _undecided, "down", "actual", SOURCE, scopes=WITH_PROJECTS),
    Definition("delivery.red_reviews", "count", "reviews in a row, ending with this one, at which the project was red", _red_reviews, "down", "actual", SOURCE, scopes=PROJECT),
    Definition("delivery.green", "count", "projects rated green", _rated("green"), "up", "actual", SOURCE, scopes=WITH_COSTS),
    Definition("delivery.rated", "count", "projects with a rating", _rated(None), "up", "actual", SOURCE, scopes=WITH_COSTS),
)  # fmt: skip
