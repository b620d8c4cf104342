"""The hashes of a snapshot: the same rows give the same hash, one changed value another, on any number of threads.

Tables are hashed column by column in the order of their keys: the name, which rows have a value, and the
values with their lengths, so no text can pass for two. A column without any value is left out: a field
that the contract gains later does not change what was hashed before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.contract import TABLES
from value_model.store import arrows, schema
from value_model.store.engine import Cursor, answer
from value_model.store.snapshot import sha256

_SIGNED = (
    "id", "seq", "portfolio", "label", "as_of", "content_hash", "reading_hash", "previous_hash", "chain_no", "created_at",
    "published_at", "published_by", "row_count", "policy_hash", "method", "compared", "figures_hash",
)  # fmt: skip
_ORDER = {"cells": "table_name, row_id, field", "findings": "seq"}
CONTENT = (*TABLES, "cells")
Numbers = np.ndarray[Any, np.dtype[Any]]


def stored(cursor: Cursor, snapshot_id: str, names: Iterable[str]) -> Iterator[tuple[str, pa.Table]]:
    """Yield what the store holds of a snapshot in the tables `names`, in the order that is hashed."""
    for name in names:
        query = f"select * from {name} where snapshot_id = $snapshot order by {_ORDER.get(name, 'row_id')}"  # noqa: S608 - fixed names
        yield name, answer(cursor, query, {"snapshot": snapshot_id})


def content_hash(tables: Iterable[Sequence[str]], *, as_of: str, settings: str) -> str:
    """Return the SHA-256 over the records and their cells (as `of_table` tells of each table), the settings and the as-of date."""
    return sha256(as_of, settings, *(part for told in tables for part in told))


def reading_hash(findings: pa.Table, details: str) -> str:
    """Return the SHA-256 over what was found in the files and how they were read."""
    return sha256(details, *of_table("findings", findings))


def figures_hash(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the SHA-256 over the figures kept with a snapshot, in any order."""
    return sha256(*sorted(json.dumps([row[name] for name in ("id", "scope", "value", "unit", "reason")]) for row in rows))


def chained(row: Mapping[str, Any]) -> str:
    """Return the hash of a published snapshot: all that is said of it, and its predecessor's hash."""
    return sha256(json.dumps({name: row[name] for name in _SIGNED}, sort_keys=True, default=str))


def of_table(name: str, table: pa.Table) -> list[str]:
    """Return name, number of rows and hash of a table; nothing for an empty one."""
    if not table.num_rows:
        return []
    digest = hashlib.sha256()
    for column, kind in schema.ALL[name]:
        if column != "snapshot_id" and column in table.column_names and table[column].null_count < table.num_rows:
            digest.update(f"{column}:".encode())
            _add(digest, table[column], arrows.arrow_type(kind))
    return [name, str(table.num_rows), digest.hexdigest()]


def _add(digest: hashlib._Hash, column: pa.ChunkedArray, kind: pa.DataType) -> None:
    """Add which rows have a value, and the values, some rows at a time; what lies under an unknown value is not hashed."""
    digest.update(np.packbits(column.is_valid().combine_chunks().to_numpy(zero_copy_only=False)).tobytes())
    known = [part.drop_null() if part.null_count else part for part in column.chunks]
    for each in (_lengths, _letters) if pa.types.is_string(kind) else (_numbers,):
        for part in known:
            digest.update(each(part, kind))


def _lengths(part: pa.Array, _kind: pa.DataType) -> bytes:
    """Return how many bytes each text has; where each different text is held once, it is asked once."""
    coded = isinstance(part, pa.DictionaryArray)
    lengths: Numbers = pc.binary_length(part.dictionary if coded else part).to_numpy()
    if coded and len(lengths) == 1:
        return lengths.tobytes() * len(part)
    return (lengths[part.indices.to_numpy()] if coded else lengths).tobytes()


def _letters(part: pa.Array, kind: pa.DataType) -> bytes:
    if isinstance(part, pa.DictionaryArray) and len(part.dictionary) == 1:
        return part.dictionary[0].as_py().encode() * len(part)  # type: ignore[no-any-return]
    texts = part.cast(kind)
    starts = np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return bytes(texts.buffers()[2].slice(starts[0], starts[-1] - starts[0])) if starts[-1] > starts[0] else b""


def _numbers(part: pa.Array, kind: pa.DataType) -> bytes:
    values = part.cast(kind)
    if pa.types.is_decimal(kind):
        return bytes(values.buffers()[1].slice(values.offset * 16, len(values) * 16))
    return np.ascontiguousarray(values.to_numpy(zero_copy_only=False)).tobytes()
