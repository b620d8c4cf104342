"""Decisions, stakeholders, answers and the office itself as one review saw them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sample.model import Record, at, listed, table
from sample.quarters import FIRST, last_day

Row = dict[str, Any]


_ANSWERS = ("decided_on", "outcome", "value_effect", "attribution_low", "attribution_mid", "attribution_high", "evidence")


def decisions(now: int, _seed: int) -> list[Row]:
    """Asks made up to the review; an answer stands there only once it was given."""
    today = last_day(now).isoformat()
    known = {project["project_id"] for project in table("projects") if listed(project, now)}
    told = [_decision(row, today) for row in table("decisions") if row["asked_on"] <= today]
    return [row | {"project_id": row["project_id"] if row["project_id"] in known else ""} for row in told]


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
