"""The Fit page: share of spend beside the weight of each objective, and the projects that spend it."""

from __future__ import annotations

from pages.components import scenes
from pages.components.page_scene import PageScene, made
from value_model.charts.drawing import Look
from value_model.figures.figure import FigureSet
from value_model.policy import Policy
from value_model.store import Snapshot, Store

MISSING = 'No objective is linked to a project. The sheets "Objectives" and "Contributions" would supply the links, "Projects" the spend.'


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Fit page of a snapshot."""
    source = scenes.source(store, figures, policy, snapshot, scope, look)
    return made("fit", source, policy, unsaid=dict.fromkeys(("dumbbell", "ribbons", "objective_grid"), MISSING))
