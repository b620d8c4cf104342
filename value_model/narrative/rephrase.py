"""Let a configured language model rephrase proved sentences, and show nothing of it that is not proved again.

Off unless `VALUE_REPHRASE_URL` names an endpoint. It is sent the texts of one answer and returns as many. Of each text
back: every figure, date and name must stand as before and in the same order; the words that carry direction, evidence
and doubt must be the same in the same order; no other word may come in than a few that carry no meaning; then the
sentence goes through the same proof as any other. What fails is logged, and the proved sentence is shown instead.
"""

from __future__ import annotations

import logging
import os
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from value_model.errors import ProofFailed
from value_model.narrative import proof
from value_model.narrative.ask.answer import Answer, Passage
from value_model.narrative.ask.index import Index
from value_model.narrative.endpoint import Endpoint
from value_model.narrative.sentence import Part, Sentence
from value_model.narrative.world import World

LOG = logging.getLogger(__name__)
URL = "VALUE_REPHRASE_URL"
Rephrase = Callable[[Sequence[str]], Sequence[str]]
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
FOLDER = Path(__file__).resolve().parent / "ask" / "rephrasing"


@dataclass(frozen=True)
class Bounds:
    """Which words carry a meaning that must stay, by meaning, and which carry none and may come and go."""

    meaning: Mapping[str, str]
    free: frozenset[str]


def configured() -> Rephrase | None:
    """Return the adapter the environment names, or None: off."""
    url = os.environ.get(URL, "").strip()
    return Endpoint(url) if url else None


def rephrased(answer: Answer, index: Index, model: Rephrase | None) -> Answer:
    """Return the answer with the sentences that were rephrased and proved again; unchanged without a model."""
    if model is None or not (FOLDER / f"{index.world.language.code}.toml").is_file():
        return answer
    sentences = [s for passage in answer.passages for s in passage.sentences]
    texts = list(model([s.text for s in sentences])) if sentences else []
    if len(texts) != len(sentences):
        LOG.warning("Not rephrased: %s texts came back for %s sentences.", len(texts), len(sentences))
        return answer
    new = {id(s): accepted(s, text, index) for s, text in zip(sentences, texts, strict=True)}
    return replace(answer, passages=tuple(_with(passage, new) for passage in answer.passages))


def _with(passage: Passage, new: Mapping[int, Sentence]) -> Passage:
    return replace(passage, sentences=tuple(new[id(s)] for s in passage.sentences))


def accepted(sentence: Sentence, text: str, index: Index) -> Sentence:
    """Return the new wording as a sentence if it is proved, else the sentence as it was."""
    try:
        return check(sentence, text, _world(sentence, index))
    except ProofFailed as failure:
        LOG.warning("Not rephrased: %s", failure)
        return sentence


def _world(sentence: Sentence, index: Index) -> World:
    """A sentence about a part of the portfolio may have been told from inside of it."""
    inside = index.within(sentence.scope)
    try:
        proof.check(sentence, index.world)
    except ProofFailed:
        return inside
    return index.world


def check(sentence: Sentence, text: str, world: World) -> Sentence:
    """Return `text` as a proved sentence that says what `sentence` says. Raises `ProofFailed` where it does not."""
    parts = _parts(sentence, " ".join(str(text).split()))
    bounds = _bounds(world.language.code)
    old, new = _fixed(sentence.parts), _fixed(parts)
    if _meanings(old, bounds) != _meanings(new, bounds):
        raise ProofFailed(f"{sentence.pattern}: {text!r} changes a word of direction, evidence or doubt.")
    strange = _words(new) - _words(old) - bounds.free
    if strange:
        raise ProofFailed(f"{sentence.pattern}: {text!r} brings in {sorted(strange)}.")
    return proof.check(Sentence(sentence.pattern, sentence.scope, "".join(p.text for p in parts), sentence.figures, parts), world)


def _parts(sentence: Sentence, text: str) -> tuple[Part, ...]:
    """Cut a text at the figures, dates and names of a sentence, in their order. Raises `ProofFailed` where one is missing."""
    parts, rest = [], text
    for part in (p for p in sentence.parts if _holds(p)):
        before, found, rest = rest.partition(part.text)
        if not found or (before[-1:].isalnum() and part.text[:1].isalnum()) or (rest[:1].isalnum() and part.text[-1:].isalnum()):
            raise ProofFailed(f"{sentence.pattern}: {text!r} does not say {part.text!r} where the sentence does.")
        parts += [Part(before), part]
    return tuple(p for p in (*parts, Part(rest)) if p.text)


def _holds(part: Part) -> bool:
    """Whether a part must stand as it is; words that agree with a number are words."""
    return part.slot is not None and not part.choice and part.slot.kind != "phrase"


def _fixed(parts: Sequence[Part]) -> str:
    """The words between the figures, dates and names."""
    return "".join(proof.MASK if _holds(p) else p.text for p in parts).casefold()


def _words(text: str) -> set[str]:
    return set(WORD.findall(text))


def _meanings(text: str, bounds: Bounds) -> tuple[list[str], Counter[str]]:
    """The meanings of a text in their order, and how often each number-like mark stands in it."""
    found = [bounds.meaning[w] for w in WORD.findall(text) if w in bounds.meaning]
    return found, Counter(c for c in text if c in "%+−-–<>=~≈±")


@lru_cache(maxsize=4)
def _bounds(code: str) -> Bounds:
    words = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    meaning = {word: key for key, listed in words["meaning"].items() for word in listed}
    return Bounds(meaning, frozenset(words["free"]["words"]))
