"""Words of a page that are no sentence about figures: labels, captions, buttons. They come from the catalogue too."""

from __future__ import annotations

from functools import lru_cache

from value_model.narrative import format as form
from value_model.narrative import language
from value_model.narrative.spelling import Token, tokens

_TO = form.style()
DECIMAL = str(_TO.language["numbers"]["decimal"])


def say(key: str, /, *, words: str = language.DEFAULT, **values: str | int) -> str:
    """Return the words under "section.key" with their slots filled: text as it is given, whole numbers as counts.

    Raises `PolicyError` where the catalogue has no such words, `KeyError` where a slot is left open.
    """
    return _filled(key, words, values) if values else _fixed(key, words)


@lru_cache(maxsize=4096)
def _fixed(key: str, words: str) -> str:
    """The words under a key without slots, put together once: a table asks for its headings row by row."""
    return _filled(key, words, {})


def _filled(key: str, words: str, values: dict[str, str | int]) -> str:
    section, _, name = key.partition(".")
    to = form.style(language=words)
    return "".join(form.spanned([_piece(token, values, to) for token in tokens(to.language.template(section, name))], to))


def _piece(token: Token, values: dict[str, str | int], to: form.Style) -> str:
    if not token.slot:
        return token.text
    value = values[token.slot]
    if isinstance(value, str):
        return value
    return form.by_number(to.language["choices"][token.choice], value) if token.choice else form.count(value, to)


def number(value: float) -> str:
    """Return a number of no known unit: whole with grouping marks from a hundred on, else four digits that count."""
    places = 0 if abs(value) >= 100 else max(0, 3 - _order(value))
    text = form.digits(value, places, _TO)
    return form.signed(text.rstrip("0").rstrip(DECIMAL) if DECIMAL in text else text, value, _TO)


@lru_cache(maxsize=16384)
def cell(value: float, *, places: int | None = None) -> str:
    """Return a number of a table's column with `places` decimals, with its own (three at most) where none are asked for."""
    own = max(0, min(3, -int(form.decimal(value).as_tuple().exponent))) if places is None and value % 1 else places or 0
    return form.signed(form.digits(value, own, _TO), value, _TO)


def _order(value: float) -> int:
    """The power of ten of a number's first digit."""
    return form.decimal(value).adjusted() if value else 0
