"""One cell as one field: the typed value, or what is wrong with it. Nothing is repaired in silence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from value_model import policy
from value_model.contract import Field, Severity, Value
from value_model.ingest import currencies, dates, numbers, periods, units, words
from value_model.ingest.columns import Style
from value_model.ingest.mapping import FieldMap
from value_model.ingest.notes import Flaw
from value_model.ingest.periods import CENT, Span
from value_model.ingest.read.grid import UNCACHED, RawCell
from value_model.ingest.wording import cut, key, shown

_DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
_LARGEST = Decimal(10) ** 16
_WITHIN_ONE = frozenset({"probability", "confidence", "influence", "attribution_low", "attribution_mid", "attribution_high"})


@dataclass(frozen=True, slots=True)
class Got:
    """What a cell gave: a value, a currency found beside it, and a flaw where something is to be said."""

    value: Value | Span = None
    flaw: Flaw | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What a cell is read for: the table's field, the mapping's entry, the column's style, the fiscal year's start."""

    table: str
    field: Field
    given: FieldMap
    style: Style
    fiscal_start: int | None = None


def read(cell: RawCell, ask: Ask) -> Got:
    """Return the value of a filled cell as `ask.field`."""
    if cell.problem:
        return Got(flaw=_problem(cell))
    if isinstance(cell.value, str) and words.is_error(cell.text):
        return Got(flaw=_problem(cell._replace(problem=cell.text.strip())))
    answered = ask.given.values.get(key(cell.text))
    if answered is not None:
        cell = RawCell(answered, answered)
    got = _READERS[ask.field.kind](cell, ask)
    if got.value is None and got.flaw is None and isinstance(cell.value, str) and cell.text.strip():
        return Got(flaw=unknown(cell.text))
    return got


def unknown(text: str) -> Flaw:
    """The note for a cell that says its value is not known."""
    return Flaw("note", "unknown-worded", f'"{cut(text)}" is read as not known, which is not zero.', "Write the value once it is known.")


def _problem(cell: RawCell) -> Flaw:
    """The reader of the file has warned about stored errors; a CSV's error texts are warned about here."""
    if cell.problem == UNCACHED:
        return Flaw("note", "formula-unsaved", "The formula has no saved result; it is read as not known.",
                    "Open the file in Excel, save it, and load it again.")  # fmt: skip
    severity: Severity = "warning" if cell.value is not None else "note"
    return Flaw(severity, "cell-error", f'"{cell.problem}" stands in place of a value; it is read as not known.', "Correct the cell.")


def _text(cell: RawCell, ask: Ask) -> Got:
    if isinstance(cell.value, datetime | date):
        return Got(_day(cell.value).isoformat())
    text = shown(cell.text)
    if not ask.field.required and isinstance(cell.value, str) and words.says_unknown(text) and len(text) < 40:
        return Got(flaw=unknown(text))
    is_whole = isinstance(cell.value, int | float | Decimal) and text.endswith(".0")
    return Got((text[:-2] if is_whole else text) or None)


def _list(cell: RawCell, ask: Ask) -> Got:  # noqa: ARG001 - one signature for every kind
    parts = [shown(part) for part in cell.text.replace(",", ";").replace("\n", ";").split(";")]
    return Got("; ".join(part for part in parts if part) or None)


def _choice(cell: RawCell, ask: Ask) -> Got:
    if words.says_unknown(cell.text) and words.meaning(ask.table, ask.field, cell.text) is None:
        return Got(flaw=unknown(cell.text))
    value = words.meaning(ask.table, ask.field, cell.text)
    if value is None and _is_prose(cell.text):
        return Got(flaw=unknown(cell.text))
    if value is None:
        allowed = ", ".join(ask.field.choices)
        return Got(flaw=Flaw("warning", "not-a-choice", f'"{cut(cell.text, 60)}" is not one of {allowed}; it is read as not known.',
                             f'Use one of them, or map the word: values = {{ "{cut(cell.text, 40)}" = "{ask.field.choices[0]}" }}.'))  # fmt: skip
    return Got(value)


def _flag(cell: RawCell, ask: Ask) -> Got:  # noqa: ARG001
    if isinstance(cell.value, bool):
        return Got(cell.value)
    value = words.flag(cell.text)
    if value is None and not words.says_unknown(cell.text):
        return Got(flaw=Flaw("warning", "not-yes-or-no", f'"{cut(cell.text, 60)}" is neither yes nor no.', "Write yes or no."))
    return Got(value)


def _currency(cell: RawCell, ask: Ask) -> Got:  # noqa: ARG001
    value = currencies.code(cell.text)
    if value is None and not words.says_unknown(cell.text):
        return Got(
            flaw=Flaw("warning", "not-a-currency", f'"{cut(cell.text, 30)}" is not a currency.', "Write an ISO 4217 code such as USD.")
        )
    return Got(currencies.settle(value, None))


