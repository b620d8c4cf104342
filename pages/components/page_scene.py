"""What a review page shows besides its words: its drawings by name, and what is said in the place of one that is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pages.components import scenes
from pages.components.scenes import StoryScene
from value_model import narrative
from value_model.charts.drawing import Drawing, Record
from value_model.figures.figure import FigureSet
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store


@dataclass(frozen=True)
class PageScene(StoryScene):
    """A page: its story and proof, drawings by name, sentences for those that cannot be drawn, and its tables."""

    charts: Mapping[str, Drawing] = field(default_factory=dict)
    unsaid: Mapping[str, str] = field(default_factory=dict)  # by chart: what is missing and which sheet would supply it
    tables: Mapping[str, Sequence[Record]] = field(default_factory=dict)


def told(name: str, store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot) -> PageScene:
    """Return the words and the proof of a page, without drawings."""
    story = narrative.page(name, figures, policy)
    return PageScene(story, scenes.proof(store, figures, story, snapshot), None)


def heading(story: Story, chart: str, otherwise: str) -> str:
    """Return the message of a chart, or what it is about."""
    said = story.chart_titles.get(chart)
    return said.text if said else otherwise
