"""What stands below an answer: what it left out, and what can be asked."""

from __future__ import annotations

from collections.abc import Iterator

from value_model.narrative.ask.hearing import Heard
from value_model.narrative.ask.index import Index
from value_model.narrative.ask.vocabulary import Phrase, words
from value_model.narrative.format import listing

MOST_NAMED = 3  # projects and objectives answered in full


def notes(heard: Heard, index: Index, *, answered: bool) -> Iterator[str]:
    """Yield what an answer says of itself: that there is none, what it did not hear, how many subjects it left out."""
    says = index.vocabulary.says
    if not answered:
        yield says["none"]
        yield from can_ask(index)
        return
    left_out = [word for word in heard.unheard if words(word) != _compared(index)]
    if left_out:
        yield says["unheard"].format(words=listing(left_out, index.world.style))
    if len(heard.scopes) > MOST_NAMED:
        yield says["more"].format(count=len(heard.scopes) - MOST_NAMED)


def _compared(index: Index) -> Phrase:
    """The month of the review that changes are told against: the answer speaks of it."""
    day = index.world.figures.context.compared_as_of
    return words(index.world.language["numbers"]["months_long"][day.month - 1]) if day else ()


def can_ask(index: Index) -> Iterator[str]:
    """Yield what can be asked."""
    says, topics = index.vocabulary.says, ", ".join(index.vocabulary.examples)
    example = next(iter(index.names.words), None)
    if example is None:
        yield says["topics"].format(topics=topics)
    else:
        yield says["try"].format(topics=topics, example=index.world.figures.name(example))
