"""A table held by column, as it was read: a row is put together when somebody asks for it, and from then on is the same one.

A hundred thousand rows as objects take a hundred megabytes, and longer to make than their file takes to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import overload

import numpy as np

from value_model.amounts import Amounts
from value_model.coded import Coded
from value_model.contract import LineCells, Origin, Row, Value


class LineValues(MutableMapping[str, Value]):
    """The values of one line by field, as their columns hold them; None there is a field without a value."""

    __slots__ = ("_count", "_fields", "_line")

    def __init__(self, held: Held, line: int) -> None:
        self._fields, self._count, self._line = held.fields, len(held.numbers), line

    def get(self, name: str, default: Value = None) -> Value:  # type: ignore[override]
        column = self._fields.get(name)
        return default if column is None or (value := column[self._line]) is None else value

    def __getitem__(self, name: str) -> Value:
        if (value := self._fields[name][self._line]) is None:
            raise KeyError(name)
        return value

    def __setitem__(self, name: str, value: Value) -> None:
        if name not in self._fields:
            self._fields[name] = [None] * self._count
        self._fields[name][self._line] = value

    def __delitem__(self, name: str) -> None:
        self[name]  # raises where there is none
        self._fields[name][self._line] = None

    def __contains__(self, name: object) -> bool:
        column = self._fields.get(name)  # type: ignore[call-overload]
        return column is not None and column[self._line] is not None

    def __iter__(self) -> Iterator[str]:
        return (name for name, column in self._fields.items() if column[self._line] is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True, slots=True)
class Held:
    """A table as it was read: per field a value for each line, the lines' numbers on their sheet, and where the cells stand."""

    table: str
    file: int
    sheet: str
    numbers: Sequence[int]
    fields: dict[str, list[Value] | Amounts | Coded]
    origin: Origin
    made: dict[int, Row] = field(default_factory=dict)

    def row(self, line: int) -> Row:
        """Return the row of a line, the same one each time."""
        row = self.made.get(line)
        if row is None:
            cells = LineCells(self.origin, line)
            row = self.made[line] = Row(self.table, LineValues(self, line), self.file, self.sheet, self.numbers[line], cells)
        return row

    def changed(self) -> set[int]:
        """Return the lines whose cells are not all as they were read."""
        return {line for line, row in self.made.items() if not isinstance(row.cells, LineCells) or row.cells.own}


class Stretch(Sequence[Row]):
    """Some lines of a table, in order."""

    def __init__(self, held: Held, lines: list[int]) -> None:
        self.held, self.lines = held, lines

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Row]:
        return map(self.held.row, self.lines)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return Stretch(self.held, self.lines[at]) if isinstance(at, slice) else self.held.row(self.lines[at])

    @property
    def is_whole(self) -> bool:
        """Whether every line of the table is one of them."""
        return len(self.lines) == len(self.held.numbers)

    def column(self, name: str) -> list[Value]:
        """Return what each line holds in a field."""
        values = self.held.fields.get(name)
        if values is None:
            return [None] * len(self.lines)
        if isinstance(values, Coded) and not self.is_whole:
            return list(values.take(np.array(self.lines, dtype=np.int64)))
        return list(values) if self.is_whole else [values[line] for line in self.lines]

    def amounts(self, name: str) -> Amounts | None:
        """Return what each line holds in a field, None where the field is held otherwise."""
        values = self.held.fields.get(name)
        if not isinstance(values, Amounts):
            return None
        return values if self.is_whole else values.take(np.array(self.lines, dtype=np.int64))

    def coded(self, name: str) -> Coded | None:
        """Return what each line holds in a field, None where the field is held otherwise."""
        values = self.held.fields.get(name)
        if not isinstance(values, Coded):
            return None
        return values if self.is_whole else values.take(np.array(self.lines, dtype=np.int64))

    def put(self, name: str, values: Sequence[Value]) -> None:
        """Let each line hold a value in a field."""
        column = self.held.fields.setdefault(name, [None] * len(self.held.numbers))
        for line, value in zip(self.lines, values, strict=True):
            column[line] = value


class Records(Sequence[Row]):
    """The records of one contract table in the order of the import, some by column and some row by row."""

    def __init__(self, parts: Iterable[Sequence[Row]] = ()) -> None:
        self.parts = list(parts)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self.parts)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return list(self)[at]
        place = at if at >= 0 else len(self) + at
        for part in self.parts:
            if 0 <= place < len(part):
                return part[place]
            place -= len(part)
        raise IndexError(at)
