"""The projects that one scope holds, by column: most figures read few columns of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from value_model.figures.keyed import Keyed

T = TypeVar("T", bound=np.generic)
ONE = Decimal(1)


@dataclass(frozen=True)
class Members:
    """Places among the projects, each with the share that the scope holds; None for all of them, whole."""

    projects: Keyed
    parts: Sequence[tuple[int, Decimal]] | None

    def __len__(self) -> int:
        return len(self.projects.rows) if self.parts is None else len(self.parts)

    @cached_property
    def shares(self) -> list[Decimal]:
        """The share of each that the scope holds."""
        return [ONE] * len(self) if self.parts is None else [share for _, share in self.parts]

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """The same as floats."""
        return np.ones(len(self)) if self.parts is None else np.array([float(share) for share in self.shares])

    @cached_property
    def at(self) -> NDArray[np.int64]:
        """Their places among all projects."""
        return np.arange(len(self)) if self.parts is None else np.array([place for place, _ in self.parts], dtype=np.int64)

    def pick(self, column: NDArray[T]) -> NDArray[T]:
        """What an array of all projects, or several lines of them, says of these."""
        return column if self.parts is None else column.take(self.at, axis=-1)

    def column(self, name: str) -> list[Any]:
        """One column, None where unknown."""
        every = self.projects.column(name)
        return every if self.parts is None else [every[place] for place, _ in self.parts]

    def columns(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Several columns side by side."""
        return zip(*(self.column(name) for name in names), strict=True)

    def held(self, name: str) -> list[Decimal | None]:
        """A column of money as far as the scope holds it, None where unknown."""
        amounts = self.column(name)
        return amounts if self.parts is None else [None if x is None else x * share for x, share in zip(amounts, self.shares, strict=True)]

    def held_floats(self, name: str) -> NDArray[np.float64]:
        """The floats nearest to these, NaN where unknown."""
        if self.parts is None:
            return self.projects.floats(name)
        return np.array([np.nan if amount is None else float(amount) for amount in self.held(name)])

    @property
    def ids(self) -> list[str]:
        """Their identifiers."""
        return self.column("project_id")
