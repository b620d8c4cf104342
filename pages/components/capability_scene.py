"""The Capability page: what the office can show for each capability, and what data would raise it."""

from __future__ import annotations

from collections.abc import Iterator

from pages.components import scenes
from pages.components.page_scene import PageScene, made
from value_model.charts.drawing import Look, Record
from value_model.exports.capability_charts import SHOWN, capabilities
from value_model.exports.source import Source
from value_model.figures.figure import FigureSet
from value_model.narrative import format as forms
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:
    """Return the Capability page of a snapshot: no levels and no total score."""
    source = scenes.source(store, figures, policy, snapshot, scope, look)
    return made("capability", source, policy, capabilities=list(_rows(source)))


def _rows(source: Source) -> Iterator[Record]:
    to = forms.style(source.currency)
    for ref, found in zip(SHOWN, capabilities(source), strict=True):
        yield {
            say("heads.capability"): found.name,
            say("heads.evidence"): say("drawn.evidence_none") if found.now is None else forms.percent(found.now, to),
            say("heads.since_last"): say("mix.unknown") if found.points is None else forms.points(found.points, to, form="signed"),
            say("heads.figure"): ref,
            say("heads.raised_by"): say(f"raised_by.{ref}"),
        }
