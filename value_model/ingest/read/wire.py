"""A workbook as lines of JSON, to leave the process that read it: nothing in them is ever executed.

Equal cells are sent once and pointed to, so a text used a thousand times stays one object on both sides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from value_model.contract import Finding
from value_model.ingest.read.grid import CellValue, Grid, RawCell, Workbook
from value_model.ingest.read.values import number

_BATCH_CELLS = 4_000
_BATCH_CHARACTERS = 500_000
_REMEMBERED = 50_000
_MS = timedelta(milliseconds=1)

Packed = list[Any]  # [kind, text, number format, extra]
_UNPACK: dict[str, Callable[[str, Any], CellValue]] = {
    "s": lambda text, _: text,
    "n": lambda text, _: number(text),
    "b": lambda _, extra: bool(extra),
    "d": lambda _, extra: date.fromisoformat(extra),
    "t": lambda _, extra: datetime.fromisoformat(extra),
    "u": lambda _, extra: int(extra) * _MS,
    "x": lambda _text, _extra: None,
}


class BrokenWire(ValueError):
    """The lines ended early or held something no reader of ours writes."""


class Refusal(Exception):
    """The child did not read the file: the code of the rule, and the sentence for the reader."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


def lines(workbook: Workbook) -> Iterator[str]:
    """Yield `workbook` as lines, the last of them the end mark."""
    yield json.dumps({"file": [workbook.name, workbook.sha256, workbook.size, workbook.format]})
    for grid in workbook.sheets:
        hidden = sorted(grid.hidden_rows), sorted(grid.hidden_cols)
        yield json.dumps({"sheet": [grid.name, grid.hidden, grid.n_rows, grid.n_cols, grid.merged, *hidden]})
        yield from _cell_lines(grid)
    yield json.dumps({"end": [asdict(note) for note in workbook.notes]})


def _cell_lines(grid: Grid) -> Iterator[str]:
    index: dict[object, int] = {}
    fresh: list[Packed] = []
    places: list[int] = []
    size = sent = 0
    for (row, col), cell in grid.cells.items():
        key = (cell.text, cell.number_format, cell.problem, cell.value.__class__)
        position = index.get(key)
        if position is None:
            position, sent = sent, sent + 1
            if len(index) < _REMEMBERED:
                index[key] = position
            fresh.append(_pack(cell))
            size += len(cell.text)
        places += (row, col, position)
        if len(places) >= 3 * _BATCH_CELLS or size >= _BATCH_CHARACTERS:
            yield json.dumps({"new": fresh, "at": places})
            fresh, places, size = [], [], 0
    if places:
        yield json.dumps({"new": fresh, "at": places})


def _pack(cell: RawCell) -> Packed:
    value, text, code, problem = cell
    if value is None:
        return ["x", text, code, problem]
    if isinstance(value, str):
        return ["s", text, code, None]
    if isinstance(value, bool):
        return ["b", text, code, value]
    if isinstance(value, datetime):
        return ["t", text, code, value.isoformat()]
    if isinstance(value, date):
        return ["d", text, code, value.isoformat()]
    if isinstance(value, timedelta):
        return ["u", text, code, value // _MS]
    return ["n", text, code, None]


def workbook(received: Iterable[bytes]) -> Workbook:
    """Return the workbook sent as `received`; raise Refusal where it was
    refused, BrokenWire where the lines are not those of `lines`."""
    taken = _Taken()
    try:
        for line in received:
            taken.take(json.loads(line))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        raise BrokenWire from None
    if taken.whole is None:
        raise BrokenWire
    return taken.whole


class _Taken:
    """What has arrived so far; `whole` is set by the end mark."""

    def __init__(self) -> None:
        self.whole: Workbook | None = None
        self._file: list[Any] = []
        self._sheets: list[Grid] = []
        self._known: list[RawCell] = []

    def take(self, message: dict[str, Any]) -> None:
        if "at" in message:
            self._cells(message["new"], message["at"])
        elif "sheet" in message:
            self._sheet(*message["sheet"])
        elif "refused" in message:
            code, sentence = message["refused"]
            raise Refusal(str(code), str(sentence))
        elif "file" in message:
            self._file = message["file"]
        else:
            name, sha256, size, kind = self._file
            self.whole = Workbook(str(name), str(sha256), int(size), str(kind), self._sheets, [Finding(**note) for note in message["end"]])

    def _sheet(self, name: str, hidden: bool, n_rows: int, n_cols: int, merged: list[list[int]], rows: list[int], cols: list[int]) -> None:
        self._known = []
        areas = tuple((a, b, c, d) for a, b, c, d in merged)
        self._sheets.append(Grid(name, hidden, {}, n_rows, n_cols, areas, frozenset(rows), frozenset(cols)))

    def _cells(self, fresh: list[Packed], places: list[int]) -> None:
        known, cells = self._known, self._sheets[-1].cells
        known += [_unpack(*packed) for packed in fresh]
        for row, col, position in zip(places[0::3], places[1::3], places[2::3], strict=True):
            cells[row, col] = known[position]


def _unpack(kind: str, text: str, code: str | None, extra: Any) -> RawCell:
    return RawCell(_UNPACK[kind](text, extra), text, code, extra if kind == "x" else None)
