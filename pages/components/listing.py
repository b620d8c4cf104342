"""Projects as rows and facts: what is recorded about each, beside its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pages.components import wording
from value_model.charts.drawing import Record
from value_model.contract import TABLES, identity
from value_model.figures.figure import FigureSet
from value_model.figures.naming import project_names as names
from value_model.store import Snapshot, Store

__all__ = ["facts", "names", "rows"]

MONEY = {
    "Cost": "cost.approved",
    "Plan": "benefits.plan",
    "Forecast": "benefits.forecast",
    "Gap": "benefits.gap_forecast",
    "Realized": "benefits.realized",
}
PERCENT = {"Plan ROI, %": "roi.plan", "Forecast ROI, %": "roi.forecast"}
FACTS = ("programme", "business_unit", "sponsor", "stage", "delivery_rag", "start", "baseline_finish", "forecast_finish", "actual_finish")
WORDS = {"business_unit": "Sponsor area", "delivery_rag": "Delivery rating"}
RAG = {"red": "◆ Red", "amber": "▲ Amber", "green": "● Green"}


def rows(store: Store, figures: FigureSet, snapshot: Snapshot) -> list[Record]:
    """Return one row per project: what it is, and its figures in the unit of the heading; unknown stays empty."""
    recorded = {identity(str(row["project_id"])): row for row in store.rows("projects", snapshot.id)}
    known = names(figures)
    scale, unit = wording.unit(figures.context.currency, [figures.value("benefits.plan", scope) for scope in known])
    found = []
    for scope, words in known.items():
        kept = recorded.get(identity(scope.partition(":")[2]), {})
        row: Record = {
            "Project": words,
            "Stage": str(kept.get("stage") or "").capitalize(),
            "Delivery": RAG.get(str(kept.get("delivery_rag")), ""),
        }
        row |= {f"{heading}, {unit}": _shown(figures.value(figure, scope), 1 / scale) for heading, figure in MONEY.items()}
        found.append(row | {heading: _shown(figures.value(figure, scope), 100) for heading, figure in PERCENT.items()})
    return found


def _shown(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def facts(store: Store, snapshot: Snapshot, project_id: str) -> Iterator[tuple[str, str]]:
    """Yield label and words of what is recorded about a project, leaving out what is not."""
    wanted = identity(project_id)
    for row in store.rows("projects", snapshot.id):
        if identity(str(row["project_id"])) == wanted:
            yield from (
                (WORDS.get(name, TABLES["projects"][name].label), _words(name, row[name])) for name in FACTS if row.get(name) is not None
            )


def _words(name: str, value: Any) -> str:
    if isinstance(value, date):
        return wording.day(value)
    if name == "delivery_rag":
        return RAG.get(value, str(value))
    return str(value).capitalize() if name == "stage" else str(value)
