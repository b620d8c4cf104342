"""A backup is the whole store, and a restore puts it back without losing what was there."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.store.records import an_import
from value_model.errors import FileRefused, StoreError, UsageError
from value_model.store import Store, open_store, restore

FIGURE = ("roi.plan", "portfolio", "0.5", "fraction", None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "value.duckdb"
    with open_store(str(place)) as store:
        for month in (3, 6, 9):
            draft, _ = store.save_draft("North", an_import(str(month), projects=50), as_of=date(2026, month, 28))
            if month < 9:
                store.publish(draft.id, by="PMO", figures=[FIGURE])
        store.note("North", "decision", {"question": "Stop?"}, role="PMO lead")
    return place


def everything(store: Store) -> list[object]:
    snapshots = store.snapshots()
    held = [(store.rows("projects", s.id), store.cells(s.id, "projects"), store.kept_figures(s.id), store.files(s.id)) for s in snapshots]
    return [snapshots, held, store.journal("North")]


def test_a_backup_is_a_store_of_its_own_and_holds_everything(path: Path) -> None:
    out = path.with_name("copy.duckdb")
    with open_store(str(path)) as store:
        before = everything(store)
        store.backup(out)
        assert everything(store) == before
    with open_store(str(out)) as copy:
        assert everything(copy) == before
        assert copy.verify() == []
        assert copy.storage_version().startswith("v1.5")
    assert not list(path.parent.glob("*.part*"))


def test_a_restored_store_says_the_same_and_the_other_one_is_kept(path: Path) -> None:
    out = path.with_name("copy.duckdb")
    with open_store(str(path)) as store:
        before = everything(store)
        store.backup(out)
        draft, _ = store.save_draft("North", an_import("later"), as_of=date(2026, 12, 31))
        store.publish(draft.id, by="PMO")
    aside = restore(out, str(path))
    with open_store(str(path)) as store:
        assert everything(store) == before
        assert store.verify() == []  # the receipt speaks of the restored store
    assert aside is not None
    with open_store(str(aside)) as kept:
        assert draft.id in {found.id for found in kept.snapshots()}
        assert kept.verify() == []
    assert restore(out, str(path)) == aside.with_name("value.duckdb.before-restore-2")


def test_a_damaged_store_can_be_restored_over(path: Path) -> None:
    out = path.with_name("copy.duckdb")
    with open_store(str(path)) as store:
        store.backup(out)
    path.write_bytes(b"damaged" * 1000)
    aside = restore(out, str(path))
    assert aside is not None
    assert aside.read_bytes() == b"damaged" * 1000
    with open_store(str(path)) as store:
        assert len(store.snapshots()) == 3


def test_a_lost_store_comes_back_from_its_backup(path: Path) -> None:
    out = path.with_name("copy.duckdb")
    with open_store(str(path)) as store:
        store.backup(out)
    elsewhere = path.parent / "new" / "value.duckdb"
    elsewhere.parent.mkdir()
    assert restore(out, str(elsewhere)) is None
    with open_store(str(elsewhere)) as store:
        assert store.verify() == []


@pytest.mark.parametrize("change", ["update projects set budget = 1", "delete from snapshots where chain_no = 1"])
def test_a_changed_backup_is_not_restored(path: Path, change: str) -> None:
    out = path.with_name("copy.duckdb")
    with open_store(str(path)) as store:
        store.backup(out)
    with duckdb.connect(str(out)) as outside:
        outside.execute(change)
    held = path.read_bytes()
    with pytest.raises(StoreError, match="not as it was written"):
        restore(out, str(path))
    assert path.read_bytes() == held
    assert not list(path.parent.glob("*before-restore*"))


def test_a_backup_never_overwrites_and_a_restore_needs_another_file(path: Path) -> None:
    with open_store(str(path)) as store, pytest.raises(UsageError, match="exists already"):
        store.backup(path)
    with pytest.raises(UsageError, match="same file"):
        restore(path, str(path))
    with pytest.raises(FileRefused, match="no file"):
        restore(path.with_name("none.duckdb"), str(path))


def test_what_a_killed_backup_left_is_no_obstacle(path: Path) -> None:
    out = path.with_name("copy.duckdb")
    shutil.copy(path, out.with_name("copy.duckdb.part"))
    with open_store(str(path)) as store:
        store.backup(out)
    with open_store(str(out)) as copy:
        assert len(copy.snapshots()) == 3


def test_a_store_is_backed_up_while_others_read_and_write(path: Path) -> None:
    with open_store(str(path)) as store, ThreadPoolExecutor(3) as pool:
        writing = [pool.submit(store.save_draft, f"P{n}", an_import(f"w{n}"), as_of=date(2026, 1, 1)) for n in range(6)]
        outs = [path.with_name(f"copy{n}.duckdb") for n in range(2)]
        for out in outs:
            store.backup(out)
        assert all(job.result()[1] is False for job in writing)
    for out in outs:
        with open_store(str(out)) as copy:
            assert copy.verify() == []  # a whole state, never half a draft
