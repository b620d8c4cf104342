"""A workbook as lines of JSON, to leave the process that read it: nothing in them is ever executed.

A column goes as what is different in it and, for each row, the number of the one that stands there.
"""

from __future__ import annotations

import base64
import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from value_model.ingest.read import packing
from value_model.ingest.read.filling import Filling, by_column
from value_model.ingest.read.grid import Grid, Workbook

BETWEEN = "\x1f"  # of texts; no text from a workbook holds it


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
        for column in _columns(grid):
            yield json.dumps(column)
    yield json.dumps({"end": [asdict(note) for note in workbook.notes]})


def _columns(grid: Grid) -> Iterator[dict[str, Any]]:
    if isinstance(grid.cells, dict):
        for index, filling in by_column(grid.cells).items():
            yield {"column": index, **_filled(filling)}
        return
    for index, column in grid.columns.columns.items():
        cells = column.cells
        yield {"column": index, **_parts(cells.kinds, cells.texts, cells.formats, cells.extras), "codes": _bytes(column.codes)}


def _filled(filling: Filling) -> dict[str, Any]:
    codes = array("i", [-1]) * max(filling.rows)
    for row, code in zip(filling.rows, filling.codes, strict=True):
        codes[row - 1] = code
    told = [packing.kind(cell) for cell in filling.cells]
    extras = {number: extra for number, (_, extra) in enumerate(told) if extra is not None}
    texts, formats = [cell.text for cell in filling.cells], [cell.number_format for cell in filling.cells]
    return {**_parts("".join(letter for letter, _ in told), texts, formats, extras), "codes": _bytes(codes)}


def _parts(kinds: str, texts: list[str], formats: list[str | None], extras: dict[int, Any]) -> dict[str, Any]:
    numbers = {code: number for number, code in enumerate(dict.fromkeys(formats))}
    styles = [numbers[code] for code in formats] if len(numbers) > 1 else []
    joined = BETWEEN.join(texts)  # one long text costs a third of many short ones
    written = joined if joined.count(BETWEEN) == len(texts) - 1 else texts
    return {"kinds": kinds, "texts": written, "formats": list(numbers), "styles": styles, "extras": extras}


def _bytes(codes: Any) -> str:
    return base64.b64encode(codes.tobytes()).decode("ascii")


def workbook(received: Iterable[bytes]) -> Workbook:
    """Return the workbook sent as `received`; raise Refusal where it was
    refused, BrokenWire where the lines are not those of `lines`."""
    from value_model.ingest.read.arrival import Arrival  # numpy, which the child can do without

    taken = Arrival()
    try:
        for line in received:
            taken.take(json.loads(line))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        raise BrokenWire from None
    if taken.whole is None:
        raise BrokenWire
    return taken.whole
