"""What is decided once per column: its unit and currency, decimal mark, order of day and month, per cent.

Every decision rests on the column's own values or heading, is overridden by the mapping, and is said:
as a note where a value was converted, as an error with the line that answers it where it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from value_model.contract import Field
from value_model.ingest import date_pairs, dates, numbers, units
from value_model.ingest.block import Block, Heading
from value_model.ingest.mapping import FieldMap
from value_model.ingest.notes import Notes, plural
from value_model.ingest.read.column import Column
from value_model.ingest.read.grid import RawCell
from value_model.ingest.wording import cut

NUMERIC = frozenset({"money", "fraction", "number", "integer"})
DATED = frozenset({"date", "period"})
_RATED = frozenset({"probability", "impact"})
_SCALES = (1, 5, 10, 100)


@dataclass(frozen=True, slots=True)
class Style:
    """How the values of one column are read. `scale` multiplies numbers that carry no unit of their own."""

    mark: str | None = "."
    order: str | None = "DMY"
    scale: Decimal = Decimal(1)
    currency: str | None = None
    divisor: Decimal = Decimal(1)
    rating: bool = False  # numbers are steps of a scale and no amounts


_THOUSAND = re.compile(r"(?<!\d)1([.,])000(?!\d)")  # "x 1.000" in a heading shows how the column writes thousands


def decide(
    block: Block, heading: Heading, field: Field, given: FieldMap, notes: Notes, others: Mapping[str, Heading] | None = None
) -> Style:
    """Return how the column under `heading` is read as `field`, saying what was decided or is open."""
    column = block.column(heading)
    texts = _texts(column) if field.kind in NUMERIC | DATED else []
    unit = units.of_heading(heading.text)
    style = Style(
        mark=given.decimal or (_mark(block, heading, texts, notes) if field.kind in NUMERIC else "."),
        order=given.date or (dates.order(texts).order if field.kind in DATED else "DMY"),
        scale=_scale(field, given, unit),
        currency=given.currency or unit.currency,
    )
    if field.kind == "money" and (text := next(filter(numbers.damaged, texts), "")):
        _say_damaged(heading, text, notes)
    if field.kind in DATED and style.order is None:
        style = _by_neighbour(block, heading, field, texts, style, others or {}, notes)
    if field.kind in NUMERIC and style.mark is None and any(numbers.parse(text) and numbers.decimal_mark([text]) is None for text in texts):
        _ask_mark(heading, field, texts, notes)
    if field.name in _RATED and given.scale is None and unit == units.Unit() and (top := _rating(column)):
        notes.add("warning", "rating-scale", f"Its values are whole numbers up to {top}: ratings, and neither a probability nor an amount; they are read as not known.",
                  "Give a probability from 0 to 1 and an amount for each risk, or a scale in the mapping.", column=heading.text)  # fmt: skip
        return replace(style, rating=True)
    return _relative(style, field, given, column, heading, notes)


def _rating(column: Column) -> int:
    """Return the highest of ratings from 1 to 10 in whole numbers, 0 where the values are something else."""
    found = [number for code in column.used(column.cells.filled) if (number := _plain(column.cells[code], ".")) is not None]
    return (
        int(max(found)) if found and max(found) > 1 and all(number == int(number) and 1 <= number <= _SCALES[2] for number in found) else 0
    )


def _texts(column: Column) -> list[str]:
    """The different texts of a column that are texts and nothing else, in the order in which they first stand."""
    return list(dict.fromkeys(column.cells.picked(column.used(column.cells.texts_alone))))


def _mark(block: Block, heading: Heading, texts: list[str], notes: Notes) -> str | None:
    """The column's own decimal mark; where it leaves doubt, the one that the other columns of the table prove."""
    if thousand := _THOUSAND.search(heading.text):
        return "," if thousand[1] == "." else "."
    own = numbers.decimal_mark(texts)
    if own is not None or numbers.proven_marks(texts):
        return own
    proven = {mark for other in block.headings if other is not heading for mark in numbers.proven_marks(set(block.texts(other)))}
    if len(proven) != 1:
        return None
    mark = proven.pop()
    notes.add("note", "decimal-mark-taken", f'Its numbers could be read two ways; other columns of the table prove "{mark}" as the decimal mark.',
              "Nothing to do if that is right.", column=heading.text)  # fmt: skip
    return mark


def _say_damaged(heading: Heading, text: str, notes: Notes) -> None:
    notes.add("warning", "currency-damaged", f'The currency sign before its amounts was lost on the way to this file ("{cut(text, 30)}"): the numbers '
              "are read, and the currency is not known.", "Add reporting_currency to the Settings sheet, or save the file as CSV UTF-8 at its source.",
              column=heading.text, value=text)  # fmt: skip


