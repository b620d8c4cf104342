"""What is said in the place of an S-curve that cannot be drawn."""

from __future__ import annotations

from value_model.exports import story_charts
from value_model.figures.figure import FigureSet

NO_DATES = (
    "The data gives totals without dates, so there is no curve to draw. "
    'The sheet "Benefit values", with one row per benefit and period, would supply it.'
)
NO_BENEFITS = 'No benefit amount is recorded, so there is no curve to draw. The sheet "Benefits" would supply it.'


def missing(figures: FigureSet, scope: str) -> str:
    """Return the sentence for a curve that cannot be drawn: what is missing and which sheet would supply it."""
    known = story_charts.totals(figures, scope)
    return NO_BENEFITS if known.plan is None and known.forecast is None and known.realized is None else NO_DATES
