"""What was published, written down a second time beside the store, so that a lost end is noticed.

A database whose last pages or log were cut off, or that an older copy replaced, opens without complaint.
The receipt names the head of every portfolio's chain; `verify` asks the store for each of them.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from value_model.store.engine import Engine
from value_model.store.opening import MEMORY

_LOST = "it was published and is missing: the end of the store is lost, restore a backup"
_HEADS = """
select portfolio_key, id, hash, chain_no from snapshots as s
where state = 'published'
  and chain_no = (select max(chain_no) from snapshots as t where t.state = 'published' and t.portfolio_key = s.portfolio_key)
order by portfolio_key
"""


def place(path: str) -> Path:
    """Return where the receipt of a store lies."""
    return Path(f"{path}.published.json")


def write(engine: Engine) -> None:
    """Write down the heads. What was published stands in the store already, so a full disk here is no failure."""
    if engine.path == MEMORY:
        return
    target = place(engine.path)
    fresh = target.with_name(target.name + ".new")
    with engine.alone(), contextlib.suppress(OSError):
        fresh.write_text(json.dumps({"published": engine.rows(_HEADS)}, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, target)  # noqa: PTH105 - named for what it does


def start_afresh(engine: Engine) -> None:
    """Forget the receipt of a store that somebody took away before this one was made in its place."""
    if place(engine.path).exists():
        write(engine)


def missing(engine: Engine) -> list[tuple[str, str]]:
    """Return the snapshots that were published according to the receipt and are not there, with what to say."""
    try:
        known = json.loads(place(engine.path).read_text(encoding="utf-8"))["published"]
        heads = [(str(entry["id"]), str(entry["hash"])) for entry in known]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    there = {row["hash"] for row in engine.rows("select hash from snapshots where state = 'published'")}
    return [(snapshot_id, _LOST) for snapshot_id, known_hash in heads if known_hash not in there]
