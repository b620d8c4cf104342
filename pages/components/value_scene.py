"""The Value page: cost beside benefits by project over a span, net benefit ranked, and benefits by type."""

from __future__ import annotations

from dataclasses import replace

from pages.components import listing, scenes
from pages.components.page_scene import PageScene, made
from value_model.charts.drawing import Look, Record
from value_model.exports.value_charts import SPANS, Span
from value_model.figures.figure import FigureSet
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store

__all__ = ["SPANS", "make"]
MISSING = 'No project has both a cost and a benefit {span}. The sheets "Costs" and "Benefit values" would supply them.'


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Value page of a snapshot; its tables and what it lacks are named by span."""
    source = scenes.source(store, figures, policy, snapshot, scope, look)
    unsaid = {"value_by_type": say("missing.types_forecast" if figures.scopes("kind") else "missing.types")} | {
        key: MISSING.format(span=key) for key in SPANS
    }
    return replace(made("value", source, policy, unsaid=unsaid), tables={key: _without(figures, span) for key, span in SPANS.items()})


def _without(figures: FigureSet, span: Span) -> list[Record]:
    """The projects that lack cost or benefits over a span, and which."""
    found = []
    for scope, name in listing.names(figures).items():
        lacking = [words for words, figure in (("cost", span.cost), ("benefits", span.benefits)) if figures.value(figure, scope) is None]
        if lacking:
            found.append({"Project": name, "Missing": " and ".join(lacking)})
    return found
