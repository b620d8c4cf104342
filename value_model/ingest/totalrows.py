"""Rows that add up those above them: told by what they call themselves and by what they state, and not loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

import numpy as np

from value_model.contract import Table
from value_model.ingest import lines, plain_sums, sumrows, totalnotes
from value_model.ingest.block import Block, filled
from value_model.ingest.cell import Got
from value_model.ingest.loaded import Loaded
from value_model.ingest.notes import Notes
from value_model.ingest.read.column import Flags
from value_model.ingest.tablecolumns import Columns
from value_model.ingest.unit_asked import Source

Amounts = dict[str, Decimal]
_FEW = 50  # lines called a total; a list of more has names that begin so


class Kinds(NamedTuple):
    """What each line may be, by what it calls itself and what it leaves empty."""

    firsts: lines.Firsts
    sure: Flags  # a total
    called: Flags  # called a total, as a record may be too
    nameless: Flags
    statistics: Flags  # an average or the like
    checks: Flags
    parts: Flags  # what other lines hold already
    feet: Flags  # without a name and a number, where records have them
    blank: Flags  # called "(blank)"

    @property
    def flags(self) -> Sequence[Flags]:
        """Each of them."""
        return self[1:]


def kept(found: Columns, kinds: Kinds, loaded: Loaded) -> Flags:
    """Return which lines are records; the totals are kept apart in `loaded`, and said."""
    walk = _Walk(found, loaded, kinds)
    for at in np.flatnonzero(np.any(kinds.flags, axis=0)).tolist():
        walk.pass_by(at)
    return walk.ended()


def kinds(block: Block, table: Table, sources: dict[str, list[Source]]) -> Kinds:
    """Return what each line may be; whether it is that, its amounts must tell."""
    firsts = lines.Firsts(block)
    sure, called = lines.totals(block, sources, table, firsts), lines.called_totals(firsts)
    nameless = lines.nameless(block, sources)
    named = called_by_name(table)
    feet, blank = lines.unnamed(block, sources) if named else (nameless & False, nameless & False)
    parts = sumrows.parts(firsts) if named else nameless & False
    return Kinds(firsts, sure, called, nameless, lines.statistics(firsts, sure | called), lines.checks(block, firsts), parts, feet, blank)


class _Walk:
    """Passes the lines that may be no records in their order, adding up the records between them."""

    def __init__(self, found: Columns, loaded: Loaded, kinds: Kinds) -> None:
        self.found, self.loaded, self.firsts, self.kinds = found, loaded, kinds.firsts, kinds
        self.records = np.ones(len(found.block.lines), dtype=bool)
        self._few = int(self.kinds.called.sum()) <= _FEW
        self._sums, self._counted, self._since = lines.Sums(), 0, 0
        self._whole: tuple[int, Amounts] | None = None  # the last total of all lines above it
        self._balance = 0  # a later one that states the same amounts

    def pass_by(self, at: int) -> None:
        """Tell what a line is; what a blank name stands for counts with the records."""
        line, label = self.found.block.lines[at], self.firsts.at(at)
        _count(self._sums, self.found, self._counted, at)
        self._counted = at
        stated = _stated(self.found.block, line, self.found.sources)
        amounts = {name: got.value for name, got in stated.items() if isinstance(got.value, Decimal)}
        if self.kinds.blank[at]:
            self._leave_out(at, partial(totalnotes.blank_row, line, label), counted=at)
        elif self.kinds.statistics[at]:
            self._leave_out(at, partial(totalnotes.statistic, line))
        elif self.kinds.parts[at]:
            self._leave_out(at, partial(totalnotes.part_row, line, label))
        elif self._is_check(at, amounts):
            self._leave_out(at, partial(totalnotes.check_row, line, label))
        elif self._is_total(at, amounts):
            self._add_up(at, amounts)
            self.loaded.totals.append((line, stated))
            self._leave_out(at, partial(totalnotes.total_row, line))
        elif self.kinds.called[at] and at == len(self.records) - 1:
            totalnotes.may_be_total(self.found, at, label, self._sums)

    def _leave_out(self, at: int, say: Callable[[Notes], None], counted: int | None = None) -> None:
        self.records[at], self._counted = False, at + 1 if counted is None else counted
        self.found.total(at, say)

    def _is_check(self, at: int, amounts: Amounts) -> bool:
        follows = bool(at) and not self.records[at - 1]
        return bool(self.kinds.checks[at]) and (self._sums.are(amounts) or not any(amounts.values()) or follows)

    def _is_total(self, at: int, amounts: Amounts) -> bool:
        if self.kinds.sure[at]:
            return True
        called = bool(self.kinds.called[at])
        if self._sums.are(amounts) and (called or self.kinds.nameless[at] or self._sums.part_is(amounts)):
            return True
        return self._few and called and not amounts and plain_sums.add_up(self.found.block, at, self._since, self.records)

    def _add_up(self, at: int, amounts: Amounts) -> None:
        """Begin a new part below a total."""
        if self._sums.whole_is(amounts):
            self._whole, self._balance = (at, amounts), 0
        elif self._whole and sumrows.balances(amounts, self._whole[1], self.firsts.at(at)):
            self._balance = at
        self._since = at + 1
        self._sums.part.clear()

    def _closes(self, at: int) -> bool:
        return self._since == at + 1 and (bool(self.kinds.sure[at]) or sumrows.of_all(self.firsts.at(at)))

    def ended(self) -> Flags:
        """Return which lines are records, without those that add up the others unsaid."""
        if self._whole and (self._balance or self._closes(self._whole[0])):
            sumrows.leave_out(self.found, self.records, self._whole[0])
        sumrows.take_out(self.found, self.records, self.firsts)
        return self.records


def called_by_name(table: Table) -> bool:
    """Tell whether the lines are records with names of their own."""
    return table.name in ("projects", "benefits")


def _count(sums: lines.Sums, found: Columns, first: int, beyond: int) -> None:
    """Count the records from one line to the one before another."""
    for name, values in found.values.items():
        amounts = [value for value in values[first:beyond] if isinstance(value, Decimal)]
        if amounts:
            sums.add({name: sum(amounts, Decimal(0))})


def _stated(block: Block, line: int, sources: dict[str, list[Source]]) -> dict[str, Got]:
    """The amounts of a line, whatever the line is."""
    found = {name: _pick(block, line, choices) for name, choices in sources.items() if choices and choices[0].ask.field.kind == "money"}
    return {name: got for name, got in found.items() if got and got.value is not None}


def _pick(block: Block, line: int, choices: list[Source]) -> Got | None:
    """Return what the first column gives that holds a usable value."""
    for source in choices:
        cell = block.cell(line, source.heading)
        if cell is not None and filled(cell) and (got := source.read(cell)).value is not None:
            return got
    return None
