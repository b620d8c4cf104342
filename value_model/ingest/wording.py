"""Words compared the way a reader compares them: case, spaces, underscores and accents aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pyarrow.compute as pc
from rapidfuzz import process

from value_model.texts import Texts, stored

READ_ME = "Read me"  # the template's own introduction
EXAMPLE = "example:"  # a row that begins so is never loaded
_SEPARATORS = re.compile(r"[\s_\-–—/\\.:,;]+")
_SIMPLE_SEPARATORS = r"[ _\-/\\.:,;]+"  # those of them that stand in ordinary texts


def shown(text: str) -> str:
    """Return a heading on one line, as a message quotes it."""
    return " ".join(text.split())


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """Return the form in which headings and sheet names are compared: `Project_ID ` equals `project id`."""
    return _key(text)


def _key(text: str) -> str:
    folded = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    return _SEPARATORS.sub(" ", folded).strip()


def plain(text: str) -> str:
    """Return `key(text)` without accents, for words of several languages."""
    return _without_accents(key(text))


def each_plain(texts: Sequence[str]) -> Texts:
    """Return each text as `plain` does: a hundred thousand names are no words that come again, and would drive those out."""
    held = stored(texts)
    folded = pc.ascii_trim_whitespace(pc.replace_substring_regex(pc.ascii_lower(held), _SIMPLE_SEPARATORS, " "))
    simple = pc.match_substring_regex(held, "^[ -~]*$")
    if pc.all(simple).as_py() is not False:
        return Texts(folded)
    every = zip(held.to_pylist(), folded.to_pylist(), simple.to_pylist(), strict=True)
    return Texts(stored([easy if plainly else _without_accents(_key(text)) for text, easy, plainly in every]))


def _without_accents(folded: str) -> str:
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def closest(word: str, known: Iterable[str], *, cutoff: float = 60) -> str | None:
    """Return the known word nearest to `word`, or None when none is near."""
    found = process.extractOne(key(word), {entry: key(entry) for entry in known}, score_cutoff=cutoff)
    return str(found[2]) if found else None


def listed(words: Iterable[str], *, limit: int = 12) -> str:
    """Return quoted words for a message, the first `limit` of them."""
    every = list(words)
    more = f" and {len(every) - limit} more" if len(every) > limit else ""
    return ", ".join(f'"{word}"' for word in every[:limit]) + more


def cut(text: str, length: int = 120) -> str:
    """Return a value short enough to quote in a message."""
    line = shown(text)
    return line if len(line) <= length else line[: length - 1] + "…"
