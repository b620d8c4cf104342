"""Publish a draft: errors block, warnings are accepted with a note, and after that it never changes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from value_model.errors import PublishRefused, StoreError
from value_model.store import arrows, journal, schema, snapshot, wording
from value_model.store.engine import Cursor, Engine, insert, read
from value_model.store.hashing import chained, figures_hash

KeptFigure = tuple[str, str, str | None, str, str | None]  # id, scope, value as text, unit, reason


def check_ready(cursor: Cursor, snapshot_id: str, *, note: str | None, accept_warnings: bool) -> dict[str, int]:
    """Return the warnings that are accepted, counted by code.

    Raises `PublishRefused` while there are errors, or warnings that are not accepted with a note.
    """
    query = "select content from findings where snapshot_id = $snapshot order by seq"
    found = [json.loads(row["content"]) for row in read(cursor, query, {"snapshot": snapshot_id})]
    if errors := sum(entry["severity"] == "error" for entry in found):
        raise PublishRefused.errors(errors)
    warnings = Counter(entry["code"] for entry in found if entry["severity"] == "warning")
    if warnings and not (accept_warnings and (note or "").strip()):
        raise PublishRefused.warnings(warnings.total())
    return dict(warnings)


def publish(
    engine: Engine,
    snapshot_id: str,
    *,
    by: str,
    note: str | None,
    accept_warnings: bool,
    policy_hash: str,
    figures: Sequence[KeptFigure],
    compared: str | None,
) -> dict[str, Any]:
    """Publish in one transaction: state, chain, kept figures and journal. Returns the row of the snapshot."""
    with engine.transaction() as cursor:
        row = _row(cursor, snapshot_id)
        if row["state"] == "published":
            return row
        accepted = check_ready(cursor, snapshot_id, note=note, accept_warnings=accept_warnings)
        kept = [dict(zip(("id", "scope", "value", "unit", "reason"), entry, strict=True)) for entry in figures]
        row |= {
            "state": "published",
            "published_at": snapshot.now(),
            "published_by": by,
            "policy_hash": policy_hash,
            "method": snapshot.METHOD,
            "compared": compared,
            "figures_hash": figures_hash(kept),
        }
        row |= _link(cursor, row)
        row["hash"] = chained(row)
        _mark(cursor, row)
        insert(cursor, "stored_figures", arrows.of_rows(schema.FIGURE_COLUMNS, [(snapshot_id, *entry) for entry in figures]))
        if note or accepted:
            journal.append(cursor, row["portfolio"], "publish", {"note": note, "accepted": accepted}, role=by, under=snapshot_id)
        return row


def _row(cursor: Cursor, snapshot_id: str) -> dict[str, Any]:
    found = read(cursor, "select * from snapshots where id = $snapshot", {"snapshot": snapshot_id})
    if not found:
        raise StoreError.unknown_snapshot(snapshot_id)
    return found[0]


def _link(cursor: Cursor, row: Mapping[str, Any]) -> dict[str, Any]:
    """Where the snapshot stands in its portfolio's chain, and the hash before it."""
    query = "select hash, chain_no from snapshots where portfolio_key = $key and state = 'published' order by chain_no"
    chain = read(cursor, query, {"key": row["portfolio_key"]})
    if [link["chain_no"] for link in chain] != list(range(1, len(chain) + 1)):
        raise wording.broken_chain()
    return {"chain_no": len(chain) + 1, "previous_hash": chain[-1]["hash"] if chain else None}


_SET = (
    "state", "published_at", "published_by", "policy_hash", "method", "compared", "figures_hash", "chain_no", "previous_hash", "hash",
)  # fmt: skip


def _mark(cursor: Cursor, row: Mapping[str, Any]) -> None:
    """Turn the draft's row into the published one: the only update of a snapshot there is."""
    assignments = ", ".join(f"{name} = ?" for name in _SET)
    query = f"update snapshots set {assignments} where id = ? and state = 'draft'"  # noqa: S608 - the names stand above
    cursor.execute(query, [*(row[name] for name in _SET), row["id"]])
