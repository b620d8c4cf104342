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


def test_days_and_decimals_are_those_of_python_to_the_last_place():
    days = [date(1, 1, 1), None, date(2026, 9, 30), date(9999, 12, 31)]
    amounts = [Decimal("0.000000"), Decimal("-0.000001"), None, Decimal("12345678901234567890123456789012.345678")]
    found = Answer(pa.table({"day": pa.array(days), "amount": pa.array(amounts, pa.decimal128(38, 6)), "none": pa.nulls(4, pa.date32())}))
    assert found.values("day") == days and found.values("none") == [None] * 4
    assert [str(value) for value in found.values("amount")] == [str(value) for value in amounts]


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
