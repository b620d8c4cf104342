"""What is said in the place of an S-curve that cannot be drawn."""

from __future__ import annotations

from value_model.exports import story_charts
from value_model.figures.figure import FigureSet
from value_model.narrative.page_words import say

NO_DATES = say("words.the_data_gives_totals_without_dates")
NO_BENEFITS = say("words.no_benefit_amount_is_recorded_so")


def missing(figures: FigureSet, scope: str) -> str:
    """Return the sentence for a curve that cannot be drawn: what is missing and which sheet would supply it."""
    known = story_charts.totals(figures, scope)
    return NO_BENEFITS if known.plan is None and known.forecast is None and known.realized is None else NO_DATES
