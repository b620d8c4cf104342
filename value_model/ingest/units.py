"""Units in headings and number formats: "Budget (£m)", "Kosten in Mio. EUR", "Cost $000", 0.0"m"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from value_model.ingest import currencies

_POWERS = (
    (9, r"bn|billions?|mrd\.?|milliarden|milliards?|b(?=[$€£])"),
    (7, r"crores?"),
    (6, r"m|mn|mm|mln|mio\.?|mill\.?|millions?|millionen|millones|milh(?:õ|o)es"),
    (5, r"lakhs?|lacs?"),
    (3, r"k|tsd\.?|tausend|thousands?|milliers|miles|milhares|tys\.?|(?<![\d.,'’])(?<!\d )'?000'?s?(?![\d.,]*\d)"),
)
_ONE_THOUSAND = re.compile(
    r"(?:\b(?:in|en|em)|[(\[x×])\s*(?:[^\w\s]|\b[A-Z]{3}\b)?\s*1[.,' ]?000(?!\d)|(?<![\d.,])1[.,']?000'?s\b"
)  # "over £1,000" is an amount
_SIGNS = "|".join(re.escape(sign) for sign in sorted(currencies.SIGNS, key=len, reverse=True))
# Codes that are also words in headings written in capitals count only in number formats and currency columns.
_ALSO_WORDS = {"ALL", "TOP", "TRY", "CUP", "PEN", "MAD", "GEL", "LAK", "SOS", "BAM", "MOP", "ANG", "ERN", "DOP", "STN"}
_CODES = "|".join(sorted(currencies.CODES - _ALSO_WORDS))
_OF_LETTER = {"k": 3, "t": 3, "m": 6, "b": 9}
_JOINED = (  # a letter before or after what it counts: T€, TEUR, MUSD, mkr; £'m, GBPm, €b
    re.compile(rf"(?<![A-Za-z])(?P<letter>[kKtTmM])M?\s?(?P<money>€|kr(?![a-z])|(?:{_CODES})(?![A-Za-z]))"),
    re.compile(rf"(?P<money>(?:{_SIGNS})|\b(?:{_CODES}))'?(?P<letter>[kKmMbB])[Nn]?s?(?![A-Za-z])"),
)
_LOCAL = (  # how one country writes it
    (3, None, r"R\$\s*mil\b|\b(?:em|en) mil\b|\bmil(?:es)? (?:de )?(?:reais|euros|pesos|R\$)"),
    (6, "BRL", r"R\$\s*(?:mi|mm)\b"),
    (9, "BRL", r"R\$\s*bi\b"),
    (6, "MXN", r"(?:[(\[,]|\ben)\s*mdp\b"),
    (6, "USD", r"(?:[(\[,]|\ben)\s*mdd\b"),
    (7, "INR", r"(?:₹|\bRs\.?|\bINR)\s*(?:in\s+)?Cr\b"),
    (6, "CZK", r"\bmil\.?\s*Kč"),
    (3, "CZK", r"\btis\.?\s*Kč"),
)
_AMOUNT = re.compile(  # "projects over £5 million" speaks of an amount, not of a unit
    r"(?<![\d.,])[1-9][\d.,]*\s?(?:bn|mn?|mm|mio|mrd|k|billions?|millions?|thousands?|millionen|milliarden|tausend|millones|milh[õo]es|crores?|lakhs?)(?![a-z])",
    re.I,
)
_DAMAGED = re.compile(  # what is left of a currency sign that was lost on the way: "Budget (?m)", "Cost (Łm)"
    rf"(?<=[(\[ ]){currencies.DAMAGED}(?=\s?(?:bn|mn?|k|mio|mrd|millions?|thousands?|000)[)\] ])", re.I
)
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]")  # marks of footnotes
_SHORT = 24  # signs of a cell that is a unit and nothing else
_LONGEST_FORMAT = 255  # signs of a number format that a spreadsheet program keeps
_MONEY = rf"(?:{_SIGNS}|\b(?:{_CODES})\b)"


def _stating(words: str) -> re.Pattern[str]:
    """Return the pattern of a power's words where they state a unit: beside money, in brackets, or spelled out."""
    beside = rf"(?:{_MONEY})\s*(?:{words})(?![a-zA-Z])|(?<![a-zA-Z])(?:{words})\s*(?:{_MONEY})|\((?:in\s+)?(?:{words})\)|\[(?:in\s+)?(?:{words})\]"
    long = "|".join(word for word in words.split("|") if len(word.replace("\\.?", "")) > 3)
    return re.compile(rf"{beside}|(?<![a-zA-Z])(?:in\s+)?(?:{long})(?![a-zA-Z])" if long else beside, re.I)


_STATED = tuple((power, _stating(words)) for power, words in _POWERS)


@dataclass(frozen=True, slots=True)
class Unit:
    """A power of ten, a currency and whether per cent is stated; all unset where nothing is."""

    power: int = 0
    currency: str | None = None
    percent: bool = False


@lru_cache(maxsize=20_000)
def of_heading(text: str) -> Unit:
    """Return the unit a heading states. A bare letter counts only in brackets or beside a currency: "(m)", "£m"."""
    tidy = _AMOUNT.sub(" ", _DAMAGED.sub("", unicodedata.normalize("NFKC", _RAISED.sub("", text)).replace("_", " ")))
    percent = bool(re.search(r"%|\b(?:per ?cent|percent|pct|prozent)\b", tidy, re.I))
    power, local = _as_locally_written(tidy)
    power = power or next((power for power, shape in _STATED if shape.search(tidy)), 3 if _ONE_THOUSAND.search(tidy) else 0)
    found = re.search(rf"\b(?:{_CODES})\b", tidy) or re.search(_MONEY, tidy) or re.search(rf"({_SIGNS})", tidy)
    return Unit(power, currencies.code(found.group()) if found else local, percent)


def stated(text: str) -> set[Unit]:
    """Return every unit a line of text states, one per power of ten: a line of two says of neither what it is the unit of."""
    unit = of_heading(text)
    powers = {power for power, shape in _STATED if shape.search(_AMOUNT.sub(" ", text))} | {unit.power}
    return {Unit(power, unit.currency) for power in (powers - {0} or {0})} - {Unit()}


def alone(text: str) -> set[Unit]:
    """Return the units that a cell states where it says nothing else: "£000", "Mio. €", "(%)"."""
    amount = len(text) > _SHORT or re.search("[1-9]", text)
    return set() if amount else stated(f"({text.strip(' ()[]')})")


def _as_locally_written(text: str) -> tuple[int, str | None]:
    """Return the power and currency of what one country writes, or of a letter joined to what it counts; 0 where neither stands."""
    for shape in _JOINED:
        if found := shape.search(text):
            return _OF_LETTER[found["letter"].casefold()], currencies.code(found["money"])
    return next(((power, code) for power, code, words in _LOCAL if re.search(words, text, re.I)), (0, None))


@lru_cache(maxsize=2_000)
def of_format(code: str | None) -> Unit:
    """Return the unit a number format adds to the stored number.

    A literal "m" or "k" counts only where the format does not itself divide by thousands (`0.0,,"m"`
    shows a whole amount in millions: the stored number needs no factor).
    """
    if not code or len(code) > _LONGEST_FORMAT:
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
