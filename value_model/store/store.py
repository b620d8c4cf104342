"""The store: portfolios of append-only snapshots, each a draft until it is published for good."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

from value_model import contract, sql
from value_model.contract import Finding, Import, MappedColumn, SheetReport, SourceFile
from value_model.errors import StoreError
from value_model.store import answered, checking, copying, drafts, journal, publishing, receipt, snapshot, wording
from value_model.store.answer import Answer
from value_model.store.engine import Engine
from value_model.store.kept import Kept
from value_model.store.opening import MEMORY
from value_model.store.publishing import KeptFigure
from value_model.store.snapshot import Entry, Snapshot, State

DEFAULT = Path(__file__).resolve().parent.parent.parent / "data" / "store" / "value.duckdb"
_LISTED = (
    "id, seq, portfolio, label, as_of, state, hash, previous_hash, published_at, published_by, row_count, settings, "
    "policy_hash, method, content_hash, compared"
)


class Store:
    """One store. Safe to use from several threads; one process owns its file."""

    def __init__(self, path: str, policy_hash: str = "") -> None:
        is_new = path != MEMORY and not Path(path).exists()
        self._engine = Engine(path)
        self._kept = Kept(lambda: self._engine.writes)
        self._policy_hash = policy_hash
        self._is_answered = True
        if is_new:
            receipt.start_afresh(self._engine)

    # Snapshots ----------------------------------------------------------------------------------

    def snapshots(self, portfolio: str | None = None) -> list[Snapshot]:
        """Return the snapshots, oldest as-of date first; of one portfolio where it is named."""
        key = None if portfolio is None else contract.identity(portfolio)
        return list(self._kept.get(("snapshots", key), lambda: self._snapshots(key)))

    def _snapshots(self, key: str | None) -> list[Snapshot]:
        query = f"select {_LISTED} from snapshots where $key is null or portfolio_key = $key order by as_of, seq"  # noqa: S608 - fixed names
        return [snapshot.snapshot(row) for row in self._engine.rows(query, {"key": key})]

    def portfolios(self) -> list[str]:
        """Return the names of the portfolios, as first written, in alphabetical order."""
        query = "select distinct portfolio from snapshots order by portfolio"
        return list(self._kept.get("portfolios", lambda: [row["portfolio"] for row in self._engine.rows(query)]))

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Return one snapshot. Raises `StoreError` if there is none of that id."""
        return self._kept.get(("snapshot", snapshot_id), lambda: snapshot.snapshot(self._row(snapshot_id, _LISTED)))

    def _row(self, snapshot_id: str, columns: str) -> dict[str, Any]:
        rows = self._engine.rows(f"select {columns} from snapshots where id = $snapshot", {"snapshot": snapshot_id})  # noqa: S608 - fixed names
        if not rows:
            raise StoreError.unknown_snapshot(snapshot_id)
        return rows[0]

    def newest(self, portfolio: str, state: State | None = None) -> Snapshot | None:
        """Return the snapshot with the latest as-of date (then the latest loaded), or None."""
        found = [entry for entry in self.snapshots(portfolio) if state in (None, entry.state)]
        return found[-1] if found else None

    def previous(self, of: Snapshot) -> Snapshot | None:
        """Return the published snapshot of the review before this one, or None."""
        earlier = [s for s in self.snapshots(of.portfolio) if s.state == "published" and s.as_of < of.as_of]
        return earlier[-1] if earlier else None

    # What a snapshot holds ------------------------------------------------------------------------

    def query(self, name: str, snapshot_id: str, **parameters: Any) -> list[dict[str, Any]]:
        """Answer the SQL file `name` for one snapshot; parameters it does not name are left out."""
        return self._engine.query(name, {"snapshot": snapshot_id, **parameters})

    def query_all(self, names: Sequence[str], snapshot_id: str, **parameters: Any) -> dict[str, Answer]:
        """Answer several SQL files for one snapshot, sharing what they have in common; parameters as in `query`."""
        return self._engine.query_all(names, {"snapshot": snapshot_id, **parameters})

    def kept_answers(self, snapshot_id: str, questions: Iterable[str], parts: Iterable[str]) -> dict[str, Answer]:
        """Return the answers kept to some questions of `question`, each of the parts that are there; none where rows are asked."""
        return answered.kept(self._engine, snapshot_id, questions, parts) if self._is_answered else {}

    def keep_answers(self, snapshot_id: str, answers: Mapping[answered.Part, Answer]) -> None:
        """Keep parts of answers with a snapshot; its rows never change, so neither do they."""
        answered.keep(self._engine, snapshot_id, answers)

    def from_rows(self) -> Store:
        """Return the same store as one that knows no answer: whatever it is asked is worked out from the rows."""
        anew = copy(self)
        anew._is_answered = False
        return anew

    def parameters(self, names: Iterable[str]) -> frozenset[str]:
        """Return the parameters that SQL files name, besides the snapshot: what their answers depend on."""
        return frozenset().union(*(sql.parameters(sql.compose(name)) for name in names)) - {"snapshot"}

    def rows(self, table: str, snapshot_id: str) -> list[dict[str, Any]]:
        """Return the rows of one contract table, in the order of the import, with their provenance."""
        name = contract.TABLES[table].name
        query = f"select * from {name} where snapshot_id = $snapshot order by row_id"  # noqa: S608 - the name is the contract's
        return self._engine.rows(query, {"snapshot": snapshot_id})

    def columns(self, table: str, snapshot_id: str, names: Sequence[str]) -> Answer:
        """Return some columns of the same rows."""
        query = f"select {', '.join(names)} from {table} where snapshot_id = $snapshot order by row_id"  # noqa: S608 - names of the contract
        return self._engine.table(query, {"snapshot": snapshot_id})

    def cells(self, snapshot_id: str, table: str, row_ids: Iterable[int] | None = None) -> list[dict[str, Any]]:
        """Return where the values of rows stood: field, file number, sheet, address and text."""
        query = "select * from cells where snapshot_id = $snapshot and table_name = $table"
        query += "" if row_ids is None else " and row_id in (select unnest($rows))"
        wanted = None if row_ids is None else sorted(set(row_ids))
        return self._engine.rows(f"{query} order by row_id, field", {"snapshot": snapshot_id, "table": table, "rows": wanted})

    def findings(self, snapshot_id: str) -> list[Finding]:
        """Return what the import found, in the order it was found."""
        return list(self._kept.get(("findings", snapshot_id), lambda: self._findings(snapshot_id)))

    def _findings(self, snapshot_id: str) -> list[Finding]:
        rows = self._engine.rows("select content from findings where snapshot_id = $snapshot order by seq", {"snapshot": snapshot_id})
        return [snapshot.finding(row["content"]) for row in rows]

    def files(self, snapshot_id: str) -> list[SourceFile]:
        """Return the files of an import; a row's `file_no` counts them from 0."""
        return snapshot.files(self._details(snapshot_id))

    def sheets(self, snapshot_id: str) -> list[SheetReport]:
        """Return what each sheet was taken for."""
        return snapshot.sheets(self._details(snapshot_id))

    def mapping(self, snapshot_id: str) -> dict[str, dict[str, MappedColumn]]:
        """Return how each field of each table was read."""
        return snapshot.mapping(self._details(snapshot_id))

    def unmapped(self, snapshot_id: str) -> list[str]:
        """Return the headings that no field was read from."""
        return list(json.loads(self._details(snapshot_id))["unmapped"])

    def _details(self, snapshot_id: str) -> str:
        return str(self._row(snapshot_id, "details")["details"])

    # Writing ------------------------------------------------------------------------------------

    def save_draft(self, portfolio: str, imported: Import, *, as_of: date, label: str | None = None) -> tuple[Snapshot, bool]:
        """Keep an import as a draft. Returns the snapshot, and whether it was there already.

        The same files, read to the same records as the portfolio's newest snapshot of that as-of date,
        change nothing. An older draft stays until it is discarded. All or nothing.
        """
        arrival = drafts.Arrival(portfolio, imported, as_of, (label or "").strip(), self._policy_hash)
        snapshot_id, known = drafts.save(self._engine, arrival)
        return self.snapshot(snapshot_id), known

    def check_ready(self, snapshot_id: str, *, note: str | None = None, accept_warnings: bool = False) -> None:
        """Raise what `publish` would raise, and do nothing."""
        if self.snapshot(snapshot_id).state == "draft":
            with self._engine.reading() as cursor:
                publishing.check_ready(cursor, snapshot_id, note=note, accept_warnings=accept_warnings)

    def publish(
        self,
        snapshot_id: str,
        *,
        by: str,
        note: str | None = None,
        accept_warnings: bool = False,
        figures: Iterable[KeptFigure] = (),
        compared: str | None = None,
    ) -> Snapshot:
        """Make a draft the newest of its portfolio's chain; it never changes after that.

        `figures` are kept with it as they were, compared with the snapshot `compared`, for `verify`. A
        published snapshot is returned as it is. Raises `PublishRefused` while the draft holds errors, or
        warnings that are not accepted with a note.
        """
        publishing.publish(
            self._engine,
            snapshot_id,
            by=by,
            note=note,
            accept_warnings=accept_warnings,
            policy_hash=self._policy_hash,
            figures=list(figures),
            compared=compared,
        )
        receipt.write(self._engine)
        return self.snapshot(snapshot_id)

    def discard(self, snapshot_id: str) -> None:
        """Remove a draft. Raises `StoreError` for a published snapshot: it stays."""
        drafts.discard(self._engine, snapshot_id)

    def kept_figures(self, snapshot_id: str) -> list[dict[str, Any]]:
        """Return the figures kept with a snapshot, by id and scope; values as text."""
        query = "select id, scope, value, unit, reason from stored_figures where snapshot_id = $snapshot order by id, scope"
        return self._engine.rows(query, {"snapshot": snapshot_id})

    # Journal ------------------------------------------------------------------------------------

    def note(self, portfolio: str, kind: str, content: Mapping[str, Any], *, role: str, snapshot: str | None = None) -> None:
        """Append an entry to the journal."""
        with self._engine.transaction() as cursor:
            journal.append(cursor, portfolio, kind, content, role=role, under=snapshot)

    def journal(self, portfolio: str, kind: str | None = None) -> list[Entry]:
        """Return the journal of a portfolio, oldest first; of one kind where it is named."""
        return list(self._kept.get(("entries", portfolio, kind), lambda: journal.entries(self._engine, portfolio, kind)))

    def journal_newest(self, portfolio: str) -> int:
        """Return the number of the portfolio's newest journal entry, 0 where there is none; part of every cache key."""
        return self._kept.get(("journal", portfolio), lambda: journal.newest(self._engine, portfolio))

    # The whole ----------------------------------------------------------------------------------

    def verify(self, portfolio: str | None = None) -> list[tuple[str, str]]:
        """Re-hash every snapshot and chain. Returns (snapshot id, what is wrong), empty when all is as it was written."""
        found = checking.faults(self._engine, None if portfolio is None else contract.identity(portfolio))
        return found + ([] if portfolio else receipt.missing(self._engine))

    def storage_version(self) -> str:
        """Return the storage version of the file, as the engine words it."""
        return self._engine.storage_version()

    def backup(self, out: Path) -> None:
        """Write everything to a new file, a store of its own; it appears complete or not at all."""
        copying.backup(self._engine, out)

    def close(self) -> None:
        self._engine.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def place_of(url: str | None = None) -> str:
    """Return where the store lies: `url` (a path), else VALUE_STORE, else the default place.

    Raises `StoreError` for the address of another engine, which would otherwise become a folder of that name.
    """
    place = url or os.environ.get("VALUE_STORE") or str(DEFAULT)
    if "://" in place:
        raise wording.other_engine(place.partition("://")[0])
    return place


def open_store(url: str | None = None, *, policy_hash: str = "") -> Store:
    """Open the store at `url` (a path), else at VALUE_STORE, else the default place; make it if new.

    Raises `StoreError` when another process has it open, it is damaged, or its place cannot be written.
    """
    return Store(place_of(url), policy_hash)


def restore(backup: Path, url: str | None = None) -> Path | None:
    """Put a backup in the place of the store. Returns where the store that was there lies now, or None."""
    return copying.restore(backup, Path(place_of(url)))
