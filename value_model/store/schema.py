"""The tables of the store, derived from the contract: a field added there appears here by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from value_model.contract import TABLES, Kind, Table

FORMAT = 1  # of the bookkeeping tables; contract fields come and go without it
EXISTING = "select table_name, column_name from duckdb_columns() where not internal"
Columns = tuple[tuple[str, str], ...]

_SQL_TYPES: dict[Kind, str] = {
    "money": "DECIMAL(18,2)",
    "fraction": "DOUBLE",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "flag": "BOOLEAN",
    "date": "DATE",
    "period": "DATE",
}

# What every stored row carries in front of its contract fields.
PROVENANCE: Columns = (
    ("snapshot_id", "VARCHAR"),
    ("row_id", "BIGINT"),
    ("file_no", "INTEGER"),
    ("sheet", "VARCHAR"),
    ("row_no", "INTEGER"),
    ("marks", "VARCHAR"),
)
_AS_IT_IS = "VARCHAR using compression uncompressed"  # packing two million short texts takes as long as making them
CELL_COLUMNS: Columns = (
    ("snapshot_id", "VARCHAR"),
    ("table_name", "VARCHAR"),
    ("row_id", "BIGINT"),
    ("field", "VARCHAR"),
    ("file_no", "INTEGER"),
    ("sheet", "VARCHAR"),
    ("address", _AS_IT_IS),
    ("text", _AS_IT_IS),
)
FINDING_COLUMNS: Columns = (("snapshot_id", "VARCHAR"), ("seq", "BIGINT"), ("content", "VARCHAR"))
ANSWER_COLUMNS: Columns = (("snapshot_id", "VARCHAR"), ("question", "VARCHAR"), ("part", "VARCHAR"), ("content", "BLOB"))
FIGURE_COLUMNS: Columns = tuple((name, "VARCHAR") for name in ("snapshot_id", "id", "scope", "value", "unit", "reason"))
SNAPSHOT_COLUMNS: Columns = (
    ("id", "VARCHAR PRIMARY KEY"),
    ("seq", "BIGINT UNIQUE NOT NULL"),
    ("portfolio", "VARCHAR NOT NULL"),
    ("portfolio_key", "VARCHAR NOT NULL"),
    ("label", "VARCHAR NOT NULL"),
    ("as_of", "DATE NOT NULL"),
    ("state", "VARCHAR NOT NULL"),
    ("bytes_key", "VARCHAR NOT NULL"),  # which files, whatever was read from them
    ("content_hash", "VARCHAR NOT NULL"),  # records, cells, settings, as-of date
    ("reading_hash", "VARCHAR NOT NULL"),  # findings, and how the files were read
    ("hash", "VARCHAR NOT NULL"),  # once published: everything in this row and the predecessor's hash
    ("previous_hash", "VARCHAR"),
    ("chain_no", "BIGINT"),
    ("created_at", "VARCHAR NOT NULL"),
    ("published_at", "VARCHAR"),
    ("published_by", "VARCHAR"),
    ("row_count", "BIGINT NOT NULL"),
    ("settings", "VARCHAR NOT NULL"),
    ("details", "VARCHAR NOT NULL"),
    ("policy_hash", "VARCHAR NOT NULL"),
    ("method", "VARCHAR NOT NULL"),
    ("compared", "VARCHAR"),
    ("figures_hash", "VARCHAR"),
)
JOURNAL_COLUMNS: Columns = (
    ("seq", "BIGINT PRIMARY KEY"),
    ("at", "VARCHAR NOT NULL"),
    ("role", "VARCHAR NOT NULL"),
    ("portfolio", "VARCHAR NOT NULL"),
    ("portfolio_key", "VARCHAR NOT NULL"),
    ("snapshot_id", "VARCHAR"),
    ("kind", "VARCHAR NOT NULL"),
    ("content", "VARCHAR NOT NULL"),
)
CALENDAR = """
create table months as
select
    cast(first_day as date) as period,
    cast(first_day + interval 1 month - interval 1 day as date) as period_end
from range(timestamp '1970-01-01', timestamp '2150-01-01', interval 1 month) as calendar(first_day)
"""
_MADE_ONCE = {"store_format": f"create table store_format as select {FORMAT} as version", "months": CALENDAR}


def columns(table: Table) -> Columns:
    """Return name and SQL type of each column of a contract table, provenance first."""
    return PROVENANCE + tuple((field.name, _field_type(table, field.name, field.kind)) for field in table.fields)


def _field_type(table: Table, name: str, kind: Kind) -> str:
    if (table.name, name) == ("benefit_shares", "share"):
        return "DECIMAL(10,8)"
    return _SQL_TYPES.get(kind, "VARCHAR")


# Every table that holds what belongs to a snapshot, and every table there is.
CONTENT: dict[str, Columns] = {table.name: columns(table) for table in TABLES.values()} | {
    "cells": CELL_COLUMNS,
    "findings": FINDING_COLUMNS,
    "stored_figures": FIGURE_COLUMNS,
    "answers": ANSWER_COLUMNS,
}
ALL: dict[str, Columns] = CONTENT | {"snapshots": SNAPSHOT_COLUMNS, "journal": JOURNAL_COLUMNS}


def missing(there: Set[tuple[str, str]]) -> Iterator[str]:
    """Yield the statements that make the tables and columns a store still lacks."""
    tables = {table for table, _ in there}
    for name, described in ALL.items():
        if name not in tables:
            yield _create(name, described)
        else:
            yield from (f'alter table {name} add column "{column}" {kind}' for column, kind in described if (name, column) not in there)
    yield from (statement for name, statement in _MADE_ONCE.items() if name not in tables)


def _create(name: str, described: Iterable[tuple[str, str]]) -> str:
    # Names come from the contract in code, never from a file.
    return f"create table {name} (" + ", ".join(f'"{column}" {kind}' for column, kind in described) + ")"
