"""Prove that the store still holds what was put in: every hash, every chain, and no row without an owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from value_model.store import hashing, schema
from value_model.store.engine import Cursor, Engine, read
from value_model.store.hashing import chained, content_hash, figures_hash, reading_hash

Fault = tuple[str, str]  # snapshot id, what is wrong


def faults(engine: Engine, portfolio_key: str | None = None) -> list[Fault]:
    """Return what is not as it was written, snapshot by snapshot in the order of the chains; empty when all is well."""
    with engine.as_it_stands() as cursor:
        rows = read(cursor, "select * from snapshots order by portfolio_key, chain_no, seq", {})
        wanted = [row for row in rows if portfolio_key in (None, row["portfolio_key"])]
        found = [(row["id"], what) for row in wanted for what in _of_one(cursor, row)]
        found += _of_chains([row for row in wanted if row["state"] == "published"])
        return found + (list(_orphans(cursor)) if portfolio_key is None else [])


def _of_one(cursor: Cursor, row: Mapping[str, Any]) -> Iterator[str]:
    held = (hashing.of_table(name, table) for name, table in hashing.stored(cursor, row["id"], hashing.CONTENT))
    if content_hash(held, as_of=row["as_of"].isoformat(), settings=row["settings"]) != row["content_hash"]:
        yield "its content differs from its hash"
    ((_, findings),) = hashing.stored(cursor, row["id"], ["findings"])
    if reading_hash(findings, row["details"]) != row["reading_hash"]:
        yield "its findings, or how its files were read, differ from their hash"
    if row["state"] == "published":
        query = "select id, scope, value, unit, reason from stored_figures where snapshot_id = $snapshot"
        if figures_hash(read(cursor, query, {"snapshot": row["id"]})) != row["figures_hash"]:
            yield "its stored figures differ from their hash"
        if chained(row) != row["hash"]:
            yield "its hash does not follow from its content and its predecessor"
    elif row["hash"] != row["content_hash"] or row["published_at"] is not None:
        yield "it says it is a draft, but was published"


def _of_chains(published: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    before: dict[str, Mapping[str, Any]] = {}
    for row in published:
        last = before.get(row["portfolio_key"])
        if row["chain_no"] != (last["chain_no"] + 1 if last else 1) or row["previous_hash"] != (last["hash"] if last else None):
            yield row["id"], "its predecessor is missing or not the one it was published after"
        before[row["portfolio_key"]] = row


def _orphans(cursor: Cursor) -> Iterator[Fault]:
    for name in schema.CONTENT:
        query = f"select distinct snapshot_id as id from {name} where snapshot_id not in (select id from snapshots)"  # noqa: S608 - the names are the schema's
        yield from ((row["id"], f'it is gone, but rows of it are left in "{name}"') for row in read(cursor, query, {}))
