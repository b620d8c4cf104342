"""Text tables (.csv, .tsv, .txt): which character separates the columns, and the rows as a spreadsheet numbers them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from value_model.ingest.read.encoding import Decoded, decode
from value_model.ingest.read.grid import Grid, RawCell, extent
from value_model.ingest.read.limits import Limits
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.strings import held_control, tidy

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_HINT = re.compile(r"sep=([,;|\t])(?:\r\n|\r|\n)", re.IGNORECASE)
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_ROWS = 200
_SENTINEL = "\x1fend\x1f"


@dataclass(frozen=True, slots=True)
class Table:
    """A text table as one sheet, with how it was read; `cleaned` counts cells rid of control characters."""

    grid: Grid
    decoded: Decoded
    separator: str
    cleaned: int


def read(data: bytes, *, file: str, sheet: str, limits: Limits) -> Table:
    """Read `data` as one sheet named `sheet`; every filled cell is text. Raise FileRefused past the limits."""
    decoded = decode(data)
    hint = _HINT.match(decoded.text)
    body = decoded.text[hint.end() :] if hint else decoded.text
    separator = hint.group(1) if hint else best_separator(body)
    cells: dict[tuple[int, int], RawCell] = {}
    made: dict[str, RawCell] = {}
    cleaned = 0
    for number, row in enumerate(_rows(body, separator, file, limits), start=1):
        if number > limits.rows:
            raise refused("too-many", file, limit=limits.rows, what="rows")
        if len(row) > limits.cols and any(row[limits.cols :]):
            raise refused("too-many", file, limit=limits.cols, what=f"columns (row {number})")
        for col, text in enumerate(row, start=1):
            if text:
                cleaned += _put(cells, made, (number, col), text)
        if len(cells) > limits.cells:
            raise refused("too-many", file, limit=limits.cells, what="filled cells")
    return Table(Grid(sheet, False, cells, *extent(cells)), decoded, separator, cleaned)


def _put(cells: dict[tuple[int, int], RawCell], made: dict[str, RawCell], place: tuple[int, int], text: str) -> bool:
    """Keep one filled cell; equal texts are one object. Return whether control characters were taken out."""
    cell = made.get(text)
    if cell is None:
        clean = tidy(text)
        cell = made[text] = RawCell(clean, clean)
    if cell.text:
        cells[place] = cell
    return len(cell.text) < len(text) and held_control(text)


def _rows(body: str, separator: str, file: str, limits: Limits) -> Iterator[list[str]]:
    """Yield the rows; a quotation mark left open is refused, for every row after it would be swallowed in silence."""
    csv.field_size_limit(limits.field_len)
    end = "" if body.endswith(("\n", "\r")) else "\n"
    reader = csv.reader(
        io.StringIO(f"{body}{end}{_SENTINEL}\n", newline=""), delimiter=separator, skipinitialspace=_spaced(body, separator)
    )
    number = 0
    try:
        for row in reader:
            if row == [_SENTINEL]:
                return
            number += 1
            if row and _SENTINEL in row[-1]:
                raise refused("unclosed-quote", file, row=number)
            yield row
    except csv.Error:
        raise refused("string-length", file, limit=limits.field_len, where=f"row {number + 1}; a quotation mark may be missing") from None


def _spaced(body: str, separator: str) -> bool:
    """Say whether quoted fields follow a separator and a space, as in: 1, "two, three"."""
    sample = body[:_SAMPLE_CHARACTERS]
    return separator != "\t" and sample.count(f'{separator} "') > sample.count(f'{separator}"')


def best_separator(body: str) -> str:
    """Return the separator under which most of the first rows have the same number of columns, more than one.

    Ties go to the one that makes more columns, then to the order of `SEPARATORS`; a single column is comma.
    """
    scores = {separator: _score(body[:_SAMPLE_CHARACTERS], separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: scores[separator])


def _score(sample: str, separator: str) -> tuple[float, int]:
    """Return (share of rows of the commonest width weighted by its reach, that width); (0, 0) if it splits nothing."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            if any(row):
                rows.append(len(row))
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0, 0
    widths = Counter(width for width in rows if width > 1)
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return round(count / len(rows), 2), width
