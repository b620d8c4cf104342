"""Which rows stand behind the benefit figures, written as the SQL files add them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from value_model.figures.tracing.cost_rows import Rows, approved, but, only, where
from value_model.figures.tracing.ledger import Held, Ledger
from value_model.figures.tracing.rows import Part


def standing(ledger: Ledger, column: str) -> dict[str, Decimal]:
    """The projects one of whose totals stands in for rows."""
    return where(ledger, lambda own: own.get(column) is not None)


def plan(ledger: Ledger) -> Iterator[Part]:
    """Planned values, whole life; the planned total of a project without any."""
    yield ledger.values("plan", ledger.benefits())
    yield ledger.totals("planned_benefit", standing(ledger, "stated_plan"))


def plan_to_date(ledger: Ledger, sign: int = 1) -> Iterator[Part]:
    yield ledger.values("plan", ledger.benefits(), ended=True, sign=sign)


def realized_rows(ledger: Ledger) -> Iterator[Part]:
    yield ledger.values("actual", ledger.benefits(), ended=True)


def realized(ledger: Ledger) -> Iterator[Part]:
    """Actual values of ended months; the total of a project without any."""
    yield from realized_rows(ledger)
    yield ledger.totals("benefit_to_date", standing(ledger, "stated_realized"))


def to_come(ledger: Ledger) -> Iterator[Part]:
    """Forecast values to come; for a project with a stated total, that less what is realized."""
    yield ledger.values("forecast", ledger.benefits(), ended=False)
    stated = standing(ledger, "stated_to_come")
    yield ledger.totals("forecast_benefit", stated)
    yield ledger.totals("benefit_to_date", only(stated, standing(ledger, "stated_realized")), sign=-1)
    yield from own_rows(ledger, but(stated, standing(ledger, "stated_realized")), -1)


def own_rows(ledger: Ledger, projects: Held, sign: int) -> Iterator[Part]:
    """Realized rows of benefits that these projects hold and count, by their shares."""
    held: dict[str, Decimal] = {}
    for project, part in projects.items():
        for benefit in ledger.facts.book.places_held.parts(f"project:{project}"):
            share = ledger.facts.book.shares.get(benefit, {}).get(project, Decimal(0))
            held[benefit] = held.get(benefit, Decimal(0)) + share * part
    yield ledger.values("actual", held, ended=True, sign=sign)


def forecast(ledger: Ledger) -> Iterator[Part]:
    """Realized and to come; the stated total where a project forecasts no months."""
    yield from realized_rows(ledger)
    yield ledger.values("forecast", ledger.benefits(), ended=False)
    stated = standing(ledger, "stated_forecast")
    by_whole = {key for key in ledger.stating("forecast_benefit", stated) if ledger.own(key).get("to_come") is None}
    yield ledger.totals("forecast_benefit", only(stated, by_whole))
    yield from own_rows(ledger, only(stated, by_whole), -1)
    yield ledger.totals("benefit_to_date", but(stated, by_whole))


def gap_to_date(ledger: Ledger) -> Iterator[Part]:
    yield from realized_rows(ledger)
    yield from plan_to_date(ledger, -1)


def by_reason(ledger: Ledger, reason: str) -> Iterator[Part]:
    """Actual less plan of the months recorded under a reason; of those without one for `unrecorded`."""
    wanted = None if reason == "unrecorded" else reason
    yield ledger.under(wanted, "actual", ledger.benefits(), 1)
    yield ledger.under(wanted, "plan", ledger.benefits(), -1)


def whole_held(ledger: Ledger, held: Held, sign: int = 1) -> Iterator[Part]:
    """What a benefit is held to bring: its forecast, or its plan where nothing is forecast."""
    benefits = ledger.facts.book.benefits
    forecast_ones = {key for key in held if benefits[key]["forecast"] is not None}
    yield ledger.values("actual", only(held, forecast_ones), ended=True, sign=sign)
    yield ledger.values("forecast", only(held, forecast_ones), ended=False, sign=sign)
    yield ledger.values("plan", but(held, forecast_ones), sign=sign)


def flag(name: str) -> Rows:
    """What the benefits with a fault are held to bring."""
    return lambda ledger: whole_held(ledger, ledger.benefits(lambda row: bool(row[name])))


def disbenefits(ledger: Ledger) -> Iterator[Part]:
    yield from whole_held(ledger, ledger.benefits(lambda row: row["kind"] == "disbenefit"), -1)


def tier(name: str) -> Rows:
    """Actuals of one kind of evidence."""
    return lambda ledger: [ledger.values("actual", ledger.benefits(), ended=True, tier=name.__eq__)]


def claimed(ledger: Ledger) -> Iterator[Part]:
    """Actuals neither measured nor confirmed, and totals that stand in."""
    yield ledger.values("actual", ledger.benefits(), ended=True, tier=lambda name: name not in ("measured", "confirmed"))
    yield ledger.totals("benefit_to_date", standing(ledger, "stated_realized"))


def overlap(ledger: Ledger) -> Iterator[Part]:
    yield from whole_held(ledger, ledger.benefits(counted=False))


def unallocated(ledger: Ledger) -> Iterator[Part]:
    """The part of each benefit that no project holds."""
    benefits = ledger.facts.book.benefits
    free = {key: share * (1 - benefits[key]["shared"]) for key, share in ledger.benefits().items() if benefits[key]["shared"] < 1}
    yield from whole_held(ledger, free)


REASON_FLAGS = {
    "not_green": "not_green",
    "no_owner": "no_owner",
    "no_baseline": "no_baseline",
    "no_evidence": "no_evidence",
    "project_late": "is_late",
}


def at_risk(ledger: Ledger, reason: str = "") -> Iterator[Part]:
    """Plan still to come of benefits with a reason to doubt it."""
    flags = [REASON_FLAGS[reason]] if reason else list(REASON_FLAGS.values())
    held = ledger.benefits(lambda row: row["remaining"] is not None and any(row[flag] for flag in flags))
    yield ledger.values("plan", held, ended=False)


def linked(ledger: Ledger) -> Iterator[Part]:
    yield from approved(ledger, only(ledger.projects, ledger.facts.book.links))


def unlinked(ledger: Ledger) -> Iterator[Part]:
    yield from approved(ledger, but(ledger.projects, ledger.facts.book.links))


def flagged(name: str) -> Rows:
    """The benefits with a fault, one each."""
    return lambda ledger: [ledger.listed("benefits", ledger.benefits(lambda row: bool(row[name])), "benefit_id")]


def projects(ledger: Ledger) -> Iterator[Part]:
    yield ledger.listed("projects", ledger.projects, "project_id")
