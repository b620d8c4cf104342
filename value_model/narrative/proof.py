"""The proof of a sentence: every number in it is a recorded figure, a policy setting or a date, and is written as such.

Four checks, none of which trusts how the sentence was made: each slot is looked up and written again; each written
number is read back and compared with its value; with names masked, every digit left must stand in a slot; no word of
cause stands anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from value_model.errors import ProofFailed
from value_model.narrative import identities, readability
from value_model.narrative.format import Form, zero
from value_model.narrative.reading import read
from value_model.narrative.resolve import references, resolve, unit_of
from value_model.narrative.sentence import Part, Sentence
from value_model.narrative.spelling import Unspoken, spelled
from value_model.narrative.world import World

NUMBER = re.compile(r"\d")
MASK = "\ue000"  # a private character that no catalogue holds: it stands for a name


def check(sentence: Sentence, world: World) -> Sentence:
    """Return the sentence if it is proved; raise `ProofFailed` saying what differs."""
    for part, text in zip(sentence.parts, _spelled(sentence, world), strict=True):
        if part.text != text:
            raise ProofFailed(f"{sentence.pattern} at {sentence.scope}: it says {part.text!r} where the figures say {text!r}.")
    if "".join(part.text for part in sentence.parts) != sentence.text:
        raise ProofFailed(f"{sentence.pattern} at {sentence.scope}: the text is not made of its parts.")
    for complaint in _complaints(sentence, world):
        raise ProofFailed(f"{sentence.pattern} at {sentence.scope}: {complaint}")
    return sentence


def _spelled(sentence: Sentence, world: World) -> list[str]:
    try:
        return spelled(sentence.parts, world)
    except Unspoken as gap:
        raise ProofFailed(f"{sentence.pattern} at {sentence.scope}: {gap} is not a recorded figure.") from gap


def _complaints(sentence: Sentence, world: World) -> Iterator[str]:
    for part in sentence.parts:
        if NUMBER.search(part.text) and not _may_hold_a_number(part):
            yield f"the fixed words {part.text!r} hold a number."
        if part.slot is not None and not part.choice and not reads_back(part, world):
            yield f"{part.text!r} is not what its figure says."
    yield from identities.broken(sentence, world)
    listed = set(sentence.figures)
    for part in sentence.parts:
        if part.slot and part.slot.kind == "figure" and not part.choice and not set(references(part.slot, world)) <= listed:
            yield f"the figure of {part.text!r} is not listed."
    yield from readability.complaints(masked(sentence), condensed(sentence), world.language)


def _may_hold_a_number(part: Part) -> bool:
    return part.slot is not None and not part.choice and part.slot.kind != "phrase"


def masked(sentence: Sentence) -> str:
    """Return the text with every name replaced by one neutral mark, so that no name can change a check."""
    return "".join(MASK if part.slot and part.slot.kind == "name" else part.text for part in sentence.parts)


def condensed(sentence: Sentence) -> str:
    """Return the text with each name and each written figure as one short word, to count words by."""
    return "".join(_short(part) for part in sentence.parts)


def _short(part: Part) -> str:
    if part.slot is None or part.choice or part.slot.kind == "phrase":
        return part.text
    return MASK if part.slot.kind == "name" else readability.SHORT_WORD


# Reading back -------------------------------------------------------------------------------------


def reads_back(part: Part, world: World) -> bool:
    """Whether the written number means its value, to half of its last digit. Words, names and dates have none to read."""
    assert part.slot is not None  # noqa: S101 - callers pass slots only
    value = resolve(part.slot, world)
    if not isinstance(value, Decimal) or part.form == "rank":
        return True
    if part.text == zero(value, cast(Form, part.form), world.style):
        return True
    found = read(part.text, unit_of(part.slot, world), world.language)
    if found is None:
        return False
    amount, step, is_limit = found
    size = abs(value)
    if is_limit:
        return size < abs(amount)
    sign_is_right = part.form == "size" or amount == 0 or (amount < 0) == (value < 0)
    return sign_is_right and abs(abs(amount) - size) <= step / 2
