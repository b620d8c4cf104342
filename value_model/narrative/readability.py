"""Limits of the language: words that name a cause, length of sentences and asks, and the reading level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from value_model.narrative.language import Language

SENTENCE_WORDS = 22
ASK_WORDS = 12
LEAD_WORDS = 60
BLOCK_WORDS = 45
READING_LEVEL = 9.0
MASK = "\ue000"
SHORT_WORD = "fig"  # a figure, and a name, count as one short word
FIGURE = re.compile(r"\S*\d\S*")


@lru_cache(maxsize=8)
def _forbidden(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


def forbidden(text: str, language: Language) -> str | None:
    """Return the first word of cause in a text whose names are masked, or None."""
    found = _forbidden(tuple(language["forbidden"]["words"])).search(text)
    return found[0] if found else None


def words(text: str) -> list[str]:
    """Return the words of a masked text; marks that stand alone are none."""
    return [word for word in text.split() if MASK in word or any(c.isalnum() for c in word)]


def complaints(text: str, condensed: str, language: Language) -> Iterator[str]:
    """Yield what is wrong with the words of one sentence, given masked and condensed."""
    cause = forbidden(text, language)
    if cause:
        yield f"the word {cause!r} names a cause."
    if len(words(condensed)) > SENTENCE_WORDS:
        yield f"it has {len(words(condensed))} words, more than {SENTENCE_WORDS}."


def reading_level(texts: Iterable[str]) -> float:
    """Return the Automated Readability Index of masked sentences: 4.71 letters per word + 0.5 words per sentence − 21.43.

    Figures and names count as one short word. Nothing to read is level 0.

    Source: Senter and Smith, Automated Readability Index, AMRL-TR-66-220, 1967.
    """
    sentences = [FIGURE.sub(SHORT_WORD, text.replace(MASK, SHORT_WORD)) for text in texts if text.strip()]
    all_words = [word for text in sentences for word in words(text)]
    if not all_words:
        return 0.0
    letters = sum(1 for word in all_words for c in word if c.isalnum())
    return 4.71 * letters / len(all_words) + 0.5 * len(all_words) / len(sentences) - 21.43
