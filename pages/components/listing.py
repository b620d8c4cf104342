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
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated
from value_model.store import Snapshot, Store

__all__ = ["facts", "names", "rows"]

MONEY = {
    say("words.cost"): "cost.approved",
    say("words.plan"): "benefits.plan",
    say("words.forecast"): "benefits.forecast",
    say("words.gap"): "benefits.gap_forecast",
    say("words.realized"): "benefits.realized",
}
PERCENT = {say("words.plan_roi"): "roi.plan", say("words.forecast_roi"): "roi.forecast"}
FACTS = ("programme", "business_unit", "sponsor", "stage", "delivery_rag", "start", "baseline_finish", "forecast_finish", "actual_finish")
WORDS = {"programme": say("words.programme"), "business_unit": say("words.sponsor_area"), "delivery_rag": say("words.delivery_rating")}
RAG = {"red": say("words.act_red"), "amber": say("words.watch_amber"), "green": say("words.dot_green")}


def rows(store: Store, figures: FigureSet, snapshot: Snapshot) -> list[Record]:
    """Return one row per project: what it is, and its figures in the unit of the heading; unknown stays empty."""
    recorded = {identity(str(row["project_id"])): row for row in store.rows("projects", snapshot.id)}
    known = names(figures)
    scale, unit = wording.unit(figures.context.currency, [figures.value("benefits.plan", scope) for scope in known])
    found = []
    for scope, words in known.items():
        kept = recorded.get(identity(scope.partition(":")[2]), {})
        row: Record = {
            say("words.project"): words,
            say("words.stage"): translated(str(kept.get("stage") or "").capitalize()),
            say("words.delivery"): RAG.get(str(kept.get("delivery_rag")), ""),
        }
        row |= {f"{heading}, {unit}": wording.in_unit(figures.value(figure, scope), scale) for heading, figure in MONEY.items()}
        found.append(row | {heading: wording.in_percent(figures.value(figure, scope)) for heading, figure in PERCENT.items()})
    return found


def facts(store: Store, snapshot: Snapshot, project_id: str) -> Iterator[tuple[str, str]]:
    """Yield label and words of what is recorded about a project, leaving out what is not."""
    wanted = identity(project_id)
    for row in store.rows("projects", snapshot.id):
        if identity(str(row["project_id"])) == wanted:
            yield from (
                (WORDS.get(name, translated(TABLES["projects"][name].label)), _words(name, row[name]))
                for name in FACTS
                if row.get(name) is not None
            )


def _words(name: str, value: Any) -> str:
    if isinstance(value, date):
        return wording.day(value)
    if name == "delivery_rag":
        return RAG.get(value, str(value))
    return translated(str(value).capitalize()) if name == "stage" else str(value)
