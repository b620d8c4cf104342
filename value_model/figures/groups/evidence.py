"""How well the benefits are proved, and which faults they carry."""

from __future__ import annotations

from decimal import Decimal

from value_model.figures.definition import WITH_BENEFITS, WITH_COSTS, Answer, Definition, Make
from value_model.figures.facts import Facts, add, entry, number

SOURCE = "ours: recorded benefits by how well they are evidenced"
ZERO = Decimal(0)
FAULT = "Σ forecast (plan where none) of benefits"


def _realized(facts: Facts) -> Decimal | None:
    return add(facts.get("realized"), facts.get("stated_realized"))


def _tier(name: str) -> Make:
    def make(facts: Facts) -> Answer:
        """The part of what arrived with this evidence. Undefined as ``no_actuals``."""
        realized = _realized(facts)
        if realized is None:
            return Answer(None, facts.missing("no_actuals"))
        confirmed, measured = facts.get("confirmed") or ZERO, facts.get("measured") or ZERO
        part = {"confirmed": confirmed, "measured": measured, "claimed": realized - confirmed - measured}[name]
        return Answer(number(part), None, None, (entry("benefits.realized", realized),))

    return make


def _confirmed_share(facts: Facts) -> Answer:
    """How much of what arrived finance confirms. Undefined as ``no_actuals`` and ``no_benefit``."""
    realized, confirmed = _realized(facts), facts.get("confirmed") or ZERO
    inputs = (entry("evidence.confirmed", None if realized is None else confirmed), entry("benefits.realized", realized))
    if realized is None:
        return Answer(None, facts.missing("no_actuals"), None, inputs)
    return Answer(number(confirmed / realized), None, None, inputs) if realized > 0 else Answer(None, "no_benefit", None, inputs)


def _to_come(facts: Facts) -> Answer:
    """What is forecast and so not yet evidence. Undefined as ``no_forecast``."""
    amount = add(facts.get("to_come"), facts.get("stated_to_come"))
    return Answer(number(amount), None if amount is not None else facts.missing("no_forecast"))


def _fault(column: str) -> Make:
    def make(facts: Facts) -> Answer:
        """What is promised and carries the fault, of benefits with an amount. Undefined as ``not_recorded`` and ``no_forecast``."""
        if not facts.count("benefits"):
            return Answer(None, "not_recorded")
        amount, inputs = facts.get(column), (entry(f"evidence.{column}.count", facts.count(f"c_{column}")),)
        if amount is None and facts.count(f"c_{column}"):
            return Answer(None, facts.missing("no_forecast"), None, inputs)
        return Answer(number(amount or ZERO), None, None, inputs)

    return make


def _faults(column: str) -> Make:
    def make(facts: Facts) -> Answer:
        """How many carry it. Undefined as ``not_recorded``."""
        return Answer(facts.count(f"c_{column}"), None) if facts.count("benefits") else Answer(None, "not_recorded")

    return make


def _amount(column: str) -> Make:
    def make(facts: Facts) -> Answer:
        """What was left out. Undefined as ``not_recorded``."""
        return Answer(number(facts.get(column) or ZERO), None) if facts.count("benefits") else Answer(None, "not_recorded")

    return make


def _overlapping(facts: Facts) -> Answer:
    """How many claim the same saving. Undefined as ``not_recorded``."""
    return Answer(facts.count("c_overlap_projects"), None) if facts.count("benefits") else Answer(None, "not_recorded")


TIERS = tuple(
    Definition(
        f"evidence.{name}", "money", f"part of realized whose evidence is {name}" + (" or not stated" if name == "claimed" else ""),
        _tier(name), "none", "actual", SOURCE, scopes=WITH_BENEFITS, inputs=("benefits.realized",),
    )
    for name in ("confirmed", "measured", "claimed")
)  # fmt: skip

FAULTS = tuple(
    definition
    for name, words in (
        ("no_owner", "without owner"),
        ("no_baseline", "without a measure that has a baseline (a baseline value where the snapshot has no measures)"),
        ("started_silent", "whose start has passed with no actual"),
        ("closed_silent", "of projects closed longer than policy (90 days) ago with no actual"),
    )
    for definition in (
        Definition(f"evidence.{name}", "money", f"{FAULT} {words}", _fault(name), "down", "forecast", SOURCE, scopes=WITH_BENEFITS),
        Definition(
            f"evidence.{name}.count", "count", f"{'projects' if name == 'closed_silent' else 'benefits'} {words}"
            if name != "closed_silent" else "projects closed longer than policy (90 days) ago with benefits but no actual",
            _faults(name), "down", source=SOURCE, scopes=WITH_BENEFITS,
        ),
    )
)  # fmt: skip

DEFINITIONS = (
    *TIERS,
    Definition("evidence.forecast", "money", "part of to come: forecast, not yet evidence", _to_come, "none", "forecast", SOURCE, scopes=WITH_BENEFITS),
    Definition(
        "evidence.confirmed_share", "fraction", "confirmed / realized", _confirmed_share, "up", "actual", SOURCE, scopes=WITH_BENEFITS,
        inputs=("evidence.confirmed", "benefits.realized"),
    ),
    *FAULTS,
    Definition(
        "evidence.overlap", "money", "Σ forecast (plan where none) left out because a larger benefit claims the same saving",
        _amount("overlap"), "down", "forecast", SOURCE, scopes=WITH_BENEFITS,
    ),
    Definition("evidence.overlap.count", "count", "projects that claim the same saving", _overlapping, "down", source=SOURCE, scopes=WITH_BENEFITS),
    Definition(
        "evidence.unallocated", "money", "Σ forecast (plan where none) × the share given to no project", _amount("unallocated"),
        "down", "forecast", "ours; calc metric shared_benefit", scopes=WITH_BENEFITS - WITH_COSTS | {"portfolio", "objective"},
    ),
)  # fmt: skip
