"""Whoever changes the store from outside is found out by verify, wherever the change was made."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.store.records import an_import
from value_model.contract import Finding
from value_model.errors import StoreError
from value_model.store import open_store

FIGURE = ("roi.plan", "portfolio", "0.5", "fraction", None)
WARNING = Finding("warning", "code", "It looks odd.", "Look again.")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three published quarters of one portfolio, and one of another."""
    place = tmp_path_factory.mktemp("sound") / "value.duckdb"
    with open_store(str(place)) as store:
        for name, month in (("North", 3), ("North", 6), ("South", 6), ("North", 9)):
            draft, _ = store.save_draft(name, an_import(f"{name} {month}", findings=(WARNING,)), as_of=date(2026, month, 28))
            store.publish(draft.id, by="PMO", note="known", accept_warnings=True, figures=[FIGURE])
        assert store.verify() == []
    return place


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> str:
    """A copy of it, with its receipt, to be changed."""
    for part in sound.parent.iterdir():
        shutil.copy(part, tmp_path)
    return str(tmp_path / sound.name)


def faults_after(path: str, change: str) -> list[str]:
    with duckdb.connect(path) as outside:
        outside.execute(change)
    with open_store(path) as store:
        return [what for _, what in store.verify()]


SECOND = "(select id from snapshots where portfolio = 'North' and chain_no = 2)"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (f"update projects set budget = budget + 0.01 where row_id = 1 and snapshot_id = {SECOND}", "content differs"),
        (f"update projects set name = 'Other' where row_id = 3 and snapshot_id = {SECOND}", "content differs"),
        (f"update projects set budget = null where row_id = 1 and snapshot_id = {SECOND}", "content differs"),
        (f"update projects set stage = 'closed' where row_id = 1 and snapshot_id = {SECOND}", "content differs"),
        (f"delete from projects where row_id = 3 and snapshot_id = {SECOND}", "content differs"),
        (f"update cells set text = '7' where row_id = 1 and field = 'budget' and snapshot_id = {SECOND}", "content differs"),
        (f"update snapshots set settings = '{{}}' where id = {SECOND}", "content differs"),
        (f"update snapshots set as_of = date '2026-01-01' where id = {SECOND}", "content differs"),
        (f"update findings set content = replace(content, 'odd', 'even') where snapshot_id = {SECOND}", "findings"),
        (f"update snapshots set details = replace(details, 'xlsx', 'xlsm') where id = {SECOND}", "findings"),
        (f"update stored_figures set value = '0.6' where snapshot_id = {SECOND}", "stored figures"),
        (f"delete from stored_figures where snapshot_id = {SECOND}", "stored figures"),
        (f"update snapshots set published_by = 'Board' where id = {SECOND}", "does not follow"),
        (f"update snapshots set published_at = '2020-01-01T00:00:00+00:00' where id = {SECOND}", "does not follow"),
        (f"update snapshots set label = 'Final' where id = {SECOND}", "does not follow"),
        (f"update snapshots set policy_hash = 'x' where id = {SECOND}", "does not follow"),
        (f"update snapshots set state = 'draft' where id = {SECOND}", "was published"),
        (f"delete from snapshots where id = {SECOND}", "predecessor is missing"),
        (f"delete from snapshots where id = {SECOND}", "rows of it are left"),
        ("update snapshots set chain_no = 5 - chain_no where portfolio = 'North' and chain_no > 1", "predecessor is missing"),
        ("delete from snapshots where portfolio = 'North' and chain_no = 3", "the end of the store is lost"),
    ],
)
def test_a_change_from_outside_is_named(path: str, change: str, found: str) -> None:
    assert any(found in what for what in faults_after(path, change))


def test_a_value_moved_to_the_next_row_or_field_is_another_content(path: str) -> None:
    swap = f"update projects set budget = case row_id when 1 then 200.50 when 2 then 100.25 else budget end where snapshot_id = {SECOND}"  # 100.25 x 1 and x 2
    assert faults_after(path, swap) == ["its content differs from its hash"]
    back = swap.replace("200.50", "100.25", 1).replace("then 100.25 else", "then 200.50 else")
    assert faults_after(path, back) == []


def test_an_older_copy_in_the_place_of_the_store_is_noticed(tmp_path: Path) -> None:
    place = tmp_path / "value.duckdb"
    with open_store(str(place)) as store:
        draft, _ = store.save_draft("North", an_import("a"), as_of=date(2026, 3, 31))
        store.publish(draft.id, by="PMO")
    older = place.read_bytes()
    with open_store(str(place)) as store:
        draft, _ = store.save_draft("North", an_import("b"), as_of=date(2026, 6, 30))
        store.publish(draft.id, by="PMO")
    place.write_bytes(older)
    with open_store(str(place)) as store:
        assert [(found, "is missing" in what) for found, what in store.verify()] == [(draft.id, True)]


def test_a_store_begun_anew_owes_nothing_to_the_one_before(path: str) -> None:
    Path(path).unlink()
    with open_store(path) as store:
        assert store.verify() == []


def test_nothing_is_published_onto_a_broken_chain(path: str) -> None:
    with duckdb.connect(path) as outside:
        outside.execute(f"delete from snapshots where id = {SECOND}")
    with open_store(path) as store:
        draft, _ = store.save_draft("North", an_import("next"), as_of=date(2026, 12, 31))
        with pytest.raises(StoreError, match="chain of published snapshots is broken"):
            store.publish(draft.id, by="PMO")
        assert store.snapshot(draft.id).state == "draft"


def test_a_flipped_byte_anywhere_in_the_file_is_never_read_as_data(path: str) -> None:
    whole = Path(path).read_bytes()
    for place in range(100, len(whole), len(whole) // 12):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        Path(path).write_bytes(damaged)
        try:
            with open_store(path) as store:
                assert store.verify() == []  # a byte that holds nothing
        except StoreError as problem:
            assert "damaged" in str(problem)
            assert Path(path).read_bytes() == bytes(damaged)  # left as it was found
