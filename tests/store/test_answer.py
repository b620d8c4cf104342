"""Answers as columns say the same as their rows."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from decimal import Context, Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from tests.figures.build import a_store
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


def test_months_may_lie_thousands_of_years_apart_or_close_together():
    days = [date(1, 1, 31), date(9999, 12, 31)]
    assert Answer(pa.table({"month": pa.array(days)})).months("month").tolist() == [12, 9999 * 12 + 11]
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 2, 1)] * 30
    assert Answer(pa.table({"month": pa.array(days)})).months("month").tolist() == [2026 * 12 + 1, 2026 * 12 + 2, 2026 * 12 + 1] * 30


@pytest.mark.parametrize("places", [0, 2, 6, 13, 19])
def test_floats_are_the_nearest_to_the_decimals(places):
    dice = random.Random(places)
    numbers = [
        0,
        1,
        -1,
        2**53 - 1,
        2**53 + 1,
        -(2**53) - 1,
        2**63,
        -(2**63),
        10**37,
        *(dice.randrange(-(10**e), 10**e) for e in range(1, 38)),
    ]
    amounts = [None, *(Decimal(number).scaleb(-places, Context(prec=50)) for number in numbers)]
    found = Answer(pa.table({"amount": pa.array(amounts, pa.decimal128(38, places))})).floats("amount")
    assert np.isnan(found[0]) and found[1:].tolist() == [float(amount) for amount in amounts[1:]]


def test_whole_numbers_of_more_than_64_bits_are_whole():
    amounts = [Decimal(2**63), None, Decimal(-(2**63)), Decimal(10**37)]
    assert Answer(pa.table({"count": pa.array(amounts, pa.decimal128(38, 0))})).values("count") == [2**63, None, -(2**63), 10**37]


def test_some_rows_in_the_order_in_which_they_are_named():
    found = Answer(TABLE)
    assert [row["count"] for row in found.at([2, 0, 0])] == [None, 1, 1]
    assert found.values("amount", np.array([2, 1, 0])) == [Decimal("-3.00"), None, Decimal("1.25")]


def test_texts_of_one_column_are_found_in_another():
    here, there = Answer(pa.table({"name": pa.array(["c", None, "a", "c"])})), Answer(TABLE)
    assert here.among("name", there, "name").tolist() == [-1, 1]  # c is not there, a is the second of b and a
    assert here.matched("name", there, "name").tolist() == [-1, -1, 1, -1]
    assert here.equal("name", "c").tolist() == [True, False, False, True]


def test_rows_that_repeat_the_next_are_told():
    found = Answer(pa.table({"one": pa.array(["a", "a", "a", "b"]), "other": pa.array(["x", "x", "y", "y"])}))
    assert found.repeats("one", "other").tolist() == [True, False, False, False]
    assert found.part(0, 0).repeats("one", "other").tolist() == []


def test_columns_of_a_table_are_those_of_its_rows():
    risks = [{"risk_id": f"R{number}", "probability": 0.5, "impact": number} for number in (2, 1)]
    store, snapshot = a_store({"projects": [{"project_id": "P1", "name": "One"}], "risks": risks})
    names = ("row_id", "risk_id", "impact", "kind")
    assert store.columns("risks", snapshot, names) == [{name: row[name] for name in names} for row in store.rows("risks", snapshot)]
    assert store.columns("risks", snapshot, names).values("impact") == [2, 1]


def test_an_answer_without_rows():
    found = Answer(TABLE.slice(0, 0))
    assert found.rows == [] and found.coded("name")[1] == [] and found.values("count") == []
    assert found.numbers("amount").tolist() == [] and found.floats("amount").tolist() == [] and found.months("month").tolist() == []
    assert found.equal("name", "b").tolist() == [] and found.matched("name", Answer(TABLE), "name").tolist() == []


def test_sums_by_group_are_exact_however_large():
    amounts = [Decimal("12345678901234567890123456789012.345678"), Decimal("-0.000001"), None, Decimal("-98765432109876543210.5"), None]
    found = Answer(pa.table({"amount": pa.array(amounts, pa.decimal128(38, 6))}))
    assert found.sums("amount", np.array([7, 7, 7, 2, 5])) == {  # by hand
        7: Decimal("12345678901234567890123456789012.345677"), 2: Decimal("-98765432109876543210.5"), 5: None,
    }  # fmt: skip
    assert found.only(np.array([False, True, False, True, False])).sums("amount", np.array([0, 0])) == {
        0: Decimal("-98765432109876543210.500001")
    }


def test_rows_alike_are_one_where_the_first_of_them_stood_and_those_without_a_cell_stay_alone():
    columns = {
        "row": ["b", "a", "b", "a", "a"],
        "cell": ["B2", "A1", "B2", None, None],
        "amount": [Decimal(part) for part in (1, 2, -4, 8, 16)],
    }
    table = pa.table({"row": columns["row"], "cell": columns["cell"], "amount": pa.array(columns["amount"], pa.decimal128(23, 6))})
    found = Answer(table).merged(["row", "cell"], "amount")
    assert [(row["row"], row["cell"], row["amount"]) for row in found] == [("b", "B2", -3), ("a", "A1", 2), ("a", None, 8), ("a", None, 16)]


def test_a_trace_reads_no_pandas(tmp_path):
    """It takes half a second to read in, and Arrow does so wherever it converts by itself."""
    costs = [{"project_id": "P1", "period": month, "stream": "plan", "amount": 10} for month in ("2026-08", "2026-09")]
    store, snapshot = a_store({"projects": [{"project_id": "P1", "name": "One"}], "costs": costs})
    store.backup(tmp_path / "store.duckdb")
    words = (
        "import sys; from value_model import figures; from value_model.store import open_store;"
        f"trace = figures.trace(open_store({str(tmp_path / 'store.duckdb')!r}), {snapshot!r}, 'cost.approved@project:P1');"
        "assert float(trace.total) == 20 and len(list(trace.rows)) == 2; sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", words], check=False, cwd=Path(__file__).parents[2]).returncode == 0
