"""The makers of the review pages, by name; `caches` keeps what they make."""

from __future__ import annotations

from collections.abc import Callable

from pages.components import (
    benefit_scene,
    benefits_scene,
    capability_scene,
    changes_scene,
    fit_scene,
    method_scene,
    moves_scene,
    outlook_scene,
    programmes_scene,
    risk_scene,
    value_scene,
)
from value_model.charts.drawing import Look
from value_model.figures.figure import FigureSet
from value_model.figures.heard import heard
from value_model.policy import Policy
from value_model.store import Snapshot, Store

Maker = Callable[[Store, FigureSet, Policy, Snapshot, str, Look], object]


MAKERS: dict[str, Maker] = {
    "benefits": benefits_scene.make,
    "changes": changes_scene.make,
    "capability": capability_scene.make,
    "fit": fit_scene.make,
    "method": method_scene.make,
    "risk": risk_scene.make,
    "value": value_scene.make,
}

# What stands on a page beside its story, and what a page shows of one scope.
PARTS: dict[str, Maker] = {
    "heard": lambda store, figures, _policy, snapshot, _scope, _look: heard(store, snapshot.id, figures.context.only),
    "register": benefits_scene.register,
    "benefit": benefit_scene.make,
    "moves": moves_scene.make,
    "programmes": programmes_scene.make,
    **outlook_scene.MAKERS,
}
