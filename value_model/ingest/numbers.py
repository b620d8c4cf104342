"""Numbers as people type them: £1.90m, -£120.11m, (1,234), 1.234,56, 12,5k, 85 %.

Whether a lone comma or point is a decimal mark is decided once per column, from the values that
leave no doubt (`decimal_mark`); `parse` then reads each value the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from value_model.ingest import currencies, paired

_UNITS = {
    "k": 3, "thousand": 3, "thousands": 3, "tsd": 3, "tausend": 3, "mille": 3,
    "m": 6, "mn": 6, "mm": 6, "mln": 6, "mio": 6, "mill": 6, "million": 6, "millions": 6, "millionen": 6, "millón": 6, "millones": 6,
    "milhão": 6, "milhões": 6, "milhoes": 6, "millon": 6,
    "b": 9, "bn": 9, "bln": 9, "billion": 9, "billions": 9, "mrd": 9, "milliarde": 9, "milliarden": 9, "milliard": 9, "milliards": 9,
    "mds": 9, "md": 9, "mld": 9, "bilhão": 9, "bilhões": 9, "mil millones": 9,
    "tn": 12, "trillion": 12,
}  # fmt: skip
_POINT_GROUPS = {"mio", "mrd", "millionen", "milliarde", "milliarden", "mld", "millones", "milhões", "milhoes", "bilhões"}
_SIGN = "|".join(re.escape(sign) for sign in sorted(currencies.SIGNS, key=len, reverse=True))
_SHAPE = re.compile(
    rf"""(?P<open>\()? \s* (?P<minus>[-−–])? \s* \+? (?P<before>{_SIGN}|[A-Za-z]{{3}}(?![A-Za-z]))? \s* (?P<minus2>[-−–])? \s*
    (?P<digits>\d[\d.,'’\s]*?|\.\d+|,\d+) (?P<power>[eE][-+]?\d+)? \s*
    (?P<unit>(?i:{"|".join(sorted((re.escape(u) for u in _UNITS), key=len, reverse=True))})\.?(?![a-zA-Z]))? \s*
    (?P<after>{_SIGN}|[A-Za-z]{{3}})? \s* (?P<percent>%)? \s* (?P<close>\))? \s* (?P<late>[-−])? \s*""",
    re.VERBOSE,
)
_DAMAGED = re.compile(rf"^(\(?\s*[-−–]?\s*){currencies.DAMAGED}(?=\s*-?[\d.])")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]")
_ACCOUNT = re.compile(
    rf"^({_SIGN}|[A-Z]{{3}})\s*\(\s*([\d.,'’\s]+[A-Za-z]{{0,3}})\s*\)$"
)  # "$ (400.00)", as a spreadsheet shows amounts of accounts
_MARK = re.compile(r"(?<=\w)\s*(?:[*†‡§]+|\[[a-z\d]{1,2}\]|\([aefijpr]\))$")  # of a footnote, or "revised", "estimated", "provisional"
_DASHED = re.compile(r"(?<=\d)[.,][-–—]+(?!\d)")  # "1'200.-" and "1 200,-" have no cents
_TWICE = {"Â£": "£", "¬£": "£", "â‚¬": "€", "Â¥": "¥"}  # UTF-8 read as if it were something else: these still say which sign it was
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{2,3}|['’\s]\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed: its value with its own unit applied, the unit's power of ten (0: none), currency, per-cent sign."""

    value: Decimal
    power: int = 0
    currency: str | None = None
    percent: bool = False


def parse(text: str, mark: str = ".") -> Number | None:
    """Return the number that `text` states, or None. `mark` decides what a lone comma or point means."""
    tidy = _tidy(text)
    shape = _SHAPE.fullmatch(tidy)
    if shape is None or bool(shape["open"]) != bool(shape["close"]):
        return _paired(tidy, mark)
    said = [name for name in (shape["before"], shape["after"]) if name]
    currency = _one_currency(said)
    if said and currency is None:
        return _paired(tidy, mark)
    value = _digits(shape["digits"], mark)
    if value is None:
        return None
    power = _UNITS[shape["unit"].rstrip(".").casefold()] if shape["unit"] else 0
    negative = bool(shape["open"] or shape["minus"] or shape["minus2"] or shape["late"])
    value = value.scaleb(power + int((shape["power"] or "e0")[1:]))
    return Number(-value if negative else value, power, currency, bool(shape["percent"]))


def _paired(tidy: str, mark: str) -> Number | None:
    found = paired.split(tidy, _UNITS)
    value = _digits(found.digits, mark) if found else None
    if found is None or value is None:
        return None
    value = value.scaleb(found.power)
    return Number(-value if found.negative else value, found.power, found.currency)


def _one_currency(said: list[str]) -> str | None:
    """Return the currency that the words beside a number agree on: "$" and "CAD" are Canadian dollars, "£" and "mil" nothing."""
    codes = {currencies.code(word) for word in said}
    if "$" in codes and codes - {"$"} <= currencies.DOLLARS:
        codes = codes - {"$"} or codes
    return codes.pop() if len(codes) == 1 else None


def decimal_mark(texts: Iterable[str]) -> str | None:
    """Return the decimal mark of a column of typed numbers: "." or ","; None where it cannot be told.

    A mark is proven by a value that can be read only one way: both marks in it, one mark twice, or a
    mark not followed by exactly three digits. Values such as 1,234 alone are read as thousands; values
    such as 1.234 alone could be either, and are asked about.
    """
    seen = {proof for text in texts if (proof := _proof_of(text))}
    proofs = seen & {".", ","}
    if len(proofs) == 1:
        return proofs.pop()
    return None if seen else "."


def proven_marks(texts: Iterable[str]) -> set[str]:
    """Return the decimal marks that single values prove."""
    return {proof for text in texts if (proof := _proof_of(text)) in (".", ",")}


def _proof_of(text: str) -> str:
    if "." not in text and "," not in text:
        return ""
    tidy = _tidy(text)
    if shape := _SHAPE.fullmatch(tidy):
        unit = (shape["unit"] or "").rstrip(".").casefold()
        return _proof(_bare(shape["digits"]), whole=not shape["percent"] and (not unit or _whole(_UNITS[unit], unit)))
    found = paired.split(tidy, _UNITS)
    return _proof(_bare(found.digits), whole=_whole(found.power, "")) if found else ""


def _whole(power: int, unit: str) -> bool:
    """Tell whether three digits after a point may be whole thousands: "1.234 TEUR", "1.234 Mio."; "£2.397m" has decimals."""
    return power <= 5 or unit in _POINT_GROUPS


def _bare(digits: str) -> str:
    return re.sub(r"['’\s]", "", digits)


def _proof(digits: str, *, whole: bool) -> str:
    marks = [letter for letter in digits if letter in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last
    if len(marks) > 1:
        return "." if last == "," else ","
    head, tail = digits.split(last)
    if len(tail) != 3 or not 1 <= len(head) <= 3 or head == "0":
        return last
    return "" if last == "," or not whole else "?"


def _digits(text: str, mark: str) -> Decimal | None:
    text = text.strip()
    if not _GROUPED.fullmatch(text):
        return None
    bare = _bare(text)
    marks = [letter for letter in bare if letter in ".,"]
    if len(set(marks)) == 2:
        mark = marks[-1]
    elif len(marks) > 1:
        mark = "." if marks[0] == "," else ","
    elif marks and (len(bare.split(marks[0])[1]) != 3 or bare.split(marks[0])[0] in ("", "0")):
        mark = marks[0]
    bare = bare.replace("." if mark == "," else ",", "").replace(",", ".")
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def damaged(text: str) -> bool:
    """Tell whether a damaged currency sign stands before a number: "Ł6.20", "?1,200"."""
    return _DAMAGED.match(text.strip()) is not None


def _tidy(text: str) -> str:
    tidy = text if text.isascii() else unicodedata.normalize("NFKC", _RAISED.sub("^", text))  # "1,200²" is not 1,2002
    if not tidy.isascii():
        for wrong, sign in _TWICE.items():
            tidy = tidy.replace(wrong, sign)
    tidy = _DAMAGED.sub(r"\1", tidy.strip())
    if not tidy[-1:].isdigit():
        tidy = _DASHED.sub("", _MARK.sub("", tidy))
    return _ACCOUNT.sub(r"(\1\2)", tidy)
