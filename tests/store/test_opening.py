"""The store opens closed: to files, to settings, to a second process; and says plainly when it cannot open."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.store.records import an_import
from value_model.errors import StoreError
from value_model.store import Store, open_store, opening

JUNE = date(2026, 6, 30)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "value.duckdb"


def one_snapshot(path: Path) -> Store:
    store = open_store(str(path))
    store.save_draft("A", an_import(), as_of=JUNE)
    return store


def test_the_store_reads_no_files_and_takes_no_settings(path: Path) -> None:
    (path.parent / "secret.txt").write_text("secret")
    folder = path.parent
    outside = {"rows": [1]}  # a Python variable that a query must not see
    cursor = one_snapshot(path)._engine._root.cursor()
    for statement in (
        f"select * from read_text('{folder}/secret.txt')",
        f"select * from read_csv('{folder}/secret.txt')",
        f"select * from '{folder}/secret.txt'",
        f"select * from read_blob('{folder}/*')",
        "select * from read_text('/etc/passwd')",
        "select * from read_parquet('https://example.org/x.parquet')",
        "select * from glob('*')",
        "select * from outside",
        f"copy (select 1) to '{folder}/out.csv'",
        f"copy projects to '{folder}/out.parquet'",
        f"export database '{folder}/out'",
        f"import database '{folder}'",
        f"attach '{folder}/other.duckdb'",
        "install httpfs",
        "load httpfs",
        "create persistent secret s (type s3)",
        "set threads = 1",
        "set memory_limit = '1TB'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset allow_community_extensions",
        "pragma enable_profiling",
        f"set temp_directory = '{folder}'",
    ):
        with pytest.raises(duckdb.Error):
            cursor.execute(statement).fetchall()
    assert sorted(part.name for part in folder.iterdir() if "value" not in part.name) == ["secret.txt"]
    assert outside


def test_a_file_of_this_store_opens_in_the_older_engine_line(path: Path) -> None:
    assert one_snapshot(path).storage_version().startswith("v1.5")


def test_two_stores_of_one_process_on_one_file_take_turns(path: Path) -> None:
    first = one_snapshot(path)
    with open_store(str(path)) as second:
        draft, _ = second.save_draft("B", an_import("b"), as_of=JUNE)
    assert draft in first.snapshots()
    assert first.verify() == []


def test_a_second_process_is_told_so_in_a_sentence(path: Path) -> None:
    store = one_snapshot(path)
    run = subprocess.run([sys.executable, "-m", "value_model", "snapshots", "--store", str(path)], capture_output=True, text=True, cwd=ROOT)
    assert (run.returncode, run.stdout) == (4, "")
    assert run.stderr == "The store is in use by another process. Stop it, or name another store with --store.\n"
    assert len(store.snapshots()) == 1


@pytest.mark.parametrize("content", [b"not a database" * 1000, b"\0" * 100_000, b"x"])
def test_what_is_not_a_store_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match="That file is not a store"):
        open_store(str(path))
    assert path.read_bytes() == content


def test_an_empty_file_is_the_beginning_of_a_store(path: Path) -> None:
    path.touch()  # what is left when the very first start is killed
    assert open_store(str(path)).snapshots() == []


def test_a_damaged_log_is_refused_in_a_sentence_and_nothing_is_deleted(path: Path) -> None:
    store = one_snapshot(path)
    log = Path(f"{path}.wal")
    held = {path: path.read_bytes(), log: log.read_bytes()}
    store.close()
    damaged = bytearray(held[log])
    damaged[len(damaged) // 2] ^= 0xFF
    path.write_bytes(held[path])
    log.write_bytes(damaged)
    with pytest.raises(StoreError, match="damaged and was not opened") as told:
        open_store(str(path))
    assert str(path.parent) not in str(told.value)
    assert (path.read_bytes(), log.read_bytes()) == (held[path], bytes(damaged))


def test_a_store_cut_short_is_found_when_it_is_checked(path: Path) -> None:
    store = open_store(str(path))
    store.save_draft("A", an_import(projects=5000), as_of=JUNE)
    store.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreError, match="damaged"), open_store(str(path)) as again:
        again.verify()


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    one_snapshot(path).close()
    with duckdb.connect(str(path)) as outside:
        outside.execute("update store_format set version = 99")
    with pytest.raises(StoreError, match="newer version of this program"):
        open_store(str(path))


def test_a_database_of_something_else_is_not_taken_over(path: Path) -> None:
    with duckdb.connect(str(path)) as outside:
        outside.execute("create table snapshots (id int)")
    with pytest.raises(StoreError, match="before the first release"):
        open_store(str(path))


def test_a_place_that_is_a_folder_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened at that place"):
        open_store(str(tmp_path))


def test_a_question_that_takes_too_long_is_stopped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LONGEST_QUERY_MS", 200)
    store = one_snapshot(path)
    began = time.monotonic()
    with pytest.raises(StoreError, match="did not answer in time"):
        store._engine.rows("select count(*) from range(10000000) as a(i), range(100000) as b(j) where (a.i * b.j) % 7 = 3")
    assert time.monotonic() - began < 30
    assert len(store.snapshots()) == 1


FULL_DISK = """
import resource, signal, sys
from datetime import date
from tests.store.records import an_import
from value_model.errors import StoreError
from value_model.store import open_store
store = open_store(sys.argv[1])
store.save_draft("A", an_import(projects=50), as_of=date(2026, 6, 30))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
try:
    store.save_draft("A", an_import("b", projects=20_000), as_of=date(2026, 9, 30))
except StoreError as problem:
    print(problem)
print(len(store.snapshots()), len(store.rows("projects", store.snapshots()[0].id)))
"""


@pytest.mark.parametrize("size", [300_000, 600_000])
def test_a_full_disk_is_said_and_changes_nothing(path: Path, size: int) -> None:
    run = subprocess.run([sys.executable, "-c", FULL_DISK, str(path), str(size)], capture_output=True, text=True, cwd=ROOT)
    assert run.stdout.splitlines() == ["There is not enough disk space. Nothing was changed; free some space and try again.", "1 50"], (
        run.stderr
    )
    with open_store(str(path)) as store:
        assert store.verify() == []
        assert store.save_draft("A", an_import("b", projects=20_000), as_of=date(2026, 9, 30))[0].rows == 20_000
