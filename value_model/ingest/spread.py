"""Amounts of quarters and years spread evenly over their months, to the cent, and marked as spread."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from decimal import Decimal

from value_model.contract import Row, Value
from value_model.ingest.periods import Span, spread

_FLOWS = ("amount", "low", "high", "cost")


def expand(row: Row, span: Span | None) -> list[Row]:
    """Return one row per month of `span`: flows shared out exactly, rates and counts repeated."""
    if span is None or span.months == 1:
        return [row]
    parts = {name: spread(value, span.months) for name in _FLOWS if isinstance(value := row.values.get(name), Decimal)}
    made = []
    for number, month in enumerate(span.each()):
        values: dict[str, Value] = {**row.values, "period": month, **{name: part[number] for name, part in parts.items()}}
        made.append(replace(row, values=values, cells=copy(row.cells), marks=(*row.marks, "spread")))
    return made
