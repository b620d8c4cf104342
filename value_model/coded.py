"""What the lines of a table hold of a field, each different value kept once: dates, names and choices come again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
import pyarrow as pa

from value_model.texts import Texts

Codes = np.ndarray[Any, np.dtype[np.int32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def first_places(codes: Codes) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return for each code, from 0 on, the place where it stands first, and the number of places where it stands nowhere."""
    first = np.full(int(codes.max(initial=-1)) + 2, len(codes))
    np.minimum.at(first, codes, np.arange(len(codes)))
    return first[:-1]  # the last is that of all negative codes


def _are_known(values: Sequence[Any]) -> Flags:
    return np.array([value is not None for value in values], dtype=bool)


class Coded(Sequence[Any]):
    """What each line holds, None where nothing: `codes` has for each the number of its value, a negative one for none.

    It can be changed as a list can.
    """

    def __init__(self, values: Sequence[Any], codes: Codes) -> None:
        self.values, self.codes = values, codes
        self._made: list[Any] | None = None
        self.is_changed = False

    @property
    def known(self) -> Flags:
        """Which lines hold a value."""
        return _are_known(self._every()) if self.is_changed else self._known[self.codes]

    @cached_property
    def _known(self) -> Flags:
        """Which of the different values are known; at the end, that none is."""
        return np.append(self.values.known if isinstance(self.values, Texts) else _are_known(self.values), np.False_)

    def flags(self, question: Callable[[Any], bool]) -> Flags:
        """Return which lines hold a value that passes a question, asked once of each different one."""
        if self.is_changed:
            return np.array([value is not None and question(value) for value in self._every()], dtype=bool)
        verdicts = [value is not None and question(value) for value in self.values]
        return np.array([*verdicts, False], dtype=bool)[self.codes]

    def firsts(self) -> list[int]:
        """Return the lines that hold a value for the first time, in order."""
        if self.is_changed:
            first: dict[Any, int] = {}
            for line, value in enumerate(self._every()):
                first.setdefault(value, line)
            return [line for value, line in first.items() if value is not None]
        lines = first_places(self.codes)
        return np.sort(lines[(lines < len(self.codes)) & self._known[: len(lines)]]).tolist()  # type: ignore[no-any-return]

    def array(self, made: Callable[[Sequence[Any]], pa.Array]) -> pa.Array:
        """Return what each line holds as `made` makes it of values."""
        if self.is_changed:
            return made(self._every())
        return made(self.values).take(pa.array(self.codes, mask=self.codes < 0))

    def take(self, lines: np.ndarray[Any, np.dtype[Any]]) -> Coded:
        """Return what those lines hold, in that order."""
        return Coded(self._every(), lines.astype(np.int32)) if self.is_changed else Coded(self.values, self.codes[lines])

    def _every(self) -> list[Any]:
        if self._made is None:
            held = np.empty(len(self.values) + 1, dtype=object)
            held[:-1] = list(self.values) if isinstance(self.values, Texts) else self.values
            self._made = held[self.codes].tolist()
        return self._made

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._every())

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, int) and self._made is None:
            code = self.codes.item(at)
            return self.values[code] if code >= 0 else None
        return self._every()[at]

    def __setitem__(self, at: int, value: Any) -> None:
        self._every()[at] = value
        self.is_changed = True
