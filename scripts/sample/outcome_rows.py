"""Measures, readings, risks and milestones as one review saw them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sample import costs
from sample.benefit_rows import listed_benefits
from sample.model import Record, at, has_values, listed, table, view
from sample.quarters import last_day, quarter

Row = dict[str, Any]


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
    """Measures that a benefit listed at the review names; one shown by a later benefit does not name it yet."""
    benefits = listed_benefits(now)
    ids, used = {b["benefit_id"] for b in benefits}, {b["measure_id"] for b in benefits}
    unknown = {"benefit_id": "", "project_id": ""}
    return [row if row["benefit_id"] in ids else row | unknown for row in table("measures") if row["measure_id"] in used]


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
            mine = [b for b in listed_benefits(now) if b["project_id"].split(":")[0] == project["project_id"] and has_values(b)]
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
