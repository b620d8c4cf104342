"""Rows by their key say the same one by one, all at once and by column."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa

from value_model.figures.keyed import Keyed
from value_model.figures.shares import Shares
from value_model.store import Answer

ROWS = Answer(pa.table({
    "key": pa.array(["a", "b", "a", "c"]),
    "amount": pa.array([Decimal(1), None, Decimal("3.50"), Decimal(4)], pa.decimal128(38, 2)),
    "is_closed": pa.array([0, 1, 1, 0], pa.int32()),
}))  # fmt: skip


def test_of_rows_with_one_key_the_last_counts_where_the_first_stood():
    found = Keyed(ROWS, "key")
    assert list(found) == ["a", "b", "c"] and len(found) == 3 and "d" not in found
    assert found["a"] == {"key": "a", "amount": Decimal("3.50"), "is_closed": 1}
    assert found.column("amount") == [Decimal("3.50"), None, Decimal(4)]
    assert found.marks("is_closed").tolist() == [True, True, False]
    assert found.places == {"a": 0, "b": 1, "c": 2}


def test_more_columns_may_stand_beside_a_row_and_rows_where_there_is_none():
    found = Keyed(ROWS, "key")
    found.put("c", {"forecast": 7})
    found.put("d", {})
    assert found["c"] == {"key": "c", "amount": Decimal(4), "is_closed": 0, "forecast": 7}
    assert found["d"] == {} and len(found) == 4 and list(found) == ["a", "b", "c", "d"]


def test_of_shares_alike_in_both_the_last_counts_in_rows_and_by_name():
    columns = {
        "benefit_id": ["B2", "B1", "B1", "B1"],
        "project_id": ["P1", "P2", "P1", "P2"],
        "share": [Decimal(part) for part in (1, 2, 3, 4)],
    }
    found = Shares(Answer(pa.table(columns)), "benefit_id", "project_id")
    assert dict(found) == {"B1": {"P1": 3, "P2": 4}, "B2": {"P1": 1}}
    assert found.rows.values("share") == [3, 4, 1]
