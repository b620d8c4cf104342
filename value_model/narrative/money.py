"""Money as it is written: one unit per text, half away from zero, never a bare zero for something small."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from value_model.narrative.rounding import Form, Number, Style, decimal, digits, limit, rounded, signed

BILLION, MILLION, THOUSAND, ONE = 1_000_000_000, 1_000_000, 1_000, 1
PLACES = {BILLION: 1, MILLION: 1, THOUSAND: 0, ONE: 0}


def scale_of(amounts: Iterable[Number]) -> int:
    """Return the unit for amounts that stand in one text: that of the largest, as it will look once rounded.

    Billions give way to millions where they would leave another amount with nothing to show. Thousands, which have no
    decimals, begin at ten: of $1,600 below $2,000 they would leave one digit each.
    """
    sizes = [abs(decimal(amount)) for amount in amounts if amount]
    largest = max(sizes, default=Decimal(0))
    if rounded(largest / MILLION, 1) >= THOUSAND:
        return BILLION if all(rounded(size / BILLION, 1) for size in sizes) else MILLION
    if rounded(largest / THOUSAND) >= THOUSAND:
        return MILLION
    return THOUSAND if rounded(largest) >= 10 * THOUSAND else ONE


def money(value: Number, to: Style, *, scale: int | None = None, form: Form = "") -> str:
    """Return an amount as "$12.4M", "−$20.4M", "+$3.1M" or "EUR 12.4M"; "under $0.1M", "above −$0.1M" where it rounds to nothing."""
    unit = scale or scale_of([value])
    places = PLACES[unit]
    if not value:
        return _amount(0, ONE, 0, to)
    if not rounded(decimal(value) / unit, places):
        smallest = _amount(Decimal(1).scaleb(-places), unit, places, to)
        return limit(smallest, 1 if form == "size" or value > 0 else -1, to)
    text = _amount(decimal(value) / unit, unit, places, to)
    return text if form == "size" else signed(text, value, to, always=form == "signed")


def unit_of_label(value: Number, scale: int | None) -> int:
    """Return the unit of an amount that stands alone on a chart: `scale`, or its own where it would round to nothing."""
    shown = scale and (not value or rounded(decimal(value) / scale, PLACES[scale]))
    return scale if scale and shown else scale_of([value])


def from_unit(number: float, scale: int) -> float:
    """Return the amount that a number given in the unit of its heading stands for."""
    return number * scale


def in_unit(value: Number, scale: int) -> float:
    """Return an amount as the number that stands under a heading which names the unit."""
    return float(value) / scale


def _amount(number: Number, unit: int, places: int, to: Style) -> str:
    return _frame(digits(number, places, to), unit, to)


def _frame(number: str, unit: int, to: Style) -> str:
    numbers, symbol = to.language["numbers"], to.language["symbols"].get(to.currency)
    scale = numbers["scales"][str(unit)]
    if to.code or symbol is None:
        return str(numbers["money_code"]).format(symbol=to.currency, number=number, scale=scale).strip()
    return str(numbers["money"]).format(symbol=symbol, number=number, scale=scale)


def per_one(value: Number, to: Style, *, form: Form = "") -> str:
    """Return what one unit of cost brings, with two decimals: "$1.60"."""
    return signed(_frame(digits(value, 2, to), ONE, to), rounded(value, 2), to, always=form == "signed")
