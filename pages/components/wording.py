"""How numbers are written on screen: the writers of exports, and a column's divisor beside its unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from value_model.exports import writers
from value_model.exports.writers import day, words
from value_model.narrative import format as forms
from value_model.narrative.format import from_unit, in_percent

__all__ = ["day", "from_unit", "in_percent", "in_unit", "unit", "words"]


def month(value: date) -> str:
    """Return a month as "Sep 2026"."""
    return forms.month(value, forms.style())


def unit(currency: str, amounts: Iterable[float | None]) -> tuple[int, str]:
    """Return the divisor and the words for a column of money: (1000000, "$M") for amounts in millions."""
    known = [amount for amount in amounts if amount is not None]
    return forms.scale_of(known) if known else 1, writers.unit(currency, known)


def in_unit(amount: float | None, scale: int) -> float | None:
    """Return an amount as the number of a column; one that is not known stays empty."""
    return None if amount is None else forms.in_unit(amount, scale)
