"""Columns of longer periods among shorter ones of the same words: "2026" beside "Q1 2026" to "Q4 2026" says the same amounts again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from value_model.ingest.block import Heading
from value_model.ingest.notes import Notes
from value_model.ingest.periods import Span
from value_model.ingest.wording import cut, listed


class Spanned(Protocol):
    """A column with the months it covers."""

    @property
    def heading(self) -> Heading:
        """Its heading."""

    @property
    def span(self) -> Span:
        """Its months."""


Column = TypeVar("Column", bound=Spanned)


def without(columns: Sequence[Column], notes: Notes) -> tuple[Column, ...]:
    """Return the columns without those that shorter ones fill; where shorter ones fill only a part, that is a question."""
    if len({column.span.months for column in columns}) < 2:
        return tuple(columns)
    months = [frozenset(column.span.each()) for column in columns]
    kept = []
    for column, whole in zip(columns, months, strict=True):
        inside = [(other, part) for other, part in zip(columns, months, strict=True) if part < whole]
        if not inside:
            kept.append(column)
            continue
        covered: frozenset[date] = frozenset().union(*(part for _, part in inside))
        _say(column, [other for other, _ in inside], notes, is_whole=covered == whole)
    return tuple(kept)


def _say(column: Spanned, inside: Sequence[Spanned], notes: Notes, *, is_whole: bool) -> None:
    name, parts = cut(column.heading.text, 60), listed([cut(other.heading.text, 60) for other in inside], limit=4)
    if is_whole:
        notes.add("note", "periods-twice", f'"{name}" says again what {parts} say, so it was not read.', "Nothing to do if that is right.",
                  column=column.heading.text)  # fmt: skip
    else:
        notes.add("error", "periods-overlap", f'"{name}" holds months that {parts} hold too, and others beside; it was not read.',
                  "Give every month once: the rest of the longer period in a column of its own, or leave the shorter ones out.",
                  column=column.heading.text)  # fmt: skip
