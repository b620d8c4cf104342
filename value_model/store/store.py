"""The store: portfolios of append-only snapshots, each a draft until it is published for good."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from value_model import contract
from value_model.contract import Finding, Import, MappedColumn, SheetReport, SourceFile
from value_model.errors import PublishRefused, StoreError
from value_model.store import schema, snapshot
from value_model.store.engine import Engine, insert
from value_model.store.hashing import chained, content_hash
from value_model.store.snapshot import METHOD, Entry, Snapshot, State

DEFAULT = Path(__file__).resolve().parent.parent.parent / "data" / "store" / "value.duckdb"


class Store:
    """One store. Safe to use from several threads; one process owns its file."""

    def __init__(self, path: str, policy_hash: str = "") -> None:
        self._engine = Engine(path)
        self._policy_hash = policy_hash

    # Reading ------------------------------------------------------------------------------------

    def query(self, name: str, snapshot_id: str, **parameters: Any) -> list[dict[str, Any]]:
        """Answer the SQL file `name` for one snapshot; parameters it does not name are left out."""
        return self._engine.query(name, {"snapshot": snapshot_id, **parameters})

    def query_all(self, names: Sequence[str], snapshot_id: str, **parameters: Any) -> dict[str, list[dict[str, Any]]]:
        """Answer several SQL files for one snapshot, sharing what they have in common; parameters as in `query`."""
        return self._engine.query_all(names, {"snapshot": snapshot_id, **parameters})

    def snapshots(self, portfolio: str | None = None) -> list[Snapshot]:
        """Return the snapshots, oldest first; of one portfolio where it is named."""
        rows = self._engine.rows("select * from snapshots order by as_of, seq")
        return [snapshot.snapshot(row) for row in rows if portfolio is None or _same(row["portfolio"], portfolio)]

    def portfolios(self) -> list[str]:
        """Return the names of the portfolios, as first written, in alphabetical order."""
        return sorted({contract.identity(found.portfolio): found.portfolio for found in reversed(self.snapshots())}.values())

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Return one snapshot. Raises `StoreError` if there is none of that id."""
        rows = self._engine.rows("select * from snapshots where id = $snapshot", {"snapshot": snapshot_id})
        if not rows:
            raise StoreError.unknown_snapshot(snapshot_id)
        return snapshot.snapshot(rows[0])

    def newest(self, portfolio: str, state: State | None = None) -> Snapshot | None:
        """Return the snapshot with the latest as-of date (then the latest loaded), or None."""
        found = [entry for entry in self.snapshots(portfolio) if state in (None, entry.state)]
        return found[-1] if found else None

    def previous(self, of: Snapshot) -> Snapshot | None:
        """Return the published snapshot of the review before this one, or None."""
        earlier = [s for s in self.snapshots(of.portfolio) if s.state == "published" and s.as_of < of.as_of]
        return earlier[-1] if earlier else None

    def rows(self, table: str, snapshot_id: str) -> list[dict[str, Any]]:
        """Return the rows of one contract table, in the order of the import, with their provenance."""
        name = contract.TABLES[table].name
        query = f"select * from {name} where snapshot_id = $snapshot order by row_id"  # noqa: S608 - the name is the contract's
        return self._engine.rows(query, {"snapshot": snapshot_id})

    def cells(self, snapshot_id: str, table: str, row_ids: Iterable[int] | None = None) -> list[dict[str, Any]]:
        """Return where the values of rows stood: field, file number, sheet, address and text."""
        wanted = None if row_ids is None else set(row_ids)
        query = "select * from cells where snapshot_id = $snapshot and table_name = $table order by row_id, field"
        rows = self._engine.rows(query, {"snapshot": snapshot_id, "table": table})
        return [row for row in rows if wanted is None or row["row_id"] in wanted]

    def findings(self, snapshot_id: str) -> list[Finding]:
        """Return what the import found, in the order it was found."""
        rows = self._engine.rows("select content from findings where snapshot_id = $snapshot order by seq", {"snapshot": snapshot_id})
        return [snapshot.finding(row["content"]) for row in rows]

    def files(self, snapshot_id: str) -> list[SourceFile]:
        return snapshot.files(self._details(snapshot_id))

    def sheets(self, snapshot_id: str) -> list[SheetReport]:
        return snapshot.sheets(self._details(snapshot_id))

    def mapping(self, snapshot_id: str) -> dict[str, dict[str, MappedColumn]]:
        return snapshot.mapping(self._details(snapshot_id))

    def unmapped(self, snapshot_id: str) -> list[str]:
        """Return the headings that no field was read from."""
        return list(json.loads(self._details(snapshot_id))["unmapped"])

    def _details(self, snapshot_id: str) -> str:
        rows = self._engine.rows("select details from snapshots where id = $snapshot", {"snapshot": snapshot_id})
        if not rows:
            raise StoreError.unknown_snapshot(snapshot_id)
        return str(rows[0]["details"])

    # Writing ------------------------------------------------------------------------------------

    def save_draft(self, portfolio: str, imported: Import, *, as_of: date, label: str | None = None) -> tuple[Snapshot, bool]:
        """Keep an import as a draft. Returns the snapshot, and whether it was there already.

        The same files, read the same way for the same date, as the newest snapshot change nothing. An
        older draft of the portfolio stays until it is discarded. All or nothing.
        """
        key = snapshot.source_key(imported, as_of)
        with self._engine.transaction() as cursor:
            known = self._known(cursor, portfolio, key)
            created = known or self._write(cursor, portfolio, imported, key, as_of, label)
        return self.snapshot(created), known is not None

    def _known(self, cursor: duckdb.DuckDBPyConnection, portfolio: str, key: str) -> str | None:
        rows = cursor.execute("select id, portfolio, source_key from snapshots order by seq desc").fetchall()
        newest = next((row for row in rows if _same(row[1], portfolio)), None)
        return str(newest[0]) if newest and newest[2] == key else None

    def _write(self, cursor: duckdb.DuckDBPyConnection, portfolio: str, imported: Import, key: str, as_of: date, label: str | None) -> str:
        seq = cursor.execute("select coalesce(max(seq), 0) + 1 from snapshots").fetchall()[0][0]
        snapshot_id = snapshot.sha256(portfolio, str(seq), key)[:10]
        for table in contract.TABLES.values():
            insert(cursor, table.name, schema.rows_as_arrow(table, imported.rows(table.name), snapshot_id))
        insert(cursor, "cells", schema.cells_as_arrow(imported.records, snapshot_id))
        _write_findings(cursor, imported.findings, snapshot_id)
        settings, details = json.dumps(imported.settings, sort_keys=True), snapshot.details(imported)
        content = content_hash(cursor, snapshot_id, portfolio=portfolio, as_of=as_of.isoformat(), settings=settings, details=details)
        rows = sum(len(imported.rows(name)) for name, table in contract.TABLES.items() if not table.internal)
        values = [
            snapshot_id, seq, portfolio, label or f"As of {as_of.isoformat()}", as_of, "draft", content, content, None, key,
            snapshot.now(), None, None, rows, settings, details, self._policy_hash, METHOD,
        ]  # fmt: skip
        cursor.execute(f"insert into snapshots values ({', '.join('?' * len(values))})", values)  # noqa: S608 - placeholders only
        return snapshot_id

    def publish(self, snapshot_id: str, *, by: str, note: str | None = None, accept_warnings: bool = False) -> Snapshot:
        """Make a draft the portfolio's newest published snapshot; it never changes after that.

        Raises `PublishRefused` while it holds errors, or warnings that are not accepted.
        """
        found = self.snapshot(snapshot_id)
        if found.state == "published":
            return found
        self._refuse_unready(snapshot_id, accept_warnings)
        with self._engine.transaction() as cursor:
            before = cursor.execute("select hash, portfolio from snapshots where state = 'published' order by published_at, seq").fetchall()
            chain = [row[0] for row in before if _same(row[1], found.portfolio)]
            previous = self._last_of_chain(cursor, found.portfolio) if chain else None
            cursor.execute(
                "update snapshots set state = 'published', hash = ?, previous_hash = ?, published_at = ?, published_by = ? "
                "where id = ? and state = 'draft'",
                [chained(found.content_hash, previous), previous, snapshot.now(), by, snapshot_id],
            )
            if note or accept_warnings:
                self._append(cursor, found.portfolio, "publish", {"note": note, "accepted_warnings": accept_warnings}, by, snapshot_id)
        return self.snapshot(snapshot_id)

    def _last_of_chain(self, cursor: duckdb.DuckDBPyConnection, portfolio: str) -> str | None:
        rows = cursor.execute("select hash, previous_hash, portfolio from snapshots where state = 'published'").fetchall()
        links = {row[0]: row[1] for row in rows if _same(row[2], portfolio)}
        ends = set(links) - {before for before in links.values() if before}
        return ends.pop() if len(ends) == 1 else None

    def _refuse_unready(self, snapshot_id: str, accept_warnings: bool) -> None:
        severities = [finding.severity for finding in self.findings(snapshot_id)]
        if errors := severities.count("error"):
            raise PublishRefused.errors(errors)
        if not accept_warnings and (warnings := severities.count("warning")):
            raise PublishRefused.warnings(warnings)

    def discard(self, snapshot_id: str) -> None:
        """Remove a draft. Raises `StoreError` for a published snapshot: it stays."""
        if self.snapshot(snapshot_id).state == "published":
            raise StoreError("A published snapshot cannot be discarded. Publish an earlier or corrected one instead.")
        with self._engine.transaction() as cursor:
            for name in (*contract.TABLES, "cells", "findings", "stored_figures"):
                cursor.execute(f"delete from {name} where snapshot_id = ?", [snapshot_id])  # noqa: S608 - the names are the contract's
            cursor.execute("delete from snapshots where id = ? and state = 'draft'", [snapshot_id])

    # Figures kept at publishing, so that `verify` can compare -------------------------------------

    def keep_figures(self, snapshot_id: str, figures: Iterable[tuple[str, str, str | None, str, str | None]]) -> None:
        """Keep figures as (id, scope, value as text, unit, reason), once per snapshot."""
        with self._engine.transaction() as cursor:
            cursor.execute("delete from stored_figures where snapshot_id = ?", [snapshot_id])
            rows = [(snapshot_id, *entry) for entry in figures]
            described = [(name, "VARCHAR") for name in ("snapshot_id", "id", "scope", "value", "unit", "reason")]
            insert(
                cursor, "stored_figures", schema.arrow(described, {name: [row[i] for row in rows] for i, (name, _) in enumerate(described)})
            )

    def kept_figures(self, snapshot_id: str) -> list[dict[str, Any]]:
        """Return the figures kept for a snapshot, by id and scope."""
        query = "select id, scope, value, unit, reason from stored_figures where snapshot_id = $snapshot order by id, scope"
        return self._engine.rows(query, {"snapshot": snapshot_id})

    # Journal ------------------------------------------------------------------------------------

    def note(self, portfolio: str, kind: str, content: Mapping[str, Any], *, role: str, snapshot: str | None = None) -> None:
        """Append an entry to the journal."""
        with self._engine.transaction() as cursor:
            self._append(cursor, portfolio, kind, content, role, snapshot)

    def _append(
        self, cursor: duckdb.DuckDBPyConnection, portfolio: str, kind: str, content: Mapping[str, Any], role: str, under: str | None
    ) -> None:
        values = [snapshot.now(), role, portfolio, under, kind, json.dumps(content, sort_keys=True, default=str)]
        cursor.execute("insert into journal select coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ? from journal", values)

    def journal(self, portfolio: str, kind: str | None = None) -> list[Entry]:
        """Return the journal of a portfolio, oldest first; of one kind where it is named."""
        rows = self._engine.rows("select * from journal order by seq")
        entries = [snapshot.entry(row) for row in rows if _same(row["portfolio"], portfolio)]
        return [found for found in entries if kind is None or found.kind == kind]

    # Proof --------------------------------------------------------------------------------------

    def verify(self) -> list[tuple[str, str]]:
        """Re-hash every snapshot and its chain. Returns (snapshot id, what is wrong), empty when all is well."""
        bad: list[tuple[str, str]] = []
        published = [found for found in self.snapshots() if found.state == "published"]
        known = {found.hash for found in published}
        with self._engine.transaction() as cursor:
            for found in self.snapshots():
                bad += [(found.id, what) for what in self._faults(cursor, found, known)]
        return bad

    def _faults(self, cursor: duckdb.DuckDBPyConnection, found: Snapshot, known: set[str]) -> list[str]:
        details = self._details(found.id)
        settings = json.dumps(dict(found.settings), sort_keys=True)
        content = content_hash(
            cursor, found.id, portfolio=found.portfolio, as_of=found.as_of.isoformat(), settings=settings, details=details
        )
        faults = ["its content differs from its hash"] if content != found.content_hash else []
        if found.state == "published" and chained(found.content_hash, found.previous_hash) != found.hash:
            faults.append("its hash does not follow from its content and its predecessor")
        if found.previous_hash and found.previous_hash not in known:
            faults.append("its predecessor is missing")
        return faults

    def close(self) -> None:
        self._engine.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _write_findings(cursor: duckdb.DuckDBPyConnection, findings: list[Finding], snapshot_id: str) -> None:
    described = [("snapshot_id", "VARCHAR"), ("seq", "BIGINT"), ("content", "VARCHAR")]
    contents = [json.dumps(asdict(finding), sort_keys=True) for finding in findings]
    data: dict[str, list[Any]] = {
        "snapshot_id": [snapshot_id] * len(contents),
        "seq": list(range(1, len(contents) + 1)),
        "content": contents,
    }
    insert(cursor, "findings", schema.arrow(described, data))


def _same(left: str, right: str) -> bool:
    return contract.identity(left) == contract.identity(right)


def open_store(url: str | None = None, *, policy_hash: str = "") -> Store:
    """Open the store at `url` (a path), else at VALUE_STORE, else the default place; make it if new.

    Raises `StoreError` when another process has it open, it is damaged, or its place cannot be written.
    """
    return Store(url or os.environ.get("VALUE_STORE") or str(DEFAULT), policy_hash)


@lru_cache(maxsize=4)
def shared(url: str | None = None) -> Store:
    """Return one store per place and process, for callers that come and go."""
    return open_store(url)
