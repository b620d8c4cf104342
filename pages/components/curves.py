"""The S-curve of a scope, from the figures that its labels state."""

from __future__ import annotations

from pages.components import wording
from value_model import figures as figure_room
from value_model.charts import scurve
from value_model.charts.drawing import Drawing, Look
from value_model.charts.scurve import Totals
from value_model.figures.figure import FigureSet
from value_model.narrative.sentence import Sentence
from value_model.store import Snapshot, Store

UNTITLED = "Cumulative benefits against plan"
NO_DATES = (
    "The data gives totals without dates, so there is no curve to draw. "
    'The sheet "Benefit values", with one row per benefit and period, would supply it.'
)
NO_BENEFITS = 'No benefit amount is recorded, so there is no curve to draw. The sheet "Benefits" would supply it.'


def totals(figures: FigureSet, scope: str) -> Totals:
    """Return the recorded figures that the labels of the curve state."""
    wanted = {
        "plan": "benefits.plan", "forecast": "benefits.forecast", "realized": "benefits.realized",
        "plan_to_date": "benefits.plan_to_date", "low": "benefits.forecast.p10", "high": "benefits.forecast.p90",
    }  # fmt: skip
    return Totals(**{name: figures.value(figure, scope) for name, figure in wanted.items()})


def drawing(store: Store, figures: FigureSet, snapshot: Snapshot, scope: str, look: Look, title: Sentence | None) -> Drawing | None:
    """Return the S-curve of a scope; None where no amount has a date."""
    curve = figure_room.curve(store, snapshot.id, scope, figures.context.only)
    if curve.is_empty:
        return None
    stated = totals(figures, scope)
    points = scurve.points_of(curve, stated)
    writers = wording.words(figures.context.currency, [stated.plan, stated.forecast, stated.realized])
    heading = title.text if title else UNTITLED
    return scurve.draw(points, stated, as_of=curve.as_of, title=heading, words=writers, look=look)


def missing(figures: FigureSet, scope: str) -> str:
    """Return the sentence for a curve that cannot be drawn: what is missing and which sheet would supply it."""
    known = totals(figures, scope)
    return NO_BENEFITS if known.plan is None and known.forecast is None and known.realized is None else NO_DATES
