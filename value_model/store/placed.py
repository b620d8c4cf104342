"""Where every value stood, in Arrow: rows that were read by column are written by column."""

from __future__ import annotations

from collections.abc import Sequence
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
        "snapshot_id": _chosen([snapshot_id], np.zeros(len(found), dtype=np.int8)),
        "table_name": _chosen([name], np.zeros(len(found), dtype=np.int8)),
        "row_id": pa.array(row_ids + 1),
        "field": found["field"],
        "file_no": pa.array(np.array([row.file for row in rows], dtype=np.int32)[row_ids]),
        "sheet": _sheets(rows, row_ids),
        "address": found["address"],
        "text": found["text"],
    }
    return pa.table(data)


def _chosen(names: Sequence[str], codes: Any) -> pa.Array:
    """Return a text for each code, each different text held once."""
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(names, type=pa.string()))


def _sheets(rows: Sequence[Row], row_ids: Any) -> pa.Array:
    names = {name: number for number, name in enumerate(dict.fromkeys(row.sheet for row in rows))}
    return _chosen(list(names), np.fromiter((names[row.sheet] for row in rows), dtype=np.int32, count=len(rows))[row_ids])


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
    parts = sorted(origin.parts(lines), key=lambda part: part.field)
    if not parts:
        return _SCHEMA.empty_table()
    codes = np.stack([part.codes for part in parts], axis=1)
    at, which = np.nonzero(codes >= 0)
    rows_shown = pc.cast(pa.array([rows[number].row for number in numbers]), pa.string())
    texts = [pa.array(part.texts, type=pa.string()) for part in parts]
    starts = np.cumsum([0, *map(len, texts)])[:-1]
    columns = {
        "row_id": pa.array(np.array(numbers, dtype=np.int64)[at]),
        "field": pa.array([part.field for part in parts]).take(pa.array(which)),
        "address": pc.binary_join_element_wise(
            pa.array([part.letters for part in parts]).take(pa.array(which)), rows_shown.take(pa.array(at)), ""
        ),
        "text": pa.concat_arrays(texts).take(pa.array(codes[at, which] + starts[which])),
    }
    return pa.table(columns, schema=_SCHEMA)
