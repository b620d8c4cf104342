"""The rows behind a figure: counted and added up by column, and made one by one only where somebody reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cached_property, reduce
from typing import NamedTuple, overload

import numpy as np

from value_model.contract import place_of
from value_model.store import Answer

EXACT = Context(prec=80)  # room for any amount times any share: nothing is rounded
NOWHERE = ("", "")
CELL = ("owner_id", "file_no", "sheet", "row_no", "text", "address")


class TracedRow(NamedTuple):
    """One cell of a source and what it adds: `amount` in the reporting currency, `contribution` signed and shared.

    `cell` and `text` are as the spreadsheet shows them; None where no single cell holds the amount. `input` is,
    for a ratio, the input it adds to.
    """

    file: str
    sha256: str
    sheet: str
    row: int
    cell: str | None
    text: str | None
    field: str
    amount: Decimal
    contribution: Decimal
    project_id: str | None
    benefit_id: str | None
    input: str | None = None


class Whose(NamedTuple):
    """The part of an owner's amounts that counts, signed, and the project and the benefit they are of."""

    share: Decimal
    project_id: str | None
    benefit_id: str | None


def added(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    return reduce(EXACT.add, amounts, Decimal(0))


@dataclass(frozen=True)
class Part:
    """Lines of one answer, each of an owner in `whose`; `column` holds their amounts and `field` names what was read."""

    lines: Answer
    whose: Mapping[str, Whose]
    column: str
    field: str
    files: Sequence[tuple[str, str]]  # name and hash by number
    cells: Answer  # address and text by row_id
    input: str | None = None

    @cached_property
    def total(self) -> Decimal:
        """What the contributions add up to, exactly: amounts with the same share are added first."""
        codes, owners = self.lines.coded("owner_id")
        shares = [self.whose[owner].share for owner in owners]
        numbers = {share: number for number, share in enumerate(dict.fromkeys(shares))}
        sums = self.lines.sums(self.column, np.array([numbers[share] for share in shares], dtype=np.int64)[codes])
        return added(EXACT.multiply(sums[number], share) for share, number in numbers.items())

    @cached_property
    def shown(self) -> Answer:
        """A line for each cell: months spread from one cell are one."""
        return self.lines.beside(self.cells, "row_id").merged(CELL, self.column)

    def rows(self, start: int = 0, end: int | None = None) -> Iterator[TracedRow]:
        """Make the rows from one place to another."""
        lines = self.shown.part(start, len(self.shown) if end is None else end)
        columns = (lines.values(name) for name in (*CELL, self.column))
        for owner, file_no, sheet, row_no, text, address, amount in zip(*columns, strict=True):
            share, project_id, benefit_id = self.whose[owner]
            place = self._place(file_no, sheet or "", row_no or 0, address)
            yield TracedRow(*place, text, self.field, amount, EXACT.multiply(amount, share), project_id, benefit_id, self.input)

    def _place(self, file_no: int | None, sheet: str, line: int, address: str | None) -> tuple[str, str, str, int, str | None]:
        """File, hash, sheet, row and cell; of the other sheet where that filled the value in."""
        name, sha256 = NOWHERE if file_no is None else self.files[file_no]
        if address is None or "!" not in address:
            return name, sha256, sheet, line, address
        name, sheet, cell = place_of(address, name, sheet)
        return name, next((each for one, each in self.files if one == name), sha256), sheet, int("".join(filter(str.isdigit, cell))), cell

    def of(self, test: Callable[[Whose], bool]) -> Part:
        """The lines of the owners that pass a test."""
        kept = {owner: whose for owner, whose in self.whose.items() if test(whose)}
        return replace(self, lines=self.lines.only(self.lines.where("owner_id", kept.__contains__)), whose=kept)


class TracedRows(Sequence[TracedRow]):
    """Reads like a list of rows, each made when it is read."""

    def __init__(self, parts: Iterable[Part] = ()) -> None:
        self.parts = [part for part in parts if len(part.lines)]

    @property
    def total(self) -> Decimal:
        """What all contributions add up to."""
        return added(part.total for part in self.parts)

    def of(self, test: Callable[[Whose], bool]) -> TracedRows:
        """The rows of the projects and benefits that pass a test."""
        return TracedRows(part.of(test) for part in self.parts)

    def first(self, count: int) -> Iterator[TracedRow]:
        """Make no more than the first rows."""
        for part in self.parts:
            yield from part.rows(0, count)
            count -= len(part.shown)
            if count <= 0:
                return

    @overload
    def __getitem__(self, place: int) -> TracedRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[TracedRow]: ...
    def __getitem__(self, place: int | slice) -> TracedRow | list[TracedRow]:
        return self._all[place]

    @cached_property
    def _all(self) -> list[TracedRow]:
        return list(self)

    def __iter__(self) -> Iterator[TracedRow]:
        for part in self.parts:
            yield from part.rows()

    def __len__(self) -> int:
        return sum(len(part.shown) for part in self.parts)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]
