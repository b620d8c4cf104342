"""Snapshots are kept for good, answer what was put in, and show when somebody touched them."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.store.records import an_import
from value_model.contract import Finding
from value_model.errors import PublishRefused, StoreError
from value_model.store import Store, open_store

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "value.duckdb"))


def test_what_went_in_comes_out_to_the_cent_with_its_cell(store: Store) -> None:
    draft, unchanged = store.save_draft("Enterprise", an_import(), as_of=JUNE)
    rows = store.rows("projects", draft.id)
    assert not unchanged
    assert [row["budget"] for row in rows] == [Decimal("100.25"), Decimal("200.50"), Decimal("300.75")]  # by hand: 100.25 x 1, 2, 3
    assert rows[0]["percent_complete"] is None
    cell = next(c for c in store.cells(draft.id, "projects", [2]) if c["field"] == "budget")
    assert (cell["address"], cell["text"]) == ("A3", "200.50")


def test_the_same_bytes_again_change_nothing(store: Store) -> None:
    first, _ = store.save_draft("Enterprise", an_import(), as_of=JUNE)
    again, unchanged = store.save_draft(" enterprise ", an_import(), as_of=JUNE)
    assert unchanged
    assert again.id == first.id
    assert len(store.snapshots()) == 1


def test_published_snapshots_form_a_chain_and_stay(store: Store) -> None:
    ids = []
    for content, as_of in (("a", JUNE), ("b", SEPTEMBER)):
        draft, _ = store.save_draft("Enterprise", an_import(content), as_of=as_of)
        ids.append(store.publish(draft.id, by="PMO lead"))
    assert ids[0].previous_hash is None
    assert ids[1].previous_hash == ids[0].hash
    assert store.previous(ids[1]) == ids[0]
    assert store.verify() == []
    with pytest.raises(StoreError, match="cannot be discarded"):
        store.discard(ids[0].id)


def test_chains_of_several_portfolios_do_not_mix(store: Store) -> None:
    for name in ("North", "South"):
        draft, _ = store.save_draft(name, an_import(name), as_of=JUNE)
        assert store.publish(draft.id, by="x").previous_hash is None
    assert store.portfolios() == ["North", "South"]


def test_errors_block_publishing_and_warnings_need_accepting(store: Store) -> None:
    error, warning = (Finding(kind, "code", "p.", "f.") for kind in ("error", "warning"))  # type: ignore[arg-type]
    broken, _ = store.save_draft("A", an_import("a", findings=(error,)), as_of=JUNE)
    with pytest.raises(PublishRefused, match="1 error"):
        store.publish(broken.id, by="x", accept_warnings=True)
    doubtful, _ = store.save_draft("B", an_import("b", findings=(warning, warning)), as_of=JUNE)
    with pytest.raises(PublishRefused, match="2 warnings"):
        store.publish(doubtful.id, by="x")
    assert store.publish(doubtful.id, by="x", accept_warnings=True, note="known").state == "published"
    assert store.journal("B", "publish")[0].content["note"] == "known"


def test_a_discarded_draft_leaves_nothing(store: Store) -> None:
    draft, _ = store.save_draft("Enterprise", an_import(), as_of=JUNE)
    store.discard(draft.id)
    assert store.snapshots() == []
    assert store.rows("projects", draft.id) == []
    assert store.cells(draft.id, "projects") == []


@pytest.mark.parametrize("change", ["update projects set budget = 1 where row_id = 1", "update cells set text = '7' where row_id = 1"])
def test_a_changed_value_is_found_by_verify(tmp_path: Path, change: str) -> None:
    path = str(tmp_path / "value.duckdb")
    store = open_store(path)
    draft, _ = store.save_draft("Enterprise", an_import(), as_of=JUNE)
    store.publish(draft.id, by="x")
    store.close()
    with duckdb.connect(path) as outside:
        outside.execute(change)
    assert open_store(path).verify() == [(draft.id, "its content differs from its hash")]


def test_the_store_reads_no_files_and_takes_no_settings(store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    cursor = store._engine._root.cursor()
    for statement in (
        f"select * from read_text('{tmp_path}/secret.txt')",
        f"attach '{tmp_path}/other.duckdb'",
        f"copy (select 1) to '{tmp_path}/out.csv'",
        "set threads = 1",
        "set enable_external_access = true",
        "select * from glob('*')",
        "load httpfs",
    ):
        with pytest.raises(duckdb.Error):
            cursor.execute(statement).fetchall()


def test_a_file_of_this_store_opens_in_the_older_engine_line(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "value.duckdb"))
    tags = store._engine.rows("select tags from duckdb_databases() where not internal")[0]["tags"]
    assert tags["storage_version"].startswith("v1.5")


def test_many_threads_get_their_own_answers(store: Store) -> None:
    drafts = [store.save_draft(f"P{n}", an_import(f"c{n}", projects=n + 1), as_of=JUNE)[0] for n in range(4)]

    def ask(turn: int) -> bool:
        draft = drafts[turn % 4]
        return len(store.rows("projects", draft.id)) == turn % 4 + 1

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(400)))


def test_two_analysts_at_once_both_land_with_distinct_ids(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        drafts = list(pool.map(lambda n: store.save_draft("Enterprise", an_import(f"c{n}"), as_of=JUNE)[0], range(16)))
        published = list(pool.map(lambda d: store.publish(d.id, by="x"), drafts))
    assert len({p.id for p in published}) == len({p.seq for p in published}) == 16
    assert len({p.previous_hash for p in published}) == 16  # one chain, no fork
    assert store.verify() == []


def test_a_second_process_is_told_so_in_a_sentence(tmp_path: Path) -> None:
    path = str(tmp_path / "value.duckdb")
    store = open_store(path)
    run = subprocess.run([sys.executable, "-m", "value_model", "snapshots", "--store", path], capture_output=True, text=True, timeout=60)
    store.close()
    assert run.returncode == 4
    assert "in use by another process" in run.stderr
    assert str(os.getpid()) not in run.stderr
    assert "Traceback" not in run.stderr


def test_a_damaged_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "value.duckdb"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match="damaged"):
        open_store(str(path))
    assert path.read_bytes() == b"not a database" * 1000


def test_the_journal_only_grows(store: Store) -> None:
    store.note("Enterprise", "decision", {"question": "Stop?"}, role="PMO lead")
    store.note("Enterprise", "pulse", {"score": 7}, role="analyst")
    assert [e.kind for e in store.journal("Enterprise")] == ["decision", "pulse"]
    assert [e.content["score"] for e in store.journal("enterprise", "pulse")] == [7]
