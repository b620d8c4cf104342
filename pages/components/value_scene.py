"""The Value page: cost beside benefits by project over a span, net benefit ranked, and benefits by type."""

from __future__ import annotations

from dataclasses import replace

from pages.components import listing, scenes
from pages.components.page_scene import PageScene, made
from value_model.charts.drawing import Look, Record
from value_model.exports.value_charts import SPANS, Span
from value_model.figures.figure import FigureSet
from value_model.narrative import format as forms
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store

__all__ = ["SPANS", "make"]


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Value page of a snapshot; its tables and what it lacks are named by span."""
    source = scenes.source(store, figures, policy, snapshot, scope, look)
    unsaid = {"value_by_type": say("missing.types_forecast" if figures.scopes("kind") else "missing.types")} | {
        key: say(f"told.no_pair_{span.key}") for key, span in SPANS.items()
    }
    return replace(made("value", source, policy, unsaid=unsaid), tables={key: _without(figures, span) for key, span in SPANS.items()})


def _without(figures: FigureSet, span: Span) -> list[Record]:
    """The projects that lack cost or benefits over a span, and which."""
    found = []
    for scope, name in listing.names(figures).items():
        lacking = [
            say(f"told.{what}")
            for what, figure in (("cost", span.cost), ("benefits", span.benefits))
            if figures.value(figure, scope) is None
        ]
        if lacking:
            found.append({say("words.project"): name, say("words.missing"): forms.listing(lacking, forms.style())})
    return found
