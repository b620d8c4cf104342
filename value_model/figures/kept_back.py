"""What a filter leaves of the lists that stand beside the sums: decisions, measures, answers, forecasts of a year ago."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from value_model.figures.facts import Book, Row, Span

Rows = list[dict[str, Any]]


def narrowed(book: Book, chosen: frozenset[str]) -> Book:
    """Return the book of the projects chosen: what speaks of others, or of the portfolio as a whole, is left out."""
    read, own = book.read, {key for key, shares in book.shares.items() if chosen & {p for p, share in shares.items() if share}}
    keep: Mapping[str, Callable[[Row], bool]] = {
        "measures": lambda row: _is_measured(row, chosen, own, book),
        "pulse": lambda row: row["project_id"] in chosen,
    }

    def kept(table: str) -> Rows:
        return [row for row in read(table) if keep[table](row)] if table in keep else read(table)

    decisions = tuple(row for row in book.decisions if row.get("project_id") in chosen)
    return replace(book, read=kept, decisions=decisions, year_ago=_of(book.year_ago, own), memo={})


def _is_measured(row: Row, chosen: frozenset[str], own: set[str], book: Book) -> bool:
    """Whether a measure tells of a chosen project: named itself, through a benefit, or through an objective it contributes to."""
    if row["project_id"]:
        return row["project_id"] in chosen
    benefits = (
        {row["benefit_id"]}
        if row["benefit_id"]
        else {key for key, measure in book.benefits.columns("benefit_id", "measure_id") if measure == row["measure_id"]}
    )
    if benefits:
        return bool(benefits & own)
    return any(row["objective_id"] in book.links.get(project, {}) for project in chosen)


def _of(span: Span | None, own: set[str]) -> Span | None:
    """The forecasts of a year ago of the benefits that chosen projects hold."""
    if span is None:
        return None
    return Span(span.as_of, *({key: part[key] for key in part if key in own} for part in (span.forecast, span.actual)))
