"""What changed between two snapshots, worked out by hand on a small portfolio."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from value_model.contract import Import, Row, SourceFile
from value_model.errors import StoreError, UsageError
from value_model.store import Store, open_store
from value_model.store.difference import Change, Difference, difference

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
FEBRUARY, MAY = date(2026, 2, 1), date(2026, 5, 1)


def portfolio(
    projects: dict[str, dict[str, object]], amounts: list[tuple[str, date, str, str]], settings: dict[str, str] | None = None
) -> Import:
    records = {
        "projects": [Row("projects", {"project_id": key, "name": key, **values}) for key, values in projects.items()],  # type: ignore[dict-item]
        "benefits": [Row("benefits", {"benefit_id": f"B-{key}", "name": key, "project_id": key}) for key in projects],
        "benefit_values": [
            Row("benefit_values", {"benefit_id": benefit, "period": period, "stream": stream, "amount": Decimal(amount)})
            for benefit, period, stream, amount in amounts
        ],
    }
    return Import(files=[SourceFile("x", str(id(records)), 1)], records=records, settings=settings or {})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "value.duckdb"))


def between(store: Store, before: Import, after: Import) -> Difference:
    older, _ = store.save_draft("A", before, as_of=MARCH)
    newer, _ = store.save_draft("A", after, as_of=JUNE)
    return difference(store, older.id, newer.id)


def test_fields_that_differ_are_named_and_the_past_is_marked_as_restated(store: Store) -> None:
    before = portfolio(
        {"P1": {"budget": Decimal(100), "stage": "delivery"}, "P2": {}},
        [("B-P1", FEBRUARY, "actual", "10"), ("B-P1", MAY, "forecast", "5"), ("B-P1", MAY, "plan", "6")],
    )
    after = portfolio(
        {"P1": {"budget": Decimal(120), "stage": "delivery", "sponsor": "COO"}, "P2": {}},
        [("B-P1", FEBRUARY, "actual", "8"), ("B-P1", MAY, "actual", "4"), ("B-P1", MAY, "plan", "6")],
    )
    found = between(store, before, after)
    assert (found.added, found.removed) == ((), ())
    assert set(found.changes) == {
        Change("projects", "P1", "budget", Decimal(100), Decimal(120), restated=False),
        Change("projects", "P1", "sponsor", None, "COO", restated=False),
        Change("benefit_values", "B-P1 / 2026-02-01 / actual", "amount", Decimal(10), Decimal(8), restated=True),
        Change("benefit_values", "B-P1 / 2026-05-01 / forecast", "amount", Decimal(5), None, restated=False),
        Change("benefit_values", "B-P1 / 2026-05-01 / actual", "amount", None, Decimal(4), restated=False),
    }


def test_a_month_that_ends_on_the_as_of_date_has_ended_and_the_next_has_not(store: Store) -> None:
    months = [date(2026, 3, 1), date(2026, 4, 1)]  # 31 March is the as-of date
    before, after = (portfolio({"P1": {}}, [("B-P1", month, "actual", amount) for month in months]) for amount in ("1", "2"))
    assert [change.restated for change in between(store, before, after).changes] == [True, False]


def test_projects_that_come_and_go_are_named_once_and_not_row_by_row(store: Store) -> None:
    before = portfolio({"P1": {}, "P2": {"budget": Decimal(5)}}, [("B-P2", MAY, "plan", "6")])
    after = portfolio({"p1 ": {}, "P3": {"budget": Decimal(7)}}, [("B-P3", MAY, "plan", "6")])
    found = between(store, before, after)
    assert (found.added, found.removed) == (("P3",), ("P2",))
    # The same project written another way is the same, and so is what refers to it; only the names read otherwise.
    assert [(c.table, c.field) for c in found.changes] == [("projects", "name"), ("benefits", "name")]


def test_settings_count_and_the_as_of_date_does_not(store: Store) -> None:
    before = portfolio({"P1": {}}, [], {"as_of": "2026-03-31", "discount_rate": "0.07"})
    after = portfolio({"P1": {}}, [], {"as_of": "2026-06-30", "discount_rate": "0.05", "hurdle_rate": "0.1"})
    assert between(store, before, after).changes == (
        Change("settings", "discount_rate", "value", "0.07", "0.05", restated=False),
        Change("settings", "hurdle_rate", "value", None, "0.1", restated=False),
    )


def test_equal_keys_are_paired_in_their_order(store: Store) -> None:
    before, after = (portfolio({"P1": {}}, [("B-P1", MAY, "plan", amount) for amount in amounts]) for amounts in (("1", "2"), ("1", "3")))
    assert between(store, before, after).changes == (
        Change("benefit_values", "B-P1 / 2026-05-01 / plan / #2", "amount", Decimal(2), Decimal(3), restated=False),
    )


def test_a_snapshot_does_not_differ_from_itself(store: Store) -> None:
    draft, _ = store.save_draft("A", portfolio({"P1": {}}, [("B-P1", MAY, "plan", "1")]), as_of=MARCH)
    assert difference(store, draft.id, draft.id) == Difference((), (), ())


def test_unknown_snapshots_and_other_portfolios_are_refused(store: Store) -> None:
    one, _ = store.save_draft("A", portfolio({"P1": {}}, []), as_of=MARCH)
    other, _ = store.save_draft("B", portfolio({"P1": {}}, []), as_of=MARCH)
    with pytest.raises(UsageError, match="different portfolios"):
        difference(store, one.id, other.id)
    with pytest.raises(StoreError, match='no snapshot "x"'):
        difference(store, one.id, "x")
