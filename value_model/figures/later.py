"""A mapping that is laid out when somebody first reads it: most figures read few of them."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Later(Mapping[K, V]):
    """Reads like what `make` returns. Safe to read from several threads: at worst two lay it out."""

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make
        self._made: Mapping[K, V] | None = None

    @property
    def made(self) -> Mapping[K, V]:
        """What it reads like."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: K) -> V:
        return self.made[key]

    def get(self, key: K, default: Any = None) -> Any:
        return self.made.get(key, default)

    def items(self) -> ItemsView[K, V]:
        return self.made.items()

    def __contains__(self, key: object) -> bool:
        return key in self.made

    def __iter__(self) -> Iterator[K]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)
