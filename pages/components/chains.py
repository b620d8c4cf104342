"""What a click on a box of a results chain does: a project and a benefit open, an objective becomes the filter."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import linked, routes
from pages.components.benefits_scene import Line


def open_box(key: str | None, lines: Sequence[Line]) -> None:
    """Do what a click on the box of `key` asks for; a box of something not recorded does nothing."""
    kind, _, name = (key or "").partition(":")
    if kind == "project":
        routes.later("projects", project=name)
    elif kind == "benefit":
        held = next((line for line in lines if line.benefit_id == name), None)
        if held:
            routes.open_benefit(next(iter(held.scopes), None), name)
    elif kind == "objective":
        linked.write("objective", name)
