"""The answer to one question as columns: read whole, made into rows or arrays only where somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from value_model.store import buffers, exact

Row = dict[str, Any]
WHOLE = pa.decimal128(38, 0)  # how the engine hands over a sum of whole numbers


class Answer(Sequence[Row]):
    """Reads like a list of rows. The rows are shared by all readers: nobody changes them."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._codes: dict[str, tuple[NDArray[np.int64], pa.Array]] = {}
        self._texts: dict[str, list[str]] = {}

    @property
    def table(self) -> pa.Table:
        """The columns as they are held."""
        return self._table

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return list(self._table.column_names)

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

    def values(self, name: str, places: NDArray[np.int64] | None = None) -> list[Any]:
        """One column as Python values, None where unknown; of some rows where their places are given, in that order."""
        column = self._table[name]
        return _values(column if places is None else column.take(buffers.arrow(places)))

    def few(self, name: str) -> list[Any]:
        """The same of a column in which few values come again and again: each is made once."""
        codes = buffers.whole(pc.dictionary_encode(buffers.whole(self._table[name]), null_encoding="encode"))
        different = _values(pa.chunked_array([codes.dictionary]))
        return [different[code] for code in codes.indices.to_pylist()]

    def numbers(self, name: str) -> NDArray[np.float64]:
        """One column as floats, NaN where unknown."""
        return buffers.array(pc.cast(self._table[name], pa.float64()), np.dtype(np.float64), np.nan)

    def floats(self, name: str) -> NDArray[np.float64]:
        """A column of numbers as the floats nearest to them, as Python makes them; NaN where unknown."""
        return exact.floats(self._table[name]) if pa.types.is_decimal(self._table[name].type) else self.numbers(name)

    def months(self, name: str) -> NDArray[np.int64]:
        """A column of dates, all known, as months since year 0."""
        return buffers.months(self._table[name])

    def coded(self, name: str) -> tuple[NDArray[np.int64], list[str]]:
        """A column of text as numbers from 0, with the text that each stands for; -1 where unknown. Worked out once."""
        if name not in self._texts:
            self._texts[name] = self._numbered(name)[1].to_pylist()
        return self.numbered(name), self._texts[name]

    def numbered(self, name: str) -> NDArray[np.int64]:
        """The same without the texts."""
        return self._numbered(name)[0]

    def texts(self, name: str) -> int:
        """How many different texts a column has."""
        return len(self._numbered(name)[1])

    def among(self, name: str, other: Answer, of: str) -> NDArray[np.int64]:
        """By number of each text of a column, the number that it has in a column of another answer; -1 where it does not stand there."""
        return _places(pc.index_in(self._numbered(name)[1], value_set=other._numbered(of)[1]))

    def matched(self, name: str, other: Answer, of: str) -> NDArray[np.int64]:
        """The same by row; -1 where unknown."""
        return _places(pc.index_in(self._table[name], value_set=other._numbered(of)[1]))

    def _numbered(self, name: str) -> tuple[NDArray[np.int64], pa.Array]:
        if name not in self._codes:
            self._codes[name] = _numbered(self._table[name])
        return self._codes[name]

    def spans(self, name: str) -> dict[str, slice]:
        """Where the rows of each text in a column lie, all known; those of one stand together."""
        numbers, names = self.coded(name)
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        ends = [*starts[1:].tolist(), len(numbers)][: len(starts)]
        return {names[numbers[start]]: slice(start, end) for start, end in zip(starts.tolist(), ends, strict=True)}

    # Some of the rows ------------------------------------------------------------------------------

    def where(self, name: str, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which rows have a text that passes a test; each text is tested once."""
        codes, texts = self.coded(name)
        return np.array([*map(test, texts), False], dtype=np.bool_)[codes]  # the last for what is unknown

    def equal(self, name: str, text: str) -> NDArray[np.bool_]:
        """Which rows have one text in a column."""
        return buffers.marks(pc.equal(self._table[name], text))

    def repeats(self, *names: str) -> NDArray[np.bool_]:
        """Which rows have the same texts in some columns as the row after them, all known."""
        columns = [buffers.whole(self._table[name]) for name in names]
        alike = [buffers.marks(pc.equal(column[1:], column[:-1])) for column in columns]
        return np.append(np.logical_and.reduce(alike), np.zeros(min(len(self), 1), dtype=np.bool_))

    def known(self, name: str) -> NDArray[np.bool_]:
        """Which rows have a value in a column."""
        return buffers.known(buffers.whole(self._table[name]))

    def only(self, rows: NDArray[np.bool_]) -> Answer:
        """The rows marked, in their order."""
        return self.at(np.flatnonzero(rows))

    def at(self, places: Iterable[int]) -> Answer:
        """The rows at some places, in the order in which these are named."""
        return Answer(self._table.take(buffers.arrow(np.fromiter(places, np.int64))))

    def in_order(self, *names: str) -> Answer:
        """The rows in the order of columns of text, as Python compares it."""
        return Answer(self._table.take(pc.sort_indices(self._table, sort_keys=[(name, "ascending") for name in names])))

    def part(self, start: int, end: int) -> Answer:
        """The rows from one place to another."""
        return Answer(self._table.slice(start, max(0, end - start)))

    def sums(self, name: str, groups: NDArray[np.int64]) -> dict[int, Decimal]:
        """What a column of decimals adds up to in each group of rows; exact."""
        column, (numbers, firsts) = self._table[name], exact.groups_of([(groups, int(groups.max(initial=-1)) + 1)])
        totals = exact.decimals(column, exact.sums(column, numbers, len(firsts)))
        return dict(zip(groups[firsts].tolist(), totals, strict=True))

    def beside(self, other: Answer, by: str) -> Answer:
        """These rows with the other columns of `other`, whose whole numbers in `by` count up; unknown where it has no such row."""
        mine, theirs = (answer.numbers(by).astype(np.int64) for answer in (self, other))
        at = np.searchsorted(theirs, mine)
        absent = np.append(theirs, -1)[at] != mine
        table, wanted = self._table, buffers.arrow(at, ~absent)
        for name in other._table.column_names:
            table = table if name == by else table.append_column(name, other._table[name].take(wanted))
        return Answer(table)

    def merged(self, by: Sequence[str], name: str) -> Answer:
        """Rows alike in all of `by` as one that holds the sum of `name`, where the first of them stood; a row that lacks the last of `by` stays alone."""
        alone = np.where(self.known(by[-1]), -1, np.arange(len(self)))
        coded = [self.coded(column) for column in by]
        numbers, firsts = exact.groups_of([*((codes, len(names)) for codes, names in coded), (alone, len(self))])
        if len(firsts) == len(self):
            return self
        table, column = self._table.take(buffers.arrow(firsts)), self._table[name]
        totals = exact.column_of(column, exact.sums(column, numbers, len(firsts)))
        return Answer(table.set_column(table.column_names.index(name), name, totals))


def _numbered(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], pa.Array]:
    codes = buffers.whole(pc.dictionary_encode(buffers.whole(column)))
    return _places(codes.indices), codes.dictionary


def _places(column: pa.Array | pa.ChunkedArray) -> NDArray[np.int64]:
    return buffers.array(column, np.dtype(np.int32), -1).astype(np.int64)


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The column as Python values. Decimals by way of their text and dates by way of numpy: the same ones, far sooner."""
    if pa.types.is_decimal(column.type):
        whole = exact.integers(column) if column.type == WHOLE else None
        return [None if text is None else Decimal(text) for text in column.cast(pa.string()).to_pylist()] if whole is None else whole
    if pa.types.is_date32(column.type):
        days: list[Any] = buffers.days(column).tolist()
        return days
    found: list[Any] = column.to_pylist()
    return found
