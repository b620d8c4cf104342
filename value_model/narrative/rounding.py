"""The one rounding function, and the marks around a number: signs, groups, decimals, singular and plural."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from value_model.narrative.language import DEFAULT, Language, load

Number = Decimal | float | int
Form = Literal["", "size", "signed", "signed_short", "short", "table", "rank", "none", "None", "none_f", "no", "No", "nothing"]
DASH, SIGNS = "–", ("−", "+")  # of a range, and before a number
EXACT = Context(prec=400)  # room for any double and more: only the last step may round


@dataclass(frozen=True)
class Style:
    """In which language and currency to write; `code` writes the ISO code where several currencies meet."""

    language: Language
    currency: str = "USD"
    code: bool = False


def decimal(value: Number) -> Decimal:
    """Return the number as the shortest decimal that means the same, so that 0.145 is 0.145."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def rounded(value: Number, places: int = 0) -> Decimal:
    """Return `value` with `places` decimals, half away from zero. The one rounding function there is."""
    return decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=EXACT)


def style(currency: str = "USD", *, language: str = DEFAULT, code: bool = False) -> Style:
    """Return the way to write for a currency and a language."""
    return Style(load(language), currency, code)


def digits(value: Number, places: int, to: Style) -> str:
    """Return the magnitude with grouping marks and `places` decimals."""
    plain = f"{abs(rounded(value, places)):,.{places}f}"
    numbers = to.language["numbers"]
    return plain.translate({ord(","): numbers["group"], ord("."): numbers["decimal"]})


def zero(value: Number, form: Form, to: Style) -> str | None:
    """Return the word for a value of exactly zero where the form asks for one ("none of its benefits"), else None."""
    word: str | None = to.language["numbers"]["zero"].get(form)
    return None if value else word


def signed(text: str, value: Number, to: Style, *, always: bool = False) -> str:
    """Put the sign of `value` before `text`; a plus only where the sign is the message."""
    numbers = to.language["numbers"]
    mark = numbers["minus"] if value < 0 else numbers["plus"] if always and value > 0 else ""
    return f"{mark}{text}"


def limit(smallest: str, value: Number, to: Style) -> str:
    """Return how something too small to show is written: "under 1%", and below zero "above −1%"."""
    numbers = to.language["numbers"]
    return str(numbers["above" if value < 0 else "under"]).format(amount=signed(smallest, value, to))


def spanned(pieces: Sequence[str], to: Style) -> list[str]:
    """Return the pieces of a text, the dash of a range as a word where an end has a sign or words: "−$544k to −$435k".

    A dash between signs reads as one more of them.
    """
    said = list(pieces)
    for at in range(1, len(said) - 1):
        if said[at] == DASH and any(not _is_plain(end) for end in (said[at - 1], said[at + 1])):
            said[at] = str(to.language["numbers"]["span"])
    return said


def _is_plain(end: str) -> bool:
    """Whether a written number begins with its digits or its currency, not with a sign or a limit such as "under"."""
    return not end.startswith(SIGNS) and not end[:1].islower()


def by_number(forms: Mapping[str, str], value: Number) -> str:
    """Return the singular for a magnitude of exactly one, else the plural."""
    return forms["one"] if abs(value) == 1 else forms["other"]
