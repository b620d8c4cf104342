"""Records held by column answer as the same records row by row."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest

from value_model import records
from value_model.contract import Cell, Import, Row
from value_model.held import Held, Records, Stretch
from value_model.ingest import quantities
from value_model.ingest.read.column import Variants

NAMES = ["Portal", None, "Fleet", "Claims"]


class Nowhere:
    """An origin without cells."""

    def cell(self, line: int, name: str) -> Cell | None:
        return None

    def names(self, line: int) -> list[str]:
        return []

    def parts(self, lines: Sequence[int]) -> list[object]:
        return []


def by_column() -> Sequence[Row]:
    held = Held("projects", 0, "Portfolio", [2, 3, 5, 6], {"name": list(NAMES), "stage": ["closed", "closed", None, None]}, Nowhere())  # type: ignore[arg-type]
    return Records([Stretch(held, [0, 1]), Stretch(held, [2]), [Row("projects", {"name": "Claims"}, 0, "Portfolio", 6)]])


def row_by_row() -> Sequence[Row]:
    stages = ["closed", "closed", None, None]
    values = [{k: v for k, v in (("name", name), ("stage", stage)) if v} for name, stage in zip(NAMES, stages, strict=True)]
    return [Row("projects", dict(given), 0, "Portfolio", row) for given, row in zip(values, (2, 3, 5, 6), strict=True)]


@pytest.mark.parametrize("make", [by_column, row_by_row])
def test_a_field_is_read_changed_and_kept_alike_by_column_and_row_by_row(make: object) -> None:
    rows: Sequence[Row] = make()  # type: ignore[operator]
    assert [row.values.get("name") for row in rows] == records.column(rows, "name") == NAMES
    assert records.fields(rows) == {"name", "stage"}
    assert records.numbers(rows) == [row.row for row in rows] == [2, 3, 5, 6]
    assert [row.row for row in records.holding(rows, "stage")] == [2, 3]
    rows[2].values["sponsor"] = "Finance"
    assert records.column(rows, "sponsor") == [None, None, "Finance", None]
    del rows[0].values["stage"]
    assert dict(rows[0].values) == {"name": "Portal"}
    assert records.column(rows, "stage") == [None, "closed", None, None]
    records.put(rows, "name", ["A", "B", "C", "D"])
    assert [row.values["name"] for row in rows] == ["A", "B", "C", "D"]
    kept = records.keep(rows, [False, True, False, True])
    assert [dict(row.values) for row in kept] == [{"name": "B", "stage": "closed"}, {"name": "D"}]
    assert kept[0] is rows[1]
    assert records.numbers(kept) == [3, 6]


def test_a_row_is_the_same_one_each_time_and_keeps_what_is_put_in() -> None:
    rows = by_column()
    rows[1].cells["name"] = Cell("B3", "Portal")
    rows[1].marks = ("derived",)
    assert rows[1].cells["name"].text == "Portal"
    assert list(records.marks(rows)) == [(), ("derived",), (), ()]
    assert rows[-1] is rows[3]
    with pytest.raises(IndexError):
        rows[4]
    with pytest.raises(KeyError):
        rows[1].values["name"]
    assert "name" not in rows[1].values


def test_records_are_put_behind_those_of_their_table() -> None:
    found = Import()
    records.add(found, "projects", [])
    assert found.records == {}
    records.add(found, "projects", by_column())
    records.add(found, "projects", row_by_row())
    assert records.column(found.rows("projects"), "name") == NAMES * 2


def test_amounts_read_by_column_are_rounded_as_one_by_one() -> None:
    """Round half to even, to the cent, as Decimal does; a zero keeps no place for a third decimal."""
    texts = ["12", "0.125", "0.135", "-7.005", "1.5", "999999999999999", "0.000000000001"]
    cells = Variants("n" * len(texts), texts, [None], np.zeros(len(texts), dtype=np.int32), {})
    plain = np.ones(len(texts), dtype=bool)
    plain[4] = False
    found = quantities.cents(cells, plain, [None] * 4 + [Decimal("1500.00")] + [None] * 2)
    expected = [Decimal(text) for text in ("12.00", "0.12", "0.14", "-7.00", "1500.00", "999999999999999.00", "0.00")]
    assert list(map(str, found)) == list(map(str, expected))
    assert found[1:3] == expected[1:3]
    taken = found.take(np.array([4, -1, 0]))
    assert list(taken) == [Decimal("1500.00"), None, Decimal("12.00")]
    assert taken.known.tolist() == [True, False, True]
    taken[1] = Decimal("3.25")
    assert taken.exact.to_pylist() == [Decimal("1500.00"), Decimal("3.25"), Decimal("12.00")]
    assert taken.sizes.tolist() == [1500.0, 3.25, 12.0]
