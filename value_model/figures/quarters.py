"""Benefits quarter by quarter: the running totals of the curve, taken apart again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from value_model.figures.curve import Curve, curve
from value_model.figures.figure import PORTFOLIO
from value_model.figures.only import EVERYTHING, Only
from value_model.store import Store

QUARTER = 3


@dataclass(frozen=True, slots=True)
class QuarterSum:
    """What a calendar quarter was to bring, has brought and is to bring; None where the line is silent on it."""

    year: int
    quarter: int
    ends: date
    plan: float | None
    realized: float | None
    forecast: float | None


def quarters(store: Store, snapshot_id: str, scope: str = PORTFOLIO, only: Only = EVERYTHING) -> list[QuarterSum]:
    """Return the quarters of a scope in time order, reporting currency; empty where no amount has a date."""
    return of_curve(curve(store, snapshot_id, scope, only))


def of_curve(found: Curve) -> list[QuarterSum]:
    """Return the amounts between the ends of a curve by quarter; a quarter cut by the as-of date is one again."""
    places: dict[tuple[int, int], list[int]] = {}
    for place, end in enumerate(found.ends):
        if place:
            places.setdefault((end.year, (end.month - 1) // QUARTER + 1), []).append(place)
    return [
        QuarterSum(*key, found.ends[inside[-1]], *(_sum([_rise(line, place) for place in inside]) for line in _lines(found)))
        for key, inside in sorted(places.items())
    ]


def _lines(found: Curve) -> tuple[Sequence[float | None], ...]:
    return found.plan, found.realized, found.forecast


def _rise(line: Sequence[float | None], place: int) -> float | None:
    """What a line adds up to a place; None where it does not speak of both ends."""
    before, after = line[place - 1], line[place]
    return None if before is None or after is None else after - before


def _sum(amounts: Sequence[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
