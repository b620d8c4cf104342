"""The Projects and Costs sheets as one review saw them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sample import costs
from sample.model import Record, at, listed, table
from sample.quarters import FIRST, first_day, label, last_day, quarter

Row = dict[str, Any]


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
    return row | _links(project, now) | _progress(project, stage, now) | _totals(project, now)


_AS_WRITTEN = (
    "project_id", "name", "programme", "business_unit", "sponsor", "manager",
    "mandatory", "cost_class",
)  # fmt: skip


def _links(project: Record, now: int) -> Row:
    """What the project needs or rules out, of the projects listed at the review."""
    known = {row["project_id"] for row in table("projects") if listed(row, now)}
    return {name: ";".join(p for p in project[name].split(";") if p in known) for name in ("depends_on", "excludes")}


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
