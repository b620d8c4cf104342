"""What is said of rows that add up, average or check the others, or that have no name."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from value_model.ingest import lines
from value_model.ingest.notes import Notes
from value_model.ingest.tablecolumns import Columns
from value_model.ingest.wording import cut


def statistic(line: int, notes: Notes) -> None:
    """Say that a line states an average or the like."""
    notes.add(
        "note",
        "total-row",
        "The row states an average or the like of the others, so it was not loaded as a record.",
        "Nothing to do.",
        row=line,
    )


def total_row(line: int, notes: Notes) -> None:
    """Say that a line is a total."""
    notes.add("note", "total-row", "The row calls itself a total, so it was not loaded as a record.", "Nothing to do.", row=line)


def check_row(line: int, label: str, notes: Notes) -> None:
    """Say that a line checks the others."""
    notes.add("warning", "check-row", f'"{cut(label, 60)}" holds the other rows against something and names nothing else, so it was not loaded as a record.',
              "If it is a record, give it an identifier of its own.", row=line)  # fmt: skip


def part_row(line: int, label: str, notes: Notes) -> None:
    """Say that a line states what is in others."""
    notes.add("warning", "part-row", f'"{cut(label, 60)}" states what other rows hold already, so it was not loaded as a record.',
              "If it is a record, give it an identifier of its own.", row=line)  # fmt: skip


def blank_row(line: int, label: str, notes: Notes) -> None:
    """Say that a line has no name."""
    notes.add("warning", "blank-name", f'"{cut(label, 30)}" stands for amounts without a name, so the row was not loaded as a record.',
              "Give what it holds a name at its source.", row=line)  # fmt: skip


def may_be_total(found: Columns, at: int, label: str, sums: lines.Sums) -> None:
    """Warn of a record that is called a total and is as large as one, but is not what the lines above add up to."""
    amounts = {name: values[at] for name, values in found.values.items() if isinstance(values[at], Decimal)}
    if any(amount > sums.whole.get(name, amount) / 2 for name, amount in amounts.items()):
        found.last(at, partial(_unsure, found.block.lines[at], label))


def _unsure(line: int, label: str, notes: Notes) -> None:
    notes.add("warning", "total-unsure", f'"{cut(label, 60)}" may be a total, but is not what the rows above add up to; it was loaded as a record.',
              "Delete the row if it is a total.", row=line)  # fmt: skip
