"""Amounts of money by column, exact to the cent: each becomes a Decimal when somebody asks for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

CENTS = pa.decimal128(18, 2)
Sizes = np.ndarray[Any, np.dtype[np.float64]]
_FEW = 20  # one in so many is asked for alone; beyond that all are made


def of_cents(cents: np.ndarray[Any, np.dtype[np.float64]], known: np.ndarray[Any, np.dtype[np.bool_]]) -> pa.Array:
    """Return whole numbers of cents as amounts, None where they are not known."""
    whole = cents.astype(np.int64)
    halves = np.stack([whole, whole >> 63], axis=1)  # an amount has 16 bytes
    return pa.Array.from_buffers(CENTS, len(cents), [pa.py_buffer(np.packbits(known, bitorder="little")), pa.py_buffer(halves)])


def _sizes(amounts: pa.Array) -> Sizes:
    return amounts.cast(pa.float64()).fill_null(math.nan).to_numpy()  # type: ignore[no-any-return]


class Amounts(Sequence[Any]):
    """What each line holds of an amount, None where it is not known. It can be changed as a list can."""

    def __init__(self, cents: pa.Array) -> None:
        self._cents, self._asked = cents, 0
        self._made: list[Any] | None = None
        self._changed = False

    @property
    def exact(self) -> pa.Array:
        """All of them."""
        return self._cents if not self._changed else pa.array(self._every(), type=CENTS)

    @property
    def known(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which of them are known."""
        return self.exact.is_valid().to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]

    @property
    def sizes(self) -> Sizes:
        """How large each is, NaN where it is not known; to compare, for they are not exact."""
        return _sizes(self.exact) if self._changed else self._as_read

    @cached_property
    def _as_read(self) -> Sizes:
        """The sizes of those that were read; several checks ask for them."""
        return _sizes(self._cents)

    def added(self) -> tuple[int, Decimal]:
        """Return how many of them are other than zero, and what they add up to."""
        return int(np.count_nonzero(np.nan_to_num(self.sizes))), pc.sum(self.exact).as_py() or Decimal(0)

    def take(self, lines: np.ndarray[Any, np.dtype[Any]]) -> Amounts:
        """Return the amounts of those lines, in that order; of a negative number, none."""
        return Amounts(self.exact.take(pa.array(lines, mask=lines < 0)))

    def _every(self) -> list[Any]:
        if self._made is None:
            self._made = self._cents.to_pylist()
        return self._made

    def __len__(self) -> int:
        return len(self._cents)

    def __iter__(self) -> Iterator[Decimal | None]:
        return iter(self._every())

    @overload
    def __getitem__(self, at: int) -> Decimal | None: ...
    @overload
    def __getitem__(self, at: slice) -> list[Decimal | None]: ...
    def __getitem__(self, at: int | slice) -> Any:
        self._asked += 1
        if isinstance(at, int) and self._made is None and self._asked * _FEW < len(self):
            return self._cents[at].as_py()
        return self._every()[at]

    def __setitem__(self, at: int, value: Any) -> None:
        self._every()[at] = value
        self._changed = True
