"""Let a configured language model rephrase proved sentences, and show nothing of it that is not proved again.

Off unless `VALUE_REPHRASE_URL` names an endpoint. It is sent the texts of one answer and returns as many. Of each text
back: every figure, date and name, and every word and mark that carries meaning, must stand as before and in the same
order; only listed synonyms and words that carry no meaning may differ; then the sentence goes through the same proof as
any other. What fails is logged, and the proved sentence is shown instead.
"""

from __future__ import annotations

import logging
import os
import re
import tomllib
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
TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\S")
PAUSES = frozenset(".,;:")
FOLDER = Path(__file__).resolve().parent / "ask" / "rephrasing"


@dataclass(frozen=True)
class Bounds:
    """Words that mean the same, by meaning; words that may come and go; of these, which still matter beside a figure."""

    meaning: Mapping[str, str]
    free: frozenset[str]
    relations: frozenset[str]


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
    if _said(parts, bounds) != _said(sentence.parts, bounds):
        raise ProofFailed(f"{sentence.pattern}: {text!r} does not say what the sentence says.")
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


def _said(parts: Sequence[Part], bounds: Bounds) -> list[str]:
    """What the parts say, in order: figures, dates and names as one mark each, every word by its meaning, and marks.

    A word such as "from" or "of" is said only beside a figure: "from $5M to $4M", "4 of 5 projects".
    """
    fixed = "".join(proof.MASK if _holds(p) else p.text for p in parts).casefold()
    skipped = PAUSES | (bounds.free - bounds.relations)
    said = [bounds.meaning.get(token, token) for token in TOKEN.findall(fixed) if token not in skipped]
    beside = zip(["", *said], said, [*said[1:], ""], strict=False)
    return [token for before, token, after in beside if token not in bounds.relations or proof.MASK in (before, after)]


@lru_cache(maxsize=4)
def _bounds(code: str) -> Bounds:
    words = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    meaning = {word: key for key, listed in words["meaning"].items() for word in listed}
    return Bounds(meaning, frozenset(words["free"]["words"]), frozenset(words["free"]["beside_figures"]))
