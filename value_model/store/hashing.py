"""The hashes of a snapshot: the same rows give the same hash, one changed cell another, on any number of threads.

A row is written out as ``name=length:value;`` for each value it has, so no text can pass for two, and a
field that the contract gains later does not change what was hashed before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from value_model.contract import TABLES
from value_model.store.engine import Cursor
from value_model.store.schema import CELL_COLUMNS, columns
from value_model.store.snapshot import sha256

_SIGNED = (
    "id", "seq", "portfolio", "label", "as_of", "content_hash", "reading_hash", "previous_hash", "chain_no", "created_at",
    "published_at", "published_by", "row_count", "policy_hash", "method", "compared", "figures_hash",
)  # fmt: skip


def content_hash(cursor: Cursor, snapshot_id: str, *, as_of: str, settings: str) -> str:
    """Return the SHA-256 over the records, their cells, the settings and the as-of date."""
    parts = [as_of, settings]
    for table in TABLES.values():
        names = [name for name, _ in columns(table) if name != "snapshot_id"]
        parts += _hash_of(cursor, table.name, names, "row_id", snapshot_id)
    cell_names = [name for name, _ in CELL_COLUMNS if name != "snapshot_id"]
    return sha256(*parts, *_hash_of(cursor, "cells", cell_names, "table_name, row_id, field", snapshot_id))


def reading_hash(cursor: Cursor, snapshot_id: str, details: str) -> str:
    """Return the SHA-256 over what was found in the files and how they were read."""
    return sha256(details, *_hash_of(cursor, "findings", ["seq", "content"], "seq", snapshot_id))


def figures_hash(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the SHA-256 over the figures kept with a snapshot, in any order."""
    return sha256(*sorted(json.dumps([row[name] for name in ("id", "scope", "value", "unit", "reason")]) for row in rows))


def chained(row: Mapping[str, Any]) -> str:
    """Return the hash of a published snapshot: all that is said of it, and its predecessor's hash."""
    return sha256(json.dumps({name: row[name] for name in _SIGNED}, sort_keys=True, default=str))


def _hash_of(cursor: Cursor, table: str, names: list[str], order: str, snapshot_id: str) -> list[str]:
    fields = ", ".join(f"'{name}=' || strlen(cast(\"{name}\" as varchar)) || ':' || cast(\"{name}\" as varchar) || ';'" for name in names)
    text = f"string_agg(sha256(concat({fields})), '' order by {order})"
    query = f"select sha256({text}) from {table} where snapshot_id = $snapshot"  # noqa: S608 - names come from the contract
    found = cursor.execute(query, {"snapshot": snapshot_id}).fetchall()[0][0]
    return [] if found is None else [table, str(found)]
