"""Numbers that say the same thing twice: total rows and stated totals, and units that do not agree with them."""

from __future__ import annotations

from decimal import Decimal

from value_model.contract import TABLES, Row, Value
from value_model.ingest import columns
from value_model.ingest.block import Block, Heading
from value_model.ingest.checks.units import times
from value_model.ingest.coerce import Ask, read
from value_model.ingest.loaded import Context, Loaded
from value_model.ingest.mapping import FieldMap, TableMap
from value_model.ingest.notes import Flaw, Notes
from value_model.ingest.wording import cut
from value_model.records import column, numbers

_SLACK = Decimal("0.001")


def totals_agree(loaded: Loaded, notes: Notes) -> None:
    """Warn where a total row differs from the sum of the rows above it, all or since the last total, by more than rounding."""
    before, lines = 0, numbers(loaded.rows)
    amounts = {name: column(loaded.rows, name) for name in dict.fromkeys(name for _, stated in loaded.totals for name in stated)}
    for line, stated in loaded.totals:
        for name, got in stated.items():
            total, part = _added(lines, amounts[name], 0, line), _added(lines, amounts[name], before, line)
            if isinstance(got.value, Decimal) and min(abs(total - got.value), abs(part - got.value)) > max(
                Decimal(1), abs(got.value) * _SLACK
            ):
                notes.add(
                    "warning", "total-disagrees", f"The total row states {got.value:,.2f} for {name}; the rows above add up to {total:,.2f}.",
                    "Find the row that is missing or counted twice; the rows are used.", row=line, column=loaded.mapped[name].column,
                )  # fmt: skip
        before = line


def _added(lines: list[int], amounts: list[Value], after: int, before: int) -> Decimal:
    """What the rows between two lines add up to."""
    between = (value for line, value in zip(lines, amounts, strict=True) if after < line < before)
    return sum((value for value in between if isinstance(value, Decimal)), Decimal(0))


def units_agree(block: Block, plan: TableMap, loaded: Loaded, context: Context, notes: Notes) -> set[int]:
    """Compare columns that are not loaded with the field they repeat; return the columns looked at.

    `compare = { "Whole Life Benefits Range From" = "forecast_benefit" }`: a value about 1,000 times off is a warning.
    """
    looked: set[int] = set()
    rows = {row.row: row for row in loaded.rows}
    for text, name in plan.compare.items():
        heading = block.find(text)
        if heading is None or name not in plan.fields:
            continue
        looked.add(heading.index)
        entry = TABLES[plan.table][name]
        given = FieldMap((text,), scale=plan.fields[name].scale)
        ask = Ask(plan.table, entry, given, columns.decide(block, heading, entry, given, notes), context.fiscal_start)
        for line, row in rows.items():
            _unit(block, line, heading, ask, row, notes)
    return looked


def _unit(block: Block, line: int, heading: Heading, ask: Ask, row: Row, notes: Notes) -> None:
    cell = block.cell(line, heading)
    beside = row.values.get(ask.field.name)
    if cell is None or not cell.text.strip() or not isinstance(beside, Decimal):
        return
    factor = times(read(cell, ask).value, beside)
    if factor:
        name = cut(str(row.values.get("name") or row.values.get("project_id")), 60)
        flaw = Flaw("warning", "unit-off", f'{name}: "{cut(cell.text, 30)}" is about {factor:,} times off {ask.field.name} ({beside:,.2f}) beside it; '
                    "it is not used.", "Correct the unit typed with it.")  # fmt: skip
        notes.at(flaw, block, line, heading, cell.text)
