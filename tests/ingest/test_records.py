"""Records held by column answer as the same records row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from value_model import records
from value_model.coded import Coded
from value_model.contract import Cell, Import, Row, identity
from value_model.held import Held, Records, Stretch
from value_model.ingest import quantities
from value_model.ingest.read.column import Variants
from value_model.texts import Texts, identities

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


def coded() -> Sequence[Row]:
    names, stages = Coded(["Fleet", "Portal", "Claims"], np.array([1, -1, 0, 2])), Coded(["closed", None], np.array([0, 0, 1, -1]))
    held = Held("projects", 0, "Portfolio", [2, 3, 5, 6], {"name": names, "stage": stages}, Nowhere())  # type: ignore[arg-type]
    return Records([Stretch(held, [0, 1]), Stretch(held, [2]), [Row("projects", {"name": "Claims"}, 0, "Portfolio", 6)]])


def row_by_row() -> Sequence[Row]:
    stages = ["closed", "closed", None, None]
    values = [{k: v for k, v in (("name", name), ("stage", stage)) if v} for name, stage in zip(NAMES, stages, strict=True)]
    return [Row("projects", dict(given), 0, "Portfolio", row) for given, row in zip(values, (2, 3, 5, 6), strict=True)]


@pytest.mark.parametrize("make", [by_column, coded, row_by_row])
def test_a_field_is_read_changed_and_kept_alike_by_column_and_row_by_row(make: object) -> None:
    rows: Sequence[Row] = make()  # type: ignore[operator]
    assert [row.values.get("name") for row in rows] == records.column(rows, "name") == NAMES
    assert records.fields(rows) == {"name", "stage"}
    assert records.numbers(rows) == [row.row for row in rows] == [2, 3, 5, 6]
    assert [row.row for row in records.holding(rows, "stage")] == [2, 3]
    assert records.where(rows, "name", lambda name: "a" in name) == [0, 3]
    assert records.firsts(rows, "stage") == {"closed": 0}
    assert list(records.firsts(rows, "name").items()) == [("Portal", 0), ("Fleet", 2), ("Claims", 3)]
    assert [records.any_holds(rows, name) for name in ("name", "stage", "sponsor")] == [True, True, False]
    rows[2].values["sponsor"] = "Finance"
    assert records.column(rows, "sponsor") == [None, None, "Finance", None]
    del rows[0].values["stage"]
    assert dict(rows[0].values) == {"name": "Portal"}
    assert records.column(rows, "stage") == [None, "closed", None, None]
    assert records.firsts(rows, "stage") == {"closed": 1}
    records.put(rows, "name", ["A", "B", "C", "D"])
    assert records.where(rows, "name", lambda name: name > "B") == [2, 3]
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


@settings(deadline=None)
@given(
    st.lists(st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(1, 10**14), st.integers(0, 9)), min_size=1, max_size=30),
    st.lists(st.builds(lambda cents, apart: Decimal(cents).scaleb(-2) + apart, st.integers(1, 10**12), st.sampled_from(
        [Decimal(text) for text in ("0", "0.005", "-0.005", "0.0050000001", "0.0049999999", "0.00499", "0.000000001")])), min_size=1, max_size=30),
)  # fmt: skip
def test_any_amount_is_rounded_to_the_cent_as_decimal_does(some: list[Decimal], near: list[Decimal]) -> None:
    amounts = [sign * amount for sign in (1, -1) for amount in some + near if amount >= Decimal("0.01")]
    texts = [f"{amount:f}" for amount in amounts]
    cells = Variants("n" * len(texts), texts, [None], np.zeros(len(texts), dtype=np.int32), {})
    found = quantities.cents(cells, np.isfinite(cells.amounts), [None] * len(texts))
    expected = [amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN) for amount in amounts]
    assert [one for one in found if one is not None] == [
        one for one, read in zip(expected, np.isfinite(cells.amounts), strict=True) if read
    ]


@pytest.mark.parametrize("changed", [False, True])
def test_days_are_compared_and_stored_alike_before_and_after_a_change(changed: bool) -> None:
    held = Coded([date(2026, 3, 31), None, date(1899, 12, 31)], np.array([2, 0, -1, 1, 0]))
    stretch = Stretch(Held("projects", 0, "S", [2, 3, 4, 5, 6], {"start": held}, Nowhere()), [0, 1, 2, 3, 4])  # type: ignore[arg-type]
    if changed:
        stretch[1].values["start"] = date(2026, 3, 31)
    days = records.days([*stretch], "start"), records.days(Records([stretch, stretch]), "start")
    assert days[0].tolist()[:2] == [date(1899, 12, 31).toordinal(), date(2026, 3, 31).toordinal()]
    assert np.isnan(days[0][2:4]).all()
    assert np.array_equal(np.append(days[0], days[0]), days[1], equal_nan=True)
    stored = held.array(lambda values: pa.array(values, type=pa.date32())).to_pylist()
    assert stored == list(held) == [date(1899, 12, 31), date(2026, 3, 31), None, None, date(2026, 3, 31)]
    assert list(held.take(np.array([4, 2]))) == [date(2026, 3, 31), None]
    assert (held.firsts(), held.known.tolist(), held[1:3]) == ([0, 1], [True, True, False, False, True], [date(2026, 3, 31), None])


@given(
    st.lists(st.none() | st.text(max_size=12) | st.sampled_from(["P1", " p1 ", "P  1", "Straße", "STRASSE", "a\x1cb", "x\ty"]), max_size=20)
)
@settings(max_examples=60, deadline=None)
def test_identifiers_of_a_column_are_compared_as_each_alone_is(given_texts: list[str | None]) -> None:
    usable = [text if text is None or text.isprintable() or "\t" in text or "\x1c" in text else "x" for text in given_texts]
    found = identities(pa.array(usable, type=pa.string())).to_pylist()
    assert found == [None if text is None else identity(text) for text in usable]


def test_texts_held_side_by_side_may_be_unknown() -> None:
    many = Texts(pa.array(["a", None, *map(str, range(1_500))]))
    assert [many[0], many[1], many[2], many[1_501], many[-1]] == ["a", None, "0", "1499", "1499"]
    assert many.known.tolist()[:3] == [True, False, True]
    with pytest.raises(IndexError):
        many[1_502]
    coded = Coded(many, np.array([0, 1, -1, 2, 0], dtype=np.int32))
    assert coded.known.tolist() == [True, False, False, True, True]
    assert coded.firsts() == [0, 3]
    assert list(coded) == ["a", None, None, "0", "a"]


def test_a_field_of_records_is_told_by_where_it_lacks_and_whether_all_differ() -> None:
    rows = by_column()
    assert records.lacking(rows, "name") == [1]
    assert records.lacking(rows, "sponsor") == [0, 1, 2, 3]
    assert records.texts(rows, "name").to_pylist() == ["Portal", None, "Fleet", "Claims"]
    assert not records.all_differ(rows, "name")  # one has none
    assert records.all_differ(records.keep(rows, [True, False, True, True]), "name")
    twice = [Row("projects", {"project_id": text}, 0, "Portfolio", 2) for text in ("P1", "p1 ")]
    assert not records.all_differ(twice, "project_id")
