"""What decides whether a pattern fires: the values at a place, and how they are held against a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from value_model.narrative.money import money, scale_of
from value_model.narrative.slot import Value
from value_model.narrative.world import World

Polarity = Literal["favorable", "unfavorable", "neutral"]


SLACK = Decimal("1e-12")  # a sum of fractions may miss a threshold by its last bits


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pattern is tried: a scope, and the word that completes its figure ids ("late start"), if any."""

    scope: str
    word: str = ""


class Values:
    """The values of a pattern at a place, by slot name; `policy` asks for a setting. Optional ones may be None."""

    def __init__(self, values: Mapping[str, Value | None], world: World, place: Place) -> None:
        self._values, self.world, self.place = values, world, place

    def __getattr__(self, name: str) -> Decimal:
        value = self._values[name]
        if not isinstance(value, Decimal):
            raise Undecided(name)
        return value

    def maybe(self, name: str) -> Decimal | None:
        value = self._values.get(name)
        return value if isinstance(value, Decimal) else None

    def alike(self, part: Decimal, whole: Decimal) -> bool:
        """Whether two amounts look the same once written."""
        style, scale = self.world.style, scale_of([part, whole])
        return money(abs(part), style, scale=scale) == money(abs(whole), style, scale=scale)

    def policy(self, key: str) -> Decimal:
        return self.world.setting(key)


class Undecided(Exception):
    """A trigger asked for a value that is not there."""


def at_least(value: Decimal, limit: Decimal) -> bool:
    """Whether a value reaches a limit, to the last bits of a double."""
    return value >= limit - SLACK * max(abs(limit), abs(value))


def below(value: Decimal, limit: Decimal) -> bool:
    return not at_least(value, limit)


def whole(world: World) -> Iterable[Place]:
    """The one place of most patterns: the scope the page speaks of."""
    return (Place(world.whole),)


def each(kind: str) -> Callable[[World], Iterable[Place]]:
    """Every scope of a kind, in the order of their names."""
    return lambda world: (Place(scope) for scope in world.scopes(kind))


def one_or_each(values: Values) -> str:
    """Which ask fits: for the one there is, or for each of several."""
    return "one" if values.k == 1 else ""
