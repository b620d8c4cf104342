"""A workbook as it leaves the process that read it: lines of JSON, and behind that of a column its parts as they lie in memory.

Nothing in them is ever executed. A column goes as what is different in it and, for each row, the number of the one that
stands there.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from dataclasses import asdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Protocol

from value_model.ingest.read import packing
from value_model.ingest.read.filling import Filling, by_column
from value_model.ingest.read.grid import Grid, Workbook

if TYPE_CHECKING:
    from value_model.ingest.read.column import Column


class BrokenWire(ValueError):
    """What came ended early or held something no reader of ours writes."""


class Refusal(Exception):
    """The child did not read the file: the code of the rule, and the sentence for the reader."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


class Stream(Protocol):
    """Where a workbook arrives from."""

    def readline(self) -> bytes:
        """Return the next line, nothing at the end."""

    def read(self, size: int) -> bytes:
        """Return that many bytes, fewer at the end."""


def pieces(workbook: Workbook) -> Iterator[bytes]:
    """Yield `workbook` piece by piece, the last of them the end mark."""
    yield line({"file": [workbook.name, workbook.sha256, workbook.size, workbook.format]})
    for grid in workbook.sheets:
        hidden = sorted(grid.hidden_rows), sorted(grid.hidden_cols)
        yield line({"sheet": [grid.name, grid.hidden, grid.n_rows, grid.n_cols, grid.merged, *hidden]})
        for index, formats, extras, parts in _columns(grid):
            yield line({"column": [index, formats, list(extras.items())], "sizes": [*map(len, parts)]})
            yield from parts
    yield line({"end": [asdict(note) for note in workbook.notes]})


def line(message: dict[str, Any]) -> bytes:
    """Return a message as a line."""
    return json.dumps(message).encode("ascii") + b"\n"


Told = tuple[int, list[str | None], dict[int, Any], list[bytes]]  # number, formats, extras, and the parts


def _columns(grid: Grid) -> Iterator[Told]:
    if isinstance(grid.cells, dict):
        yield from (_filled(index, filling) for index, filling in by_column(grid.cells).items())
    else:
        yield from (_held(index, column) for index, column in grid.columns.columns.items())


def _held(index: int, column: Column) -> Told:
    from value_model.ingest.read import lying  # numpy, which the child that reads a small file does without

    return index, list(column.cells.formats), column.cells.extras, lying.parts(column)


def _filled(index: int, filling: Filling) -> Told:
    codes = array("i", [-1]) * max(filling.rows)
    for row, code in zip(filling.rows, filling.codes, strict=True):
        codes[row - 1] = code
    told = [packing.kind(cell) for cell in filling.cells]
    texts = [cell.text.encode() for cell in filling.cells]
    formats = {code: number for number, code in enumerate(dict.fromkeys(cell.number_format for cell in filling.cells))}
    styles = array("i", [formats[cell.number_format] for cell in filling.cells])
    ends = array("i", accumulate(map(len, texts), initial=0))
    parts = ["".join(letter for letter, _ in told).encode("ascii"), styles.tobytes(), codes.tobytes(), ends.tobytes(), b"".join(texts)]
    return index, list(formats), {number: extra for number, (_, extra) in enumerate(told) if extra is not None}, parts


def workbook(stream: Stream) -> Workbook:
    """Return the workbook that arrives; raise Refusal where it was refused, BrokenWire where it is not as `pieces` sends one."""
    from value_model.ingest.read.arrival import Arrival  # numpy, which the child can do without

    taken = Arrival()
    try:
        while told := stream.readline():
            message = json.loads(told)
            taken.take(message, [_exactly(stream, size) for size in message.get("sizes", ())])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        raise BrokenWire from None
    if taken.whole is None:
        raise BrokenWire
    return taken.whole


def _exactly(stream: Stream, size: int) -> bytes:
    found = stream.read(size) if size >= 0 else b""
    if len(found) != size:
        raise ValueError("the parts of a column end early")
    return found
