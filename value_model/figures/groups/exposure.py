"""The risk register beside the benefits it touches."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from value_model.figures.definition import WITH_PROJECTS, Answer, Definition
from value_model.figures.facts import Book, Facts, Row, entry, number
from value_model.figures.reach import far_below, touches
from value_model.metrics.risk import Risk, risk_expected_value

ZERO, ONE = Decimal(0), Decimal(1)
NOBODY: dict[str, Decimal] = {}


def _open(facts: Facts) -> list[Row]:
    """The open risks of the scope with a weight, by their project or by the projects that hold their benefit; listed once."""
    if "open risks" not in facts.shared:
        rows, places = _by_project(facts.book)
        held = (
            {place for project in facts.members.ids for place in places.get(project, ())} if not facts.is_everything else range(len(rows))
        )
        facts.shared["open risks"] = [rows[place] for place in sorted(held)]
    found: list[Row] = facts.shared["open risks"]
    return found


def _by_project(book: Book) -> tuple[list[Row], dict[str, list[int]]]:
    """The open risks with a weight, and the places of those that touch each project; told apart once for all scopes."""
    if "open risks by project" not in book.memo:
        rows, places = [row for row in book.read("risks") if _weighs(row)], dict[str, list[int]]()
        for place, row in enumerate(rows):
            for project in _projects(book, row):
                places.setdefault(project, []).append(place)
        book.memo["open risks by project"] = rows, places
    found: tuple[list[Row], dict[str, list[int]]] = book.memo["open risks by project"]
    return found


def _weighs(risk: Row) -> bool:
    """Whether it is open and has a probability and an impact."""
    return risk["probability"] is not None and risk["impact"] is not None and risk["status"] != "closed"


def _projects(book: Book, risk: Row) -> Iterable[str]:
    """The projects that a risk touches."""
    return (risk["project_id"],) if risk["project_id"] else book.shares.get(risk["benefit_id"], NOBODY)


def _exposure(facts: Facts) -> Answer:
    """What the open risks weigh. Undefined as ``not_recorded``."""
    if not facts.book.has("risks"):
        return Answer(None, "not_recorded")
    rows = _open(facts)
    risks = [Risk(row["probability"], -row["impact"] if row["kind"] == "opportunity" else row["impact"]) for row in rows]
    if not risks:
        return Answer(0.0, None, None, (entry("open risks", 0),))
    return Answer(risk_expected_value(risks).value, None, None, (entry("open risks", len(risks)),))


def _high(book: Book) -> frozenset[str]:
    """The open risks that are high, worked out once for all scopes."""
    if "high risks" not in book.memo:
        far, found = far_below(book), dict[str, bool]()
        for risk in book.read("risks"):
            if _weighs(risk) and risk["risk_id"] not in found:
                found[risk["risk_id"]] = risk["row_id"] not in far and _is_high(book, risk)
        book.memo["high risks"] = frozenset(key for key, is_high in found.items() if is_high)
    high: frozenset[str] = book.memo["high risks"]
    return high


def _is_high(book: Book, risk: Row) -> bool:
    """Whether an open threat weighs at least the policy's share of the forecast benefits it touches."""
    if risk["kind"] == "opportunity":
        return False
    whole = sum(touches(book, risk).values(), ZERO)
    if whole <= 0:
        return False
    limit = Decimal(str(book.policy["risk.high"]))
    return bool(Decimal(repr(risk["probability"])) * risk["impact"] >= limit * whole)


def touched(facts: Facts, risks: Iterable[Row]) -> dict[str, Decimal]:
    """By benefit, the forecast that risks touch in the scope; each benefit once, at most whole."""
    wanted = None if facts.is_everything else set(facts.members.ids)
    found: dict[str, Decimal] = {}
    for risk in risks:
        for key, amount in touches(facts.book, risk).items():
            found[key] = max(found.get(key, ZERO), amount * _part(facts, key, risk, wanted))
    return found


def _part(facts: Facts, key: str, risk: Row, wanted: set[str] | None) -> Decimal:
    """The part that the scope holds of what a risk touches of a benefit."""
    if not risk["project_id"]:
        shares = facts.book.shares.get(key, NOBODY) if wanted is not None else NOBODY
        return ONE if wanted is None else sum((share for project, share in shares.items() if project in wanted), ZERO)
    if wanted is not None and risk["project_id"] not in wanted:
        return ZERO
    if not risk["benefit_id"]:
        return ONE  # what its project holds is all that it touches
    part: Decimal = facts.book.shares.get(key, NOBODY).get(risk["project_id"], ZERO)
    return part


def _touched(facts: Facts) -> Answer:
    """What the open high risks touch. Undefined as ``not_recorded`` and ``no_benefit``."""
    if not facts.book.has("risks"):
        return Answer(None, "not_recorded")
    if not facts.count("benefits"):
        return Answer(None, "no_benefit")
    high = [risk for risk in _open(facts) if risk["risk_id"] in _high(facts.book)]
    found = touched(facts, high)
    return Answer(
        number(sum(found.values(), ZERO)), None, None, (entry("open high risks", len(high)), entry("benefits touched", len(found)))
    )


DEFINITIONS = (
    Definition(
        "risk.exposure", "money", "Σ probability × impact of open threats less opportunities", _exposure, "down", None,
        "greenbook package; calc metric risk_expected_value", "risk_expected_value/1", WITH_PROJECTS,
    ),
    Definition(
        "risk.touched", "money", "forecast benefits (plan where none) linked to open risks whose probability × impact is at least policy (12 %) of "
        "the benefits they touch; each benefit once", _touched, "down", "forecast", "ours: recorded open risks and the benefits they name", scopes=WITH_PROJECTS,
    ),
)  # fmt: skip
