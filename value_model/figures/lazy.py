"""Figures by (id, scope), each worked out when somebody first asks for it.

A page reads a few hundred of the figures of a thousand projects; roots, paybacks and bridges take time.
What is read once is kept, so every reader sees the same object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from value_model.errors import MetricInputError
from value_model.figures.definition import Answer, Definition
from value_model.figures.facts import Facts
from value_model.figures.figure import Figure

Key = tuple[str, str]


class Figures(Mapping[Key, Figure]):
    """Reads like a dict of figures. Safe to read from several threads: at worst two work out the same figure."""

    def __init__(self, facts: Mapping[str, Facts], definitions: Iterable[Definition]) -> None:
        self._facts = facts
        self._definitions = tuple(definitions)
        self._by_id = {entry.id: entry for entry in self._definitions if entry.make}
        self._by_base = {entry.base: entry for entry in self._definitions if entry.make_keyed}
        self._known: dict[Key, Figure] = {}

    def _find(self, key: Key) -> tuple[Definition, Facts, str] | None:
        figure_id, scope = key
        facts = self._facts.get(scope)
        if facts is None:
            return None
        base, _, subject = figure_id.partition(":")
        entry = self._by_id.get(figure_id) or (self._by_base.get(base) if subject else None)
        if entry is None or facts.kind not in entry.scopes:
            return None
        return (entry, facts, subject) if entry.keys is None or subject in entry.keys(facts) else None

    def __getitem__(self, key: Key) -> Figure:
        if key not in self._known:
            found = self._find(key)
            if found is None:
                raise KeyError(key)
            self._known[key] = figure(key, *found)
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and len(key) == 2 and self._find(key) is not None

    def __iter__(self) -> Iterator[Key]:
        for scope in self._facts:
            yield from ((figure_id, scope) for figure_id in self.at(scope))

    def at(self, scope: str, start: str = "") -> Iterator[str]:
        """Yield the ids stated at one scope, of those that may begin with `start`; none of the figures is worked out."""
        facts = self._facts.get(scope)
        for entry in self._definitions if facts else ():
            if facts and facts.kind in entry.scopes and (entry.base.startswith(start) or start.startswith(entry.base)):
                if entry.make:
                    yield entry.id
                for subject in entry.keys(facts) if entry.keys else ():
                    yield f"{entry.base}:{subject}"

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied to another process, all figures are worked out first: the facts stay here."""
        return dict, (dict(self.items()),)


def figure(key: Key, definition: Definition, facts: Facts, subject: str) -> Figure:
    """Work one figure out."""
    answer = _answer(definition, facts, subject)
    return Figure(
        id=key[0], scope=key[1], value=answer.value, unit=definition.unit, good=definition.good, reason=answer.reason,
        as_of=facts.book.as_of, stream=definition.stream, coverage=answer.coverage, formula=definition.formula, inputs=answer.inputs,
        method=definition.method,
    )  # fmt: skip


def _answer(definition: Definition, facts: Facts, subject: str) -> Answer:
    try:
        if definition.make is not None:
            return definition.make(facts)
        if definition.make_keyed is not None:
            return definition.make_keyed(facts, subject)
    except MetricInputError:
        # A draft may hold what no formula takes, such as a weight below 0; the import has said where.
        return Answer(None, "invalid_input")
    return Answer(None, "not_recorded")
