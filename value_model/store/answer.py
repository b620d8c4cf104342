"""The answer to one question as columns: read whole, made into rows or arrays only where somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Row = dict[str, Any]
WHOLE = pa.decimal128(38, 0)  # how the engine hands over a sum of whole numbers


class Answer(Sequence[Row]):
    """Reads like a list of rows. The rows are shared by all readers: nobody changes them."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._codes: dict[str, tuple[NDArray[np.int64], list[str]]] = {}

    @cached_property
    def rows(self) -> list[Row]:
        """The rows as dicts, made once."""
        names = self._table.column_names
        return [dict(zip(names, row, strict=True)) for row in zip(*map(_values, self._table.columns), strict=True)]

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        return self.rows[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __eq__(self, other: object) -> bool:
        return list(other) == self.rows if isinstance(other, (list, Answer)) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def values(self, name: str) -> list[Any]:
        """One column as Python values, None where unknown."""
        return _values(self._table[name])

    def numbers(self, name: str) -> NDArray[np.float64]:
        """One column as floats, NaN where unknown."""
        column = pc.cast(self._table[name], pa.float64())
        return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)

    def months(self, name: str) -> NDArray[np.int64]:
        """A column of dates, all known, as months since year 0."""
        days = self._table[name].to_numpy(zero_copy_only=False).astype("datetime64[M]")
        return np.asarray(days.astype(np.int64) + 1970 * 12)

    def coded(self, name: str) -> tuple[NDArray[np.int64], list[str]]:
        """A column of text as numbers from 0, with the text that each stands for; -1 where unknown. Worked out once."""
        if name not in self._codes:
            self._codes[name] = _coded(self._table[name])
        return self._codes[name]

    # Some of the rows ------------------------------------------------------------------------------

    def where(self, name: str, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which rows have a text that passes a test; each text is tested once."""
        codes, texts = self.coded(name)
        return np.array([*map(test, texts), False], dtype=np.bool_)[codes]  # the last for what is unknown

    def known(self, name: str) -> NDArray[np.bool_]:
        """Which rows have a value in a column."""
        return np.asarray(self._table[name].is_valid().to_numpy(), dtype=np.bool_)

    def only(self, rows: NDArray[np.bool_]) -> Answer:
        """The rows marked, in their order."""
        return Answer(self._table.filter(pa.array(rows)))

    def part(self, start: int, end: int) -> Answer:
        """The rows from one place to another."""
        return Answer(self._table.slice(start, max(0, end - start)))

    def sums(self, name: str, groups: NDArray[np.int64]) -> dict[int, Decimal]:
        """What a column of decimals adds up to in each group of rows; exact."""
        table = pa.table({"group": pa.array(groups), "amount": self._table[name]})
        found = table.group_by("group").aggregate([("amount", "sum")])
        return dict(zip(found["group"].to_pylist(), _values(found["amount_sum"]), strict=True))

    def beside(self, other: Answer, by: str) -> Answer:
        """These rows with the other columns of `other`, whose whole numbers in `by` count up; unknown where it has no such row."""
        mine, theirs = (answer.numbers(by).astype(np.int64) for answer in (self, other))
        at = np.searchsorted(theirs, mine)
        absent = np.append(theirs, -1)[at] != mine
        table, wanted = self._table, pa.array(at, mask=absent)
        for name in other._table.column_names:
            table = table if name == by else table.append_column(name, other._table[name].take(wanted))
        return Answer(table)

    def merged(self, by: Sequence[str], name: str) -> Answer:
        """Rows alike in all of `by` as one that holds the sum of `name`, where the first of them stood; a row that lacks the last of `by` stays alone."""
        place = pa.array(np.arange(len(self)))
        alone = pc.if_else(self._table[by[-1]].is_null(), place, -1)
        marked = self._table.append_column("place", place).append_column("alone", alone)
        groups = marked.group_by([*by, "alone"]).aggregate([("place", "min"), (name, "sum")])
        if len(groups) == len(self):
            return self
        groups = groups.sort_by("place_min")
        table = self._table.take(groups["place_min"])
        return Answer(table.set_column(table.column_names.index(name), name, groups[f"{name}_sum"]))


def _coded(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], list[str]]:
    codes = pc.dictionary_encode(column.combine_chunks())
    whole = codes.combine_chunks() if isinstance(codes, pa.ChunkedArray) else codes
    return np.asarray(pc.fill_null(whole.indices, -1).to_numpy(), dtype=np.int64), whole.dictionary.to_pylist()


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The column as Python values. Decimals by way of their text and dates by way of numpy: the same ones, far sooner."""
    if pa.types.is_decimal(column.type):
        make = int if column.type == WHOLE else Decimal
        return [None if text is None else make(text) for text in column.cast(pa.string()).to_pylist()]
    if pa.types.is_date32(column.type):
        days: list[Any] = column.to_numpy().astype("datetime64[D]").tolist()
        return days
    found: list[Any] = column.to_pylist()
    return found
