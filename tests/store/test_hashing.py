"""The content hash depends on what a snapshot says and on nothing else."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.store.records import an_import
from value_model.contract import Import, Row
from value_model.store import Store, open_store

JUNE = date(2026, 6, 30)


def hash_of(store: Store, imported: Import, name: str = "A") -> str:
    return store.save_draft(name, imported, as_of=JUNE)[0].content_hash


def rows(*values: dict[str, object]) -> Import:
    return Import(records={"projects": [Row("projects", given) for given in values]})  # type: ignore[arg-type]


def test_the_hash_is_the_same_on_one_thread_and_on_eight_and_however_rows_lie_on_disk(tmp_path: Path) -> None:
    path = str(tmp_path / "value.duckdb")
    with open_store(path) as store:
        hash_of(store, an_import(projects=3000))
    for threads in (1, 8):
        with duckdb.connect(path, config={"threads": threads}) as outside:
            for table in ("projects", "cells"):
                outside.execute(f"create table shuffled as select * from {table} order by hash(row_id + {threads})")
                outside.execute(f"delete from {table}")
                outside.execute(f"insert into {table} select * from shuffled")
                outside.execute("drop table shuffled")
        with open_store(path) as store:
            assert store.verify() == []


def test_the_order_in_which_fields_and_cells_were_found_does_not_matter(tmp_path: Path) -> None:
    shuffled = an_import(projects=20)
    for row in shuffled.records["projects"]:
        for found in (row.values, row.cells):
            items = list(found.items())
            random.Random(1).shuffle(items)
            found.clear()
            found.update(items)  # type: ignore[arg-type]
    with open_store(str(tmp_path / "value.duckdb")) as store:
        assert hash_of(store, an_import(projects=20)) == hash_of(store, shuffled, "B")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"project_id": "P1", "name": "ab", "programme": "c"}, {"project_id": "P1", "name": "a", "programme": "bc"}),
        ({"project_id": "P1", "name": "a", "sponsor": "b"}, {"project_id": "P1", "name": "a", "manager": "b"}),
        ({"project_id": "P1", "name": "a", "programme": ""}, {"project_id": "P1", "name": "a"}),
        ({"project_id": "P1", "name": "a", "budget": Decimal(0)}, {"project_id": "P1", "name": "a"}),
        ({"project_id": "P1", "name": "a\x1fb"}, {"project_id": "P1", "name": "a\x1eb"}),
        ({"project_id": "P1", "name": "a", "percent_complete": 0.1}, {"project_id": "P1", "name": "a", "percent_complete": 0.1 + 1e-16}),
        ({"project_id": "P1", "name": "a", "mandatory": False}, {"project_id": "P1", "name": "a"}),
        ({"project_id": "P1", "name": "a", "start": JUNE}, {"project_id": "P1", "name": "a", "baseline_finish": JUNE}),
    ],
)
def test_two_contents_never_share_a_hash(tmp_path: Path, one: dict[str, object], other: dict[str, object]) -> None:
    with open_store(str(tmp_path / "value.duckdb")) as store:
        assert hash_of(store, rows(one)) != hash_of(store, rows(other), "B")


def test_a_value_in_the_next_row_is_another_content(tmp_path: Path) -> None:
    first, second = ({"project_id": f"P{n}", "name": "x"} for n in (1, 2))
    with open_store(str(tmp_path / "value.duckdb")) as store:
        above = hash_of(store, rows(first | {"sponsor": "Board"}, second))
        assert above != hash_of(store, rows(first, second | {"sponsor": "Board"}), "B")


def test_a_field_the_contract_gains_later_leaves_old_hashes_alone(tmp_path: Path) -> None:
    path = str(tmp_path / "value.duckdb")
    with open_store(path) as store:
        draft, _ = store.save_draft("A", an_import(), as_of=JUNE)
        store.publish(draft.id, by="PMO")
    with duckdb.connect(path) as outside:  # a store of before: the field is not there yet
        outside.execute("alter table projects drop column cost_class")
    with open_store(path) as store:
        assert store.verify() == []
        assert store.rows("projects", draft.id)[0]["cost_class"] is None
