"""choice.*: what could be funded instead. Stated here with the others; the choices room, which has the solver, answers them.

Undefined as ``not_recorded``, ``no_forecast``, ``no_cost`` and ``infeasible``.
"""

from __future__ import annotations

from value_model.figures.definition import WHOLE, Definition
from value_model.figures.figure import Good

SOURCE = (
    "ours; the best mix is searched part by part against a proved bound of our own, and what that leaves open, or an effort limit binds, "
    "by mixed-integer programming (HiGHS); exact, or stated with its proved gap"
)
BASIS = ("cost.to_come", "benefits.to_come")


def _define(figure_id: str, unit: str, formula: str, good: Good = "none") -> Definition:
    return Definition(
        figure_id, unit, formula, None, good, "forecast", SOURCE, "best_mix/1", WHOLE, BASIS, elsewhere=__doc__ or "",
    )  # fmt: skip


DEFINITIONS = (
    _define("choice.mandatory_share", "fraction", "cost to come of mandatory projects / cost to come"),
    _define("choice.open", "money", "cost to come − cost to come of mandatory projects"),
    _define("choice.frontier_gain", "money", "benefits to come of the best mix at today's cost to come − those of today's mix", "up"),
    _define("choice.below_line", "money", "cost to come of funded projects that the best mix at today's cost to come leaves out", "down"),
    _define("choice.below_line.count", "count", "funded projects that the best mix at today's cost to come leaves out", "down"),
    _define("choice.below_line.value", "money", "benefits to come of these projects"),
    _define("choice.next_slice", "money", "benefits to come that one slice more of budget adds to the best mix", "up"),
    _define("choice.last_slice", "money", "benefits to come that the last slice of today's budget adds to the best mix", "up"),
)
