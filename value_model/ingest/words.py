"""What words in cells mean: choices in five languages, and the ways of saying "not known" (data/words)."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from value_model.contract import Field
from value_model.errors import ValueModelError
from value_model.ingest.wording import plain

WORDS = Path(__file__).resolve().parents[2] / "data" / "words"
_LOOK = 400  # what a cell is about stands at its beginning
_SIGNS = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?")  # pictures
_DENIED = {"not", "no", "was", "from", "nicht", "non"}
_RAG_FIELDS = ("delivery_rag", "rag")
_SHARED = ("evidence", "stream", "flag", "confidence")


@cache
def book(name: str) -> dict[str, Any]:
    """Return one file of words. Raises `ValueModelError` when it is missing or not understood."""
    try:
        return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise ValueModelError(f"The word list {name}.toml could not be used: {problem}.") from problem


@cache
def _unknown() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    listed = book("values")["unknown"]
    exact = frozenset(bare(word) for word in listed["exact"])
    return exact, tuple(plain(part) for part in listed["contains"]), frozenset(word.casefold() for word in listed["errors"])


@lru_cache(maxsize=50_000)
def bare(text: str) -> str:
    """Return a word without case, accents, spaces, hyphens, slashes and brackets."""
    return re.sub(r"[\s()/\-]+", "", plain(text)) or text.strip()


def says_unknown(text: str) -> bool:
    """Tell whether a filled cell says that its value is not known: N/A, TBC, Exempt under Section 43."""
    return _says_unknown(text[:_LOOK])


@lru_cache(maxsize=50_000)
def _says_unknown(text: str) -> bool:
    exact, parts, _ = _unknown()
    words = plain(text)
    return bare(text) in exact or any(part in words for part in parts)


def is_error(text: str) -> bool:
    """Tell whether the text is a spreadsheet error such as #REF!."""
    return text.strip().casefold() in _unknown()[2]


def meaning(table: str, field: Field, text: str) -> str | None:
    """Return the allowed value of a choice that `text` stands for, or None."""
    word = bare(text)
    for choice in field.choices:
        if bare(choice) == word:
            return choice
    group = _group(table, field.name)
    found = _synonyms(group).get(word) or (_color(text) or _signed(text) if group == "rag" else None)
    if found is None and " / " in text:  # said in two languages: "Implementation / Mise en oeuvre"
        told = {said for part in text.split(" / ") if (said := meaning(table, field, part))}
        found = told.pop() if len(told) == 1 else None
    return found if found in field.choices else None


def _signed(text: str) -> str | None:
    """Return the color that a sign beside words says, where they say the same, or none and deny none: "🟢 On track"."""
    words, known = _SIGNS.sub(" ", text).strip(), _synonyms("rag")
    colors = {color for sign in _SIGNS.findall(text) if (color := known.get(sign))}
    said = known.get(bare(words)) or _color(words) if words else None
    colors |= {said} if said else set()
    return colors.pop() if len(colors) == 1 and (said or not _DENIED & set(plain(words).split())) else None


def _color(text: str) -> str | None:
    """Return the one color a wording names ("Amber - some slippage"), or None where it names none, two, or denies one."""
    tokens = re.findall(r"[^\W\d_]+", plain(text))
    colors = {color for token in tokens[:8] if (color := _colors().get(token))}
    return colors.pop() if len(colors) == 1 and not _DENIED & set(tokens) else None


@cache
def _colors() -> dict[str, str]:
    named = {color: words[: words.index(end)] for color, words, end in (
        (color, book("values")["rag"][color], end) for color, end in (("red", "off track"), ("amber", "at risk"), ("green", "on track"))
    )}  # fmt: skip
    return {plain(word): color for color, words in named.items() for word in words if len(word) > 2 and "/" not in word}


def flag(text: str) -> bool | None:
    """Return yes or no for a word such as "ja" or "x"; None where it is neither."""
    found = _synonyms("flag").get(bare(text))
    return None if found is None else found == "yes"


def rating(text: str) -> bool:
    """Tell whether a text is a step of a scale: high, medium, low, or a whole number from 1 to 10."""
    return level(text) is not None or re.fullmatch(r"(?:10|[1-9])(?:\.0)?", text.strip()) is not None


def heads_bookings(text: str) -> bool:
    """Tell whether a heading is that of the dates of bookings: "Posting date"."""
    return plain(text) in _posted()


@cache
def _posted() -> frozenset[str]:
    return frozenset(book("values")["headings"]["posted"])


def level(text: str) -> str | None:
    """Return high, medium or low for a word of confidence; None where it is none of them."""
    return _synonyms("confidence").get(bare(text))


def stream(text: str) -> str | None:
    """Return the stream a word names ("Budget" is plan, "Outturn" is actual), or None."""
    return _synonyms("stream").get(bare(text))


def kinds(table: str, field: str) -> dict[str, str]:
    """Return every word known for a choice field, without accents and spaces, with the value it means."""
    return _synonyms(_group(table, field))


def _group(table: str, field: str) -> str:
    if field in _RAG_FIELDS:
        return "rag"
    if table == "stakeholders":
        return "stakeholders.engagement"
    return field if field in _SHARED else f"{table}.{field}"


@cache
def _synonyms(group: str) -> dict[str, str]:
    listed: Any = book("values")
    for part in group.split("."):
        listed = listed.get(part, {})
    return {bare(word): choice for choice, words in listed.items() for word in words}
