"""One cell as one field: the typed value, or what is wrong with it. Nothing is repaired in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.contract import Severity
from value_model.ingest import currencies, moments, quantities, words
from value_model.ingest.cell import Ask, Got, is_prose, unknown
from value_model.ingest.notes import Flaw
from value_model.ingest.read.column import Flags, Variants
from value_model.ingest.read.grid import UNCACHED, RawCell
from value_model.ingest.wording import cut, key, shown
from value_model.texts import Texts, stored

__all__ = ["Ask", "Got", "read"]
_AS_IT_STANDS = '^[!"$-~]+(?: [!"$-~]+)*$'  # no errors, and no spaces to tidy


def read(cell: RawCell, ask: Ask) -> Got:
    """Return the value of a filled cell as `ask.field`."""
    if cell.problem:
        return Got(flaw=_problem(cell))
    if isinstance(cell.value, str) and words.is_error(cell.text):
        return Got(flaw=_problem(cell._replace(problem=cell.text.strip())))
    answered = ask.given.values.get(key(cell.text)) if ask.given.values else None
    if answered is not None:
        cell = RawCell(answered, answered)
    got = _READERS[ask.field.kind](cell, ask)
    if got.value is None and got.flaw is None and isinstance(cell.value, str) and cell.text.strip():
        return Got(flaw=unknown(cell.text))
    return got


def _problem(cell: RawCell) -> Flaw:
    """The reader of the file has warned about stored errors; a CSV's error texts are warned about here."""
    if cell.problem == UNCACHED:
        return Flaw("note", "formula-unsaved", "The formula has no saved result; it is read as not known.",
                    "Open the file in Excel, save it, and load it again.")  # fmt: skip
    severity: Severity = "warning" if cell.value is not None else "note"
    return Flaw(severity, "cell-error", f'"{cell.problem}" stands in place of a value; it is read as not known.', "Correct the cell.")


def _text(cell: RawCell, ask: Ask) -> Got:
    if isinstance(cell.value, datetime | date):
        return Got(moments.calendar_day(cell.value).isoformat())
    text = shown(cell.text)
    if not ask.field.required and isinstance(cell.value, str) and words.says_unknown(text) and len(text) < 40:
        return Got(flaw=unknown(text))
    is_whole = isinstance(cell.value, int | float | Decimal) and text.endswith(".0")
    return Got((text[:-2] if is_whole else text) or None)


def names(cells: Variants, wanted: Flags, ask: Ask, values: list[Any]) -> tuple[Flags, Flags]:
    """Read the texts among `wanted` as `_text` does a required one, many at a time.

    Returns which ones were read, and which of these as they stand: `worded` tells them.
    """
    done = np.zeros(len(cells), dtype=bool)
    if ask.given.values:
        return done, done
    plain = wanted & cells.texts_alone & cells.matching(_AS_IT_STANDS)
    others = wanted & cells.texts_alone & ~plain
    for code, text in zip(np.flatnonzero(others).tolist(), cells.chosen(others), strict=True):
        if not words.is_error(text):
            values[code], done[code] = shown(text) or None, True
    return done | plain, plain


def worded(cells: Variants, plain: Flags, others: list[Any]) -> Texts:
    """Return the texts of cells as they stand, and `others` in their places."""
    return Texts(pc.if_else(pa.array(plain), cells.stored, stored(others)))


def _list(cell: RawCell, ask: Ask) -> Got:  # noqa: ARG001 - one signature for every kind
    parts = [shown(part) for part in cell.text.replace(",", ";").replace("\n", ";").split(";")]
    return Got("; ".join(part for part in parts if part) or None)


def _choice(cell: RawCell, ask: Ask) -> Got:
    if words.says_unknown(cell.text) and words.meaning(ask.table, ask.field, cell.text) is None:
        return Got(flaw=unknown(cell.text))
    value = words.meaning(ask.table, ask.field, cell.text)
    if value is None and is_prose(cell.text):
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


_READERS: dict[str, Callable[[RawCell, Ask], Got]] = {
    "text": _text, "list": _list, "choice": _choice, "flag": _flag, "currency": _currency, "money": quantities.money,
    "fraction": quantities.fraction, "number": quantities.real, "integer": quantities.integer, "date": moments.day, "period": moments.period,
}  # fmt: skip
