"""Rows of a table put together from its columns, with defaults, a rating's own wording, and the currency beside an amount."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import Any

import numpy as np

from value_model.amounts import Amounts
from value_model.coded import Coded
from value_model.contract import Row
from value_model.held import Held, Stretch
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
from value_model.texts import Texts

_RATING, _WORDING = "delivery_rag", "delivery_rag_text"


def rows(found: Columns, plan: TableMap, context: Context, kept: Flags) -> tuple[Sequence[Row], int]:
    """Return the records of the kept lines, one per month of a longer period, and how many lines hold such a period."""
    origin = TableOrigin(found.block)
    for name, field in found.fields.items():
        for part in field.parts():
            origin.add(name, part)
    columns, spans = _without_spans(found)
    _complete(columns, found, plan, context, origin)
    held = Held(found.table.name, context.file, found.block.grid.name, found.block.lines, columns, origin)
    made = Stretch(held, np.flatnonzero(kept).tolist())
    if found.block.orientation == "columns":
        for row in made:
            row.cells = dict(row.cells)
    longer = sum(span is not None and span.months > 1 for span in compress(spans, kept))
    return [each for row, line in zip(made, made.lines, strict=True) for each in expand(row, spans[line])] if longer else made, longer


def _without_spans(found: Columns) -> tuple[dict[str, Any], list[Span | None]]:
    """Return the columns with the first month in a period's place, and the periods by line."""
    columns, spans = dict[str, Any](found.values), list[Span | None]()
    for name, values in columns.items():
        held = values.values if isinstance(values, Coded) else values
        if not isinstance(held, Amounts | Texts) and Span in set(map(type, held)):
            columns[name] = [value.start if isinstance(value, Span) else value for value in values]
            longer = [value if isinstance(value, Span) else None for value in values]
            spans = [new or old for new, old in zip(longer, spans, strict=True)] if spans else longer
    return columns, spans


def _complete(columns: dict[str, Any], found: Columns, plan: TableMap, context: Context, origin: TableOrigin) -> None:
    """Fill in what a line leaves open: defaults, the rating as it was worded, the currency that stood beside an amount."""
    count = len(found.block.lines)
    for name, default in plan.defaults.items():
        if name in found.table:
            columns[name] = [default if value is None else value for value in columns.get(name, [None] * count)]
    if _RATING in found.fields and found.table.name == "projects":
        _word(columns, found, origin)
    if "currency" in found.table and found.currencies:
        given, beside = columns.get("currency"), _beside(found, context)
        columns["currency"] = (
            [settled if value is None else value for value, settled in zip(given, beside, strict=True)] if given else beside
        )


def _beside(found: Columns, context: Context) -> Coded:
    """Return the currency of each line: that of its first amount beside which one stands."""
    beside = np.full(len(found.block.lines), None, dtype=object)
    still_open = np.arange(len(beside))
    for codes in found.currencies.values():
        stated = codes[still_open].astype(bool)
        beside[still_open[stated]] = codes[still_open[stated]]
        still_open = still_open[~stated]
    every = beside.tolist()
    numbers = {code: number for number, code in enumerate(dict.fromkeys(every))}
    settled = [currencies.settle(code, context.reporting) for code in numbers]
    return Coded(settled, np.array([numbers[code] for code in every], dtype=np.int32))


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
