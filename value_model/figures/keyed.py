"""Rows of an answer by what names them; a row of many columns, or a column of many rows, is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from value_model.store import Answer

FEW = 4  # rows made one by one, before all of them are made at once
SHORT = 100  # so few rows in all are made at once


class Keyed(Mapping[str, Mapping[str, Any]]):
    """The rows of an answer by a column of text that is known, the last of those that are alike in it; more rows may stand beside them.

    Safe to read from several threads.
    """

    def __init__(self, rows: Answer, column: str) -> None:
        self._every, self._key, self._beside = rows, column, dict[str, Mapping[str, Any]]()
        self._made: dict[str, Mapping[str, Any]] = {}
        self._columns: dict[tuple[str, str], Any] = {}

    @cached_property
    def rows(self) -> Answer:
        """The rows that have a key, which differs in every row."""
        if self._every.texts(self._key) == len(self._every):
            return self._every
        return self._every.at({key: place for place, key in enumerate(self._every.values(self._key))}.values())

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each key stands in these."""
        return {key: place for place, key in enumerate(self.column(self._key))}

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        if key not in self._made:
            beside = self._beside.get(key)
            self._made[key] = self._own(key) if beside is None else {**(self._own(key) if key in self.places else {}), **beside}
        return self._made[key]

    def _own(self, key: str) -> Mapping[str, Any]:
        place = self.places[key]
        at_once = len(self._made) >= FEW or len(self.rows) <= SHORT
        return self.rows[place] if at_once else self.rows.part(place, place + 1)[0]

    def put(self, key: str, row: Mapping[str, Any]) -> None:
        """Let more columns stand in the row of a key, or a row where there is none."""
        self._beside[key] = row

    def __contains__(self, key: object) -> bool:
        return key in self.places or key in self._beside

    def __iter__(self) -> Iterator[str]:
        return iter({**self.places, **self._beside})

    def __len__(self) -> int:
        return len(self.places.keys() | self._beside.keys()) if self._beside else len(self.rows)

    # By column, without what stands beside --------------------------------------------------------

    def column(self, name: str) -> list[Any]:
        """One column as Python values, None where unknown."""
        found: list[Any] = self._column("values", name, lambda: self.rows.values(name))
        return found

    def columns(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Several of them side by side."""
        return zip(*(self.column(name) for name in names), strict=True)

    def floats(self, name: str) -> NDArray[np.float64]:
        """A column of numbers as the floats nearest to them, NaN where unknown."""
        found: NDArray[np.float64] = self._column("floats", name, lambda: self.rows.floats(name))
        return found

    def marks(self, name: str) -> NDArray[np.bool_]:
        """Which rows have a 1 in a column of 0 and 1."""
        found: NDArray[np.bool_] = self._column("marks", name, lambda: self.rows.numbers(name) > 0)
        return found

    def _column(self, kind: str, name: str, make: Callable[[], Any]) -> Any:
        if (kind, name) not in self._columns:
            self._columns[kind, name] = make()
        return self._columns[kind, name]
