"""Cells that hold a number: amounts, fractions, counts, with the column's unit, mark and scale applied."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model import policy
from value_model.amounts import CENTS, Amounts, of_cents
from value_model.ingest import numbers, units, words
from value_model.ingest.cell import Ask, Got, is_prose
from value_model.ingest.notes import Flaw
from value_model.ingest.periods import CENT
from value_model.ingest.read.column import Flags, Variants
from value_model.ingest.read.grid import RawCell
from value_model.ingest.wording import cut

_DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
_LARGEST = Decimal(10) ** 16
_AS_WRITTEN = pa.decimal128(27, 12)  # a plain number has up to 15 digits and 12 decimals
_SURE, _UNDOUBTED = 1e12, 0.499  # below so many cents a float is wrong by less than a thousandth of one, which matters near a half alone
_PLAIN = 15  # signs; multiples of longer numbers are looked at one by one, for they may be too large
_WITHIN_ONE = frozenset({"probability", "confidence", "influence", "attribution_low", "attribution_mid", "attribution_high"})


def _number(cell: RawCell, ask: Ask) -> numbers.Number | Flaw | None:
    """The number in a cell with column scale and per-cent sign applied, or a flaw, or None where it is not known."""
    if isinstance(cell.value, bool | datetime | date | timedelta):
        return _not_a_number(cell.text)
    if ask.style.rating and words.rating(cell.text):
        return Flaw(
            "note",
            "level-in-words",
            f'"{cut(cell.text, 20)}" is a rating, not a number; it is read as not known.',
            "Give a probability from 0 to 1 and an amount.",
        )
    if isinstance(cell.value, int | float | Decimal):
        return _stored(cell, ask)
    if ask.style.mark == "." and _DIGITS.fullmatch(cell.text):
        return _scaled(numbers.Number(Decimal(cell.text)), ask)
    if ask.field.name in ("probability", "impact") and words.level(cell.text):
        return Flaw("note", "level-in-words", f'"{cut(cell.text, 20)}" is a level, not a number; it is read as not known.',
                    "Give a probability from 0 to 1 and an amount.")  # fmt: skip
    if words.says_unknown(cell.text) or not any(letter.isdigit() for letter in cell.text) or is_prose(cell.text):
        return None
    found = numbers.parse(cell.text, ask.style.mark or ".")
    if found is None:
        return _not_a_number(cell.text)
    if ask.style.mark is None and numbers.decimal_mark([cell.text]) is None:
        return Flaw("note", "number-not-read", f'"{cut(cell.text, 30)}" waits for the decimal mark.', "See the question.")
    return _scaled(found, ask)


def _stored(cell: RawCell, ask: Ask) -> numbers.Number | Flaw | None:
    try:
        value = Decimal(cell.text)
    except InvalidOperation:
        value = Decimal(str(cell.value))
    if not value.is_finite():
        return _not_a_number(cell.text)
    unit = units.of_format(cell.number_format)
    percent_shown = unit.percent  # stored as a fraction already
    number = numbers.Number(value.scaleb(unit.power), unit.power, unit.currency)
    return number if percent_shown else _scaled(number, ask)


def _scaled(number: numbers.Number, ask: Ask) -> numbers.Number:
    if number.percent:
        return numbers.Number(number.value / 100, 0, number.currency, percent=True)
    factor = Decimal(1) if number.power else ask.style.scale
    return numbers.Number(number.value * factor / ask.style.divisor, number.power, number.currency)


def _not_a_number(text: str) -> Flaw:
    return Flaw("warning", "not-a-number", f'"{cut(text, 60)}" is not a number; it is read as not known.',
                "Write the full amount in digits, for example 12500.")  # fmt: skip


def money(cell: RawCell, ask: Ask) -> Got:
    found = _number(cell, ask)
    if not isinstance(found, numbers.Number):
        return Got(flaw=found)
    if abs(found.value) >= _LARGEST:
        return Got(flaw=Flaw("warning", "amount-too-large", f'"{cut(cell.text, 40)}" is too large for an amount.', "Check the unit."))
    if found.percent:
        return Got(flaw=_not_a_number(cell.text))
    return Got(found.value.quantize(CENT, ROUND_HALF_EVEN), currency=found.currency or ask.style.currency)


def amounts(cells: Variants, wanted: Flags, ask: Ask, values: list[Any], currencies: np.ndarray[Any, Any]) -> tuple[Flags, Flags]:
    """Read the plain numbers among `wanted` as `money` does, many at a time.

    Returns which ones were read, and which of these are no multiples: `cents` tells their amounts.
    """
    done, exact = np.zeros(len(cells), dtype=bool), np.zeros(len(cells), dtype=bool)
    if ask.given.values or ask.style.divisor != 1 or ask.style.rating:
        return done, exact
    nothing = np.signbit(cells.amounts) & (cells.amounts > -float(CENT))  # Decimal keeps the sign of -0.00
    plainly = wanted & np.isfinite(cells.amounts)
    for number, shown in enumerate(cells.formats):
        unit = units.of_format(shown)
        factor = Decimal(1) if unit.percent or unit.power else ask.style.scale
        factor = factor.scaleb(unit.power)
        plain = plainly & (cells.styles == number)
        if factor != 1:
            plain &= cells.lengths <= _PLAIN - max(0, factor.adjusted())
        for code in np.flatnonzero(plain if factor != 1 else plain & nothing).tolist():
            values[code] = (Decimal(cells.texts[code]) * factor).quantize(CENT, ROUND_HALF_EVEN)
        exact |= plain & ~nothing & (factor == 1)
        if currency := unit.currency or ask.style.currency:
            currencies[plain] = currency
        done |= plain
    return done, exact


def cents(cells: Variants, exact: Flags, others: list[Any]) -> Amounts:
    """Return the amounts that plain numbers are, rounded as `money` does, and `others` in their places."""
    size = cells.amounts * 100
    sure = exact & (np.abs(size) < _SURE) & (np.abs(size - np.rint(size)) < _UNDOUBTED)
    plain = pc.if_else(pa.array(exact & ~sure), cells.stored, None).cast(_AS_WRITTEN)
    rounded = pc.round(plain, ndigits=2, round_mode="half_to_even").cast(CENTS)
    return Amounts(pc.coalesce(of_cents(np.rint(np.where(sure, size, 0)), sure), rounded, pa.array(others, type=CENTS)))


def fraction(cell: RawCell, ask: Ask) -> Got:
    if ask.field.name == "confidence" and (level := words.level(cell.text)):
        return Got(float(policy.load()[f"confidence.{level}"]))
    found = _number(cell, ask)
    if not isinstance(found, numbers.Number):
        return Got(flaw=found)
    if ask.field.name in _WITHIN_ONE and not 0 <= found.value <= 1:
        return Got(flaw=Flaw("warning", "outside-0-to-1", f'"{cut(cell.text, 30)}" is outside 0 to 100 %.', "Write a share such as 0.4."))
    return Got(float(found.value))


def real(cell: RawCell, ask: Ask) -> Got:
    found = _number(cell, ask)
    if not isinstance(found, numbers.Number):
        return Got(flaw=found)
    value = float(found.value)
    return Got(value) if math.isfinite(value) else Got(flaw=_not_a_number(cell.text))


def integer(cell: RawCell, ask: Ask) -> Got:
    found = _number(cell, ask)
    if not isinstance(found, numbers.Number):
        return Got(flaw=found)
    if found.value != int(found.value) or abs(found.value) > 10**15:
        return Got(flaw=Flaw("warning", "not-a-whole-number", f'"{cut(cell.text, 30)}" is not a whole number.', "Write a whole number."))
    return Got(int(found.value))
