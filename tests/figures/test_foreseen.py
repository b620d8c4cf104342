"""What is kept with a published snapshot is what its rows give, and whoever checks asks the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.portfolios import Shape, reviews
from value_model import figures
from value_model.figures.foreseen import KINDS
from value_model.figures.only import Only
from value_model.policy import POLICY_FILE, load
from value_model.store import Snapshot, Store, open_store

BYS = [(), ("project",), ("objective", "kind"), ("project", "unit"), ("stage", "programme", "measure"), KINDS]
SOME = 100
SILENT = "evidence.closed_silent.count"
DAYS = re.compile(r"(\[evidence\.silent_days\]\nvalue = )\d+")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reviews of thirty projects in several currencies, published one after the other, and a draft of the fourth."""
    path = tmp_path_factory.mktemp("foreseen") / "value.duckdb"
    with open_store(str(path)) as store:
        quarters = reviews(30, count=4, seed=7, shape=Shape(every=3))
        drafts = [store.save_draft("Random", imported, as_of=day)[0] for day, imported in quarters]
        for draft in drafts[:-1]:
            figures.publish(store, draft.id, by="test", note="test", accept_warnings=True)
    return path


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    with open_store(str(place)) as opened:
        yield opened


def stated(store: Store, snapshot: Snapshot, by: tuple[str, ...], compared: str | None, only: Only) -> dict[tuple[str, str], object]:
    found = figures.compute(store, snapshot.id, by=by, compared=compared, only=only)
    return {(one.id, one.scope): (one.value, one.reason, one.inputs, one.coverage) for one in found}


@pytest.mark.parametrize("by", BYS, ids=lambda by: "+".join(by) or "portfolio")
def test_the_same_figures_come_from_rows_and_from_what_is_kept(store: Store, by: tuple[str, ...]) -> None:
    for number, compared, only in ((2, "previous", Only()), (2, None, Only()), (1, "previous", Only(stage="delivery")), (0, None, Only())):
        snapshot = store.snapshots()[number]
        found = stated(store, snapshot, by, compared, only)
        assert len(found) > SOME
        assert found == stated(store.from_rows(), snapshot, by, compared, only)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL files that stores are asked from here on."""
    names: list[str] = []
    query_all = Store.query_all

    def noted(self: Store, wanted: tuple[str, ...], snapshot_id: str, **given: object) -> object:
        names.extend(wanted)
        return query_all(self, wanted, snapshot_id, **given)

    monkeypatch.setattr(Store, "query_all", noted)
    return names


def test_a_snapshot_that_an_older_version_published_is_made_ready_once(place: Path, tmp_path: Path, asked: list[str]) -> None:
    copy = tmp_path / "value.duckdb"
    copy.write_bytes(place.read_bytes())
    with duckdb.connect(str(copy)) as outside:
        outside.execute("delete from answers")
    with open_store(str(copy)) as store:
        figures.foresee(store, store.snapshots()[2])
    assert asked
    asked.clear()
    with open_store(str(copy)) as store:
        figures.foresee(store, store.snapshots()[2])
        figures.compute(store, store.snapshots()[2].id)
    assert asked == []


def test_pages_of_a_published_snapshot_ask_its_rows_no_sums_again(store: Store, asked: list[str]) -> None:
    published, draft = store.snapshots()[2:]
    figures.compute(store, published.id)
    assert asked == []
    figures.compute(store, draft.id)
    assert {"scope_sums", "project_list", "scope_flows"} <= set(asked)


def test_a_trace_ends_with_the_figure_whatever_it_was_read_from(store: Store) -> None:
    published = store.snapshots()[2]
    for ref in ("benefits.plan", "cost.to_date@project:P0003", "benefits.forecast@unit:Unit 1", "npv.forecast@objective:O1"):
        here, anew = (figures.trace(one, published.id, ref) for one in (store, store.from_rows()))
        assert (here.figure.value, here.total, list(here.rows)) == (anew.figure.value, anew.total, list(anew.rows))


def test_what_is_kept_is_not_taken_for_the_truth(place: Path, tmp_path: Path) -> None:
    copy = tmp_path / "value.duckdb"
    copy.write_bytes(place.read_bytes())
    with open_store(str(copy)) as store:
        old, _, new, _ = store.snapshots()
        assert figures.recheck(store, new.id)[1] == []
    with duckdb.connect(str(copy)) as outside:  # the answers of another quarter in the place of this one's
        outside.execute(
            "update answers set content = (select content from answers as other where other.snapshot_id = ? and other.part = 'portfolio' "
            "order by octet_length(content) desc limit 1) where snapshot_id = ? and part = 'portfolio' and octet_length(content) = "
            "(select max(octet_length(content)) from answers where snapshot_id = ? and part = 'portfolio')",
            [old.id, new.id, new.id],
        )
    with open_store(str(copy)) as store:
        assert 'what is kept for "scope_sums" is not what its rows give' in figures.recheck(store, new.id)[1]
        assert figures.compute(store.from_rows(), new.id)["benefits.plan"] != figures.compute(store, new.id)["benefits.plan"]


def test_other_limits_of_the_policy_are_asked_of_the_rows(store: Store, tmp_path: Path) -> None:
    published, text = store.snapshots()[2], POLICY_FILE.read_text(encoding="utf-8")
    assert DAYS.search(text)
    other = tmp_path / "policy.toml"
    other.write_text(DAYS.sub(r"\g<1>100000", text), encoding="utf-8")
    counted = [figures.compute(one, published.id, policy=load(other)).value(SILENT) for one in (store, store.from_rows())]
    assert counted[0] == counted[1]
    assert counted[0] != figures.compute(store, published.id).value(SILENT)


def test_a_draft_that_is_discarded_takes_what_is_kept_with_it(place: Path, tmp_path: Path) -> None:
    copy = tmp_path / "value.duckdb"
    copy.write_bytes(place.read_bytes())
    with open_store(str(copy)) as store:
        draft = store.snapshots()[-1]
        figures.foresee(store, draft)
        figures.foresee(store, draft)
        store.discard(draft.id)
        assert store.verify() == []
