"""A workbook as it arrives from the child process, column by column."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from value_model.contract import Finding
from value_model.ingest.read import lying, packing
from value_model.ingest.read.column import NONE, Cells, Column, Variants
from value_model.ingest.read.grid import Grid, Workbook
from value_model.ingest.read.wire import Refusal
from value_model.texts import Texts


class Arrival:
    """What has arrived so far; `whole` is set by the end mark."""

    def __init__(self) -> None:
        self.whole: Workbook | None = None
        self._file: list[Any] = []
        self._sheets: list[Grid] = []
        self._beside = ThreadPoolExecutor(max_workers=1)  # goes on with what was asked of it when nobody holds it any more

    def take(self, message: dict[str, Any], parts: list[bytes]) -> None:
        """Take a line and the parts behind it; raise Refusal or one of the errors of what no reader of ours writes."""
        if "column" in message:
            self._column(*message["column"], *parts)
        elif "sheet" in message:
            self._sheet(*message["sheet"])
        elif "refused" in message:
            code, sentence = message["refused"]
            raise Refusal(str(code), str(sentence))
        elif "file" in message:
            self._file = message["file"]
        else:
            name, sha256, size, kind = self._file
            notes = [Finding(**note) for note in message["end"]]
            self.whole = Workbook(str(name), str(sha256), int(size), str(kind), self._sheets, notes)

    def _sheet(self, name: str, hidden: bool, n_rows: int, n_cols: int, merged: list[list[int]], rows: list[int], cols: list[int]) -> None:
        areas = tuple((a, b, c, d) for a, b, c, d in merged)
        self._sheets.append(Grid(name, hidden, Cells({}), n_rows, n_cols, areas, frozenset(rows), frozenset(cols)))

    def _column(self, index: int, formats: list[str | None], extras: list[tuple[int, Any]], *parts: bytes) -> None:
        letters, numbered, coded, ends, written = parts
        grid, kinds = self._sheets[-1], letters.decode("ascii")
        styles, codes, texts = lying.numbers(numbered), lying.numbers(coded), Texts(lying.texts(ends, written))
        if not len(kinds) == len(texts) == len(styles) or not packing.KINDS.issuperset(kinds):
            raise ValueError("the parts of a column do not match")
        if styles.min() < 0 or styles.max() >= len(formats):
            raise ValueError("a cell has a format that is not there")
        if len(codes) > grid.n_rows or not 1 <= index <= grid.n_cols or codes.min() < NONE or codes.max() >= len(texts):
            raise ValueError("a column points outside")
        variants = Variants(kinds, texts, formats, styles, dict(extras))
        if sum(map(kinds.count, "bdtu")) != sum(kinds[number] != "x" for number in variants.extras):
            raise ValueError("a value is missing")
        for number in variants.extras:
            variants[number]  # whatever cannot be put together is found here, not when it is first asked for
        grid.columns.columns[index] = Column(codes, variants)
        self._beside.submit(variants.prepare)
