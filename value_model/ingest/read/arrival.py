"""A workbook as it arrives from the child process, column by column."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from value_model.contract import Finding
from value_model.ingest.read import packing
from value_model.ingest.read.column import NONE, Cells, Column, Variants
from value_model.ingest.read.grid import Grid, Workbook
from value_model.ingest.read.wire import BETWEEN, Refusal


class Arrival:
    """What has arrived so far; `whole` is set by the end mark."""

    def __init__(self) -> None:
        self.whole: Workbook | None = None
        self._file: list[Any] = []
        self._sheets: list[Grid] = []

    def take(self, message: dict[str, Any]) -> None:
        """Take one line; raise Refusal or one of the errors of a line that no reader of ours writes."""
        if "column" in message:
            self._column(**message)
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

    def _column(
        self,
        column: int,
        kinds: str,
        texts: str | list[str],
        formats: list[str | None],
        styles: list[int],
        extras: dict[str, Any],
        codes: str,
    ) -> None:
        grid = self._sheets[-1]
        held = np.frombuffer(base64.b64decode(codes, validate=True), dtype=np.int32)
        texts = texts.split(BETWEEN) if isinstance(texts, str) else texts
        if not len(kinds) == len(texts) == len(styles or texts) or not packing.KINDS.issuperset(kinds):
            raise ValueError("the parts of a column do not match")
        if len(held) > grid.n_rows or not 1 <= column <= grid.n_cols or held.min() < NONE or held.max() >= len(texts):
            raise ValueError("a column points outside")
        shown = [formats[style] for style in styles] if styles else formats * len(texts)
        variants = Variants(kinds, texts, shown, {int(number): extra for number, extra in extras.items()})
        if sum(map(kinds.count, "bdtu")) != sum(kinds[int(number)] != "x" for number in extras):
            raise ValueError("a value is missing")
        for number in extras:
            variants[int(number)]  # whatever cannot be put together is found here, not when it is first asked for
        grid.columns.columns[column] = Column(held, variants)
