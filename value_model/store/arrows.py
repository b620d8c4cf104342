"""The Arrow shape in which rows reach the store: a hundred thousand of them in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa

from value_model.contract import Row, Table
from value_model.held import Stretch
from value_model.records import column, fields, marks, parts, places
from value_model.store import placed
from value_model.store.schema import CELL_COLUMNS, PROVENANCE, columns
from value_model.texts import Texts

_MONEY = "DECIMAL(18,2)"
_SCALES = {_MONEY: Decimal("0.01"), "DECIMAL(10,8)": Decimal("0.00000001")}
_ARROW_TYPES: dict[str, pa.DataType] = {
    "DECIMAL(18,2)": pa.decimal128(18, 2),
    "DECIMAL(10,8)": pa.decimal128(10, 8),
    "DOUBLE": pa.float64(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR": pa.string(),
    "BLOB": pa.binary(),
}


def arrow_type(kind: str) -> pa.DataType:
    """Return the Arrow type of a SQL type of this store, whatever constraints follow it."""
    return _ARROW_TYPES[kind.split(" ")[0]]


def table_of(described: Iterable[tuple[str, str]], data: Mapping[str, Any]) -> pa.Table:
    """Return an Arrow table of the described columns."""
    return pa.table(dict(data), schema=pa.schema([(name, arrow_type(kind)) for name, kind in described]))


def of_rows(described: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Return an Arrow table of rows, each in the order of the described columns."""
    return table_of(described, {name: [row[i] for row in rows] for i, (name, _) in enumerate(described)})


def records(table: Table, rows: Sequence[Row], snapshot_id: str) -> pa.Table:
    """Return the rows of one contract table, numbered from 1 in the order of the import; a field that none of them holds is left out."""
    described, where = columns(table), list(places(rows))
    data: dict[str, Any] = {
        "snapshot_id": pa.repeat(snapshot_id, len(rows)),
        "row_id": np.arange(1, len(rows) + 1),
        "file_no": placed.files(where),
        "sheet": placed.chosen(*placed.sheets(where)).cast(pa.string()),
        "row_no": list(chain.from_iterable(numbers for _, _, numbers in where)),
        "marks": [" ".join(row_marks) for row_marks in marks(rows)],
    }
    filled = fields(rows)
    data |= {name: _of_field(rows, name, kind) for name, kind in described[len(PROVENANCE) :] if name in filled}
    return table_of([(name, kind) for name, kind in described if name in data], data)


def _of_field(rows: Sequence[Row], name: str, kind: str) -> Any:
    """Return what the rows hold in a field, as its column keeps it; amounts that are held to the cent as they are."""
    return pa.concat_arrays([_of_part(part, name, kind) for part in parts(rows)])


def _of_part(part: Sequence[Row], name: str, kind: str) -> pa.Array:
    exact, coded = (part.amounts(name), part.coded(name)) if isinstance(part, Stretch) else (None, None)
    if exact is not None and kind == _MONEY:
        return exact.exact
    if coded is not None:
        return coded.array(lambda values: _column(values, kind))
    return _column(column(part, name), kind)


def _column(values: Sequence[Any], kind: str) -> pa.Array:
    """Return the values as their column keeps them; unknown stays unknown. Money is exact, to the cent."""
    if isinstance(values, Texts):
        return values.stored.cast(arrow_type(kind))
    if kind in _SCALES:
        return _decimals(values, kind)
    if kind == "DOUBLE":
        values = [None if value is None else float(value) for value in values]
    if kind == "VARCHAR":
        values = [value if value is None or type(value) is str else _text(value) for value in values]
    return pa.array(values, type=arrow_type(kind))


def _decimals(values: Sequence[Any], kind: str) -> pa.Array:
    """Return amounts by way of texts, ten times as fast as from Decimal itself; they are rounded only where they must be."""
    try:
        return pa.array([None if value is None else str(value) for value in values], type=pa.string()).cast(arrow_type(kind))
    except pa.ArrowInvalid:  # more digits than are kept
        scale = _SCALES[kind]
        return pa.array([None if value is None else str(_exact(value, scale)) for value in values], type=pa.string()).cast(arrow_type(kind))


def _exact(value: Any, scale: Decimal) -> Decimal:
    return (value if isinstance(value, Decimal) else Decimal(str(value))).quantize(scale, ROUND_HALF_UP)


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, (list, tuple)) else str(value)


def cells(found: Mapping[str, Sequence[Row]], snapshot_id: str) -> pa.Table:
    """Return one row per value that came from a cell: where it stood and the text that stood there.

    They are ordered by table, row and field, as their hash wants them.
    """
    parts = [placed.of_table(name, found[name], snapshot_id) for name in sorted(found)]
    some = [part for part in parts if part.num_rows]
    return pa.concat_tables(some).unify_dictionaries() if some else table_of(CELL_COLUMNS, {name: [] for name, _ in CELL_COLUMNS})
