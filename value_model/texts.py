"""Many texts in one piece: each becomes a text of its own when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

import pyarrow as pa


class Texts(Sequence[str]):
    """Texts held side by side as bytes; a hundred thousand of them as objects take ten times the room."""

    __slots__ = ("stored",)

    def __init__(self, stored: pa.Array) -> None:
        self.stored = stored

    @classmethod
    def of(cls, parts: Iterable[pa.Array]) -> Texts:
        """Return the texts of several arrays as one."""
        held = list(parts)
        return cls(pa.concat_arrays(held) if held else pa.array([], type=pa.string()))

    def __len__(self) -> int:
        return len(self.stored)

    def __iter__(self) -> Iterator[str]:
        return iter(self.stored.to_pylist())

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Texts: ...
    def __getitem__(self, at: int | slice) -> Any:
        return Texts(self.stored[at]) if isinstance(at, slice) else self.stored[at].as_py()


def stored(texts: Sequence[str]) -> pa.Array:
    """Return texts in one piece, as they are held where they are."""
    return texts.stored if isinstance(texts, Texts) else pa.array(texts, type=pa.string())
