"""Amounts whose unit and currency stand together: "120 £m", "£m 120", "12,5 TEUR", "3,4 mld EUR", "R$ 12 mil", "₹ 3 crore"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from value_model.ingest import currencies

_APART = re.compile(
    r"(?P<open>\()?\s*(?P<minus>[-−–])?\s*\+?(?P<head>[^\d()\-−–+.,]*\.?)\s*(?P<minus2>[-−–])?\s*(?P<digits>\d[\d.,'’\s]*?|[.,]\d+)\s*"
    r"(?P<tail>[^\d()\-−–%,']*)(?P<close>\))?\s*(?P<late>[-−])?"
)
_SIGNS = "|".join(re.escape(sign) for sign in sorted(currencies.SIGNS, key=len, reverse=True))
_MONEY = rf"(?P<money>{_SIGNS}|(?i:{'|'.join(sorted(currencies.CODES))}))"
_WORD = r"(?P<unit>[^\W\d_]+)\.?"
_TOGETHER = (re.compile(rf"{_MONEY}\s*'?{_WORD}"), re.compile(rf"{_WORD}\s*{_MONEY}"))
_LOCAL = {  # words that one country alone uses so: a Spanish "mil" is a thousand, a Czech one a million
    ("BRL", "mil"): 3, ("BRL", "mi"): 6, ("BRL", "bi"): 9, ("CZK", "mil"): 6, ("CZK", "tis"): 3, ("CZK", "mld"): 9, ("PLN", "tys"): 3,
    ("INR", "cr"): 7, ("INR", "crore"): 7, ("INR", "crores"): 7, ("INR", "lakh"): 5, ("INR", "lakhs"): 5, ("INR", "lac"): 5,
}  # fmt: skip
_NO_TRILLION = frozenset({"EUR", "CHF", "GBP", "USD", "SEK", "NOK", "DKK"})  # a T joined to one of these counts thousands: TEUR


@dataclass(frozen=True, slots=True)
class Paired:
    """The parts of such an amount: its digits as typed, its sign, power of ten and currency."""

    digits: str
    negative: bool
    power: int
    currency: str


def split(text: str, units: Mapping[str, int]) -> Paired | None:
    """Return the parts of an amount in whose unit and currency is no other word, or None."""
    shape = _APART.fullmatch(text)
    if shape is None or bool(shape["open"]) != bool(shape["close"]):
        return None
    for money, unit in _beside(f"{shape['head'].strip()} {shape['tail'].strip()}".strip()):
        if (code := currencies.code(money)) and (power := _power(unit, code, money, units)):
            negative = bool(shape["open"] or shape["minus"] or shape["minus2"] or shape["late"])
            return Paired(shape["digits"], negative, power, code)
    return None


@lru_cache(maxsize=2_000)
def _beside(said: str) -> tuple[tuple[str, str], ...]:
    """Return what may be the currency and the unit in the words around digits; numbered names say the same words again and again."""
    found = (order.fullmatch(words) for order in _TOGETHER for words in (said, said.replace(" ", "")))
    return tuple((match["money"], match["unit"]) for match in found if match)


def _power(unit: str, code: str, money: str, units: Mapping[str, int]) -> int:
    word = unit.casefold()
    local = _LOCAL.get((code, word))
    if local is None and word == "t" and code in _NO_TRILLION and money != "$":
        return 3
    return local or units.get(word, 0)
