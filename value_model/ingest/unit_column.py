"""A column that says for each line what its amounts count: "€" on one, "days" on the next. Only money is read as money."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from value_model.ingest import currencies
from value_model.ingest.block import Block, Heading
from value_model.ingest.notes import Notes, plural
from value_model.ingest.recognise.headings import core
from value_model.ingest.tablecolumns import Columns
from value_model.ingest.units import of_heading
from value_model.ingest.wording import cut, listed, plain

_HEADED = frozenset({"unit", "units", "unit of measure", "unit of measurement", "uom", "measure unit", "einheit", "masseinheit", "unite", "unite de mesure", "unidad",
                     "unidad de medida", "unidade", "unidade de medida"})  # fmt: skip
_MONEY = re.compile(r"\b(?:money|monetary|currency|financial|geld|monetar|argent|dinero|dinheiro)\b")


def without_other_units(found: Columns) -> None:
    """Leave out the amounts of lines whose unit is no money, saying which."""
    fields = {source.heading.index for sources in found.sources.values() for source in sources}  # a business unit is none of amounts
    heading = next((one for one in found.block.headings if core(one.text) in _HEADED and one.index not in fields), None)
    names = [name for name, sources in found.sources.items() if sources and sources[0].ask.field.kind == "money"]
    if heading is None or not names or found.table.name not in ("projects", "benefits", "benefit_values", "costs"):
        return
    others = _not_money(found.block, heading)
    lines = [at for at in others if any(isinstance(found.values[name][at], Decimal) for name in names)]
    for name in names:
        for at in lines:
            found.values[name][at] = None
    if lines:
        told = listed(dict.fromkeys(others[at] for at in lines), limit=4)
        found.last(lines[0], partial(_say, heading.text, told, len(lines), found.block.lines[lines[0]]))


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
