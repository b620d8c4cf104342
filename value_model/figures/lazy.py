"""Figures by (id, scope), the costly ones worked out when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from value_model.figures.definition import Answer, Later
from value_model.figures.figure import Figure

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pending:
    """A figure without its value yet, and the work that will give it."""

    figure: Figure
    later: Later

    def settled(self) -> Figure:
        """The figure with its value or reason."""
        return filled(self.figure, self.later.answer())


def filled(figure: Figure, answer: Answer) -> Figure:
    """The figure with what the answer says."""
    return replace(figure, value=answer.value, reason=answer.reason, coverage=answer.coverage, inputs=answer.inputs)


class Figures(Mapping[Key, Figure]):
    """Reads like a dict; a pending figure is settled once, at its first reading."""

    def __init__(self, entries: dict[Key, Figure | Pending]) -> None:
        self._entries = entries

    def __getitem__(self, key: Key) -> Figure:
        found = self._entries[key]
        if isinstance(found, Pending):
            found = found.settled()
            self._entries[key] = found
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[Key]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __reduce__(self) -> tuple[Any, ...]:
        return Figures, (self._entries,)
