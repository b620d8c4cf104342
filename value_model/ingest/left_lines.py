"""Lines of a sheet that gave no record: headings said again, notes, names of groups, and what stands above the headings."""

from __future__ import annotations

from value_model.ingest.block import Block, filled
from value_model.ingest.lines import first_text
from value_model.ingest.notes import Notes, plural
from value_model.ingest.recognise import Recognised
from value_model.ingest.wording import cut, listed

_MANY = 12


def say(table: Recognised, notes: Notes) -> None:
    """Say which lines of a recognised table were left out."""
    _no_records(table, notes)
    _groups(table, notes)
    _below(table, notes)
    _above(table.block, notes)


def _groups(table: Recognised, notes: Notes) -> None:
    if table.heads:
        names = listed([cut(first_text(table.block, line), 60) for line in table.heads], limit=4)
        notes.add("warning", "group-headings", f"Left out as headings of groups, not records: {names}.", "If they are records, fill in another cell of each.", row=table.heads[0])  # fmt: skip


def _below(table: Recognised, notes: Notes) -> None:
    if table.below:
        notes.add("warning", "sub-items", f"{plural(len(table.below), 'row')} list what stands below a record, under headings of their own "
                  f"(the first is row {table.below[0]}); they were left out.", "Load them from a sheet of their own if they count.",
                  row=table.below[0])  # fmt: skip


def _above(block: Block, notes: Notes) -> None:
    """Warn of rows above the headings that are as wide as the table: they may be records too."""
    if block.orientation == "columns":
        return
    first = min(block.header_rows)
    widths = {
        row: sum((cell := block.grid.cells.get((row, h.index))) is not None and filled(cell) for h in block.headings)
        for row in range(1, first)
    }
    rows = [row for row, width in widths.items() if width > max(3, len(block.headings) / 2)]
    if rows:
        notes.add("warning", "rows-above", f"{plural(len(rows), 'row')} above the headings hold values and were not read (the first is row {rows[0]}).",
                  "If they are records, move them below the headings.", row=rows[0])  # fmt: skip


def _no_records(table: Recognised, notes: Notes) -> None:
    if not table.left_out:
        return
    lines = table.left_out
    if table.block.orientation == "columns" and len(table.block.lines) == 1 < len(lines):
        notes.add("warning", "fields-beside", f"{plural(len(lines), 'column')} beside the fields of the form hold fields of their own and were not read.",
                  "Move them below the others, or map the sheet.", row=lines[0])  # fmt: skip
        return
    rows = "column" if table.block.orientation == "columns" else "row"
    places = ", ".join(str(line) for line in lines[:_MANY]) + (" …" if len(lines) > _MANY else "")
    text = next(
        (
            cut(t, 60)
            for line in lines
            for heading in table.block.headings
            if (c := table.block.cell(line, heading)) and (t := c.text.strip())
        ),
        "",
    )
    notes.add("note", "lines-left-out", f'{plural(len(lines), rows)} that {"is" if len(lines) == 1 else "are"} no record (headings again, notes, '
              f'sections): {places}. The first reads "{text}".', "Nothing to do if that is right.", row=lines[0])  # fmt: skip
