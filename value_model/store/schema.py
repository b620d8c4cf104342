"""The tables of the store, derived from the contract, and the Arrow shape in which rows reach them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pyarrow as pa

from value_model.contract import TABLES, Kind, Row, Table, Value

CENT = Decimal("0.01")
SHARE = Decimal("0.00000001")

_SQL_TYPES: dict[Kind, str] = {
    "money": "DECIMAL(18,2)",
    "fraction": "DOUBLE",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "flag": "BOOLEAN",
    "date": "DATE",
    "period": "DATE",
}
_ARROW_TYPES: dict[str, pa.DataType] = {
    "DECIMAL(18,2)": pa.decimal128(18, 2),
    "DECIMAL(10,8)": pa.decimal128(10, 8),
    "DOUBLE": pa.float64(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR": pa.string(),
}

# What every stored row carries in front of its contract fields.
PROVENANCE: tuple[tuple[str, str], ...] = (
    ("snapshot_id", "VARCHAR"),
    ("row_id", "BIGINT"),
    ("file_no", "INTEGER"),
    ("sheet", "VARCHAR"),
    ("row_no", "INTEGER"),
    ("marks", "VARCHAR"),
)
CELL_COLUMNS: tuple[tuple[str, str], ...] = (
    ("snapshot_id", "VARCHAR"),
    ("table_name", "VARCHAR"),
    ("row_id", "BIGINT"),
    ("field", "VARCHAR"),
    ("file_no", "INTEGER"),
    ("sheet", "VARCHAR"),
    ("address", "VARCHAR"),
    ("text", "VARCHAR"),
)
_BOOKKEEPING: dict[str, tuple[tuple[str, str], ...]] = {
    "snapshots": (
        ("id", "VARCHAR PRIMARY KEY"),
        ("seq", "BIGINT UNIQUE NOT NULL"),
        ("portfolio", "VARCHAR NOT NULL"),
        ("label", "VARCHAR NOT NULL"),
        ("as_of", "DATE NOT NULL"),
        ("state", "VARCHAR NOT NULL"),
        ("content_hash", "VARCHAR NOT NULL"),
        ("hash", "VARCHAR NOT NULL"),
        ("previous_hash", "VARCHAR"),
        ("source_key", "VARCHAR NOT NULL"),
        ("created_at", "VARCHAR NOT NULL"),
        ("published_at", "VARCHAR"),
        ("published_by", "VARCHAR"),
        ("row_count", "BIGINT NOT NULL"),
        ("settings", "VARCHAR NOT NULL"),
        ("details", "VARCHAR NOT NULL"),
        ("policy_hash", "VARCHAR NOT NULL"),
        ("method", "VARCHAR NOT NULL"),
    ),
    "cells": CELL_COLUMNS,
    "findings": (("snapshot_id", "VARCHAR NOT NULL"), ("seq", "BIGINT"), ("content", "VARCHAR NOT NULL")),
    "stored_figures": (
        ("snapshot_id", "VARCHAR NOT NULL"),
        ("id", "VARCHAR NOT NULL"),
        ("scope", "VARCHAR NOT NULL"),
        ("value", "VARCHAR"),
        ("unit", "VARCHAR NOT NULL"),
        ("reason", "VARCHAR"),
    ),
    "journal": (
        ("seq", "BIGINT PRIMARY KEY"),
        ("at", "VARCHAR NOT NULL"),
        ("role", "VARCHAR NOT NULL"),
        ("portfolio", "VARCHAR NOT NULL"),
        ("snapshot_id", "VARCHAR"),
        ("kind", "VARCHAR NOT NULL"),
        ("content", "VARCHAR NOT NULL"),
    ),
}
CALENDAR = """
create table if not exists months as
select
    cast(first_day as date) as period,
    cast(first_day + interval 1 month - interval 1 day as date) as period_end
from range(timestamp '1970-01-01', timestamp '2150-01-01', interval 1 month) as calendar(first_day)
"""


def columns(table: Table) -> tuple[tuple[str, str], ...]:
    """Return name and SQL type of each column of a contract table, provenance first."""
    return PROVENANCE + tuple((f.name, _field_type(table, f.name, f.kind)) for f in table.fields)


def _field_type(table: Table, name: str, kind: Kind) -> str:
    if (table.name, name) == ("benefit_shares", "share"):
        return "DECIMAL(10,8)"
    return _SQL_TYPES.get(kind, "VARCHAR")


def statements() -> Iterable[str]:
    """Yield the statements that make whatever table the store still lacks."""
    for name, described in _BOOKKEEPING.items():
        yield _create(name, described)
    for table in TABLES.values():
        yield _create(table.name, columns(table))
    yield CALENDAR


def _create(name: str, described: Iterable[tuple[str, str]]) -> str:
    # Names come from the contract in code, never from a file.
    return f"create table if not exists {name} (" + ", ".join(f'"{column}" {kind}' for column, kind in described) + ")"


def arrow(described: Iterable[tuple[str, str]], data: dict[str, list[Any]]) -> pa.Table:
    """Return an Arrow table of the described columns."""
    schema = pa.schema([(name, _ARROW_TYPES[kind]) for name, kind in described])
    return pa.table(data, schema=schema)


def rows_as_arrow(table: Table, rows: list[Row], snapshot_id: str) -> pa.Table:
    """Return the rows of one contract table, numbered from 1 in the order of the import."""
    described = columns(table)
    data: dict[str, list[Any]] = {
        "snapshot_id": [snapshot_id] * len(rows),
        "row_id": list(range(1, len(rows) + 1)),
        "file_no": [row.file for row in rows],
        "sheet": [row.sheet for row in rows],
        "row_no": [row.row for row in rows],
        "marks": [" ".join(row.marks) for row in rows],
    }
    for name, kind in described[len(PROVENANCE) :]:
        data[name] = [_stored(row.values.get(name), kind) for row in rows]
    return arrow(described, data)


def _stored(value: Value, kind: str) -> Any:
    if value is None or kind not in ("DECIMAL(18,2)", "DECIMAL(10,8)", "DOUBLE", "VARCHAR"):
        return value
    if kind == "DOUBLE":
        return float(value)  # type: ignore[arg-type]
    if kind == "VARCHAR":
        return "; ".join(value) if isinstance(value, (list, tuple)) else str(value)
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(CENT if kind == "DECIMAL(18,2)" else SHARE, ROUND_HALF_UP)


def cells_as_arrow(records: dict[str, list[Row]], snapshot_id: str) -> pa.Table:
    """Return one row per value that came from a cell: where it stood and the text that stood there."""
    found = [
        (snapshot_id, name, number, field, row.file, row.sheet, cell.address, cell.text)
        for name in TABLES
        for number, row in enumerate(records.get(name, ()), 1)
        for field, cell in row.cells.items()
    ]
    names = [name for name, _ in CELL_COLUMNS]
    return arrow(CELL_COLUMNS, {name: [cell[i] for cell in found] for i, name in enumerate(names)})
