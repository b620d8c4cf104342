"""Rows of an answer by what names them; a row of many columns is made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from value_model.store import Answer

FEW = 4  # rows made one by one, before all of them are made at once


class Keyed(Mapping[str, Mapping[str, Any]]):
    """The rows of an answer by a column of text that is known and differs in every row; more rows may stand beside them.

    Safe to read from several threads.
    """

    def __init__(self, rows: Answer, column: str) -> None:
        self._rows, self._beside = rows, dict[str, Mapping[str, Any]]()
        self._places = {key: place for place, key in enumerate(rows.values(column))}
        self._made: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        if key not in self._made:
            beside = self._beside.get(key)
            self._made[key] = self._own(key) if beside is None else {**(self._own(key) if key in self._places else {}), **beside}
        return self._made[key]

    def _own(self, key: str) -> Mapping[str, Any]:
        place = self._places[key]
        return self._rows[place] if len(self._made) >= FEW else self._rows.part(place, place + 1)[0]

    def put(self, key: str, row: Mapping[str, Any]) -> None:
        """Let more columns stand in the row of a key, or a row where there is none."""
        self._beside[key] = row

    def __contains__(self, key: object) -> bool:
        return key in self._places or key in self._beside

    def __iter__(self) -> Iterator[str]:
        return iter({**self._places, **self._beside})

    def __len__(self) -> int:
        return len(self._places.keys() | self._beside.keys())
