"""Scope sums worked out a second time, row by row in decimals, sharing no code with the SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

ZERO = Decimal(0)
Row = Mapping[str, Any]


def ended(period: str, as_of: date) -> bool:
    """Whether the last day of the month is on or before the as-of date."""
    year, month = int(period[:4]), int(period[5:7])
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1) <= as_of


def _used(row: Row, stream: str, as_of: date) -> bool:
    """Actuals of ended months, forecasts of the others, plan and baseline always."""
    if row["stream"] != stream:
        return False
    return {"actual": ended(row["period"], as_of), "forecast": not ended(row["period"], as_of)}.get(stream, True)


def total(rows: Sequence[Row]) -> Decimal | None:
    """The sum; None where there is no row."""
    return sum((Decimal(str(row["amount"])) * row.get("factor", 1) for row in rows), ZERO) if rows else None


def held(tables: Mapping[str, Sequence[Row]], project: str | None) -> list[dict[str, Any]]:
    """Benefit values with the factor by which the scope counts them: its share and the sign of the kind."""
    sign = {b["benefit_id"]: -1 if b.get("kind") == "disbenefit" else 1 for b in tables.get("benefits", ())}
    shares: dict[str, Decimal] = {}
    for row in tables.get("benefit_shares", ()):
        if project is None or row["project_id"] == project:
            shares[row["benefit_id"]] = shares.get(row["benefit_id"], ZERO) + Decimal(str(row["share"]))
    found = []
    for row in tables.get("benefit_values", ()):
        share = Decimal(1) if project is None else shares.get(row["benefit_id"])
        if share:
            found.append({**row, "factor": share * sign[row["benefit_id"]]})
    return found


def sums(tables: Mapping[str, Sequence[Row]], as_of: date, project: str | None = None) -> dict[str, Decimal | None]:
    """Cost and benefit sums of the portfolio, or of one project."""
    costs = [row for row in tables.get("costs", ()) if project in (None, row["project_id"])]
    benefits = held(tables, project)

    def cost(stream: str) -> Decimal | None:
        return total([row for row in costs if _used(row, stream, as_of)])

    def benefit(stream: str) -> Decimal | None:
        return total([row for row in benefits if _used(row, stream, as_of)])

    due = total([row for row in benefits if row["stream"] == "plan" and ended(row["period"], as_of)])
    return {
        "cost.approved": cost("plan"),
        "cost.to_date": cost("actual"),
        "cost.to_come": cost("forecast"),
        "benefits.baseline": benefit("baseline"),
        "benefits.plan": benefit("plan"),
        "benefits.plan_to_date": due,
        "benefits.realized": benefit("actual"),
        "benefits.to_come": benefit("forecast"),
    }
