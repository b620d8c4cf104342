"""Figures by (id, scope), each worked out when somebody first asks for it.

A page reads a few hundred of the figures of a thousand projects; roots, paybacks and bridges take time.
What is read once is kept, so every reader sees the same object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from value_model.figures.definition import Answer, Definition
from value_model.figures.facts import Facts
from value_model.figures.figure import Figure

Key = tuple[str, str]
Work = tuple[Definition, Facts, str]  # the key of a pattern, else ""


class Figures(Mapping[Key, Figure]):
    """Reads like a dict of figures. Safe to read from several threads: at worst two work out the same figure."""

    def __init__(self, entries: dict[Key, Figure | Work]) -> None:
        self._entries = entries

    def __getitem__(self, key: Key) -> Figure:
        found = self._entries[key]
        if isinstance(found, tuple):
            found = figure(key, *found)
            self._entries[key] = found
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[Key]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied to another process, all figures are worked out first: the facts stay here."""
        return Figures, ({key: self[key] for key in self._entries},)


def work(facts: Facts, definitions: Iterable[Definition]) -> Iterator[tuple[Key, Work]]:
    """Yield every figure that the definitions promise at a scope, and what it takes to work it out."""
    for definition in definitions:
        if facts.kind in definition.scopes:
            if definition.make is not None:
                yield (definition.id, facts.scope), (definition, facts, "")
            for key in definition.keys(facts) if definition.keys else ():
                yield (f"{definition.base}:{key}", facts.scope), (definition, facts, key)


def figure(key: Key, definition: Definition, facts: Facts, subject: str) -> Figure:
    """Work one figure out."""
    answer = _answer(definition, facts, subject)
    return Figure(
        id=key[0], scope=key[1], value=answer.value, unit=definition.unit, good=definition.good, reason=answer.reason,
        as_of=facts.book.as_of, stream=definition.stream, coverage=answer.coverage, formula=definition.formula, inputs=answer.inputs,
        method=definition.method,
    )  # fmt: skip


def _answer(definition: Definition, facts: Facts, subject: str) -> Answer:
    if definition.make is not None:
        return definition.make(facts)
    if definition.make_keyed is not None:
        return definition.make_keyed(facts, subject)
    return Answer(None, "not_recorded")
