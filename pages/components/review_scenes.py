"""The makers of the review pages, by name; `caches` keeps what they make."""

from __future__ import annotations

from collections.abc import Callable

from pages.components import benefits_scene, changes_scene, fit_scene, risk_scene
from value_model.charts.drawing import Look
from value_model.figures.figure import FigureSet
from value_model.policy import Policy
from value_model.store import Snapshot, Store

Maker = Callable[[Store, FigureSet, Policy, Snapshot, str, Look], object]
MAKERS: dict[str, Maker] = {
    "benefits": benefits_scene.make,
    "changes": changes_scene.make,
    "fit": fit_scene.make,
    "risk": risk_scene.make,
}
