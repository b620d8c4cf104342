"""Many texts in one piece: each becomes a text of its own when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.contract import identity

_FIRST = 1_000  # these are asked for again and again, to tell what a column holds
_AS_COMPARED = "^(?:[!-~]+(?: [!-~]+)*)?$"  # but for capital letters


class Texts(Sequence[str]):
    """Texts held side by side as bytes, some perhaps unknown; a hundred thousand of them as objects take ten times the room."""

    __slots__ = ("_first", "stored")

    def __init__(self, stored: pa.Array) -> None:
        self.stored = stored
        self._first: list[str] = []

    @classmethod
    def of(cls, parts: Iterable[pa.Array]) -> Texts:
        """Return the texts of several arrays as one."""
        held = list(parts)
        return cls(pa.concat_arrays(held) if held else pa.array([], type=pa.string()))

    @property
    def known(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which of them are known."""
        return self.stored.is_valid().to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]

    def __len__(self) -> int:
        return len(self.stored)

    def __iter__(self) -> Iterator[str]:
        return iter(self.stored.to_pylist())

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Texts: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return Texts(self.stored[at])
        if not 0 <= at < min(_FIRST, len(self)):
            return self.stored[at].as_py()
        if not self._first:
            self._first = self.stored[:_FIRST].to_pylist()
        return self._first[at]


def stored(texts: Sequence[str]) -> pa.Array:
    """Return texts in one piece, as they are held where they are."""
    return texts.stored if isinstance(texts, Texts) else pa.array(texts, type=pa.string())


def identities(texts: pa.Array) -> pa.Array:
    """Return each text in the form in which identifiers are compared, as `identity` does; what is unknown stays so."""
    lower = pc.ascii_lower(texts)
    others = np.flatnonzero(~pc.match_substring_regex(texts, _AS_COMPARED).fill_null(True).to_numpy(zero_copy_only=False))
    if not len(others):
        return lower
    every = lower.to_pylist()
    for at, text in zip(others.tolist(), texts.take(pa.array(others)).to_pylist(), strict=True):
        every[at] = identity(text)
    return pa.array(every, type=pa.string())
