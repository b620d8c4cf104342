"""What a review page shows besides its words: its drawings by name, and what is said in the place of one that is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pages.components import scenes
from pages.components.scenes import StoryScene
from value_model import narrative
from value_model.charts.drawing import Drawing, Record
from value_model.exports.drawings import of_page
from value_model.exports.source import Source
from value_model.figures.figure import FigureSet
from value_model.narrative.page_words import say
from value_model.policy import Policy
from value_model.store import Snapshot, Store


@dataclass(frozen=True)
class PageScene(StoryScene):
    """A page: its story and proof, drawings by name, sentences for those that cannot be drawn, and its tables."""

    charts: Mapping[str, Drawing] = field(default_factory=dict)
    unsaid: Mapping[str, str] = field(default_factory=dict)  # by chart: what is missing and which sheet would supply it
    failed: tuple[str, ...] = ()  # charts that could not be drawn; `unsaid` says so in their place
    tables: Mapping[str, Sequence[Record]] = field(default_factory=dict)


def told(name: str, store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot) -> PageScene:
    """Return the words and the proof of a page, without drawings."""
    story = narrative.page(name, figures, policy)
    return PageScene(story, scenes.proof(store, figures, story, snapshot), None)


def made(name: str, source: Source, policy: Policy, *, unsaid: Mapping[str, str] | None = None, **tables: Sequence[Record]) -> PageScene:
    """Return a page with its charts; `unsaid` says in the place of a chart what is missing, `tables` are its lists."""
    base = told(name, source.store, source.figures, policy, source.snapshot)
    charts, failed = of_page(name, source, base.story)
    said = {**(unsaid or {}), **dict.fromkeys(failed, say("panel.chart_failed"))}
    return replace(base, charts=charts, unsaid=said, failed=failed, tables=tables)
