"""The journal: what people add on screen, beside the snapshots. Lines are added, never changed or removed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from value_model.contract import identity
from value_model.store import snapshot
from value_model.store.engine import Cursor, Engine, insert_rows, read
from value_model.store.snapshot import Entry


def append(cursor: Cursor, portfolio: str, kind: str, content: Mapping[str, Any], *, role: str, under: str | None) -> None:
    """Add one line, numbered after the newest."""
    seq = read(cursor, "select coalesce(max(seq), 0) + 1 as seq from journal", {})[0]["seq"]
    line = {
        "seq": seq,
        "at": snapshot.now(),
        "role": role,
        "portfolio": portfolio,
        "portfolio_key": identity(portfolio),
        "snapshot_id": under,
        "kind": kind,
        "content": json.dumps(content, sort_keys=True, default=str),
    }
    insert_rows(cursor, "journal", [line])


def entries(engine: Engine, portfolio: str, kind: str | None) -> list[Entry]:
    """Return the lines of a portfolio, oldest first; of one kind where it is named."""
    rows = engine.rows("select * from journal where portfolio_key = $key order by seq", {"key": identity(portfolio)})
    return [snapshot.entry(row) for row in rows if kind in (None, row["kind"])]


def newest(engine: Engine, portfolio: str) -> int:
    """Return the number of the newest line of a portfolio; 0 where there is none."""
    rows = engine.rows("select coalesce(max(seq), 0) as seq from journal where portfolio_key = $key", {"key": identity(portfolio)})
    return int(rows[0]["seq"])
