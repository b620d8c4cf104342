"""The risk register beside the benefits it touches."""

from __future__ import annotations

from decimal import Decimal

from value_model.figures.definition import WITH_PROJECTS, Answer, Definition
from value_model.figures.facts import Facts, Row, entry, number
from value_model.metrics.risk import Risk, risk_expected_value

ZERO = Decimal(0)


def _open(facts: Facts) -> list[Row]:
    """The open risks of the scope with a weight, by their project or by the projects that hold their benefit."""
    known = (row for row in facts.book.read("risks") if row["probability"] is not None and row["impact"] is not None)
    rows: list[Row] = [row for row in known if row["status"] != "closed"]
    if facts.is_everything:
        return rows
    keys = {project["project_id"] for project, _ in facts.members}
    return [row for row in rows if keys & _projects(facts, row)]


def _projects(facts: Facts, risk: Row) -> set[str]:
    """The projects that a risk touches."""
    if risk["project_id"]:
        return {risk["project_id"]}
    return set(facts.book.shares.get(risk["benefit_id"], {}))


def _exposure(facts: Facts) -> Answer:
    """What the open risks weigh. Undefined as ``not_recorded``."""
    if not facts.book.has("risks"):
        return Answer(None, "not_recorded")
    rows = _open(facts)
    risks = [Risk(row["probability"], -row["impact"] if row["kind"] == "opportunity" else row["impact"]) for row in rows]
    if not risks:
        return Answer(0.0, None, None, (entry("open risks", 0),))
    return Answer(risk_expected_value(risks).value, None, None, (entry("open risks", len(risks)),))


def _touches(facts: Facts, risk: Row) -> dict[str, Decimal]:
    """Forecast benefits that a risk touches, by benefit."""
    book = facts.book
    if risk["benefit_id"]:
        held = book.held.get(risk["benefit_id"])
        return {} if held is None else {risk["benefit_id"]: held}
    parts: dict[str, Decimal] = _parts(facts).get(risk["project_id"], {})
    return parts


def _parts(facts: Facts) -> dict[str, dict[str, Decimal]]:
    """The part of each benefit's forecast that a project with risks holds, by project, worked out once for all risks."""
    known: dict[str, dict[str, Decimal]] = facts.book.memo.setdefault("parts of forecasts", {})
    if not known:
        amounts = {key: held for key, held in facts.book.held.items() if held is not None}
        known.update({risk["project_id"]: {} for risk in facts.book.read("risks") if risk["project_id"]})
        for key, shares in facts.book.shares.items():
            for project in shares.keys() & known.keys() if key in amounts else ():
                if shares[project]:
                    known[project][key] = amounts[key] * shares[project]
    return known


def is_high(facts: Facts, risk: Row) -> bool:
    """As `_is_high`, worked out once per risk for all scopes."""
    known: dict[str, bool] = facts.book.memo.setdefault("high risks", {})
    if risk["risk_id"] not in known:
        known[risk["risk_id"]] = _is_high(facts, risk)
    return known[risk["risk_id"]]


def _is_high(facts: Facts, risk: Row) -> bool:
    """Whether an open threat weighs at least the policy's share of the forecast benefits it touches."""
    if risk["kind"] == "opportunity" or risk["status"] == "closed":
        return False
    whole = sum(_touches(facts, risk).values(), ZERO)
    if whole <= 0:
        return False
    limit = Decimal(str(facts.book.policy["risk.high"]))
    return bool(Decimal(repr(risk["probability"])) * risk["impact"] >= limit * whole)


def touched(facts: Facts) -> dict[str, Decimal]:
    """By benefit, the forecast that open high risks touch in the scope; each benefit once, at most whole."""
    wanted = None if facts.is_everything else {project["project_id"] for project, _ in facts.members}
    found: dict[str, Decimal] = {}
    for risk in _open(facts):
        if is_high(facts, risk):
            for key in _touches(facts, risk):
                found[key] = max(found.get(key, ZERO), _held_by(facts, key, risk, wanted))
    return found


def _held_by(facts: Facts, key: str, risk: Row, wanted: set[str] | None) -> Decimal:
    """The part of a benefit that the risk touches and the scope holds."""
    held, shares = facts.book.held[key] or ZERO, facts.book.shares.get(key, {})
    if risk["project_id"]:
        part = shares.get(risk["project_id"], ZERO) if wanted is None or risk["project_id"] in wanted else ZERO
    else:
        part = Decimal(1) if wanted is None else sum((share for project, share in shares.items() if project in wanted), ZERO)
    amount: Decimal = held * part
    return amount


def _touched(facts: Facts) -> Answer:
    """What the open high risks touch. Undefined as ``not_recorded`` and ``no_benefit``."""
    if not facts.book.has("risks"):
        return Answer(None, "not_recorded")
    if not facts.count("benefits"):
        return Answer(None, "no_benefit")
    found = touched(facts)
    high = sum(1 for risk in _open(facts) if is_high(facts, risk))
    return Answer(number(sum(found.values(), ZERO)), None, None, (entry("open high risks", high), entry("benefits touched", len(found))))


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
