"""Projects on several rows that a column of funds, sources or work streams tells apart: are their amounts parts, or said again on each row?

The file's own total row proves which. Without one, equal amounts count once and that is said, for parts are rarely equal
throughout; amounts that differ are asked about elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from value_model.contract import TABLES, Row
from value_model.ingest.block import Block, Heading
from value_model.ingest.loaded import Loaded
from value_model.ingest.notes import Notes, plural
from value_model.ingest.wording import listed, plain

_PARTS = re.compile(
    r"\b(?:fund\w*|source|grant|tranche|account|component|work ?stream|work ?package|cost (?:type|element|category|centre|center)|budget line|finanz\w*|fonds|"
    r"kostenart|kostenstelle|mittel\w*|arbeitspaket|teilprojekt|financement|source|poste|fuente|fonte|financiamiento|financiacion|financiamento|partida|rubro|recurso)\b"
)
_MONEY = [entry.name for entry in TABLES["projects"].fields if entry.kind == "money"]
_SLACK = Decimal("0.001")


def settle(block: Block, groups: Sequence[Sequence[Row]], loaded: Loaded, notes: Notes) -> None:
    """Add the amounts of projects on several rows up where a total row proves that they are parts; say where they count once."""
    several = [rows for rows in groups if len(rows) > 1]
    proved = [name for name in _MONEY if several and _are_parts(name, groups, loaded)]
    for name in proved:
        for rows in several:
            total = sum((value for row in rows if isinstance(value := row.values.get(name), Decimal)), Decimal(0))
            for row in rows:
                row.values[name] = total
    if proved:
        notes.add("note", "amounts-added", f"{plural(len(several), 'project')} stand on several rows; the total row is the sum of all rows, so {listed(proved)} "
                  "of a project is what its rows add up to.", "Nothing to do.", row=several[0][1].row)  # fmt: skip
    again = [name for name in _MONEY if name not in proved and any(_equal(name, rows) for rows in several)]
    heading = _apart(block, several, loaded) if again else None
    if heading:
        notes.add("warning", "amounts-repeated", f'{plural(len(several), "project")} stand on several rows told apart by "{heading.text}", with equal amounts of {listed(again)}; '
                  "they were taken for one amount said again and count once.", "If they are parts, add them up and give each project one row.",
                  row=several[0][1].row, column=heading.text)  # fmt: skip


def _are_parts(name: str, groups: Sequence[Sequence[Row]], loaded: Loaded) -> bool:
    """Tell whether a total row states the sum of all rows, and that is not the sum of each project's amount once."""
    amounts = [[value for row in rows if isinstance(value := row.values.get(name), Decimal)] for rows in groups]
    every = sum((value for each in amounts for value in each), Decimal(0))
    once = sum((each[0] for each in amounts if each), Decimal(0))
    stated = [got.value for _, total in loaded.totals if (got := total.get(name)) and isinstance(got.value, Decimal)]
    return not _same(every, once) and any(_same(total, every) for total in stated)


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= max(Decimal(1), abs(one) * _SLACK)


def _equal(name: str, rows: Sequence[Row]) -> bool:
    return bool(rows[0].values.get(name)) and len({row.values.get(name) for row in rows}) == 1


def _apart(block: Block, several: Sequence[Sequence[Row]], loaded: Loaded) -> Heading | None:
    """Return the unused column that says of what each row is a part: a fund, a source, a work stream, another on each row of a project."""
    for heading in block.headings:
        if heading.index not in loaded.used and _PARTS.search(plain(heading.text)):
            texts = [[cell.text.strip() if (cell := block.cell(row.row, heading)) else "" for row in rows] for rows in several]
            if all(len(set(each)) == len(each) for each in texts):
                return heading
    return None
