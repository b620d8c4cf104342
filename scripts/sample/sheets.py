"""Every sheet of a workbook as one review saw it: a list of records per table of the contract."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sample.benefit_rows import benefit_values, benefits
from sample.model import listed, table
from sample.office_rows import decisions, office, pulse, stakeholders
from sample.outcome_rows import measures, milestones, readings, risks
from sample.project_rows import cost_rows, projects
from sample.quarters import FIRST, LAST, last_day, quarter

Row = dict[str, Any]
EURO_BEFORE, EURO_SINCE, EURO_CHANGE = "1.10", "1.08", "2026-Q3"


def as_written(name: str, field: str = "project_id") -> Callable[[int, int], list[Row]]:
    """A sheet that is the same at every review, apart from projects not listed then."""

    def rows(now: int, _seed: int) -> list[Row]:
        ids = {project["project_id"] for project in table("projects") if listed(project, now)}
        return [dict(row) for row in table(name) if not row.get(field) or row[field] in ids]

    return rows


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


def scores(now: int, _seed: int) -> list[Row]:
    """One row per project and criterion that was scored."""
    return [
        {"project_id": row["project_id"], "criterion": criterion, "score": row[criterion]}
        for row in as_written("scores")(now, 0)
        for criterion in list(row)[1:]
        if row[criterion]
    ]


def settings(now: int, _seed: int) -> list[Row]:
    """The settings every workbook carries."""
    chosen = {
        "portfolio_name": "Enterprise portfolio",
        "reporting_currency": "USD",
        "as_of": last_day(now).isoformat(),
        "discount_rate": 0.08,
        "discount_timing": "start",
        "price_basis": "nominal",
        "fiscal_year_start": 7,
        "hurdle_rate": 0.12,
        "correlation": 0.3,
        "pmo_scope": "All change projects above $500,000",
    }
    return [{"key": key, "value": value} for key, value in chosen.items()]


SHEETS: dict[str, Callable[[int, int], list[Row]]] = {
    "settings": settings, "projects": projects, "costs": cost_rows, "benefits": benefits, "benefit_values": benefit_values,
    "objectives": as_written("objectives"), "contributions": as_written("contributions"), "criteria": as_written("criteria"),
    "scores": scores, "pairwise": as_written("pairwise"), "measures": measures, "readings": readings, "risks": risks,
    "milestones": milestones, "decisions": decisions, "stakeholders": stakeholders, "pulse": pulse, "office": office, "rates": rates,
}  # fmt: skip
