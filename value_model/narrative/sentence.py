"""What the narrative hands to a page: sentences, cards, decisions and the story made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from value_model.narrative.slot import Slot

StatusWord = Literal["On plan", "Watch", "Act", "No data"]
GLYPHS: dict[StatusWord, str] = {"On plan": "●", "Watch": "▲", "Act": "◆", "No data": "○"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence: fixed words, or what fills a slot (in a form, or as a word that agrees with it)."""

    text: str
    slot: Slot | None = None
    form: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A proved sentence: its words and the references (`id` or `id@scope`) of the figures it states.

    `parts` are the same words with their slots, so that the proof can be repeated wherever the sentence goes.
    """

    pattern: str
    scope: str
    text: str
    figures: tuple[str, ...] = ()
    parts: tuple[Part, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Status:
    """Glyph, word and comparison of a card, in that order; `tone` is the delta color of the pill."""

    word: StatusWord
    comparison: str = ""
    said: str = ""  # the word in the language of the page, where that is not English

    @property
    def text(self) -> str:
        return f"{GLYPHS[self.word]} {self.said or self.word}" + (f": {self.comparison}" if self.comparison else "")

    @property
    def tone(self) -> Literal["green", "yellow", "red", "gray"]:
        tones: dict[StatusWord, Literal["green", "yellow", "red", "gray"]] = {
            "On plan": "green",
            "Watch": "yellow",
            "Act": "red",
            "No data": "gray",
        }
        return tones[self.word]


@dataclass(frozen=True, slots=True)
class Card:
    """A KPI card, complete: label, written value, status (None: no status), caption, formula, references."""

    key: str
    label: str
    value: str
    status: Status | None
    caption: str
    help: str
    figures: tuple[str, ...] = ()
    proved: tuple[Sentence, ...] = field(default=(), compare=False, repr=False)  # value, comparison, caption


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision to take: title, one sentence of evidence, the ask, and the page that shows more."""

    pattern: str
    scope: str
    title: str
    evidence: Sentence
    ask: str
    page: str = "story"
    proved: tuple[Sentence, ...] = field(default=(), compare=False, repr=False)  # title and ask, for the proof


@dataclass(frozen=True, slots=True)
class Story:
    """The Story page in words. `decisions` holds all of them, ranked; a page shows the first few."""

    headline: Sentence
    lead: tuple[Sentence, ...]
    statements: tuple[Sentence, ...]
    decisions: tuple[Decision, ...]
    cards: tuple[Card, ...]
    strip: tuple[str, ...] = ()  # header strip, part by part
    note: str = ""  # its last part, where numbers that are shown do not add up as they are written
    footer: tuple[str, ...] = ()  # the same without how many and how much, for the foot of a slide
    coverage: Sentence | None = None  # H1, where it applies
    withheld: int = 0  # sentences that failed the proof and are not shown
    chart_title: Sentence | None = None
    chart_titles: Mapping[str, Sentence] = field(default_factory=dict)  # by chart, on pages with several
