"""What a page shows, complete: sentences, cards, proofs and drawings made from one figure set.

Nothing here is drawn on screen or kept; `caches` keeps it and the page scripts place it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pages.components import curves, inputs, listing
from pages.components.figure_panel import Proof
from pages.components.shown import Shown
from value_model import narrative
from value_model.charts.drawing import Drawing, Look, Record
from value_model.exports.drawings import of_page
from value_model.exports.source import Source
from value_model.figures.figure import FigureSet
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Sentence, Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store

MISSING = {
    "project_chain": say("words.no_benefit_of_this_project_is"),
    "milestones": say("words.no_milestone_of_this_project_is"),
}


def source(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> Source:
    """Return what the charts of a scope are made of."""
    return Source(store, snapshot, figures, look, lambda key: float(policy[key]), scope)


@dataclass(frozen=True)
class StoryScene:
    """The Story page of one scope: its text, the proof of every number in it, and the S-curve."""

    story: Story
    proof: Proof
    curve: Drawing | None
    missing: str = ""  # said in the place of a curve that cannot be drawn

    @property
    def lead(self) -> list[str]:
        """The sentences after the headline."""
        return [sentence.text for sentence in self._after_headline()]

    @property
    def opening(self) -> list[str]:
        """The references behind the headline and the sentences after it, each once."""
        sentences = [self.story.headline, *self._after_headline()]
        return list(dict.fromkeys(ref for sentence in sentences for ref in sentence.figures))

    def _after_headline(self) -> list[Sentence]:
        told = self.story
        return [*(told.lead or told.statements[:2]), *([told.coverage] if told.coverage else [])]


@dataclass(frozen=True)
class ProjectScene(StoryScene):
    """A project's one-pager: its story, and what is recorded about it as label and words."""

    facts: tuple[tuple[str, str], ...] = ()
    charts: Mapping[str, Drawing] = field(default_factory=dict)
    unsaid: Mapping[str, str] = field(default_factory=dict)  # by chart: what is said in the place of one that is missing

    @property
    def who(self) -> list[str]:
        """Stage, sponsor area and sponsor in words, for the line that names the project."""
        return [
            f"{label}: {words}"
            for label, words in self.facts
            if label in (say("words.stage"), say("words.sponsor_area"), say("words.sponsor"))
        ]


@dataclass(frozen=True)
class ListScene:
    """All projects of a snapshot: names by identifier in reading order, and the rows of the table."""

    names: dict[str, str]
    rows: list[Record]
    story: Story
    proof: Proof


def story(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> StoryScene:
    """Return the Story page of a snapshot."""
    told = narrative.story(figures, policy)
    charts, failed = of_page("story", source(store, figures, policy, snapshot, scope, look), told)
    missing = say("panel.chart_failed") if failed else curves.missing(figures, scope)
    return StoryScene(told, proof(store, figures, told, snapshot), charts.get("scurve"), missing)


def data(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> StoryScene:  # noqa: ARG001
    """Return the words and cards of the Data page."""
    told = narrative.page("data", figures, policy)
    return StoryScene(told, proof(store, figures, told, snapshot), None)


def project(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> ProjectScene:
    """Return the one-pager of the project whose scope is given."""
    told = narrative.project(figures, scope, policy)
    charts, failed = of_page("projects", source(store, figures, policy, snapshot, scope, look), told)
    unsaid = {"project_scurve": curves.missing(figures, scope), **MISSING, **dict.fromkeys(failed, say("panel.chart_failed"))}
    recorded = tuple(listing.facts(store, snapshot, scope.partition(":")[2]))
    return ProjectScene(told, proof(store, figures, told, snapshot), charts.get("project_scurve"), "", recorded, charts, unsaid)


def projects(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> ListScene:  # noqa: ARG001
    """Return the list of all projects."""
    told = narrative.page("projects", figures, policy)
    return ListScene(listing.names(figures), listing.rows(store, figures, snapshot), told, proof(store, figures, told, snapshot))


MAKERS: dict[str, Callable[[Store, FigureSet, Policy, Snapshot, str, Look], object]] = {
    "story": story,
    "data": data,
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
    return proved(store, figures, references(told), snapshot)


def proved(store: Store, figures: FigureSet, refs: Iterable[str], snapshot: Snapshot) -> Proof:
    """Return the figures of references, likewise."""
    stated = {ref: figures.get(ref) for ref in dict.fromkeys(refs)}
    known = {ref: figure for ref, figure in stated.items() if figure is not None}
    currency = figures.context.currency
    written = {ref: narrative.write(figure, currency) for ref, figure in known.items()}
    used = {ref: inputs.in_words(figure, figures) for ref, figure in known.items()}
    files = ", ".join(file.name for file in store.files(snapshot.id))
    context = figures.context
    return Proof(known, written, used, files, Shown(snapshot, context.compared, context.only), currency)
