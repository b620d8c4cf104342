"""Where every value stood, in Arrow: rows that were read by column are written by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.contract import LineCells, Origin, Row

_SCHEMA = pa.schema([("row_id", pa.int64()), ("field", pa.string()), ("address", pa.string()), ("text", pa.string())])


def of_table(name: str, rows: Sequence[Row], snapshot_id: str) -> pa.Table:
    """Return the cells of one contract table by row and field."""
    by_origin, single = _sorted_out(rows)
    made = [*(_by_column(origin, rows, numbers) for origin, numbers in by_origin), _one_by_one(rows, single)]
    found = pa.concat_tables([part for part in made if part.num_rows] or [_SCHEMA.empty_table()])
    if len(by_origin) + bool(single) > 1:
        found = found.sort_by([("row_id", "ascending"), ("field", "ascending")])
    row_ids = found["row_id"].to_numpy()
    data = {
        "snapshot_id": pa.repeat(snapshot_id, len(found)),
        "table_name": pa.repeat(name, len(found)),
        "row_id": pa.array(row_ids + 1),
        "field": found["field"],
        "file_no": pa.array(np.array([row.file for row in rows], dtype=np.int32)[row_ids]),
        "sheet": _sheets(rows, row_ids),
        "address": found["address"],
        "text": found["text"],
    }
    return pa.table(data)


def _sheets(rows: Sequence[Row], row_ids: Any) -> pa.Array:
    names = pa.array([row.sheet for row in rows], type=pa.string())
    return names.take(pa.array(row_ids))


def _sorted_out(rows: Sequence[Row]) -> tuple[list[tuple[Origin, list[int]]], list[int]]:
    """The numbers of rows whose cells can be taken by column, by where they come from; and of the others."""
    by_origin: dict[int, tuple[Origin, list[int]]] = {}
    single = []
    for number, row in enumerate(rows):
        cells = row.cells
        if isinstance(cells, LineCells) and not cells.own:
            by_origin.setdefault(id(cells.origin), (cells.origin, []))[1].append(number)
        elif cells:
            single.append(number)
    return list(by_origin.values()), single


def _one_by_one(rows: Sequence[Row], numbers: Sequence[int]) -> pa.Table:
    found = [(number, field, cell) for number in numbers for field, cell in sorted(rows[number].cells.items(), key=_field)]
    data = {
        "row_id": [number for number, _, _ in found],
        "field": [field for _, field, _ in found],
        "address": [cell.address for _, _, cell in found],
        "text": [cell.text for _, _, cell in found],
    }
    return pa.table(data, schema=_SCHEMA)


def _field(entry: tuple[str, Any]) -> str:
    return entry[0]


def _by_column(origin: Origin, rows: Sequence[Row], numbers: Sequence[int]) -> pa.Table:
    """The cells of many rows of one origin, by row and field."""
    lines = [cells.line for number in numbers if isinstance(cells := rows[number].cells, LineCells)]
    rows_shown = pc.cast(pa.array([rows[number].row for number in numbers]), pa.string())
    ids = np.array(numbers, dtype=np.int64)
    parts = sorted(origin.parts(lines), key=lambda part: part.field)
    there = [np.flatnonzero(np.asarray(part.codes) >= 0) for part in parts]
    if not sum(map(len, there)):
        return _SCHEMA.empty_table()
    order = pa.array(np.lexsort((np.repeat(np.arange(len(parts)), list(map(len, there))), np.concatenate(there))))
    columns = {
        "row_id": pa.array(ids[np.concatenate(there)]),
        "field": pa.concat_arrays([pa.repeat(part.field, len(at)) for part, at in zip(parts, there, strict=True)]),
        "address": pa.concat_arrays(list(_addresses(parts, there, rows_shown))),
        "text": pa.concat_arrays([_texts(part, at) for part, at in zip(parts, there, strict=True)]),
    }
    return pa.table({name: column.take(order) for name, column in columns.items()}, schema=_SCHEMA)


def _addresses(parts: Sequence[Any], there: Sequence[Any], rows_shown: pa.Array) -> Iterator[pa.Array]:
    for part, at in zip(parts, there, strict=True):
        yield pc.binary_join_element_wise(part.letters, rows_shown.take(pa.array(at)), "")


def _texts(part: Any, at: Any) -> pa.Array:
    return pa.array(part.texts, type=pa.string()).take(pa.array(np.asarray(part.codes)[at]))
