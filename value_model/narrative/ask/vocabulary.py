"""What can be asked about, in the words of one language: topics, their synonyms, and the names of figures. All of it is data."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from value_model.errors import PolicyError

HERE = Path(__file__).resolve().parent
WORD = re.compile(r"\w+")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to ask about: the figures and patterns that answer it, and the page that shows more."""

    key: str
    figures: tuple[str, ...]
    patterns: tuple[str, ...]
    page: str


@dataclass(frozen=True)
class Vocabulary:
    """The topics with the phrases that lead to each, the words that carry no meaning, and what an answer says."""

    topics: Mapping[str, Topic]
    phrases: Mapping[Phrase, tuple[str, ...]]  # to the topics it leads to
    idle: frozenset[str]
    inside: frozenset[str]  # words of phrases that mean nothing alone: the "no" of "no owner"
    periods: frozenset[str]  # words of time, which an answer says that it leaves out
    generic: frozenset[str]  # words of a topic that give way to any other topic
    figures: Mapping[str, str]
    says: Mapping[str, str]
    examples: tuple[str, ...]

    @property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(len(phrase) for phrase in self.phrases)

    def figure(self, figure_id: str) -> str:
        """Return the name of a figure; its id in words where it has none."""
        return self.figures.get(figure_id) or re.sub(r"[._:]", " ", figure_id).capitalize()


def words(text: str) -> Phrase:
    """Return the words of a text without case, accents and marks: "Größe, $5M" gives "grosse" and "5m"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return tuple(WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).replace("_", " ")))


def languages() -> list[str]:
    """Return the languages that can be asked in."""
    return sorted(path.stem for path in (HERE / "words").glob("*.toml"))


@lru_cache(maxsize=8)
def vocabulary(code: str) -> Vocabulary:
    """Return what can be asked in a language. Raises `PolicyError` where there are no words for it."""
    path = HERE / "words" / f"{code}.toml"
    if path.parent != HERE / "words" or not path.is_file():
        raise PolicyError(f'There are no words to ask in the language "{code}".')
    spoken = tomllib.loads(path.read_text(encoding="utf-8"))
    topics = {
        key: Topic(key, tuple(one["figures"]), tuple(one["patterns"]), one["page"])
        for key, one in tomllib.loads((HERE / "topics.toml").read_text(encoding="utf-8")).items()
    }
    idle = frozenset(words(" ".join(spoken["stop"]["words"])))
    phrases = _phrases(spoken["topics"])
    inside = frozenset(word for phrase in phrases for word in phrase if (word,) not in phrases)
    generic = frozenset(words(" ".join(spoken["generic"]["words"])))
    periods = frozenset(words(" ".join(spoken["periods"]["words"])))
    return Vocabulary(topics, phrases, idle, inside, periods, generic, spoken["figures"], spoken["answer"], tuple(spoken["try"]["topics"]))


def _phrases(topics: Mapping[str, Any]) -> dict[Phrase, tuple[str, ...]]:
    found: dict[Phrase, tuple[str, ...]] = {}
    for topic, phrases in topics.items():
        for phrase in map(words, phrases):
            found[phrase] = (*found.get(phrase, ()), topic)
    return found
