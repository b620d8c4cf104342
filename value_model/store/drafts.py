"""Write a draft, and take one away: all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from value_model import contract, memory
from value_model.contract import Finding, Import
from value_model.errors import StoreError, UsageError
from value_model.store import arrows, hashing, schema, snapshot
from value_model.store.engine import Cursor, Engine, insert, insert_rows, read
from value_model.store.hashing import content_hash, reading_hash


@dataclass(frozen=True, slots=True)
class Arrival:
    """An import on its way into the store: whose it is, what it holds, as of when, under which policy."""

    portfolio: str
    imported: Import
    as_of: date
    label: str
    policy_hash: str

    @property
    def key(self) -> str:
        return contract.identity(self.portfolio)


class _KnownAlready(Exception):
    """The same bytes, read to the same records, are there: the transaction is given up."""


def save(engine: Engine, arrival: Arrival) -> tuple[str, bool]:
    """Write a draft. Returns its id and whether it was there already, in which case nothing changes."""
    if not arrival.key:
        raise UsageError("Give the portfolio a name.")
    try:
        with engine.transaction() as cursor:
            latest = _latest(cursor, arrival)
            row = _written(cursor, arrival)
            _give_up_if_known(latest, row)
            insert_rows(cursor, "snapshots", [row])
            return str(row["id"]), False
    except _KnownAlready as known:
        return str(known), True


def _give_up_if_known(latest: Mapping[str, Any] | None, row: Mapping[str, Any]) -> None:
    if latest and all(latest[name] == row[name] for name in ("bytes_key", "content_hash")):
        raise _KnownAlready(latest["id"])


def _latest(cursor: Cursor, arrival: Arrival) -> dict[str, Any] | None:
    """The newest snapshot of the same portfolio and as-of date: an older quarter loaded again is known too."""
    query = "select * from snapshots where portfolio_key = $key and as_of = $as_of order by seq desc limit 1"
    found = read(cursor, query, {"key": arrival.key, "as_of": arrival.as_of})
    return found[0] if found else None


def _written(cursor: Cursor, arrival: Arrival) -> dict[str, Any]:
    """Write the records, cells and findings of a draft. Returns its row of the snapshots table, not yet written."""
    imported = arrival.imported
    seq = read(cursor, "select coalesce(max(seq), 0) + 1 as seq from snapshots", {})[0]["seq"]
    bytes_key = snapshot.bytes_key(imported)
    snapshot_id = snapshot.sha256(arrival.key, str(seq), bytes_key)[:10]
    findings = _findings(imported.findings, snapshot_id)
    insert(cursor, "findings", findings)
    hashed = _stored(cursor, imported, snapshot_id)
    settings, details = json.dumps(imported.settings, sort_keys=True), snapshot.details(imported)
    content = content_hash(hashed, as_of=arrival.as_of.isoformat(), settings=settings)
    return {
        "id": snapshot_id,
        "seq": seq,
        "portfolio": _first_written(cursor, arrival),
        "portfolio_key": arrival.key,
        "label": arrival.label or f"As of {arrival.as_of.isoformat()}",
        "as_of": arrival.as_of,
        "state": "draft",
        "bytes_key": bytes_key,
        "content_hash": content,
        "reading_hash": reading_hash(findings, details),
        "hash": content,
        "created_at": snapshot.now(),
        "row_count": sum(len(imported.rows(table.name)) for table in contract.SHEETS),
        "settings": settings,
        "details": details,
        "policy_hash": arrival.policy_hash,
        "method": snapshot.METHOD,
    }


def _first_written(cursor: Cursor, arrival: Arrival) -> str:
    query = "select portfolio from snapshots where portfolio_key = $key order by seq limit 1"
    found = read(cursor, query, {"key": arrival.key})
    return str(found[0]["portfolio"]) if found else " ".join(arrival.portfolio.split())


def _stored(cursor: Cursor, imported: Import, snapshot_id: str) -> list[list[str]]:
    """Write records and cells, and return what is hashed of each table.

    Of two processors one hashes the cells while the other writes the records. The cells are written last, when nobody else holds them:
    they take the most room, and each stretch is let go of when it has been written.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        made = {name: beside.submit(arrows.records, table, imported.rows(name), snapshot_id) for name, table in contract.TABLES.items()}
        held = [arrows.cells(imported.records, snapshot_id)]
        of_cells = beside.submit(hashing.of_table, "cells", held[0])
        hashed = []
        for name in contract.TABLES:
            data = made.pop(name).result()
            hashed.append(beside.submit(hashing.of_table, name, data))
            insert(cursor, name, data)
        del data
        told = [each.result() for each in (*hashed, of_cells)]
    memory.give_back()  # what making them took
    insert(cursor, "cells", held.pop())
    return told


def _findings(findings: list[Finding], snapshot_id: str) -> pa.Table:
    contents = [json.dumps(asdict(finding), sort_keys=True, default=str) for finding in findings]
    rows = [(snapshot_id, number, content) for number, content in enumerate(contents, 1)]
    return arrows.of_rows(schema.FINDING_COLUMNS, rows)


def discard(engine: Engine, snapshot_id: str) -> None:
    """Remove a draft with all that belongs to it. Raises `StoreError` for a published or unknown snapshot."""
    with engine.transaction() as cursor:
        found = read(cursor, "select state from snapshots where id = $snapshot", {"snapshot": snapshot_id})
        if not found:
            raise StoreError.unknown_snapshot(snapshot_id)
        if found[0]["state"] != "draft":
            raise StoreError("A published snapshot cannot be discarded. Load a corrected file and publish that.")
        for name in schema.CONTENT:
            cursor.execute(f"delete from {name} where snapshot_id = ?", [snapshot_id])  # noqa: S608 - the names are the schema's
        cursor.execute("delete from snapshots where id = ? and state = 'draft'", [snapshot_id])
