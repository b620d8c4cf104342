"""What a page shows, complete: sentences, cards, proofs and drawings made from one figure set.

Nothing here is drawn on screen or kept; `caches` keeps it and the page scripts place it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pages.components import curves, listing
from pages.components.figure_panel import Proof
from value_model import narrative
from value_model.charts.drawing import Drawing, Look, Record
from value_model.figures.figure import FigureSet
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store


@dataclass(frozen=True)
class StoryScene:
    """The Story page of one scope: its text, the proof of every number in it, and the S-curve."""

    story: Story
    proof: Proof
    curve: Drawing | None

    @property
    def opening(self) -> list[str]:
        """The references behind headline, lead and coverage line, each once."""
        told = self.story
        sentences = [told.headline, *told.lead, *([told.coverage] if told.coverage else [])]
        return list(dict.fromkeys(ref for sentence in sentences for ref in sentence.figures))


@dataclass(frozen=True)
class ProjectScene(StoryScene):
    """A project's one-pager: its story, and what is recorded about it as label and words."""

    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ListScene:
    """All projects of a snapshot: names by identifier in reading order, and the rows of the table."""

    names: dict[str, str]
    rows: list[Record]
    story: Story


def story(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> StoryScene:
    """Return the Story page of a snapshot."""
    told = narrative.story(figures, policy)
    drawing = curves.drawing(store, figures, snapshot, scope, look, told.chart_title)
    return StoryScene(told, proof(store, figures, told, snapshot), drawing)


def project(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> ProjectScene:
    """Return the one-pager of the project whose scope is given."""
    told = narrative.project(figures, scope, policy)
    drawing = curves.drawing(store, figures, snapshot, scope, look, told.chart_title)
    recorded = tuple(listing.facts(store, snapshot, scope.partition(":")[2]))
    return ProjectScene(told, proof(store, figures, told, snapshot), drawing, recorded)


def projects(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> ListScene:  # noqa: ARG001
    """Return the list of all projects."""
    told = narrative.story(figures, policy)
    return ListScene(listing.names(figures), listing.rows(store, figures, snapshot), told)


MAKERS: dict[str, Callable[[Store, FigureSet, Policy, Snapshot, str, Look], object]] = {
    "story": story,
    "project": project,
    "projects": projects,
}


def references(told: Story) -> Iterable[str]:
    """Return every reference that a story states, in reading order; some twice."""
    sentences = [told.headline, *told.lead, *([told.coverage] if told.coverage else []), *told.statements]
    sentences += [decision.evidence for decision in told.decisions]
    yield from (ref for sentence in sentences for ref in sentence.figures)
    yield from (ref for card in told.cards for ref in card.figures)


def proof(store: Store, figures: FigureSet, told: Story, snapshot: Snapshot) -> Proof:
    """Return the figures behind a story with their written form, their inputs' too, and the files they come from."""
    stated = {ref: figures.get(ref) for ref in dict.fromkeys(references(told))}
    known = {ref: figure for ref, figure in stated.items() if figure is not None}
    inputs = {i.id: figures.get(i.id, figure.scope) for figure in known.values() for i in figure.inputs}
    currency = figures.context.currency
    written = {ref: narrative.write(figure, currency) for ref, figure in ({k: v for k, v in inputs.items() if v} | known).items()}
    files = ", ".join(file.name for file in store.files(snapshot.id))
    return Proof(known, written, files, snapshot.id)