def _number(cell: RawCell, ask: Ask) -> numbers.Number | Flaw | None:
    """The number in a cell with column scale and per-cent sign applied, or a flaw, or None where it is not known."""
    if isinstance(cell.value, bool | datetime | date | timedelta):
        return _not_a_number(cell.text)
    if isinstance(cell.value, int | float | Decimal):
        return _stored(cell, ask)
    if ask.style.mark == "." and _DIGITS.fullmatch(cell.text):
        return _scaled(numbers.Number(Decimal(cell.text)), ask)
    if ask.field.name in ("probability", "impact") and words.level(cell.text):
        return Flaw("note", "level-in-words", f'"{cut(cell.text, 20)}" is a level, not a number; it is read as not known.',
                    "Give a probability from 0 to 1 and an amount.")  # fmt: skip
    if words.says_unknown(cell.text) or not any(letter.isdigit() for letter in cell.text) or _is_prose(cell.text):
        return None
    found = numbers.parse(cell.text, ask.style.mark or ".")
    if found is None:
        return _not_a_number(cell.text)
    if ask.style.mark is None and ("." in cell.text or "," in cell.text):
        return None if numbers.decimal_mark([cell.text]) is None else _scaled(found, ask)
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


def _is_prose(text: str) -> bool:
    """A sentence in a number's place says why there is none."""
    return len(text.split()) > 5 and sum(letter.isalpha() for letter in text) > 3 * sum(letter.isdigit() for letter in text)


def _not_a_number(text: str) -> Flaw:
    return Flaw("warning", "not-a-number", f'"{cut(text, 60)}" is not a number; it is read as not known.',
                "Write the full amount in digits, for example 12500.")  # fmt: skip


def _money(cell: RawCell, ask: Ask) -> Got:
    found = _number(cell, ask)
    if not isinstance(found, numbers.Number):
        return Got(flaw=found)
    if abs(found.value) >= _LARGEST:
        return Got(flaw=Flaw("warning", "amount-too-large", f'"{cut(cell.text, 40)}" is too large for an amount.', "Check the unit."))
    if found.percent:
        return Got(flaw=_not_a_number(cell.text))
    return Got(found.value.quantize(CENT, ROUND_HALF_EVEN), currency=found.currency or ask.style.currency)


def _fraction(cell: RawCell, ask: Ask) -> Got:
    if ask.field.name == "confidence" and (level := words.level(cell.text)):
        return Got(float(policy.load()[f"confidence.{level}"]))
    found = _number(cell, ask)
    if not isinstance(found, numbers.Number):
        return Got(flaw=found)
    if ask.field.name in _WITHIN_ONE and not 0 <= found.value <= 1:
        return Got(flaw=Flaw("warning", "outside-0-to-1", f'"{cut(cell.text, 30)}" is outside 0 to 100 %.', "Write a share such as 0.4."))
    return Got(float(found.value))


def _real(cell: RawCell, ask: Ask) -> Got:
    found = _number(cell, ask)
    if not isinstance(found, numbers.Number):
        return Got(flaw=found)
    value = float(found.value)
    return Got(value) if math.isfinite(value) else Got(flaw=_not_a_number(cell.text))


def _integer(cell: RawCell, ask: Ask) -> Got:
    found = _number(cell, ask)
    if not isinstance(found, numbers.Number):
        return Got(flaw=found)
    if found.value != int(found.value) or abs(found.value) > 10**15:
        return Got(flaw=Flaw("warning", "not-a-whole-number", f'"{cut(cell.text, 30)}" is not a whole number.', "Write a whole number."))
    return Got(int(found.value))


def _date(cell: RawCell, ask: Ask) -> Got:
    if isinstance(cell.value, datetime | date):
        return Got(_day(cell.value))
    if isinstance(cell.value, int | float | Decimal) and not isinstance(cell.value, bool):
        return _serial(cell.text, float(cell.value))
    if isinstance(cell.value, str) and cell.text.strip().isdigit() and len(cell.text.strip()) == 5:
        return _serial(cell.text, float(cell.text))
    value = dates.parse(cell.text, ask.style.order)
    if value is not None:
        return Got(value)
    if words.says_unknown(cell.text) or not any(letter.isdigit() for letter in cell.text) or _is_prose(cell.text):
        return Got()
    if ask.style.order is None and dates.doubtful(cell.text):
        return Got(flaw=Flaw("note", "date-not-read", f'"{cut(cell.text, 30)}" waits for the order of day and month.', "See the question."))
    return Got(flaw=_not_a_date(cell.text))


def _serial(text: str, number: float) -> Got:
    value = dates.from_serial(number)
    if value is None:
        return Got(flaw=_not_a_date(text))
    return Got(value, Flaw("note", "date-from-number", f"{text} was read as the spreadsheet day number of {value.isoformat()}.",
                           "Format the cell as a date."))  # fmt: skip


def _not_a_date(text: str) -> Flaw:
    return Flaw("warning", "not-a-date", f'"{cut(text, 40)}" is not a date; it is read as not known.', "Write it as 2026-09-30.")


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _period(cell: RawCell, ask: Ask) -> Got:
    if isinstance(cell.value, datetime | date):
        return Got(periods.of_date(cell.value))
    text = cell.text.strip().removesuffix(".0")
    try:
        span = periods.parse(text, ask.fiscal_start)
    except LookupError:
        return Got(flaw=Flaw("error", "fiscal-year-unknown", f'"{cut(text, 30)}" is a fiscal period, and the month its year starts in is not given.',
                             "Add fiscal_year_start to the Settings sheet (4 for April)."))  # fmt: skip
    if span is not None:
        return Got(span)
    got = _date(cell, ask)
    return Got(periods.of_date(got.value), got.flaw) if isinstance(got.value, date) else got


_READERS: dict[str, Callable[[RawCell, Ask], Got]] = {
    "text": _text, "list": _list, "choice": _choice, "flag": _flag, "currency": _currency, "money": _money, "fraction": _fraction,
    "number": _real, "integer": _integer, "date": _date, "period": _period,
}  # fmt: skip
