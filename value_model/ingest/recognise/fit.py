"""Do the values under a heading look like the field? The share of them that can be read as it."""

from __future__ import annotations

from collections import Counter
from datetime import date

from value_model.contract import TABLES, Field
from value_model.ingest import currencies, dates, moments, numbers, periods, words
from value_model.ingest.block import Block, Heading
from value_model.ingest.read.column import Column
from value_model.ingest.read.grid import RawCell

_SAMPLE = 300
NAME = TABLES["projects"]["name"]
_CENTURY = 36_526, 73_050  # the day numbers of 2000 to 2099
LEVELED = ("confidence", "probability", "impact")  # may be given as high, medium, low


def share(block: Block, heading: Heading, table: str, field: Field) -> float | None:
    """Return the share of usable values (0 to 1) under `heading` that read as `field`; None where there are none."""
    known = block.remembered(heading, _usable)
    if not known:
        return None
    reads = block.column(heading).cells.answers(_alike(table, field), lambda cell: _reads(cell, table, field))
    return sum(count * reads[code] for code, count in known.items()) / sum(known.values())


def _usable(column: Column) -> dict[int, int]:
    """Count the different usable cells, by their numbers, among the first that hold anything."""
    usable = column.cells.answers("usable", _is_usable)
    return {code: count for code, count in Counter(column.first_filled(_SAMPLE).tolist()).items() if usable[code]}


def _is_usable(cell: RawCell) -> bool:
    return not cell.problem and not words.is_error(cell.text) and not words.says_unknown(cell.text)


def _alike(table: str, field: Field) -> tuple[str, ...]:
    """Return what fields have in common of whose values `_reads` says the same."""
    if field.kind in ("flag", "currency", "period"):
        return (field.kind,)
    if field.kind in ("money", "number", "integer", "fraction") and field.name not in LEVELED:
        return ("number",)
    if field.kind == "date" and field.name != moments.OF_MONTH:
        return ("date",)
    return (_label(field),) if field.kind in ("text", "list") else (table, field.name)


def _reads(cell: RawCell, table: str, field: Field) -> bool:
    if field.kind in ("money", "number", "integer", "fraction"):
        return is_number(cell) or (field.name in LEVELED and words.level(cell.text) is not None)
    if field.kind in ("date", "period"):
        return is_date(cell) or _is_serial(cell) or ((field.kind == "period" or field.name == moments.OF_MONTH) and is_period(cell))
    if field.kind == "choice":
        return words.meaning(table, field, cell.text) is not None
    if field.kind == "flag":
        return isinstance(cell.value, bool) or words.flag(cell.text) is not None
    if field.kind == "currency":
        return currencies.code(cell.text) is not None
    return _is_label(cell, field)


def _is_label(cell: RawCell, field: Field) -> bool:
    """Names are words, identifiers are short; an amount or a paragraph is neither."""
    if _label(field) == "identifier":
        return len(cell.text) <= 80 and not isinstance(cell.value, date)
    if _label(field) == "name":
        return any(letter.isalpha() for letter in cell.text) and not is_date(cell) and len(cell.text) <= 300
    return not is_number(cell) and not is_date(cell) and len(cell.text) <= 150


def _label(field: Field) -> str:
    return "identifier" if field.name.endswith("_id") else "name" if field.name in ("name", "title", "question") else "text"


def is_number(cell: RawCell) -> bool:
    """Tell whether a cell is a number or a text that states one."""
    if isinstance(cell.value, bool | date):
        return False
    return not isinstance(cell.value, str) or numbers.parse(cell.text) is not None


def is_date(cell: RawCell) -> bool:
    """Tell whether a cell is a date or a text that states one in any order."""
    if isinstance(cell.value, date):
        return True
    return isinstance(cell.value, str) and any(dates.parse(cell.text, order) for order in ("DMY", "MDY"))


def _is_serial(cell: RawCell) -> bool:
    """Tell whether a cell is a spreadsheet's day number of this century, as an export without formats writes dates: 45000."""
    number = cell.text.strip().removesuffix(".0")
    return len(number) == 5 and number.isdigit() and _CENTURY[0] <= int(number) <= _CENTURY[1]


def is_period(cell: RawCell) -> bool:
    """Tell whether a cell names a month, quarter or year."""
    return any(letter.isdigit() for letter in cell.text) and periods.parse(cell.text.strip().removesuffix(".0"), 1) is not None
