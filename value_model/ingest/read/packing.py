"""A cell taken apart into letters, texts and numbers, and put together again: nothing in it is ever executed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from value_model.ingest.read.grid import CellValue, RawCell
from value_model.ingest.read.values import number

_MS = timedelta(milliseconds=1)
_UNPACK: dict[str, Callable[[str, Any], CellValue]] = {
    "s": lambda text, _: text,
    "n": lambda text, _: number(text),
    "b": lambda _, extra: bool(extra),
    "d": lambda _, extra: date.fromisoformat(extra),
    "t": lambda _, extra: datetime.fromisoformat(extra),
    "u": lambda _, extra: int(extra) * _MS,
    "x": lambda _text, _extra: None,
}
KINDS = frozenset(_UNPACK)
NUMBER = "n"


def kind(cell: RawCell) -> tuple[str, Any]:
    """Return the letter of what a cell holds, and what its text does not tell: its flag, date, length of time or problem."""
    value = cell.value
    if value is None:
        return "x", cell.problem
    if isinstance(value, str):
        return "s", None
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, datetime):
        return "t", value.isoformat()
    if isinstance(value, date):
        return "d", value.isoformat()
    return ("u", value // _MS) if isinstance(value, timedelta) else (NUMBER, None)


def unpack(letter: str, text: str, code: str | None, extra: Any) -> RawCell:
    """Return the cell; raise KeyError, ValueError or TypeError where the parts are none of `kind`'s."""
    return RawCell(_UNPACK[letter](text, extra), text, code, extra if letter == "x" else None)


def identity(cell: RawCell) -> tuple[object, ...]:
    """Return what makes two cells of one workbook equal."""
    return cell.text, cell.number_format, cell.problem, cell.value.__class__
