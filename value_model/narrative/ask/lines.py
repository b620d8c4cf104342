"""Figures as lines of an answer: name and written form, each proved like a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from value_model.figures.figure import Figure
from value_model.narrative import language
from value_model.narrative.ask.vocabulary import Vocabulary
from value_model.narrative.ask.vocabulary import vocabulary as vocabulary_of
from value_model.narrative.format import is_variance
from value_model.narrative.language import Language
from value_model.narrative.sentence import Sentence
from value_model.narrative.slot import Ref
from value_model.narrative.slots import figure, quarter
from value_model.narrative.telling import Teller
from value_model.narrative.world import World

EVERY = "*"
REASONS = {"gap.by_reason": "gap_reasons", "benefits.at_risk_by": "risk_reasons"}  # where the words for a key stand
UNITS = {"roi.to_come": "ratio"}  # what is to come per unit of cost to come reads as 4.3×, not as 430%
MOST_LINES = 6


def lines(ids: Iterable[str], world: World, vocabulary: Vocabulary, *, but: Sequence[Sentence] = ()) -> tuple[Sentence, ...]:
    """Return the lines of the figures asked for that the whole of `world` states, those of `but` left out.

    Where none has a value, the first says why.
    """
    heard = {ref for said in but for ref in said.figures}
    found = [f for i in dict.fromkeys(ids) for f in _figures(i, world) if f.ref not in heard]
    teller = Teller(world)
    known = [said for f in found if f.value is not None and (said := _line(f, teller, vocabulary))]
    if known or but:
        return tuple(known[:MOST_LINES])
    return tuple(_unknown(f, teller, vocabulary) for f in found[:1])


def named(figure_id: str, words: str = language.DEFAULT) -> str:
    """Return what a figure is called in a language: "Benefits realized"; its id where it has no name."""
    known = vocabulary_of(words)
    return _label(figure_id, language.load(words), known) if figure_id.partition(":")[0] in known.figures else figure_id


def _figures(figure_id: str, world: World) -> Iterator[Figure]:
    base, _, key = figure_id.partition(":")
    ids = [i for i in world.ids(base + ":") if i.partition(":")[2] in world.language[REASONS[base]]] if key == EVERY else [figure_id]
    for one in ids:
        found = world.figure(Ref(one, world.whole))
        if found and not (key and not found.value):
            yield found


def _line(found: Figure, teller: Teller, vocabulary: Vocabulary) -> Sentence | None:
    slot = (quarter(found.id) if found.unit == "date" else figure(found.id, UNITS.get(found.id, ""))).at(found.scope, found.scope)
    overdue = f"{found.id}.negative" in vocabulary.figures and isinstance(found.value, (int, float)) and found.value < 0
    form = ":size" if overdue else ":signed" if is_variance(found) else ""
    template = f"{_label(f'{found.id}.negative' if overdue else found.id, teller.world.language, vocabulary)}: {{value{form}}}"
    return teller.write(template, {"value": slot}, pattern="figure", scope=found.scope)


def _unknown(found: Figure, teller: Teller, vocabulary: Vocabulary) -> Sentence:
    """Say why a figure has no value; there is no number in it to prove."""
    text = f"{_label(found.id, teller.world.language, vocabulary)}: {teller.world.language.reason(found.reason)}"
    return Sentence("figure", found.scope, text, (found.ref,))


def _label(figure_id: str, words: Language, vocabulary: Vocabulary) -> str:
    base, _, key = figure_id.partition(":")
    word = words[REASONS[base]].get(key, key) if key and base in REASONS else key
    return vocabulary.figure(base).replace("{word}", word)
