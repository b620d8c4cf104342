"""A load that is killed half-way leaves nothing behind, and what was acknowledged is there."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.store.loader import PROJECTS, load_for_ever
from value_model.store import open_store

processes = multiprocessing.get_context("forkserver")  # imports once, so that the kills hit the writing
processes.set_forkserver_preload(["tests.store.loader"])


def killed_after(path: str, seconds: float) -> list[tuple[str, str]]:
    """Run the loader, kill it after its first word plus `seconds`, return what it acknowledged."""
    here, there = processes.Pipe(duplex=False)
    loader = processes.Process(target=load_for_ever, args=(path, there))
    loader.start()
    there.close()
    told = [here.recv()] if here.poll(60) else []
    time.sleep(seconds)
    loader.kill()
    loader.join()
    return told + list(rest_of(here))


def rest_of(here: Connection) -> list[tuple[str, str]]:
    rest = []
    try:
        while here.poll():
            rest.append(here.recv())
    except (EOFError, OSError):  # the last word may have been cut off
        pass
    return rest


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_kills_lose_nothing_and_leave_no_half(tmp_path: Path, kills: int) -> None:
    path = str(tmp_path / "value.duckdb")
    moments = random.Random(7)
    acknowledged: list[tuple[str, str]] = []
    for _ in range(kills):
        acknowledged += killed_after(path, moments.uniform(0, 0.1))
        with open_store(path) as store:
            there = {found.id: found for found in store.snapshots()}
            for word, snapshot_id in acknowledged:
                assert snapshot_id in there
                assert word == "draft" or there[snapshot_id].state == "published"
    with open_store(path) as final:
        for table in ("projects", "stored_figures"):
            counted = final._engine.rows(f"select snapshot_id, count(*) as n from {table} group by snapshot_id")
            wanted = [s.id for s in final.snapshots() if table == "projects" or s.state == "published"]
            assert {row["snapshot_id"]: row["n"] for row in counted} == dict.fromkeys(wanted, PROJECTS if table == "projects" else 1)
        assert final.verify() == []
    assert len(acknowledged) >= kills
