"""Rows that add up those above them: told by what they call themselves and by what they state, and not loaded."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import numpy as np

from value_model.ingest import lines, plain_sums, sumrows
from value_model.ingest.block import Block, filled
from value_model.ingest.cell import Got
from value_model.ingest.loaded import Loaded
from value_model.ingest.notes import Notes
from value_model.ingest.read.column import Flags
from value_model.ingest.tablecolumns import Columns
from value_model.ingest.unit_asked import Source
from value_model.ingest.wording import cut

Amounts = dict[str, Decimal]
_FEW = 50  # lines called a total; a list of more has names that begin so


def kept(found: Columns, loaded: Loaded) -> Flags:
    """Return which lines are records; the totals are kept apart in `loaded`, and said."""
    block, firsts = found.block, lines.Firsts(found.block)
    sure = lines.totals(block, found.sources, found.table, firsts)
    called = lines.called_totals(firsts)
    few = int(called.sum()) <= _FEW
    nameless = lines.nameless(block, found.sources)
    statistics = lines.statistics(firsts, sure | called)
    checks = lines.checks(block, firsts)
    feet, blank = lines.unnamed(block, found.sources) if called_by_name(found) else (nameless & False, nameless & False)
    records = np.ones(len(block.lines), dtype=bool)
    sums, counted, since = lines.Sums(), 0, 0
    whole: tuple[int, Amounts] | None = None  # the last total of all lines above it
    balance = 0  # a later one that states the same amounts
    for at in np.flatnonzero(sure | called | nameless | statistics | checks | feet | blank).tolist():
        _count(sums, found, counted, at)
        counted = at
        stated = _stated(block, block.lines[at], found.sources)
        amounts = {name: got.value for name, got in stated.items() if isinstance(got.value, Decimal)}
        if blank[at]:
            records[at] = False
            found.total(at, partial(_blank_row, block.lines[at], firsts.at(at)))
        elif statistics[at]:
            records[at], counted = False, at + 1
            found.total(at, partial(_statistic, block.lines[at]))
        elif checks[at] and (sums.are(amounts) or not any(amounts.values()) or (at and not records[at - 1])):
            records[at], counted = False, at + 1
            found.total(at, partial(_check_row, block.lines[at], firsts.at(at)))
        elif (
            sure[at]
            or (sums.are(amounts) and (called[at] or nameless[at] or sums.part_is(amounts)))
            or (few and called[at] and not amounts and plain_sums.add_up(block, at, since, records))
        ):
            if sums.whole_is(amounts):
                whole, balance = (at, amounts), 0
            elif whole and sumrows.balances(amounts, whole[1], firsts.at(at)):
                balance = at
            records[at], counted, since = False, at + 1, at + 1
            loaded.totals.append((block.lines[at], stated))
            sums.part.clear()
            found.total(at, partial(_total_row, block.lines[at]))
        elif called[at] and at == len(block.lines) - 1:
            _may_be_total(found, at, firsts.at(at), sums)
    if whole and (balance or (sure[whole[0]] and since == whole[0] + 1)):
        sumrows.leave_out(found, records, whole[0])
    sumrows.take_out(found, records, firsts)
    return records


def called_by_name(found: Columns) -> bool:
    """Tell whether the lines are records with names of their own."""
    return found.table.name in ("projects", "benefits")


def _blank_row(line: int, label: str, notes: Notes) -> None:
    notes.add("warning", "blank-name", f'"{cut(label, 30)}" stands for amounts without a name, so the row was not loaded as a record.',
              "Give what it holds a name at its source.", row=line)  # fmt: skip


def _count(sums: lines.Sums, found: Columns, first: int, beyond: int) -> None:
    """Count the records from one line to the one before another."""
    for name, values in found.values.items():
        amounts = [value for value in values[first:beyond] if isinstance(value, Decimal)]
        if amounts:
            sums.add({name: sum(amounts, Decimal(0))})


def _statistic(line: int, notes: Notes) -> None:
    notes.add(
        "note",
        "total-row",
        "The row states an average or the like of the others, so it was not loaded as a record.",
        "Nothing to do.",
        row=line,
    )


def _check_row(line: int, label: str, notes: Notes) -> None:
    notes.add("warning", "check-row", f'"{cut(label, 60)}" holds the other rows against something and names nothing else, so it was not loaded as a record.',
              "If it is a record, give it an identifier of its own.", row=line)  # fmt: skip


def _total_row(line: int, notes: Notes) -> None:
    notes.add("note", "total-row", "The row calls itself a total, so it was not loaded as a record.", "Nothing to do.", row=line)


def _may_be_total(found: Columns, at: int, label: str, sums: lines.Sums) -> None:
    """Warn of a record that is called a total and is as large as one, but is not what the lines above add up to."""
    amounts = {name: values[at] for name, values in found.values.items() if isinstance(values[at], Decimal)}
    if any(amount > sums.whole.get(name, amount) / 2 for name, amount in amounts.items()):
        found.last(at, partial(_unsure, found.block.lines[at], label))


def _unsure(line: int, label: str, notes: Notes) -> None:
    notes.add("warning", "total-unsure", f'"{cut(label, 60)}" may be a total, but is not what the rows above add up to; it was loaded as a record.',
              "Delete the row if it is a total.", row=line)  # fmt: skip


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
