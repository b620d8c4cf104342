"""One field read over all lines of a table: each different cell once, then line by line which one stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from value_model.amounts import Amounts
from value_model.coded import Coded
from value_model.contract import Value
from value_model.ingest import coerce, quantities
from value_model.ingest.block import Block, display
from value_model.ingest.cell import Got
from value_model.ingest.notes import Flaw
from value_model.ingest.origin import Part
from value_model.ingest.periods import Span
from value_model.ingest.read.column import NONE, Cells, Codes, Column, Flags
from value_model.ingest.read.grid import RawCell
from value_model.ingest.recognise import in_parts
from value_model.ingest.unit_asked import Source
from value_model.texts import Texts

Beside = np.ndarray[Any, np.dtype[np.object_]]  # currencies, None where there is none
_CARRIED = ("text", "choice", "list", "currency")  # a cell merged over several records speaks of each; an amount does not


@dataclass(frozen=True, slots=True)
class Read:
    """A column read as a field, by its different cells: values, currencies beside them, and flaws."""

    source: Source
    column: Column
    values: Sequence[Value | Span]
    currencies: Beside
    flaws: dict[int, Flaw]


@dataclass(frozen=True, slots=True)
class FieldRead:
    """A field of a table with the lines of each of its columns that give it."""

    name: str
    reads: list[Read]
    codes: list[Codes]  # per column: the lines it gives, NONE elsewhere

    def values(self) -> Sequence[Value | Span]:
        """Return what each line gives, None where nothing."""
        if len(self.reads) == 1:
            only = self.reads[0].values
            return only.take(self.codes[0]) if isinstance(only, Amounts) else Coded(only, self.codes[0])
        return _joined([read.values for read in self.reads], self.codes)

    def currencies(self) -> Beside:
        """Return the currency that stands beside each line's amount."""
        found = np.full(len(self.codes[0]), None, dtype=object)
        for read, codes in zip(self.reads, self.codes, strict=True):
            found = np.where(codes != NONE, read.currencies[codes], found) if len(read.currencies) else found
        return found

    def parts(self) -> list[Part]:
        """Return where the lines' cells stand."""
        return [Part(read.source.heading, read.column, codes) for read, codes in zip(self.reads, self.codes, strict=True)]

    def flaws(self) -> list[tuple[int, Source, Flaw, str]]:
        """Return each flaw with the number of its line, its column, and the text of its cell."""
        return [
            (line, read.source, read.flaws[code], read.column.cells.texts[code])
            for read, codes in zip(self.reads, self.codes, strict=True)
            for code_flaws in [np.isin(codes, list(read.flaws))]
            for line, code in zip(np.flatnonzero(code_flaws).tolist(), codes[code_flaws].tolist(), strict=True)
        ]


def _joined(by_column: Sequence[Sequence[Any]], codes: list[Codes]) -> list[Any]:
    found = Column(codes[0], None).spread(list(by_column[0]))  # type: ignore[arg-type]
    for values, other in zip(by_column[1:], codes[1:], strict=True):
        for line in np.flatnonzero(other != NONE).tolist():
            found[line] = values[other.item(line)]
    return found


def read(block: Block, name: str, sources: Sequence[Source]) -> FieldRead:
    """Read a field: of each line the first column that holds a usable value, else the first that holds anything."""
    if sources and sources[0].ask.given.pick == "joined":
        joined = _joined_column(block, sources)
        return FieldRead(name, [_read(sources[-1], joined)], [np.where(joined.filled, joined.codes, NONE)])
    reads = [_read(source, _carried(block, source)) for source in sources]
    open_lines = np.ones(len(block.lines), dtype=bool)
    codes = [np.full(len(block.lines), NONE, dtype=np.int32) for _ in reads]
    for usable in (True, False):
        for entry, kept in zip(reads, codes, strict=True):
            here = entry.column.filled & open_lines & (_with_value(entry) if usable else True)
            kept[here] = entry.column.codes[here]
            open_lines &= ~here
    return FieldRead(name, reads, codes)


def _joined_column(block: Block, sources: Sequence[Source]) -> Column:
    """Return what two columns say together, each different pair once."""
    headings = [source.heading for source in sources]
    cells = {}
    for at, line in enumerate(block.lines):
        texts = [display(cell) if (cell := block.cell(line, heading)) else "" for heading in headings]
        if all(texts):
            text = in_parts.joined(headings, texts)
            cells[at + 1, 1] = RawCell(text, text)
    return Cells.of(cells).column(1).take(np.arange(len(block.lines), dtype=np.int32))


def _with_value(entry: Read) -> Flags:
    if isinstance(entry.values, Amounts | Texts):
        return entry.column.flags(entry.values.known)
    return entry.column.flags(np.array([value is not None for value in entry.values], dtype=bool))


def _carried(block: Block, source: Source) -> Column:
    """The column, with cells merged over several records given to each of them where they speak of each."""
    column = block.column(source.heading)
    if source.ask.field.kind not in _CARRIED or not block.merges(source.heading):
        return column
    cells = {
        (at + 1, 1): cell
        for at, line in enumerate(block.lines)
        if (cell := column.at(at) or block.merged_above(line, source.heading)) is not None
    }
    return Cells.of(cells).column(1).take(np.arange(len(block.lines), dtype=np.int32))


def _read(source: Source, column: Column) -> Read:
    count = len(column.cells)
    values: list[Value | Span] = [None] * count
    currencies = np.full(count, None, dtype=object)
    flaws: dict[int, Flaw] = {}
    wanted = (column.counts() > 0) & column.cells.filled
    is_money, is_named = source.ask.field.kind == "money", source.ask.field.kind == "text" and source.ask.field.required
    if is_money:
        done, exact = quantities.amounts(column.cells, wanted & column.cells.numbers, source.ask, values, currencies)
        wanted &= ~done
    if is_named:
        done, plain = coerce.names(column.cells, wanted, source.ask, values)
        wanted &= ~done
    for code in np.flatnonzero(wanted).tolist():
        got: Got = coerce.read(column.cells[code], source.ask)
        values[code], currencies[code] = got.value, got.currency
        if got.flaw:
            flaws[code] = got.flaw
    if is_money:
        return Read(source, column, quantities.cents(column.cells, exact, values), currencies, flaws)
    return Read(source, column, coerce.worded(column.cells, plain, values) if is_named else values, currencies, flaws)
