"""Which rows stand behind each additive figure, written as the sums of the SQL files read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from value_model.figures.facts import Row
from value_model.figures.tracing.ledger import Ledger, TracedRow

Held = Mapping[str, Decimal]
Rows = Callable[[Ledger], Iterable[TracedRow]]


def _but(held: Held, keys: Iterable[str]) -> dict[str, Decimal]:
    left_out = set(keys)
    return {key: share for key, share in held.items() if key not in left_out}


def _only(held: Held, keys: Iterable[str]) -> dict[str, Decimal]:
    wanted = set(keys)
    return {key: share for key, share in held.items() if key in wanted}


def _where(ledger: Ledger, test: Callable[[Row], bool]) -> dict[str, Decimal]:
    return {key: share for key, share in ledger.projects.items() if test(ledger.own(key))}


# Costs ----------------------------------------------------------------------------------------------


def approved(ledger: Ledger, held: Held | None = None, sign: int = 1) -> Iterator[TracedRow]:
    """Planned cost rows; the budget of a project without any."""
    projects = ledger.projects if held is None else held
    yield from ledger.costs("plan", projects, sign=sign)
    yield from ledger.totals("budget", _but(projects, ledger.has_rows("costs", "plan")), sign=sign)


def cost_to_date(ledger: Ledger, held: Held | None = None, sign: int = 1) -> Iterator[TracedRow]:
    """Actual cost rows of ended months; the total of a project without any."""
    projects = ledger.projects if held is None else held
    yield from ledger.costs("actual", projects, ended=True, sign=sign)
    yield from ledger.totals("cost_to_date", _but(projects, ledger.has_rows("costs", "actual", ended=True)), sign=sign)


def _forecasting(ledger: Ledger) -> set[str]:
    return ledger.has_rows("costs", "forecast", ended=False)


def cost_to_come(ledger: Ledger) -> Iterator[TracedRow]:
    """Forecast cost rows to come; for a project with a stated total, that less what is spent."""
    known = _where(ledger, lambda own: bool(own.get("n_cost_to_come")))
    by_total = _but(known, _forecasting(ledger))
    yield from ledger.costs("forecast", known, ended=False)
    yield from ledger.totals("forecast_cost", by_total)
    yield from cost_to_date(ledger, by_total, -1)


def cost_forecast(ledger: Ledger, held: Held | None = None, sign: int = 1) -> Iterator[TracedRow]:
    """Spent and to come; the stated total where no months are forecast; what was spent where nothing is to come."""
    known = _where(ledger, lambda own: bool(own.get("n_cost_forecast"))) if held is None else held
    forecasting = _forecasting(ledger)
    stating = {part.project_id for part in ledger.totals("forecast_cost", known)} - forecasting
    by_total = _only(known, [key for key in stating if key])
    yield from cost_to_date(ledger, _but(known, by_total), sign)
    yield from ledger.costs("forecast", known, ended=False, sign=sign)
    yield from ledger.totals("forecast_cost", by_total, sign=sign)


def cost_variance(ledger: Ledger) -> Iterator[TracedRow]:
    """Approved less forecast, of projects with both."""
    both = _where(ledger, lambda own: bool(own.get("n_variance")))
    yield from approved(ledger, both)
    yield from cost_forecast(ledger, both, -1)


# Benefits -------------------------------------------------------------------------------------------


def _stated(ledger: Ledger, column: str) -> dict[str, Decimal]:
    return _where(ledger, lambda own: own.get(column) is not None)


def plan(ledger: Ledger) -> Iterator[TracedRow]:
    """Planned values, whole life; the planned total of a project without any."""
    yield from ledger.values("plan", ledger.benefits())
    yield from ledger.totals("planned_benefit", _stated(ledger, "stated_plan"))


def plan_to_date(ledger: Ledger, sign: int = 1) -> Iterator[TracedRow]:
    yield from ledger.values("plan", ledger.benefits(), ended=True, sign=sign)


def realized_rows(ledger: Ledger) -> Iterator[TracedRow]:
    yield from ledger.values("actual", ledger.benefits(), ended=True)


def realized(ledger: Ledger) -> Iterator[TracedRow]:
    """Actual values of ended months; the total of a project without any."""
    yield from realized_rows(ledger)
    yield from ledger.totals("benefit_to_date", _stated(ledger, "stated_realized"))


def to_come(ledger: Ledger) -> Iterator[TracedRow]:
    """Forecast values to come; for a project with a stated total, that less what is realized."""
    yield from ledger.values("forecast", ledger.benefits(), ended=False)
    stated = _stated(ledger, "stated_to_come")
    yield from ledger.totals("forecast_benefit", stated)
    yield from ledger.totals("benefit_to_date", _only(stated, _stated(ledger, "stated_realized")), sign=-1)
    yield from _own_rows(ledger, _but(stated, _stated(ledger, "stated_realized")), -1)


def _own_rows(ledger: Ledger, projects: Held, sign: int) -> Iterator[TracedRow]:
    """Realized rows of benefits that these projects hold, by their shares."""
    held: dict[str, Decimal] = {}
    for benefit, shares in ledger.facts.book.shares.items():
        part = sum(
            (share * projects[project] for project, share in shares.items() if project in projects and _counts(ledger, project, benefit)),
            Decimal(0),
        )
        if part:
            held[benefit] = part
    yield from ledger.values("actual", held, ended=True, sign=sign)


def _counts(ledger: Ledger, project: str, benefit: str) -> bool:
    place = ledger.facts.book.places.get(f"project:{project}", {}).get(benefit)
    return bool(place and place["is_counted"])


def forecast(ledger: Ledger) -> Iterator[TracedRow]:
    """Realized and to come; the stated total where a project forecasts no months."""
    yield from realized_rows(ledger)
    yield from ledger.values("forecast", ledger.benefits(), ended=False)
    stated = _stated(ledger, "stated_forecast")
    whole = {part.project_id for part in ledger.totals("forecast_benefit", stated) if part.project_id}
    by_whole = {key for key in whole if ledger.own(key).get("to_come") is None}
    yield from ledger.totals("forecast_benefit", _only(stated, by_whole))
    yield from _own_rows(ledger, _only(stated, by_whole), -1)
    yield from ledger.totals("benefit_to_date", _but(stated, by_whole))


def gap_to_date(ledger: Ledger) -> Iterator[TracedRow]:
    yield from realized_rows(ledger)
    yield from plan_to_date(ledger, -1)


def by_reason(ledger: Ledger, reason: str) -> Iterator[TracedRow]:
    """Actual less plan of the months recorded under a reason; of those without one for `unrecorded`."""
    wanted = None if reason == "unrecorded" else reason

    def test(row: Row) -> bool:
        return ledger.reasons.get((row["owner_id"], row["period"])) == wanted

    yield from ledger.months("actual", ledger.benefits(), 1, test)
    yield from ledger.months("plan", ledger.benefits(), -1, test)


def whole_held(ledger: Ledger, held: Held, sign: int = 1) -> Iterator[TracedRow]:
    """What a benefit is held to bring: its forecast, or its plan where nothing is forecast."""
    benefits = ledger.facts.book.benefits
    forecast_ones = {key for key in held if benefits[key]["forecast"] is not None}
    yield from ledger.values("actual", _only(held, forecast_ones), ended=True, sign=sign)
    yield from ledger.values("forecast", _only(held, forecast_ones), ended=False, sign=sign)
    yield from ledger.values("plan", _but(held, forecast_ones), sign=sign)


def _flag(name: str) -> Rows:
    return lambda ledger: whole_held(ledger, ledger.benefits(lambda row: bool(row[name])))


def disbenefits(ledger: Ledger) -> Iterator[TracedRow]:
    yield from whole_held(ledger, ledger.benefits(lambda row: row["kind"] == "disbenefit"), -1)


def _tier(name: str) -> Rows:
    def rows(ledger: Ledger) -> Iterator[TracedRow]:
        yield from ledger.values("actual", ledger.benefits(), ended=True, test=lambda row: row["tier"] == name)

    return rows


def claimed(ledger: Ledger) -> Iterator[TracedRow]:
    """Actuals neither measured nor confirmed, and totals that stand in."""
    yield from ledger.values("actual", ledger.benefits(), ended=True, test=lambda row: row["tier"] not in ("measured", "confirmed"))
    yield from ledger.totals("benefit_to_date", _stated(ledger, "stated_realized"))


def overlap(ledger: Ledger) -> Iterator[TracedRow]:
    yield from whole_held(ledger, ledger.benefits(counted=False))


def unallocated(ledger: Ledger) -> Iterator[TracedRow]:
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


def at_risk(ledger: Ledger, reason: str = "") -> Iterator[TracedRow]:
    """Plan still to come of benefits with a reason to doubt it."""
    flags = [REASON_FLAGS[reason]] if reason else list(REASON_FLAGS.values())
    held = ledger.benefits(lambda row: row["remaining"] is not None and any(row[flag] for flag in flags))
    yield from ledger.values("plan", held, ended=False)


def linked(ledger: Ledger) -> Iterator[TracedRow]:
    yield from approved(ledger, _only(ledger.projects, ledger.facts.book.links))


def unlinked(ledger: Ledger) -> Iterator[TracedRow]:
    yield from approved(ledger, _but(ledger.projects, ledger.facts.book.links))


def _flagged(name: str) -> Rows:
    return lambda ledger: ledger.listed("benefits", ledger.benefits(lambda row: bool(row[name])), "benefit_id")


def projects(ledger: Ledger) -> Iterator[TracedRow]:
    yield from ledger.listed("projects", ledger.projects, "project_id")


SUMS: dict[str, Rows] = {
    "cost.approved": approved,
    "cost.to_date": cost_to_date,
    "cost.to_come": cost_to_come,
    "cost.forecast": cost_forecast,
    "cost.variance": cost_variance,
    "benefits.baseline": lambda ledger: ledger.values("baseline", ledger.benefits()),
    "benefits.plan": plan,
    "benefits.plan_to_date": plan_to_date,
    "benefits.realized": realized,
    "benefits.to_come": to_come,
    "benefits.forecast": forecast,
    "benefits.gap_to_date": gap_to_date,
    "benefits.disbenefits": disbenefits,
    "evidence.confirmed": _tier("confirmed"),
    "evidence.measured": _tier("measured"),
    "evidence.claimed": claimed,
    "evidence.forecast": to_come,
    "evidence.no_owner": _flag("no_owner"),
    "evidence.no_owner.count": _flagged("no_owner"),
    "evidence.no_baseline": _flag("no_baseline"),
    "evidence.no_baseline.count": _flagged("no_baseline"),
    "evidence.started_silent": _flag("started_silent"),
    "evidence.started_silent.count": _flagged("started_silent"),
    "evidence.overlap": overlap,
    "evidence.unallocated": unallocated,
    "benefits.at_risk": at_risk,
    "fit.linked": linked,
    "fit.unlinked": unlinked,
    "fit.benefits": forecast,
    "data.projects": projects,
}
KEYED: dict[str, Callable[[Ledger, str], Iterable[TracedRow]]] = {"gap.by_reason": by_reason, "benefits.at_risk_by": at_risk}


# The two sums behind a ratio, over the projects that have both ------------------------------------------


def _matched(name: str) -> Callable[[Row], bool]:
    return lambda own: bool(own.get(f"n_{name}"))


def _both(ledger: Ledger, name: str) -> dict[str, Decimal]:
    return _where(ledger, _matched(name))


def _plan_both(ledger: Ledger) -> Iterator[TracedRow]:
    yield from ledger.values("plan", ledger.held_by(_matched("plan")))
    yield from ledger.totals("planned_benefit", _only(_both(ledger, "plan"), _stated(ledger, "stated_plan")))


def _realized_both(ledger: Ledger) -> Iterator[TracedRow]:
    yield from ledger.values("actual", ledger.held_by(_matched("actual")), ended=True)
    yield from ledger.totals("benefit_to_date", _only(_both(ledger, "actual"), _stated(ledger, "stated_realized")))


def _to_come_both(ledger: Ledger) -> Iterator[TracedRow]:
    both = _both(ledger, "to_come")
    stated = _only(both, _stated(ledger, "stated_to_come"))
    by_date = _stated(ledger, "stated_realized")
    yield from ledger.values("forecast", ledger.held_by(_matched("to_come")), ended=False)
    yield from ledger.totals("forecast_benefit", stated)
    yield from ledger.totals("benefit_to_date", _only(stated, by_date), sign=-1)
    yield from _own_rows(ledger, _but(stated, by_date), -1)


def _cost_to_come_both(ledger: Ledger) -> Iterator[TracedRow]:
    known = _both(ledger, "to_come")
    by_total = _but(known, _forecasting(ledger))
    yield from ledger.costs("forecast", known, ended=False)
    yield from ledger.totals("forecast_cost", by_total)
    yield from cost_to_date(ledger, by_total, -1)


PLAN_BOTH: dict[str, Rows] = {"benefits.plan": _plan_both, "cost.approved": lambda ledger: approved(ledger, _both(ledger, "plan"))}
MATCHED: dict[str, dict[str, Rows]] = {
    "roi.plan": PLAN_BOTH,
    "bcr.undiscounted": PLAN_BOTH,
    "roi.to_date": {"benefits.realized": _realized_both, "cost.to_date": lambda ledger: cost_to_date(ledger, _both(ledger, "actual"))},
    "roi.to_come": {"benefits.to_come": _to_come_both, "cost.to_come": _cost_to_come_both},
}


def rows_of(figure_id: str) -> Rows | None:
    """The rows behind a figure; None for a figure that is no sum of rows."""
    base, _, key = figure_id.partition(":")
    if key and base in KEYED:
        return lambda ledger: KEYED[base](ledger, key)
    return SUMS.get(figure_id)
