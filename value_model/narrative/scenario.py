"""What a scenario comes to, in one proved sentence: its budget and the value of its mix are figures of the scenario alone."""

from __future__ import annotations

from dataclasses import replace

from value_model.figures.figure import PORTFOLIO, Figure, FigureSet
from value_model.narrative import language
from value_model.narrative.sentence import Sentence
from value_model.narrative.slots import figure, phrase
from value_model.narrative.telling import Teller
from value_model.narrative.world import World
from value_model.policy import Policy

SCORED = ("fit_value",)  # measures that are no money


def scenario(
    figures: FigureSet, policy: Policy, *, budget: float, value: float | None, measure: str, words: str = language.DEFAULT
) -> Sentence | None:
    """Return what the best mix for a budget holds of a measure; None where it is not known or cannot be proved.

    `budget` is cost to come and `value` the total of the mix, in reporting currency (`fit_value` is a score).
    """
    unit = "score" if measure in SCORED else "money"
    given = (_stated("scenario.budget", budget, "money", figures), _stated("scenario.value", value, unit, figures))
    teller = Teller(World(replace(figures, figures={(f.id, f.scope): f for f in given}), policy, language.load(words)))
    slots = {f.id.partition(".")[2]: figure(f.id).at(PORTFOLIO, PORTFOLIO) for f in given}
    return teller.say("chart", "frontier.scenario", {**slots, "measure": phrase("measures", measure)}, pattern="chart.frontier")


def _stated(figure_id: str, value: float | None, unit: str, figures: FigureSet) -> Figure:
    return Figure(figure_id, PORTFOLIO, value, unit, as_of=figures.context.as_of, formula="given by the scenario")
