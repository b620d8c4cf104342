"""One worksheet part, streamed: values by their exact text, and everything a value-only reader drops."""

from __future__ import annotations

import re

from value_model.ingest.read.cells import Book, CellMaker
from value_model.ingest.read.cursor import Cursor
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import Grid, RawCell, address, extent
from value_model.ingest.read.merges import Merges
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.strings import RichText
from value_model.ingest.read.xml import Attributes, qualify, scan

_DIMENSION = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(:\$?[A-Z]{1,3}\$?[1-9]\d{0,6})?", re.ASCII)
_YES = ("1", "true")


class SheetReader:
    """Handlers for one worksheet part; `read` returns its grid and the evidence found in passing."""

    def __init__(self, book: Book, part: str, name: str) -> None:
        self.archive, self.part, self.name = book.archive, part, name
        self.limits = book.archive.limits
        self.evidence = Evidence()
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.cursor = Cursor(self.archive.name, name)
        self.maker = CellMaker(book)
        self.merges = Merges(self.archive.name, name, self.limits)
        self.hidden_rows: set[int] = set()
        self.hidden_cols: set[int] = set()
        self.rich = RichText()
        self._visited = 0
        self._style = self._kind = ""
        self._text: str | None = None
        self._formula = False

    def read(self, *, hidden: bool) -> tuple[Grid, Evidence]:
        """Stream the part; raise FileRefused where cells are out of order, misaddressed or beyond the limits."""
        start = {
            "dimension": self._dimension, "col": self._column, "row": self._start_row, "c": self._start_cell, "is": self.rich.start,
            "rPh": self.rich.phonetic, "mergeCell": self._merge, "conditionalFormatting": self._conditional,
        }  # fmt: skip
        end = {
            "c": self._end_cell, "v": self._end_value, "f": self._end_formula, "is": self._end_inline, "t": self.rich.run_end,
            "rPh": self.rich.phonetic_end,
        }  # fmt: skip
        scan(self.archive, self.part, start=qualify(start), end=qualify(end), text=self.rich.text)
        return self._grid(hidden=hidden), self.evidence

    def _grid(self, *, hidden: bool) -> Grid:
        rows, cols = extent(self.cells)
        if rows * cols > self.limits.dense:
            raise refused("spread", self.archive.name, rows=rows, cols=cols, where=f'sheet "{self.name}"')
        merged, unseen = tuple(self.merges.areas), (frozenset(self.hidden_rows), frozenset(self.hidden_cols))
        return Grid(self.name, hidden, self.cells, rows, cols, merged, *unseen)

    def _dimension(self, attributes: Attributes) -> None:
        stated = attributes.get("ref", "")
        self.evidence.odd_dimension = "" if _DIMENSION.fullmatch(stated) else stated

    def _column(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in _YES and first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            self.hidden_cols.update(range(int(first), min(int(last), self.limits.cols) + 1))

    def _merge(self, attributes: Attributes) -> None:
        self.merges.add_reference(attributes.get("ref", ""))

    def _conditional(self, _attributes: Attributes) -> None:
        self.evidence.cond_formats += 1
        if self.evidence.cond_formats > self.limits.cond_formats:
            what = f'conditional formats in sheet "{self.name}"'
            raise refused("too-many", self.archive.name, limit=self.limits.cond_formats, what=what)

    def _start_row(self, attributes: Attributes) -> None:
        self.cursor.to_row(attributes.get("r", ""))
        if attributes.get("hidden") in _YES and self.cursor.row <= self.limits.rows:
            self.hidden_rows.add(self.cursor.row)

    def _start_cell(self, attributes: Attributes) -> None:
        get = attributes.get
        self.cursor.to_cell(get("r"))
        self._visited += 1
        if self._visited > self.limits.visited:
            raise refused("too-many", self.archive.name, limit=self.limits.visited, what=f'cells in sheet "{self.name}"')
        self._style, self._kind = get("s", ""), get("t", "n")
        self._text, self._formula = None, False

    def _end_value(self) -> None:
        self._text = self.rich.text.take()

    def _end_formula(self) -> None:
        self._formula = True

    def _end_inline(self) -> None:
        self._text, self._kind = self.rich.take(), "inlineStr"

    def _end_cell(self) -> None:
        if self._text is None and not self._formula:
            return
        row, col = self.cursor.row, self.cursor.col
        if row > self.limits.rows or col > self.limits.cols:
            self._drop(row, col)
            return
        cell = self.maker.make(self._kind, self._style, self._text, formula=self._formula)
        if cell is not None:
            self._keep(row, col, cell)

    def _keep(self, row: int, col: int, cell: RawCell) -> None:
        self.cells[row, col] = cell
        if self.maker.cleaned:
            self.evidence.cleaned.append(address(row, col))
        if self._formula:
            self.evidence.formulas += 1
            self.evidence.zeros += cell.text == "0"
        if len(self.cells) > self.limits.cells:
            raise refused("too-many", self.archive.name, limit=self.limits.cells, what=f'filled cells in sheet "{self.name}"')

    def _drop(self, row: int, col: int) -> None:
        self.evidence.dropped += 1
        self.evidence.first_dropped = self.evidence.first_dropped or address(row, col)
        if self.evidence.dropped > self.limits.outliers:
            what = f'rows or {self.limits.cols:,} columns in sheet "{self.name}"'
            raise refused("too-many", self.archive.name, limit=self.limits.rows, what=what)
