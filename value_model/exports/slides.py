"""The slides of a review: which sentences, which chart and which ask stand on each, in the order of a review.

A slide is built only where its sentence is proved and its chart has data; one whose chart fails keeps its words. Nothing is worded here: every
sentence and ask is one of the narrative's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from value_model.exports.material import Material
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Decision, Sentence, Story

SHORT = 12  # words of a headline
MOST = 3  # decisions on the slide
NOTES = 6  # sentences for the speaker: more is not read while talking
BELOW = 130  # characters of the line under it
DECISIONS, METHOD = "decisions", "method"


@dataclass(frozen=True, slots=True)
class Plan:
    """A slide that may be built: what it speaks of (patterns, best first), its chart, and the page that shows more."""

    key: str
    page: str
    chart: str = ""
    patterns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what the slide is called."""
        return say(f"export.{self.key}")


PLANS = (
    Plan("result", "story", "scurve", ("A1", "A2", "A0", "H1")),
    Plan("changed", "changes", "bridge_benefits", ("F1",)),
    Plan("leaks", "benefits", "waterfall", ("B1",)),
    Plan("on-time", "risk", "quadrant", ("E1",)),
    Plan("fit", "fit", "dumbbell", ("C2", "C1", "C5")),
    Plan("choices", "choices", "frontier", ("D2", "D5")),
    Plan(DECISIONS, "story"),
    Plan(METHOD, "method"),
)
CHARTED = tuple(plan.chart for plan in PLANS if plan.chart)


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen. `below` stands under the headline; `notes` are for the speaker; `page` shows more."""

    key: str
    name: str
    page: str
    chart: str
    headline: str
    below: str
    ask: str
    notes: tuple[Sentence, ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """Return the references that the slide and its notes state, each once."""
        return tuple(dict.fromkeys(ref for sentence in self.notes for ref in sentence.figures))


def names() -> dict[str, str]:
    """Return what each slide is called, by key."""
    return {plan.key: plan.name for plan in PLANS}


def no_ask() -> str:
    """Return what stands where nothing is asked."""
    return say("ask.none")


def build(material: Material, charts: Collection[str]) -> list[Slide]:
    """Return the slides that can be shown, in order; `charts` are those that the data has something to draw in."""
    made = (_slide(plan, material) for plan in PLANS if not plan.chart or plan.chart in charts)
    return [slide for slide in made if slide]


def _slide(plan: Plan, material: Material) -> Slide | None:
    if plan.key in (DECISIONS, METHOD):
        return (_decisions if plan.key == DECISIONS else _method)(plan, material)
    told = material.stories[plan.page]
    said = list(_said(told, material.title(plan.chart)))
    headline = _headline(plan, told, said)
    if headline is None:
        return None
    rest = [s for s in said if s.text != headline.text]
    ask = _ask(headline, told.decisions)
    return Slide(plan.key, plan.name, plan.page, plan.chart, headline.text, _below(rest), ask, (headline, *rest[: NOTES - 1]))


def _said(told: Story, title: Sentence | None) -> Iterator[Sentence]:
    """Yield the sentences of a page, those nearest to the headline first, each once."""
    near = [*told.lead[:1], *([title] if title else []), told.headline, *told.lead, *told.statements]
    yield from {sentence.text: sentence for sentence in near}.values()


def _headline(plan: Plan, told: Story, said: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that opens the slide: the page's own, else a short one, else the best pattern's."""
    if told.headline.pattern in plan.patterns:
        return told.headline
    fitting = sorted((s for s in said if s.pattern in plan.patterns), key=lambda s: plan.patterns.index(s.pattern))
    return next((s for s in fitting if len(s.text.split()) <= SHORT), fitting[0] if fitting else None)


def _below(rest: Sequence[Sentence]) -> str:
    """Return the next one or two sentences, as far as they fit one line."""
    kept = ""
    for sentence in rest[:2]:
        longer = f"{kept} {sentence.text.rstrip('.')}.".strip()
        kept = longer if len(longer) <= BELOW else kept
    return kept


def _ask(headline: Sentence, asked: Sequence[Decision]) -> str:
    """Return what is asked about what the headline says."""
    own = [d for d in asked if d.pattern == headline.pattern and d.scope == headline.scope]
    same = [d for d in asked if d.pattern == headline.pattern]
    return next((d.ask for d in [*own, *same]), no_ask())


def _decisions(plan: Plan, material: Material) -> Slide | None:
    asked = material.stories["story"].decisions
    notes = tuple(d.evidence for d in asked[:MOST])
    below = material.stories["story"].headline.text
    return Slide(plan.key, plan.name, plan.page, "", say("export.to_take"), below, "", notes) if asked else None


def _method(plan: Plan, material: Material) -> Slide | None:
    told, story = material.stories["method"], material.stories["story"]
    quality = [story.coverage] if story.coverage else [s for s in (story.headline,) if s.pattern == "H1"]
    ask = next((d.ask for d in story.decisions if d.pattern == "H1"), no_ask()) if quality else no_ask()
    notes = (*quality, *(s for card in story.cards for s in card.proved))
    below = quality[0].text if quality else ""
    return Slide(plan.key, plan.name, plan.page, "", told.headline.text, below, ask, notes) if story.cards else None
