"""The chart of the Story page and of a project: benefits over time."""

from __future__ import annotations

from collections.abc import Mapping

from value_model import figures as figure_room
from value_model.charts import scurve
from value_model.charts.drawing import Drawing
from value_model.charts.scurve import Totals
from value_model.exports.source import Source
from value_model.exports.writers import words
from value_model.figures import FigureSet

TOTALS: Mapping[str, str] = {
    "plan": "benefits.plan", "forecast": "benefits.forecast", "realized": "benefits.realized",
    "plan_to_date": "benefits.plan_to_date", "low": "benefits.forecast.p10", "high": "benefits.forecast.p90",
}  # fmt: skip


def totals(figures: FigureSet, scope: str) -> Totals:
    """Return the recorded figures that the labels of the S-curve state."""
    return Totals(**{name: figures.value(figure, scope) for name, figure in TOTALS.items()})


def s_curve(source: Source, title: str) -> Drawing | None:
    """Return the S-curve of a scope; None where no amount has a date."""
    curve = figure_room.curve(source.store, source.snapshot.id, source.scope, source.figures.context.only)
    if curve.is_empty:
        return None
    stated = totals(source.figures, source.scope)
    writers = words(source.currency, [stated.plan, stated.forecast, stated.realized])
    points = scurve.points_of(curve, stated)
    return scurve.draw(points, stated, as_of=curve.as_of, title=title, words=writers, look=source.look, height=source.height or None)
