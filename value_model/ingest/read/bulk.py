"""Columns of a large sheet filled from whole chunks of rows: each different text becomes a cell once."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, compress, pairwise, repeat
from typing import Any

import numpy as np

from value_model.ingest.read import packing, rows
from value_model.ingest.read.build import SheetBuilder
from value_model.ingest.read.cells import CellMaker
from value_model.ingest.read.column import NONE, Cells, Column, Variants
from value_model.ingest.read.cursor import column_number
from value_model.ingest.read.formats import shape
from value_model.ingest.read.rows import Found, NotPlain, Rest
from value_model.ingest.read.values import PLAIN

_PLAIN_LINES = re.compile(rf"(?:{PLAIN.pattern}\n)*", re.ASCII)
_YES = (' hidden="1"', ' hidden="true"')


class Bulk:
    """The rows of one worksheet, chunk by chunk."""

    def __init__(self, sheet: SheetBuilder, maker: CellMaker) -> None:
        self._sheet, self._maker, self._limits = sheet, maker, sheet.limits
        self._columns: dict[str, _Filling] = {}
        self._visited = 0
        self._row = 0

    def read(self, pieces: Iterable[bytes], rest: Rest) -> None:
        """Read the rows of a part into the sheet, all else into `rest`; raise NotPlain where only the parser can judge."""
        for chunk in rows.chunks(pieces, rest):
            self._take(chunk)
        columns = {column_number(letters): filling.column() for letters, filling in self._columns.items()}
        characters = sum(int(column.counts() @ [len(text) for text in column.cells.texts]) for column in columns.values())
        cells = Cells({index: column for index, column in columns.items() if len(column.codes)})
        last, beyond = cells.extent()
        if (
            characters > self._limits.text_total
            or len(cells) > self._limits.cells
            or last > self._limits.rows
            or beyond > self._limits.cols
        ):
            raise NotPlain
        self._sheet.cells = cells

    def _take(self, chunk: str) -> None:
        found_rows, found = rows.cells(chunk)
        numbers = [int(row) for row, _ in found_rows]
        if any(later <= row for row, later in zip([self._row, *numbers], numbers, strict=False)):
            raise NotPlain
        self._row = numbers[-1] if numbers else self._row
        self._visited += len(found)
        if self._visited > self._limits.visited:
            raise NotPlain
        for row, attributes in found_rows:
            if any(yes in attributes for yes in _YES):
                self._sheet.hide_rows(int(row), int(row))
        if found:
            self._fill(numbers, [piece.count("<c ") for piece in chunk.split("<row ")[1:]], found)

    def _fill(self, numbers: list[int], counts: list[int], found: list[Found]) -> None:
        letters, stated, styles, kinds, formulas, values, inline = zip(*found, strict=True)
        if stated != tuple(chain.from_iterable(map(repeat, map(str, numbers), counts))):
            raise NotPlain
        texts = list(map("".join, zip(values, inline, strict=True))) if any(inline) else values
        self._count_formulas(formulas, texts)
        width = counts[0]
        if counts == [width] * len(counts) and letters == letters[:width] * len(counts) and numbers[-1] - numbers[0] + 1 == len(numbers):
            _in_order([(0, column_number(name)) for name in letters[:width]])
            for at, name in enumerate(letters[:width]):
                part = slice(at, None, width)
                self._column(name).extend(numbers[0], kinds[part], styles[part], texts[part], formulas[part])
            return
        _in_order([(int(row), column_number(name)) for row, name in zip(stated, letters, strict=True)])
        for name, row, kind, style, text, formula in zip(letters, stated, kinds, styles, texts, formulas, strict=True):
            self._column(name).put(int(row), kind, style, text, formula=bool(formula))

    def _count_formulas(self, formulas: Sequence[str], texts: Sequence[str]) -> None:
        if any(formulas):
            calculated = list(compress(texts, formulas))
            self._sheet.evidence.formulas += len(calculated)
            self._sheet.evidence.zeros += calculated.count("0")

    def _column(self, letters: str) -> _Filling:
        found = self._columns.get(letters)
        if found is None:
            found = self._columns[letters] = _Filling(self._maker)
        return found


def _in_order(places: list[tuple[int, int]]) -> None:
    if any(later <= place for place, later in pairwise(places)) or not all(column for _, column in places):
        raise NotPlain


class _Filling:
    """One column as it fills up: the codes of its rows, and what is different in it by type and style."""

    def __init__(self, maker: CellMaker) -> None:
        self._maker = maker
        self._known: dict[tuple[str, str], dict[str, int]] = {}
        self._codes = array("i")
        self._kinds: list[str] = []
        self._texts: list[str] = []
        self._formats: list[str | None] = []
        self._extras: dict[int, Any] = {}

    def extend(self, row: int, kinds: Sequence[str], styles: Sequence[str], texts: Sequence[str], formulas: Sequence[str]) -> None:
        """Add cells that stand below each other from `row` on."""
        if len(Counter(kinds)) > 1 or len(Counter(styles)) > 1:
            for at, (kind, style, text, formula) in enumerate(zip(kinds, styles, texts, formulas, strict=True)):
                self.put(row + at, kind, style, text, formula=bool(formula))
            return
        self._gap(row)
        known = self._known.setdefault((kinds[0], styles[0]), {})
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if not self._all_alike(kinds[0], styles[0], fresh, known):
            calculated = any(formulas)
            for text in fresh:
                known[text] = self._new(kinds[0], styles[0], text, formula=calculated)
        self._codes.extend(map(known.__getitem__, texts))

    def _all_alike(self, kind: str, style: str, fresh: Sequence[str], known: dict[str, int]) -> bool:
        """Take plain numbers, or texts of the shared table, all at once; False where one of them is something else."""
        code, first = self._maker.code(style), len(self._texts)
        if kind in ("", "n"):
            letter, texts = packing.NUMBER, fresh
            short = (code is None or shape(code) == "number") and max(map(len, fresh), default=0) <= 16
            alike = short and _PLAIN_LINES.fullmatch("\n".join([*fresh, ""])) is not None
        else:
            letter, texts = "s", self._maker.shared(fresh) if kind == "s" else []
            alike = bool(texts) and all(texts)
        if alike:
            known.update(zip(fresh, range(first, first + len(fresh)), strict=True))
            self._kinds += letter * len(fresh)
            self._texts += texts
            self._formats += [code] * len(fresh)
        return alike

    def put(self, row: int, kind: str, style: str, text: str, *, formula: bool) -> None:
        """Add one cell."""
        if len(self._codes) != row - 1:
            self._gap(row)
        known = self._known.get((kind, style))
        if known is None:
            known = self._known[kind, style] = {}
        code = known.get(text)
        if code is None:
            code = known[text] = self._new(kind, style, text, formula=formula)
        self._codes.append(code)

    def _gap(self, row: int) -> None:
        self._codes.extend(repeat(NONE, row - 1 - len(self._codes)))

    def _new(self, kind: str, style: str, text: str, *, formula: bool) -> int:
        code = self._maker.code(style)
        if kind in ("", "n") and len(text) <= 16 and PLAIN.fullmatch(text) and (code is None or shape(code) == "number"):
            return self._keep(packing.NUMBER, text, code, None)
        if len(text) > self._maker.book.archive.limits.string_len or (not text and (formula or kind in ("str", "inlineStr"))):
            raise NotPlain  # whether there was a value, and whether it may be as long, is for the parser to say
        cell = self._maker.make(kind or "n", style, rows.resolved(text) or None, formula=False)
        if self._maker.cleaned:
            raise NotPlain
        if cell is None:
            return NONE
        letter, extra = packing.kind(cell)
        return self._keep(letter, cell.text, cell.number_format, extra)

    def _keep(self, letter: str, text: str, code: str | None, extra: Any) -> int:
        if extra is not None:
            self._extras[len(self._texts)] = extra
        self._kinds.append(letter)
        self._texts.append(text)
        self._formats.append(code)
        return len(self._texts) - 1

    def column(self) -> Column:
        """Return the finished column."""
        codes = np.array(self._codes, dtype=np.int32)
        filled = np.flatnonzero(codes != NONE)
        return Column(
            codes[: int(filled[-1]) + 1 if len(filled) else 0], Variants("".join(self._kinds), self._texts, self._formats, self._extras)
        )
