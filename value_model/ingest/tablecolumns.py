"""A table read by column: what each line gives for each field, with amounts in a second currency left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from value_model.ahead import ahead
from value_model.contract import Table
from value_model.ingest import currencies, fieldread
from value_model.ingest.block import Block, display
from value_model.ingest.fieldread import Beside, FieldRead
from value_model.ingest.loaded import Context
from value_model.ingest.notes import Flaw, Notes
from value_model.ingest.unit_asked import Source
from value_model.ingest.wording import cut

Said = tuple[int, int, Callable[[Notes], None]]  # line, order within it, what is to be said


class Columns:
    """The fields of a table over all its lines: `values` and, for amounts, the `currencies` beside them."""

    def __init__(self, block: Block, table: Table, sources: dict[str, list[Source]], context: Context) -> None:
        self.block, self.table, self.sources, self.context = block, table, sources, context
        self.fields: dict[str, FieldRead] = {field.name: field for field in ahead(self._told(), self._read)}
        self.values: dict[str, Any] = {name: field.values() for name, field in self.fields.items()}
        self.currencies: dict[str, Beside] = {
            name: field.currencies() for name, field in self.fields.items() if any(any(read.currencies) for read in field.reads)
        }
        self._said: list[Said] = []
        for number, field in enumerate(self.fields.values()):
            for line, source, flaw, text in field.flaws():
                self._flawed(line, number, self._named(flaw, line), source, text)
        if len(self._codes()) > 1:
            self._keep_one_currency()

    def _told(self) -> Iterator[str]:
        for name in self.sources:
            self.context.tick()
            yield name

    def _read(self, name: str) -> FieldRead:
        return fieldread.read(self.block, name, self.sources[name])

    def _codes(self) -> set[object]:
        """The currencies that the table speaks of."""
        beside = {code for read in self._reads() for code in set(read.currencies.tolist()) if code}
        stated = {value for read in self.fields["currency"].reads for value in read.values if value} if "currency" in self.fields else set()
        return {currencies.settle(code, self.context.reporting) for code in beside} | stated

    def _reads(self) -> list[fieldread.Read]:
        return [read for field in self.fields.values() for read in field.reads]

    def _keep_one_currency(self) -> None:
        """Leave out amounts in another currency than the record's: one record has one currency, and amounts are never mixed."""
        names = list(self.currencies)
        stated = self.values.get("currency", [None] * len(self.block.lines))
        for line, beside in enumerate(zip(*(self.currencies[name] for name in names), strict=True)):
            codes = {
                name: currencies.settle(code, self.context.reporting)
                for name, code in zip(names, beside, strict=True)
                if code and self.values[name][line] is not None
            }
            own = stated[line] or next(iter(codes.values()), None)
            for name, code in codes.items():
                if code != own and self.sources[name][0].ask.field.kind == "money":
                    self._leave_out(line, name, str(code), own)

    def _leave_out(self, line: int, name: str, code: str, own: str | None) -> None:
        flaw = Flaw("error", "currency-differs", f"{name} is in {code} in a record in {own}; it was left out.",
                    "Give each record one currency, and the others on rows of their own.")  # fmt: skip
        cell = next(part.column.cells[part.codes.item(line)] for part in self.fields[name].parts() if part.codes.item(line) >= 0)
        self._flawed(line, len(self.fields) + list(self.sources).index(name), flaw, self.sources[name][0], display(cell))
        self.values[name][line] = self.currencies[name][line] = None

    def _flawed(self, line: int, order: int, flaw: Flaw, source: Source, text: str) -> None:
        self._said.append((line, order, lambda notes: notes.at(flaw, self.block, self.block.lines[line], source.heading, text)))

    def _named(self, flaw: Flaw, line: int) -> Flaw:
        """Add the record's name to a warning about a project that runs across, where a row number says little."""
        if self.block.orientation == "rows" or not self.sources.get("name"):
            return flaw
        cell = self.block.column(self.sources["name"][0].heading).at(line)
        name = cut(cell.text, 60) if cell else ""
        return Flaw(flaw.severity, flaw.code, f"{name}: {flaw.problem}" if name else flaw.problem, flaw.fix)

    def total(self, line: int, say: Callable[[Notes], None]) -> None:
        """Say of a line that it is a total, and nothing else of it."""
        self._said = [said for said in self._said if said[0] != line]
        self._said.append((line, 0, say))

    def last(self, line: int, say: Callable[[Notes], None]) -> None:
        """Say something of a line after all else."""
        self._said.append((line, 2 * len(self.fields), say))

    def say(self, notes: Notes) -> None:
        """Say what there is to say, line by line."""
        for _, _, say in sorted(self._said, key=lambda said: said[:2]):
            say(notes)
