"""What the S-curve is drawn from: points in time, the totals its labels state, and the range on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from value_model.figures.curve import Curve


@dataclass(frozen=True, slots=True)
class Point:
    """Cumulative benefits at the end of a quarter; None where a stream has nothing to say."""

    on: date
    plan: float | None = None
    realized: float | None = None
    forecast: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The recorded figures written beside the lines, so that picture and sentences agree."""

    plan: float | None = None
    forecast: float | None = None
    realized: float | None = None
    plan_to_date: float | None = None
    low: float | None = None
    high: float | None = None

    def outside(self, written: Callable[[float], str]) -> str:
        """On which side of its own range the forecast lies, as written: "above", "below" or "". A skewed range need not hold it."""
        if (
            self.forecast is None
            or self.low is None
            or self.high is None
            or written(self.forecast) in (written(self.low), written(self.high))
        ):
            return ""
        return "above" if self.forecast > self.high else "below" if self.forecast < self.low else ""

    @property
    def gap_to_date(self) -> float | None:
        return None if self.realized is None or self.plan_to_date is None else self.realized - self.plan_to_date

    @property
    def gap_forecast(self) -> float | None:
        return None if self.forecast is None or self.plan is None else self.forecast - self.plan


def quarter_key(on: date) -> str:
    """Return the calendar quarter of a day as a link names it: "2026-Q3"."""
    return f"{on.year}-Q{(on.month + 2) // 3}"


def points_of(curve: Curve, totals: Totals) -> list[Point]:
    """Return the points of a curve. The range of the total is drawn in from where realized ends.

    A range is stated for the whole life only; on the way there it grows with the forecast still to come.
    """
    lines = zip(curve.ends, curve.plan, curve.realized, curve.forecast, strict=True)
    reached = next((value for value in curve.forecast if value is not None), None)
    end = next((value for value in reversed(curve.forecast) if value is not None), None)
    low, high = (_part(bound, reached, end) for bound in (totals.low, totals.high))
    return [
        Point(on, plan, realized, ahead, _toward(ahead, reached, low), _toward(ahead, reached, high)) for on, plan, realized, ahead in lines
    ]


def _part(bound: float | None, reached: float | None, end: float | None) -> float | None:
    """How far a bound lies from what is reached, as a part of how far the forecast does."""
    if bound is None or reached is None or end is None or end == reached:
        return None
    return (bound - reached) / (end - reached)


def _toward(ahead: float | None, reached: float | None, part: float | None) -> float | None:
    return None if ahead is None or reached is None or part is None else reached + (ahead - reached) * part
