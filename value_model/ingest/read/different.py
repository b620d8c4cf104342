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
from value_model.ingest.read.rows import NotPlain
from value_model.ingest.read.tagkinds import Numbers
from value_model.ingest.read.values import PLAIN

_SHORT = 16  # characters of a number that can be taken as it is written


class Different:
    """The different cells of a column, made of their texts."""

    def __init__(self, maker: CellMaker) -> None:
        self._maker = maker
        self._kinds: list[str] = []
        self._texts: list[str] = []
        self._formats: list[str | None] = []
        self._extras: dict[int, Any] = {}

    def variants(self) -> Variants:
        """Return them."""
        return Variants("".join(self._kinds), self._texts, self._formats, self._extras)

    def add(self, kind: str, style: str, stored: pa.Array) -> Numbers:
        """Make the cells of some different texts of one type and style; return their numbers, NONE for one that holds nothing."""
        code, texts = self._maker.code(style), stored.cast(pa.string())
        plain = np.zeros(len(texts), dtype=bool)
        if kind in ("", "n") and (code is None or shape(code) == "number"):
            short = pc.less_equal(pc.binary_length(texts), _SHORT)
            plain = pc.and_(short, pc.match_substring_regex(texts, f"^(?:{PLAIN.pattern})$")).to_numpy(zero_copy_only=False)
        told = texts.to_pylist()
        letter = packing.NUMBER
        if kind == "s" and (shared := self._maker.shared(told)):
            letter, told, plain = "s", shared, np.fromiter(map(bool, shared), dtype=bool, count=len(shared))
        numbers = np.full(len(told), NONE, dtype=np.int32)
        numbers[plain] = np.arange(len(self._texts), len(self._texts) + int(plain.sum()))
        self._keep(letter, told if plain.all() else [text for text, alike in zip(told, plain.tolist(), strict=True) if alike], code)
        for at in np.flatnonzero(~plain).tolist():
            numbers[at] = self._new(kind, style, texts[at].as_py())
        return numbers

    def _new(self, kind: str, style: str, text: str) -> int:
        if len(text) > self._maker.book.archive.limits.string_len or (not text and kind in ("str", "inlineStr")):
            raise NotPlain  # whether there was a value, and whether it may be as long, is for the parser to say
        cell = self._maker.make(kind or "n", style, rows.resolved(text) or None, formula=False)
        if self._maker.cleaned:
            raise NotPlain
        if cell is None:
            return NONE
        letter, extra = packing.kind(cell)
        if extra is not None:
            self._extras[len(self._texts)] = extra
        self._keep(letter, [cell.text], cell.number_format)
        return len(self._texts) - 1

    def _keep(self, letter: str, texts: list[str], code: str | None) -> None:
        self._kinds.append(letter * len(texts))
        self._texts += texts
        self._formats += [code] * len(texts)
