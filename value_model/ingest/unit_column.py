"""A column that says for each line what its amounts count: "€" on one, "days" on the next. Only money is read as money."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from value_model.ingest import currencies, numbers, unit_asked
from value_model.ingest.block import Block, Heading
from value_model.ingest.notes import Notes, plural
from value_model.ingest.tablecolumns import Columns
from value_model.ingest.units import of_heading
from value_model.ingest.wording import cut, listed, plain

_MONEY = re.compile(r"\b(?:money|monetary|currency|financial|geld|monetar|argent|dinero|dinheiro)\b")


def without_other_units(found: Columns) -> None:
    """Leave out the amounts of lines whose unit is no money, saying which; count those in thousands or millions as such."""
    heading = unit_asked.of_lines(found.block, found.sources)
    names = [name for name, sources in found.sources.items() if sources and sources[0].ask.field.kind == "money"]
    if heading is None or not names or found.table.name not in ("projects", "benefits", "benefit_values", "costs"):
        return
    _scaled(found, heading, names)
    others = _not_money(found.block, heading)
    lines = [at for at in others if any(isinstance(found.values[name][at], Decimal) for name in names)]
    for name in names:
        for at in lines:
            found.values[name][at] = None
    if lines:
        told = listed(dict.fromkeys(others[at] for at in lines), limit=4)
        found.last(lines[0], partial(_say, heading.text, told, len(lines), found.block.lines[lines[0]]))


def _scaled(found: Columns, heading: Heading, names: list[str]) -> None:
    """Count amounts whose line, and nothing else, says that it counts thousands or millions: "£k" on one, "£m" on the next."""
    column = found.block.column(heading)
    powers = {code: of_heading(f"({column.cells.texts[code].strip()})").power for code in column.used()}
    names = [name for name in names if all(map(unit_asked.is_open, found.sources[name]))]
    lines = [at for at, code in enumerate(column.codes.tolist()) if powers.get(code)] if names else []
    for name in names:
        for at in lines:
            value, cell = found.values[name][at], found.block.column(found.sources[name][0].heading).at(at)
            if isinstance(value, Decimal) and cell and not ((typed := numbers.parse(cell.text)) and typed.power):
                found.values[name][at] = value.scaleb(powers[column.codes.item(at)])
    if lines:
        told = listed(dict.fromkeys(cut(column.cells.texts[column.codes.item(at)], 20) for at in lines), limit=4)
        found.last(lines[0], partial(_say_scaled, heading.text, told, len(lines), found.block.lines[lines[0]]))


def _say_scaled(heading: str, told: str, count: int, row: int, notes: Notes) -> None:
    notes.add("note", "unit-of-line", f'By "{heading}", {plural(count, "line")} count {told}; amounts without a unit of their own were read so.',
              "Nothing to do if that is right.", row=row, column=heading)  # fmt: skip


def _not_money(block: Block, heading: Heading) -> dict[int, str]:
    """The lines whose unit is said and is no currency, with what it says."""
    column = block.column(heading)
    money = {code: _is_money(column.cells.texts[code]) for code in column.used()}
    return {at: cut(column.cells.texts[code], 20) for at, code in enumerate(column.codes.tolist()) if code in money and not money[code]}


def _is_money(text: str) -> bool:
    said = text.strip()
    return not said or bool(of_heading(f"({said})").currency) or currencies.code(said) is not None or bool(_MONEY.search(plain(said)))


def _say(heading: str, told: str, count: int, row: int, notes: Notes) -> None:
    notes.add("warning", "unit-not-money", f'By "{heading}", {plural(count, "line")} count {told}, which is no money; their amounts were left out.',
              "Give what is not money as a measure with its readings.", row=row, column=heading)  # fmt: skip
