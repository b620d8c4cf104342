"""What one cell is read for, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass

from value_model.contract import Field, Value
from value_model.ingest.columns import Style
from value_model.ingest.mapping import FieldMap
from value_model.ingest.notes import Flaw
from value_model.ingest.periods import Span
from value_model.ingest.wording import cut


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


def unknown(text: str) -> Flaw:
    """The note for a cell that says its value is not known."""
    return Flaw("note", "unknown-worded", f'"{cut(text)}" is read as not known, which is not zero.', "Write the value once it is known.")


def is_prose(text: str) -> bool:
    """A sentence in a number's place says why there is none."""
    return len(text.split()) > 5 and sum(letter.isalpha() for letter in text) > 3 * sum(letter.isdigit() for letter in text)
