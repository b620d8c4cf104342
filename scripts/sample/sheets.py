"""The rows of every sheet as one review saw them: a list of records per table of the contract."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sample import costs, values
from sample.model import Record, at, has_values, listed, table, view
from sample.quarters import FIRST, LAST, first_day, label, last_day, quarter

Row = dict[str, Any]
EURO_BEFORE, EURO_SINCE, EURO_CHANGE = "1.10", "1.08", "2026-Q3"


def projects(now: int, _seed: int) -> list[Row]:
    """One row per project listed at quarter `now`."""
    return [_project(project, number, now) for number, project in enumerate(table("projects")) if listed(project, now)]


def _project(project: Record, number: int, now: int) -> Row:
    stage = at(project["stage"], now)
    ended = stage in ("closed", "stopped")
    finish = costs.finish_seen(project, now)
    row: Row = {name: project[name] for name in _AS_WRITTEN}
    row |= {
        "stage": stage,
        "investment_class": project["class"],
        "updated_on": date.fromisoformat(at(project["touched"], now) or (last_day(now) - timedelta(days=3 + number % 17)).isoformat()),
        "start": first_day(quarter(project["start"])),
        "baseline_finish": last_day(quarter(project["finish"])),
        "forecast_finish": None if ended else last_day(finish),
        "actual_finish": last_day(_ended_in(project, finish, now)) if ended else None,
        "effort_months": 0 if ended else _number(project["effort"]),
        "delivery_rag": at(project["rag"], now),
    }
    return row | _progress(project, stage, now) | _totals(project, now)


_AS_WRITTEN = (
    "project_id", "name", "programme", "business_unit", "sponsor", "manager",
    "mandatory", "depends_on", "excludes", "cost_class",
)  # fmt: skip


def _ended_in(project: Record, finish: int, now: int) -> int:
    """The quarter the project ended in: its finish, or for a stopped one the review that stopped it."""
    if at(project["stage"], now) == "closed":
        return finish
    return min(when for when in range(FIRST, now + 1) if at(project["stage"], when) == "stopped")


def _progress(project: Record, stage: str, now: int) -> Row:
    """Planned and reached percent; P18 and P19 leave the plan to be read off the dates."""
    start, finish = quarter(project["start"]), quarter(project["finish"])
    planned = round(min(1.0, max(0, now - start + 1) / (finish - start + 1)), 2)
    reached = 1.0 if stage == "closed" else round(planned * float(at(project["index"], now) or 1), 2)
    return {"percent_complete": reached, "planned_percent": None if project["project_id"] in ("P18", "P19") else planned}


def _totals(project: Record, now: int) -> Row:
    lines = costs.lines(project, now)
    if not lines:
        return {"budget": None, "forecast_cost": None, "cost_to_date": None}
    total = {stream: sum(line[3] for line in lines if line[1] == stream) for stream in ("plan", "actual", "forecast")}
    return {"budget": total["plan"], "forecast_cost": total["actual"] + total["forecast"], "cost_to_date": total["actual"]}


def _number(text: str) -> float | None:
    return float(text) if text else None


def cost_rows(now: int, _seed: int) -> list[Row]:
    """One row per project, quarter, stream and kind of cost."""
    return [
        {"project_id": project["project_id"], "period": label(when), "stream": stream, "kind": kind, "amount": dollars}
        for project in table("projects")
        if listed(project, now)
        for when, stream, kind, dollars in costs.lines(project, now)
    ]


def benefits(now: int, seed: int) -> list[Row]:
    """One row per benefit listed at quarter `now`."""
    return [_benefit(benefit, now, seed) for benefit in _listed_benefits(now)]


_KEPT = (
    "benefit_id",
    "name",
    "project_id",
    "kind",
    "owner",
    "objective_id",
    "measure_id",
    "change",
    "confidence",
    "overlap_group",
    "currency",
)
_RANK = ("claimed", "measured", "confirmed")


def _benefit(benefit: Record, now: int, seed: int) -> Row:
    row: Row = {name: benefit[name] for name in _KEPT}
    row["rag"] = at(benefit["rag"], now)
    row["next_measure_on"] = last_day(now) + timedelta(days=31)
    if not has_values(benefit):
        return row | {"evidence": "measured"}
    proofs = [str(line["evidence"]) for line in values.arrived(benefit, now, seed) if line["amount"]]
    start = quarter(benefit["start"])
    return row | {
        "start": first_day(start),
        "full_value_on": first_day(start + 2),
        "end": last_day(start + int(benefit["quarters"]) - 1),
        "annual_value": int(benefit["full"]) * 4000,
        "evidence": max(proofs, key=_RANK.index) if proofs else "" if benefit["arrived"] == "none" else "forecast",
    }


def _listed_benefits(now: int) -> list[Record]:
    ids = {project["project_id"] for project in table("projects") if listed(project, now)}
    return [b for b in table("benefits") if listed(b, now) and b["project_id"].split(":")[0] in ids]


def benefit_values(now: int, seed: int) -> list[Row]:
    """One row per benefit, quarter and stream."""
    lines = [line for benefit in _listed_benefits(now) for line in values.lines(benefit, now, seed)]
    return [{**line, "period": label(line["when"])} for line in lines]  # type: ignore[arg-type]


def as_written(name: str, field: str = "project_id") -> Callable[[int, int], list[Row]]:
    """A sheet that is the same at every review, apart from projects not listed then."""

    def rows(now: int, _seed: int) -> list[Row]:
        ids = {project["project_id"] for project in table("projects") if listed(project, now)}
        return [dict(row) for row in table(name) if not row.get(field) or row[field] in ids]

    return rows


def readings(now: int, _seed: int) -> list[Row]:
    """One row per measure and date up to the review."""
    kept = {row["measure_id"] for row in measures(now, 0)}
    return [
        {"measure_id": row["measure_id"], "on": date.fromisoformat(day), "value": row[day], "source": row["source"]}
        for row in table("readings")
        for day in list(row)[1:-1]
        if row[day] and row["measure_id"] in kept and date.fromisoformat(day) <= last_day(now)
    ]


def measures(now: int, _seed: int) -> list[Row]:
    """Measures of the benefits listed at the review."""
    ids = {benefit["benefit_id"] for benefit in _listed_benefits(now)}
    return [dict(row) for row in table("measures") if row["benefit_id"] in ids]


def risks(now: int, _seed: int) -> list[Row]:
    """Risks known at the review, open until the quarter they were closed in."""
    return [
        {**row, "status": "closed" if row["closed"] and quarter(row["closed"]) <= now else "open"}
        for row in table("risks")
        if listed({"since": row["since"]}, now)
    ]


def milestones(now: int, _seed: int) -> list[Row]:
    """Two per project: the first release, tied to its first benefit, and the full rollout."""
    rows = []
    for project in table("projects"):
        if listed(project, now):
            mine = [b for b in _listed_benefits(now) if b["project_id"].split(":")[0] == project["project_id"] and has_values(b)]
            rows += _first_release(project, mine, now) + _rollout(project, mine, now)
    return rows


def _first_release(project: Record, mine: list[Record], now: int) -> list[Row]:
    if not mine:
        return []
    first = min(mine, key=lambda benefit: quarter(benefit["start"]))
    due = quarter(first["start"]) - 1
    seen = due + view(at(first["believed"], now)).late
    return [_milestone(project, project["first_release"], due, seen, first["benefit_id"], now)]


def _rollout(project: Record, mine: list[Record], now: int) -> list[Row]:
    if at(project["stage"], now) == "stopped":
        return []
    last = max(mine, key=lambda benefit: quarter(benefit["start"]))["benefit_id"] if mine else ""
    return [_milestone(project, project["rollout"], quarter(project["finish"]), costs.finish_seen(project, now), last, now)]


def _milestone(project: Record, name: str, due: int, seen: int, benefit_id: str, now: int) -> Row:
    reached = seen <= now
    return {
        "project_id": project["project_id"],
        "name": name,
        "baseline_on": last_day(due),
        "forecast_on": None if reached else last_day(seen),
        "actual_on": last_day(seen) if reached else None,
        "benefit_id": benefit_id,
    }


_ANSWERS = ("decided_on", "outcome", "value_effect", "attribution_low", "attribution_mid", "attribution_high", "evidence")


def decisions(now: int, _seed: int) -> list[Row]:
    """Asks made up to the review; an answer stands there only once it was given."""
    return [_decision(row, last_day(now).isoformat()) for row in table("decisions") if row["asked_on"] <= last_day(now).isoformat()]


def _decision(row: Record, today: str) -> Row:
    told: Row = dict(row)
    if not row["decided_on"] or row["decided_on"] > today:
        told |= dict.fromkeys(_ANSWERS, "") | {"outcome": "pending"}
    if not row["closed_on"] or row["closed_on"] > today:
        told |= {"closed_on": "", "result_effect": ""}
    return told


def stakeholders(now: int, _seed: int) -> list[Row]:
    """Stakeholders with their engagement at the review."""
    return [{**row, "engagement": at(row["engagement"], now)} for row in table("stakeholders")]


def pulse(now: int, _seed: int) -> list[Row]:
    """One row per answer; the number invited stands on the first row of each question."""
    rows: list[Row] = []
    for asked in table("pulse"):
        if asked["on"] <= last_day(now).isoformat():
            for place, score in enumerate(asked["scores"].split(";")):
                first = {"invited": asked["invited"], "comment": asked["comment"]} if place == 0 else {}
                rows.append({**{k: asked[k] for k in ("on", "group", "project_id", "question")}, "score": score, **first})
    return rows


def office(now: int, _seed: int) -> list[Row]:
    """The cost of the office by month, then its maturity by process."""
    months = [date(FIRST // 4 + month // 12, month % 12 + 1, 1) for month in range((now - FIRST + 1) * 3)]
    cost = [{"period": month, "cost": 42_000 if month.year < 2026 else 45_000, "headcount": 4} for month in months]
    graded = [
        {"process_area": row["process_area"], "maturity": row[day], "assessed_on": day}
        for row in table("maturity")
        for day in list(row)[1:]
        if day <= last_day(now).isoformat()
    ]
    return cost + graded


def rates(now: int, _seed: int) -> list[Row]:
    """US dollars per euro by month: booked rates, and one planning rate for the months to come."""
    rows = []
    for when in range(FIRST, LAST + 1):
        changed = now >= quarter(EURO_CHANGE) and when > now
        for month in range(3):
            day = date(when // 4, when % 4 * 3 + month + 1, 1)
            rows.append(
                {"currency": "EUR", "period": day, "rate": EURO_SINCE if changed else EURO_BEFORE, "source": "Treasury planning rate"}
            )
    return rows


def settings(now: int, _seed: int) -> list[Row]:
    """The settings every workbook carries."""
    chosen = {
        "portfolio_name": "Enterprise portfolio",
        "reporting_currency": "USD",
        "as_of": last_day(now).isoformat(),
        "discount_rate": "0.08",
        "discount_timing": "start",
        "price_basis": "nominal",
        "fiscal_year_start": "7",
        "hurdle_rate": "0.12",
        "correlation": "0.3",
        "pmo_scope": "All change projects above $500,000",
    }
    return [{"key": key, "value": value} for key, value in chosen.items()]


SHEETS: dict[str, Callable[[int, int], list[Row]]] = {
    "settings": settings, "projects": projects, "costs": cost_rows, "benefits": benefits, "benefit_values": benefit_values,
    "objectives": as_written("objectives"), "contributions": as_written("contributions"), "criteria": as_written("criteria"),
    "scores": as_written("scores"), "pairwise": as_written("pairwise"), "measures": measures, "readings": readings, "risks": risks,
    "milestones": milestones, "decisions": decisions, "stakeholders": stakeholders, "pulse": pulse, "office": office, "rates": rates,
}  # fmt: skip
