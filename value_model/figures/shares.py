"""Which share of each benefit each project holds: as one mapping in another, or by column."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from value_model.figures.later import Later
from value_model.store import Answer


class Shares(Later[str, dict[str, Decimal]]):
    """The shares of a table by two identifiers, in their order: what is added up as floats ends in the same digits each time."""

    def __init__(self, rows: Answer, outer: str, inner: str) -> None:
        super().__init__(self._nested)
        self._rows, self._outer, self._inner = rows, outer, inner

    @cached_property
    def rows(self) -> Answer:
        """The rows in this order; of those alike in both, the last."""
        rows = self._rows.in_order(self._outer, self._inner)
        repeats = rows.repeats(self._outer, self._inner)
        return rows.only(~repeats) if repeats.any() else rows

    def _nested(self) -> dict[str, dict[str, Decimal]]:
        found: dict[str, dict[str, Decimal]] = {}
        rows = self.rows
        for one, other, share in zip(rows.values(self._outer), rows.values(self._inner), rows.few("share"), strict=True):
            found.setdefault(one, {})[other] = share
        return found
