"""From what a worksheet stores for one cell (type, style, text) to a `RawCell`."""

from __future__ import annotations

from dataclasses import dataclass, field

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.formats import set_in
from value_model.ingest.read.grid import UNCACHED, RawCell
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.strings import SharedStrings, held_control, tidy, unescaped
from value_model.ingest.read.values import NOT_A_NUMBER, iso_cell, numeric_cell

_FLAGS = {"1": True, "true": True, "0": False, "false": False}
_REMEMBERED = 50_000
_SHORT = 4  # longer numbers seldom come twice, so they are not looked up
_Key = tuple[str, str, str | None, bool]


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of one workbook share. `formats` holds the format code of each cell style, `indents` how far it sets a text in."""

    archive: Archive
    strings: SharedStrings
    formats: list[str | None] = field(default_factory=list)
    date1904: bool = False
    indents: list[int] = field(default_factory=list)


class CellMaker:
    """Makes the cells of one sheet. Equal cells are one object, so a text used often is held once.

    `cleaned` says of the last cell made whether control characters were taken out of it.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self._made: dict[_Key, RawCell | None] = {}
        self._cleaned: set[_Key] = set()
        self.cleaned = False

    def make(self, kind: str, style: str, text: str | None, *, formula: bool) -> RawCell | None:
        """Return the cell, or None where it holds nothing; raise FileRefused for a text beyond the limits."""
        if kind == "n" and text is not None and len(text) > _SHORT and not text.isspace():
            self.cleaned = False
            return numeric_cell(text, self.code(style), date1904=self.book.date1904)
        key = (kind, style, text, formula)
        cell = self._made.get(key)
        if cell is None:
            cell = self._remember(key)
        else:
            self.cleaned = key in self._cleaned
        return cell

    def _remember(self, key: _Key) -> RawCell | None:
        kind, style, text, formula = key
        self.cleaned = False
        cell = self._new(kind, style, text, formula=formula)
        if len(self._made) < _REMEMBERED:
            self._made[key] = cell
            if self.cleaned:
                self._cleaned.add(key)
        return cell

    def _new(self, kind: str, style: str, text: str | None, *, formula: bool) -> RawCell | None:
        code = self.code(style)
        if text is None or (not text and kind not in ("str", "inlineStr")):
            return RawCell(None, "", code, UNCACHED) if formula else None
        if kind == "n":
            return numeric_cell(text, code, date1904=self.book.date1904) if text.strip() else None
        if kind == "s":
            return self._worded(self._shared(text), style)
        if kind in ("str", "inlineStr"):
            return self._worded(self._text(text), style)
        return self._other(kind, text, code)

    def _worded(self, text: str, style: str) -> RawCell | None:
        return RawCell(text, text, self.worded_code(style)) if text else None

    def _other(self, kind: str, text: str, code: str | None) -> RawCell | None:
        if kind == "b":
            flag = _FLAGS.get(text.strip())
            return RawCell(flag, text, code, None if flag is not None else NOT_A_NUMBER)
        if kind == "e":
            return RawCell(None, text, code, text if text.startswith("#") else f"#{text}")
        return iso_cell(text, code) if kind == "d" else RawCell(None, tidy(text), code, NOT_A_NUMBER)

    def _text(self, text: str) -> str:
        limit = self.book.archive.limits.string_len
        if len(text) > limit:
            raise refused("string-length", self.book.archive.name, limit=limit, where="a sheet")
        text = unescaped(text)
        self.cleaned = held_control(text)
        return tidy(text)

    def _shared(self, index: str) -> str:
        strings = self.book.strings
        position = int(index) if len(index) < 9 and index.isascii() and index.isdigit() else -1
        if not 0 <= position < len(strings.items):
            raise refused("damaged", self.book.archive.name, where=f"text number {index[:20]} does not exist")
        self.cleaned = position in strings.cleaned
        return strings.items[position]

    def worded_code(self, style: str) -> str | None:
        """Return the format code under which a style shows a text."""
        code = self.code(style)
        return set_in(code, self.book.indents[int(style)]) if style and self.book.indents and self._known(style) else code

    def code(self, style: str) -> str | None:
        """Return the format code of a cell style, None for General and for styles that are not there."""
        return self.book.formats[int(style)] if style and self._known(style) else None

    def _known(self, style: str) -> bool:
        return len(style) < 7 and style.isascii() and style.isdigit() and int(style) < len(self.book.formats)
