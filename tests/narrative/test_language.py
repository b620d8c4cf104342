"""The catalogue of words: complete, free of digits and of cause, and readable."""

from __future__ import annotations

import re

import pytest

from tests.narrative.examples import CASES
from value_model.errors import PolicyError
from value_model.narrative import language, readability
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.spelling import tokens

WORDS = language.load()
PHRASES = list(WORDS.phrases())


@pytest.mark.parametrize(("place", "text"), PHRASES, ids=[place for place, _ in PHRASES])
def test_a_fixed_phrase_holds_no_number_and_names_no_cause(place, text):
    fixed = "".join(token.text for token in tokens(text))
    assert not re.search(r"\d", fixed)
    assert readability.forbidden(fixed, WORDS) is None
    assert "!" not in text
    if not fixed.endswith("?"):  # what a page answers is the question of its reader
        assert not re.search(r"\b[Ww]e\b", fixed)


@pytest.mark.parametrize(("place", "text"), PHRASES, ids=[place for place, _ in PHRASES])
def test_every_word_that_agrees_is_in_the_catalogue(place, text):
    for token in tokens(text):
        if token.choice:
            assert set(WORDS["choices"][token.choice]) in ({"one", "other"}, {"negative", "positive"})


def test_every_brace_of_a_template_is_a_slot():
    for place, text in PHRASES:
        assert "{" not in "".join(token.text for token in tokens(text)), place


def test_every_pattern_has_a_sentence_and_an_ask():
    for pattern in PATTERNS:
        assert WORDS.has("say", pattern.id) or WORDS.has("say", f"{pattern.id}.block")
        assert pattern.id == "A4" or pattern.id == "C5" or WORDS.has("ask", pattern.id)


def test_asks_are_short_and_begin_with_a_verb():
    nouns = ("the", "a", "an", "this", "these", "its", "it", "benefits", "forecast")
    for key, ask in WORDS["ask"].items():
        assert len(readability.words(ask)) <= readability.ASK_WORDS, key
        assert ask.endswith("."), key
        assert ask.split()[0].lower() not in nouns, key


def test_the_examples_read_at_a_low_level():
    texts = [case.text for case in CASES]
    assert readability.reading_level(texts) <= 9
    assert max(len(readability.words(text)) for text in texts) <= readability.SENTENCE_WORDS


def test_an_unknown_language_is_refused():
    with pytest.raises(PolicyError, match="no words"):
        language.load("xx-XX")
    with pytest.raises(PolicyError, match="no words"):
        language.load("../../../data/policy")


def test_a_missing_template_is_named():
    with pytest.raises(PolicyError, match="Z9"):
        WORDS.template("say", "Z9")
