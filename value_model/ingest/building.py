"""Rows of a table put together from its columns, with defaults, a rating's own wording, and the currency beside an amount."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

import numpy as np

from value_model.contract import Cell, LineCells, Row
from value_model.ingest import currencies
from value_model.ingest.block import shown_text
from value_model.ingest.loaded import Context
from value_model.ingest.mapping import TableMap
from value_model.ingest.origin import Part, TableOrigin
from value_model.ingest.periods import Span
from value_model.ingest.read.column import NONE, Flags
from value_model.ingest.spread import expand
from value_model.ingest.tablecolumns import Columns
from value_model.ingest.wording import key

_RATING, _WORDING = "delivery_rag", "delivery_rag_text"


def rows(found: Columns, plan: TableMap, context: Context, kept: Flags) -> Iterator[list[Row]]:
    """Yield what each kept line gives: a row, or one per month of a longer period."""
    origin = TableOrigin(found.block)
    for name, field in found.fields.items():
        for part in field.parts():
            origin.add(name, part)
    columns, spans = _without_spans(found)
    _complete(columns, found, plan, context, origin)
    names, sheet, table = list(columns), found.block.grid.name, found.table.name
    given = zip(*columns.values(), strict=True) if columns else iter([()] * len(kept))
    for at, (line, values) in enumerate(zip(found.block.lines, given, strict=True)):
        if kept[at]:
            held = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            yield expand(Row(table, held, context.file, sheet, line, _cells(origin, at)), spans[at] if spans else None)


def _cells(origin: TableOrigin, at: int) -> MutableMapping[str, Cell]:
    cells = LineCells(origin, at)
    return cells if origin.block.orientation == "rows" else dict(cells)


def _without_spans(found: Columns) -> tuple[dict[str, list[Any]], list[Span | None]]:
    """Return the columns with the first month in a period's place, and the periods by line."""
    columns, spans = dict(found.values), list[Span | None]()
    for name, values in columns.items():
        if Span in set(map(type, values)):
            columns[name] = [value.start if isinstance(value, Span) else value for value in values]
            held = [value if isinstance(value, Span) else None for value in values]
            spans = [new or old for new, old in zip(held, spans, strict=True)] if spans else held
    return columns, spans


def _complete(columns: dict[str, list[Any]], found: Columns, plan: TableMap, context: Context, origin: TableOrigin) -> None:
    """Fill in what a line leaves open: defaults, the rating as it was worded, the currency that stood beside an amount."""
    count = len(found.block.lines)
    for name, default in plan.defaults.items():
        if name in found.table:
            columns[name] = [default if value is None else value for value in columns.get(name, [None] * count)]
    if _RATING in found.fields and found.table.name == "projects":
        _word(columns, found, origin)
    if "currency" in found.table and found.currencies:
        beside = [next(filter(None, codes), None) for codes in zip(*found.currencies.values(), strict=True)]
        settled = {code: currencies.settle(code, context.reporting) for code in set(beside)}
        given = columns.get("currency", [None] * count)
        columns["currency"] = [settled[code] if value is None else value for value, code in zip(given, beside, strict=True)]


def _word(columns: dict[str, list[Any]], found: Columns, origin: TableOrigin) -> None:
    """Keep the wording of a rating where it says more than the color."""
    ratings = columns[_RATING]
    wordings = list(columns.get(_WORDING, [None] * len(ratings)))
    parts = []
    for part in found.fields[_RATING].parts():
        codes = np.full_like(part.codes, NONE)
        for at in np.flatnonzero(part.codes != NONE).tolist():
            text = shown_text(part.column, part.codes.item(at))
            if wordings[at] is None and key(text) != ratings[at]:
                wordings[at], codes[at] = text.strip(), part.codes[at]
        parts.append(Part(part.heading, part.column, codes))
    columns[_WORDING] = wordings
    worded = np.any([part.codes != NONE for part in parts], axis=0)
    others = [Part(part.heading, part.column, np.where(worded, NONE, part.codes)) for part in origin.found.get(_WORDING, ())]
    origin.found[_WORDING] = parts + others
