"""Units in headings and number formats: "Budget (£m)", "Kosten in Mio. EUR", "Cost $000", 0.0"m"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from value_model.ingest import currencies

_POWERS = (
    (9, r"bn|billions?|mrd\.?|milliarden|milliards?|b(?=[$€£])"),
    (6, r"m|mn|mm|mln|mio\.?|mill\.?|millions?|millionen|millones|milh(?:õ|o)es"),
    (3, r"k|tsd\.?|tausend|thousands?|milliers|miles|'?000s?|in 000s?"),
)
_SIGNS = "|".join(re.escape(sign) for sign in sorted(currencies.SIGNS, key=len, reverse=True))
# Codes that are also words in headings written in capitals count only in number formats and currency columns.
_ALSO_WORDS = {"ALL", "TOP", "TRY", "CUP", "PEN", "MAD", "GEL", "LAK", "SOS", "BAM", "MOP", "ANG", "ERN", "DOP", "STN"}
_CODES = "|".join(sorted(currencies.CODES - _ALSO_WORDS))
_THOUSANDS = re.compile(r"(?<![A-Za-z])[kKtT]\s?(€|EUR|CHF|USD|GBP|SEK|NOK|DKK)(?![A-Za-z])")  # T€, TEUR, KCHF
_MIL = re.compile(
    r"R\$\s*mil\b|\b(?:em|en) mil\b|\bmil(?:es)? (?:de )?(?:reais|euros|pesos|R\$)", re.I
)  # thousands, in Portuguese and Spanish
_DAMAGED = re.compile(  # what is left of a currency sign that was lost on the way: "Budget (?m)", "Cost (Łm)"
    rf"(?<=[(\[ ]){currencies.DAMAGED}(?=\s?(?:bn|mn?|k|mio|mrd|millions?|thousands?|000)[)\] ])", re.I
)
_MONEY = rf"(?:{_SIGNS}|\b(?:{_CODES})\b)"


@dataclass(frozen=True, slots=True)
class Unit:
    """A power of ten, a currency and whether per cent is stated; all unset where nothing is."""

    power: int = 0
    currency: str | None = None
    percent: bool = False


@lru_cache(maxsize=20_000)
def of_heading(text: str) -> Unit:
    """Return the unit a heading states. A bare letter counts only in brackets or beside a currency: "(m)", "£m"."""
    tidy = _DAMAGED.sub("", unicodedata.normalize("NFKC", text).replace("_", " "))
    percent = bool(re.search(r"%|\b(?:per ?cent|percent|pct|prozent)\b", tidy, re.I))
    if thousands := _THOUSANDS.search(tidy):
        return Unit(3, currencies.code(thousands[1]), percent)
    power = 3 if _MIL.search(tidy) else next((power for power, words in _POWERS if _states(words, tidy)), 0)
    found = re.search(rf"\b(?:{_CODES})\b", tidy) or re.search(_MONEY, tidy) or re.search(rf"({_SIGNS})", tidy)
    return Unit(power, currencies.code(found.group()) if found else None, percent)


def _states(words: str, text: str) -> bool:
    beside = rf"(?:{_MONEY})\s*(?:{words})(?![a-zA-Z])|(?<![a-zA-Z])(?:{words})\s*(?:{_MONEY})|\((?:in\s+)?(?:{words})\)|\[(?:in\s+)?(?:{words})\]"
    long = "|".join(word for word in words.split("|") if len(word.replace("\\.?", "")) > 3)
    spelled = rf"(?<![a-zA-Z])(?:in\s+)?(?:{long})(?![a-zA-Z])" if long else None
    return bool(re.search(beside, text, re.I)) or bool(spelled and re.search(spelled, text, re.I))


@lru_cache(maxsize=2_000)
def of_format(code: str | None) -> Unit:
    """Return the unit a number format adds to the stored number.

    A literal "m" or "k" counts only where the format does not itself divide by thousands (`0.0,,"m"`
    shows a whole amount in millions: the stored number needs no factor).
    """
    if not code:
        return Unit()
    first = code.split(";")[0]
    literal = " ".join(re.findall(r'"([^"]*)"', first)) + " " + " ".join(re.findall(r"\\(.)", first))
    divides = bool(re.search(r"[0#?],+(?![0#?])", re.sub(r'"[^"]*"', "", first)))
    power = (
        0 if divides else next((power for power, words in _POWERS if re.search(rf"(?<![a-zA-Z])(?:{words})(?![a-zA-Z])", literal, re.I)), 0)
    )
    return Unit(power, _format_currency(first), "%" in re.sub(r'"[^"]*"', "", first))


def _format_currency(code: str) -> str | None:
    found = re.search(r"\[\$([^\]\-]*)(?:-[^\]]*)?\]", code)
    if found and found[1].strip():
        return currencies.code(found[1].strip())
    bare = re.sub(r"\[[^\]]*\]", "", code).replace('"', " ").replace("\\", "")
    sign = re.search(_MONEY, bare)
    return currencies.code(sign.group()) if sign else None
