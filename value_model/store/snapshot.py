"""What the store says of a snapshot and of a journal entry, and how both are written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

from value_model.contract import Finding, Import, MappedColumn, SheetReport, SourceFile

METHOD = "value-model/2"  # changes when a definition changes, so that no result outlives its method
State = Literal["draft", "published"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot of a portfolio. `hash` chains to `previous_hash` once published."""

    id: str
    seq: int
    portfolio: str
    label: str
    as_of: date
    state: State
    hash: str
    previous_hash: str | None
    published_at: str | None
    published_by: str | None
    rows: int
    settings: Mapping[str, str] = field(default_factory=dict)
    policy_hash: str = ""
    method: str = METHOD
    content_hash: str = ""
    compared: str | None = None  # the snapshot its kept figures were compared with


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: what somebody added on screen, under which snapshot."""

    seq: int
    at: str
    role: str
    portfolio: str
    snapshot: str | None
    kind: str
    content: Mapping[str, Any]


def now() -> str:
    """The instant of an entry, UTC, to the second. No figure ever reads it."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def sha256(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def bytes_key(imported: Import) -> str:
    """Identify the files of an import, whatever their names and order."""
    return sha256(*sorted(source.sha256 for source in imported.files))


def _mapping(imported: Import) -> dict[str, dict[str, Any]]:
    return {table: {name: asdict(column) for name, column in fields.items()} for table, fields in imported.mapping.items()}


def details(imported: Import) -> str:
    """Write down how the files were read: files, sheets, mapping, unused columns."""
    return json.dumps(
        {
            "files": [asdict(source) for source in imported.files],
            "sheets": [asdict(sheet) for sheet in imported.sheets],
            "mapping": _mapping(imported),
            "unmapped": imported.unmapped,
        },
        sort_keys=True,
    )


def files(text: str) -> list[SourceFile]:
    return [SourceFile(**entry) for entry in json.loads(text)["files"]]


def sheets(text: str) -> list[SheetReport]:
    return [SheetReport(**{**entry, "header_rows": tuple(entry["header_rows"])}) for entry in json.loads(text)["sheets"]]


def mapping(text: str) -> dict[str, dict[str, MappedColumn]]:
    tables = json.loads(text)["mapping"]
    return {table: {name: _column(entry) for name, entry in fields.items()} for table, fields in tables.items()}


def _column(entry: dict[str, Any]) -> MappedColumn:
    return MappedColumn(**{**entry, "samples": tuple(entry["samples"])})


def finding(text: str) -> Finding:
    return Finding(**json.loads(text))


def snapshot(row: Mapping[str, Any]) -> Snapshot:
    """Make a snapshot of a row of the snapshots table."""
    return Snapshot(
        id=row["id"],
        seq=row["seq"],
        portfolio=row["portfolio"],
        label=row["label"],
        as_of=row["as_of"],
        state=row["state"],
        hash=row["hash"],
        previous_hash=row["previous_hash"],
        published_at=row["published_at"],
        published_by=row["published_by"],
        rows=row["row_count"],
        settings=json.loads(row["settings"]),
        policy_hash=row["policy_hash"],
        method=row["method"],
        content_hash=row["content_hash"],
        compared=row["compared"],
    )


def entry(row: Mapping[str, Any]) -> Entry:
    """Make a journal entry of a row of the journal table."""
    return Entry(row["seq"], row["at"], row["role"], row["portfolio"], row["snapshot_id"], row["kind"], json.loads(row["content"]))
