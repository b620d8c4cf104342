"""Answers that the store keeps until somebody writes: nobody ever sees what stood before a write."""

from __future__ import annotations

from pathlib import Path

from tests.portfolios import reviews
from value_model.store import open_store


def test_every_write_is_seen_at_once_also_by_another_store_on_the_same_file(tmp_path: Path) -> None:
    place = str(tmp_path / "value.duckdb")
    (first_day, first), (second_day, second) = reviews(3, count=2)
    with open_store(place) as one, open_store(place) as other:
        assert one.portfolios() == other.portfolios() == []
        draft, _ = one.save_draft("Mine", first, as_of=first_day)
        assert other.portfolios() == ["Mine"] and other.snapshot(draft.id).state == "draft"
        one.publish(draft.id, by="test", note="test", accept_warnings=True)
        assert other.snapshot(draft.id).state == "published" and [s.state for s in other.snapshots("Mine")] == ["published"]
        before = other.journal_newest("Mine")
        one.note("Mine", "decision", {"ask": "stop"}, role="PMO")
        assert other.journal_newest("Mine") > before
        late, _ = other.save_draft("Mine", second, as_of=second_day)
        assert [s.id for s in one.snapshots("Mine")] == [draft.id, late.id]
        other.discard(late.id)
        assert [s.id for s in one.snapshots()] == [draft.id]


def test_what_a_caller_does_to_a_list_changes_no_answer(tmp_path: Path) -> None:
    day, imported = reviews(3, count=1)[0]
    with open_store(str(tmp_path / "value.duckdb")) as store:
        store.save_draft("Mine", imported, as_of=day)
        store.snapshots("Mine").clear()
        store.portfolios().clear()
        assert len(store.snapshots("Mine")) == 1 and store.portfolios() == ["Mine"]
