"""Answers as columns say the same as their rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa

from value_model.store import Answer

TABLE = pa.table({
    "name": pa.array(["b", "a", "b"]),
    "month": pa.array([date(2026, 9, 1), date(2026, 10, 1), date(1969, 12, 1)]),
    "amount": pa.array([Decimal("1.25"), None, Decimal("-3.00")], pa.decimal128(38, 2)),
    "count": pa.array([Decimal(1), Decimal(2), None], pa.decimal128(38, 0)),
})  # fmt: skip


def test_rows_and_columns_hold_the_same():
    found = Answer(TABLE)
    assert len(found) == 3
    assert found[0] == {"name": "b", "month": date(2026, 9, 1), "amount": Decimal("1.25"), "count": 1}
    assert [type(row["count"]) for row in found] == [int, int, type(None)]
    assert found.values("amount") == [Decimal("1.25"), None, Decimal("-3.00")]
    assert found.rows is found.rows


def test_numbers_months_and_codes():
    found = Answer(TABLE)
    assert np.array_equal(found.numbers("amount"), [1.25, np.nan, -3.0], equal_nan=True)
    assert found.months("month").tolist() == [2026 * 12 + 8, 2026 * 12 + 9, 1969 * 12 + 11]
    numbers, names = found.coded("name")
    assert [names[number] for number in numbers] == ["b", "a", "b"]


def test_an_answer_without_rows():
    found = Answer(TABLE.slice(0, 0))
    assert found.rows == [] and found.coded("name")[1] == []
    assert found.numbers("amount").tolist() == []
