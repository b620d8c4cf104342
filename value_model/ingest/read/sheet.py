"""One worksheet part, streamed: values by their exact text, and everything a value-only reader drops."""

from __future__ import annotations

import re

from value_model.ingest.read.build import SheetBuilder
from value_model.ingest.read.cells import Book, CellMaker
from value_model.ingest.read.cursor import Cursor
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import Grid
from value_model.ingest.read.rows import LARGE, NotPlain, Rest
from value_model.ingest.read.strings import RichText
from value_model.ingest.read.xml import Attributes, qualify, scan

_DIMENSION = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(:\$?[A-Z]{1,3}\$?[1-9]\d{0,6})?", re.ASCII)
_YES = ("1", "true")


class SheetReader:
    """Handlers for one worksheet part; `read` returns its grid and the evidence found in passing."""

    def __init__(self, book: Book, part: str, name: str) -> None:
        self.book, self.archive, self.part = book, book.archive, part
        self.limits = book.archive.limits
        self.sheet = SheetBuilder(self.archive.name, name, self.limits)
        self.cursor = Cursor(self.archive.name, name)
        self.maker = CellMaker(book)
        self.rich = RichText()
        self._visited = 0
        self._style = self._kind = ""
        self._text: str | None = None
        self._formula = False

    def read(self, *, hidden: bool) -> tuple[Grid, Evidence]:
        """Stream the part; raise FileRefused where cells are out of order, misaddressed or beyond the limits."""
        pieces = self._without_plain_rows()
        start = {
            "dimension": self._dimension, "col": self._column, "row": self._start_row, "c": self._start_cell, "is": self.rich.start,
            "rPh": self.rich.phonetic, "mergeCell": self._merge, "conditionalFormatting": self._conditional,
        }  # fmt: skip
        end = {
            "c": self._end_cell, "v": self._end_value, "f": self._end_formula, "is": self._end_inline, "t": self.rich.run_end,
            "rPh": self.rich.phonetic_end,
        }  # fmt: skip
        scan(self.archive, self.part, start=qualify(start), end=qualify(end), text=self.rich.text, pieces=pieces)
        return self.sheet.grid(hidden=hidden), self.sheet.evidence

    def _without_plain_rows(self) -> list[bytes] | None:
        """Read the rows of a large part by pattern and return the rest; None where the parser must read all of it."""
        if self.archive.size(self.part) < LARGE or self.book.strings.cleaned:
            return None
        from value_model.ingest.read.bulk import Bulk  # numpy, which a small sheet does without

        rest = Rest()
        try:
            Bulk(self.sheet, self.maker).read(self.archive.chunks(self.part), rest)
        except NotPlain:
            self.archive.give_back(rest.size)
            self.sheet, self.maker = SheetBuilder(self.archive.name, self.sheet.sheet, self.limits), CellMaker(self.book)
            return None
        return rest.pieces

    def _dimension(self, attributes: Attributes) -> None:
        stated = attributes.get("ref", "")
        self.sheet.evidence.odd_dimension = "" if _DIMENSION.fullmatch(stated) else stated

    def _column(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in _YES and first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            self.sheet.hide_cols(int(first), int(last))

    def _merge(self, attributes: Attributes) -> None:
        self.sheet.merges.add_reference(attributes.get("ref", ""))

    def _conditional(self, _attributes: Attributes) -> None:
        self.sheet.evidence.cond_formats += 1
        if self.sheet.evidence.cond_formats > self.limits.cond_formats:
            raise self.sheet.too_many(self.limits.cond_formats, "conditional formats")

    def _start_row(self, attributes: Attributes) -> None:
        self.cursor.to_row(attributes.get("r", ""))
        if attributes.get("hidden") in _YES:
            self.sheet.hide_rows(self.cursor.row, self.cursor.row)

    def _start_cell(self, attributes: Attributes) -> None:
        get = attributes.get
        self.cursor.to_cell(get("r"))
        self._visited += 1
        if self._visited > self.limits.visited:
            raise self.sheet.too_many(self.limits.visited, "cells")
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
        cell = self.maker.make(self._kind, self._style, self._text, formula=self._formula)
        if cell is not None:
            self.sheet.put(self.cursor.row, self.cursor.col, cell, formula=self._formula, cleaned=self.maker.cleaned)
