"""Choices: which mix of projects to fund for a budget of cost to come, with a proved gap."""

from value_model.choices.best import best_mix
from value_model.choices.candidate import DEFAULT, MEASURES, Candidate, candidates
from value_model.choices.compare import Marginal, Swaps, below_the_line, broken_rules, marginal, swaps, today
from value_model.choices.conflicts import Conflict
from value_model.choices.frontier import FrontierPoint, frontier
from value_model.choices.mix import Mix
from value_model.choices.offer import Offer, offer
from value_model.choices.scenario import Scenario, Totals, totals
from value_model.choices.stated import complete, with_choices
from value_model.choices.trace import trace
from value_model.figures.groups.choice import DEFINITIONS

__all__ = [
    "DEFAULT",
    "DEFINITIONS",
    "MEASURES",
    "Candidate",
    "Conflict",
    "FrontierPoint",
    "Marginal",
    "Mix",
    "Offer",
    "Scenario",
    "Swaps",
    "Totals",
    "below_the_line",
    "best_mix",
    "broken_rules",
    "candidates",
    "complete",
    "frontier",
    "marginal",
    "offer",
    "swaps",
    "today",
    "totals",
    "trace",
    "with_choices",
]
