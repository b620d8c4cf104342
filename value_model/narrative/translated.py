"""What other rooms say in English, in the language of the reader.

Findings, formulas, and the names of fields, settings and states are worded where they are made: in English they are stored
with a snapshot and read by programs. A second language holds pairs below `words/translated/`: the English with its slots, and
what it says instead. `{slot!}` is said in that language too, `{n}` is a number; any other slot stands as it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from value_model.narrative import language

FOLDER = language.FOLDER / "translated"
_SLOT = re.compile(r"\{(\w+)(!?)\}")
_NUMBER = re.compile(r"n\d*")


class _Form(NamedTuple):
    """A text with slots: its longest fixed part, which is looked for first, how it reads, and what is said instead."""

    part: str
    reads: re.Pattern[str]
    said: str


@lru_cache(maxsize=16384)
def translated(text: str, words: str = language.DEFAULT) -> str:
    """Return a text in a language; as it stands where that language has no words for it."""
    fixed, forms = _pairs(words)
    known = fixed.get(text) or fixed.get(text.replace("_", " ").capitalize())
    if known:
        return known
    for form in forms:
        found = form.reads.fullmatch(text) if form.part in text else None
        if found:
            return _filled(form.said, found.groupdict(), words)
    return text


def _filled(said: str, slots: Mapping[str, str], words: str) -> str:
    def one(slot: re.Match[str]) -> str:
        text = slots[slot[1]]
        return translated(text, words) if slot[2] else text.translate(_marks(words)) if _NUMBER.fullmatch(slot[1]) else text

    return _SLOT.sub(one, said)


def _marks(words: str) -> dict[int, str]:
    numbers = language.load(words)["numbers"]
    return str.maketrans({",": numbers["group"], ".": numbers["decimal"]})


def pairs(words: str) -> dict[str, str]:
    """Return everything a language says instead of English, by the English with its slots."""
    files = sorted((FOLDER / words).glob("*.toml"))
    return {text: said for path in files for text, said in tomllib.loads(path.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=8)
def _pairs(words: str) -> tuple[dict[str, str], list[_Form]]:
    """What has no slots by its text, and what has, that with the longest fixed part first."""
    found = pairs(words)
    forms = [_form(text, said) for text, said in found.items() if _SLOT.search(text)]
    return found, sorted(forms, key=lambda form: -len(form.part))


def _form(text: str, said: str) -> _Form:
    pieces = _SLOT.split(text)  # fixed, name, "", fixed, name, "", … fixed
    reads = "".join(re.escape(piece) if at % 3 == 0 else _slot(piece) for at, piece in enumerate(pieces) if at % 3 != 2)
    return _Form(max(pieces[::3], key=len), re.compile(reads, re.DOTALL), said)


def _slot(name: str) -> str:
    return rf"(?P<{name}>[\d.,]+)" if _NUMBER.fullmatch(name) else rf"(?P<{name}>.*?)"
