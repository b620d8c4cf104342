"""The different cells of a column of a large sheet, made of their texts: plain numbers and shared texts all at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.ingest.read import packing, rows
from value_model.ingest.read.cells import CellMaker
from value_model.ingest.read.column import NONE, Variants
from value_model.ingest.read.formats import shape
from value_model.ingest.read.grid import RawCell
from value_model.ingest.read.rows import NotPlain
from value_model.ingest.read.tagkinds import Numbers
from value_model.ingest.read.values import LONGEST
from value_model.texts import Texts

_WORDED = ("s", "str", "inlineStr")
_INDEX = r"^\d{1,8}$"
_NUMBER = r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?$"  # what `values.number` reads, whatever its size


class Different:
    """The different cells of a column, made of their texts."""

    def __init__(self, maker: CellMaker) -> None:
        self._maker = maker
        self._kinds: list[str] = []
        self._texts: list[pa.Array] = []
        self._formats: list[str | None] = []  # of each piece of texts
        self._extras: dict[int, Any] = {}
        self._count = 0

    def variants(self) -> Variants:
        """Return them."""
        numbers = {code: number for number, code in enumerate(dict.fromkeys(self._formats))}
        of_pieces = np.array([numbers[code] for code in self._formats], dtype=np.int32)
        styles = np.repeat(of_pieces, [len(piece) for piece in self._texts])
        return Variants("".join(self._kinds), Texts.of(self._texts), list(numbers), styles, self._extras)

    def add(self, kind: str, style: str, stored: pa.Array) -> Numbers:
        """Make the cells of some different texts of one type and style; return their numbers, NONE for one that holds nothing."""
        code, texts = self._maker.code(style), stored.cast(pa.string())
        if kind in _WORDED:
            code = self._maker.worded_code(style)
        letter, told, plain = self._plain(kind, code, texts)
        numbers = np.full(len(texts), NONE, dtype=np.int32)
        kept = told.filter(pa.array(plain))
        numbers[plain] = self._keep(letter * len(kept), kept, code)
        others = np.flatnonzero(~plain)
        made = [self._new(kind, style, text) for text in texts.take(pa.array(others)).to_pylist()]
        there = np.array([cell is not None for cell in made], dtype=bool)
        numbers[others[there]] = self._keep_cells([cell for cell in made if cell is not None], code)
        return numbers

    def _plain(self, kind: str, code: str | None, texts: pa.Array) -> tuple[str, pa.Array, Numbers]:
        """Return the letter of what can be taken all at once, the texts it shows, and which ones it is."""
        if kind in ("", "n") and (code is None or shape(code) == "number"):
            short = pc.less_equal(pc.binary_length(texts), LONGEST)
            return packing.NUMBER, texts, pc.and_(short, pc.match_substring_regex(texts, _NUMBER)).to_numpy(zero_copy_only=False)
        shared = self._shared(texts) if kind == "s" else None
        if shared is not None:
            return "s", shared, pc.greater(pc.binary_length(shared), 0).to_numpy(zero_copy_only=False)
        return "", texts, np.zeros(len(texts), dtype=bool)

    def _shared(self, indices: pa.Array) -> pa.Array | None:
        """Return texts of the shared table; None where one of them is not there, or held control characters."""
        strings = self._maker.book.strings
        if strings.cleaned or not pc.all(pc.match_substring_regex(indices, _INDEX)).as_py():
            return None
        places = indices.cast(pa.int32())
        return strings.stored.take(places) if (pc.max(places).as_py() or 0) < len(strings.items) else None

    def _new(self, kind: str, style: str, text: str) -> RawCell | None:
        if len(text) > self._maker.book.archive.limits.string_len or (not text and kind in ("str", "inlineStr")):
            raise NotPlain  # whether there was a value, and whether it may be as long, is for the parser to say
        cell = self._maker.make(kind or "n", style, rows.resolved(text) or None, formula=False)
        if self._maker.cleaned:
            raise NotPlain
        return cell

    def _keep_cells(self, cells: list[RawCell], code: str | None) -> Numbers:
        told = [packing.kind(cell) for cell in cells]
        self._extras |= {number: extra for number, (_, extra) in enumerate(told, self._count) if extra is not None}
        return self._keep("".join(letter for letter, _ in told), pa.array([cell.text for cell in cells], type=pa.string()), code)

    def _keep(self, letters: str, texts: pa.Array, code: str | None) -> Numbers:
        """Keep cells of one format; return their numbers."""
        first, self._count = self._count, self._count + len(texts)
        self._kinds.append(letters)
        self._texts.append(texts)
        self._formats.append(code)
        return np.arange(first, self._count, dtype=np.int32)
