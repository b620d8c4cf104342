"""A load that is killed half-way leaves nothing behind, and what was acknowledged is there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from value_model.store import open_store

KILLS = 20
ROOT = Path(__file__).resolve().parents[2]


def killed_after(path: str, seconds: float) -> list[tuple[str, str]]:
    """Run the loader, kill it after its first word plus `seconds`, return what it acknowledged."""
    loader = subprocess.Popen([sys.executable, "-m", "tests.store.loader", path], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert loader.stdout
    first = loader.stdout.readline()
    time.sleep(seconds)
    loader.send_signal(signal.SIGKILL)
    rest = loader.stdout.read()
    loader.wait()
    whole = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return [(word, snapshot_id) for word, snapshot_id in (line.split() for line in whole)]


def test_twenty_kills_lose_nothing_and_leave_no_half(tmp_path: Path) -> None:
    path = str(tmp_path / "value.duckdb")
    moments = random.Random(7)
    acknowledged: list[tuple[str, str]] = []
    for _ in range(KILLS):
        acknowledged += killed_after(path, moments.uniform(0, 0.15))
        store = open_store(path)
        there = {found.id: found for found in store.snapshots()}
        for word, snapshot_id in acknowledged:
            assert snapshot_id in there
            assert word == "draft" or there[snapshot_id].state == "published"
        assert all(len(store.rows("projects", found.id)) == 400 for found in list(there.values())[-3:])
        store.close()
    final = open_store(path)
    counted = final._engine.rows("select count(*) as n from projects")[0]["n"]
    assert counted == 400 * len(final.snapshots())  # no orphan rows
    assert final.verify() == []
    assert len(acknowledged) >= KILLS