def _scale(field: Field, given: FieldMap, unit: units.Unit) -> Decimal:
    if field.kind in NUMERIC and given.scale is not None:
        return given.scale
    return Decimal(1).scaleb(unit.power) if field.kind == "money" else Decimal(1)


def _relative(style: Style, field: Field, given: FieldMap, column: Column, heading: Heading, notes: Notes) -> Style:
    """Settle fractions given as per cent, and contributions given on a scale of 5, 10 or 100."""
    if given.scale is not None or style.scale != 1 or not (field.kind == "fraction" or field.name == "contribution"):
        return style
    plain = [abs(number) for code in column.used() if (number := _plain(column.cells[code], style.mark or ".")) is not None]
    top = max(plain, default=Decimal(0))
    if top <= 1:
        return style
    scale = next((size for size in _SCALES if top <= size), 100) if field.name == "contribution" else 100
    between = [number for number in plain if 0 < number < 1]
    if between and field.kind == "fraction" and not units.of_heading(heading.text).percent:
        notes.add(
            "error", "ambiguous-percent", f"Some values are at most 1 ({between[0]}) and some above ({top}), so they may be fractions or per cent.",
            f'Write them all the same way, or answer with the mapping line {field.name} = {{ column = "{heading.text}", scale = 0.01 }}.',
            column=heading.text,
        )  # fmt: skip
        return style
    notes.add("note", "scale-converted", f"Values run up to {top}, so they were read on a scale of 0 to {scale} and divided by {scale}.",
              "Nothing to do if that is right.", column=heading.text)  # fmt: skip
    return Style(style.mark, style.order, style.scale, style.currency, Decimal(scale))


def _plain(cell: RawCell, mark: str) -> Decimal | None:
    """The number in a cell that carries neither a per-cent sign nor a per-cent format."""
    if "%" in (cell.number_format or "") or isinstance(cell.value, bool):
        return None
    number = numbers.parse(cell.text, mark)
    return None if number is None or number.percent else number.value


def _ask_order(block: Block, heading: Heading, field: Field, texts: list[str], notes: Notes) -> None:
    seen = dates.order(texts)
    doubtful = [text for text in texts if dates.doubtful(text)]
    example = doubtful[0] if doubtful else seen.proof
    why = (
        f'"{seen.proof}" and "{seen.clash}" need different orders of day and month, so {plural(len(doubtful), "date")} such as "{example}"'
        if seen.clash
        else f'{plural(len(doubtful), "date")} such as "{example}"'
    )
    notes.add(
        "error", "ambiguous-dates", f"{why} could be day first or month first; they were not read.{_elsewhere(block, heading)}",
        f'Answer with the mapping line {field.name} = {{ column = "{heading.text}", date = "DMY" }} (or "MDY"), '
        "or write dates as 2026-09-30.",
        column=heading.text, value=example, cell=_first_address(block, heading, example),
    )  # fmt: skip


def _by_neighbour(
    block: Block, heading: Heading, field: Field, texts: list[str], style: Style, others: Mapping[str, Heading], notes: Notes
) -> Style:
    """Take the order of day and month under which no finish lies before its start, where that leaves one; else ask."""
    told = date_pairs.order(block, heading, field.name, others) if not dates.order(texts).clash else None
    if told is None:
        _ask_order(block, heading, field, texts, notes)
        return style
    notes.add("note", "date-order-taken", f'Its dates could be read two ways; with the {"day" if told[0] == "DMY" else "month"} first no finish lies before its start '
              f'(beside "{told[1]}"), with the other order one does.', "Nothing to do if that is right.", column=heading.text)  # fmt: skip
    return replace(style, order=told[0])


def _elsewhere(block: Block, heading: Heading) -> str:
    """What the other columns of dates prove: evidence for whoever answers, never an answer."""
    proven = {
        order: other.text
        for other in block.headings
        if other is not heading
        and dates.is_dated(texts := list(block.texts(other)))
        and (seen := dates.order(texts)).proof
        and (order := seen.order)
    }
    if len(proven) != 1:
        return ""
    order, other = next(iter(proven.items()))
    return f' In "{other}" the {"day" if order == "DMY" else "month"} stands first.'


def _ask_mark(heading: Heading, field: Field, texts: list[str], notes: Notes) -> None:
    example = next((text for text in texts if "." in text or "," in text), "")
    notes.add(
        "error", "ambiguous-number", f'Numbers such as "{example}" could have a decimal mark or a thousands separator; they were not read.',
        f'Answer with the mapping line {field.name} = {{ column = "{heading.text}", decimal = "," }} (or ".").',
        column=heading.text, value=example,
    )  # fmt: skip


def _first_address(block: Block, heading: Heading, text: str) -> str | None:
    places = np.flatnonzero(block.column(heading).says(lambda other: other == text))
    return block.address(block.lines[int(places[0])], heading) if len(places) else None
