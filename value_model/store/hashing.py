"""The content hash of a snapshot: the same rows give the same hash, one changed cell another."""

from __future__ import annotations

from typing import Any, Protocol

from value_model.contract import TABLES
from value_model.store.schema import CELL_COLUMNS, columns
from value_model.store.snapshot import sha256


class Cursor(Protocol):
    def execute(self, query: str, parameters: Any = None) -> Any: ...


# Absent values get a mark of their own, so that moving a value to the next column changes the hash.
_TEXT = "string_agg({row}, chr(30) order by {order})"


def _row(names: list[str]) -> str:
    return "concat_ws(chr(31), " + ", ".join(f'coalesce(cast("{name}" as varchar), chr(29))' for name in names) + ")"


def _hash_of(cursor: Cursor, table: str, names: list[str], order: str, snapshot_id: str) -> str:
    text = _TEXT.format(row=_row(names), order=order)
    query = f"select sha256(coalesce({text}, '')) from {table} where snapshot_id = $snapshot"  # noqa: S608 - names come from the contract
    return str(cursor.execute(query, {"snapshot": snapshot_id}).fetchall()[0][0])


def content_hash(cursor: Cursor, snapshot_id: str, *, portfolio: str, as_of: str, settings: str, details: str) -> str:
    """Return the SHA-256 over everything a snapshot holds, in the order of the contract."""
    parts = [portfolio, as_of, settings, details]
    for table in TABLES.values():
        names = [name for name, _ in columns(table) if name != "snapshot_id"]
        parts.append(_hash_of(cursor, table.name, names, "row_id", snapshot_id))
    cells = [name for name, _ in CELL_COLUMNS if name != "snapshot_id"]
    parts.append(_hash_of(cursor, "cells", cells, "table_name, row_id, field", snapshot_id))
    parts.append(_hash_of(cursor, "findings", ["seq", "content"], "seq", snapshot_id))
    return sha256(*parts)


def chained(content: str, previous: str | None) -> str:
    """Return the hash of a published snapshot: its content and its predecessor's hash."""
    return sha256(content, previous or "")
