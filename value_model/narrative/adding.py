"""Whether a page adds up as it is written: each number that is the sum of two others, wherever on the page they stand.

A reader adds what a sentence says to what a card shows. Numbers are compared by value, not by name, so that every sum
a reader could try is tried: of money, and of shares with the points between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from value_model.narrative.reading import read
from value_model.narrative.resolve import resolve, unit_of
from value_model.narrative.sentence import Part, Sentence
from value_model.narrative.slot import HUNDRED
from value_model.narrative.world import World

SAME = 1e-9  # of the larger: far below the last digit shown, above the noise of a double
SHARES = ("fraction", "score", "points")


@dataclass(frozen=True, slots=True)
class Shown:
    """The size of a number, how it is written, the worth of its last digit; a difference of shares is in points."""

    exact: float
    written: Decimal
    step: Decimal
    points: bool = False


def adds_up(said: Iterable[Sentence], world: World) -> bool:
    """Whether every number that is the sum of two others is so as written, once rounded to the coarsest of the three."""
    return not any(True for _ in contradictions(said, world))


def contradictions(said: Iterable[Sentence], world: World) -> Iterator[tuple[Shown, Shown, Shown]]:
    """Yield a total and its two parts where they differ as written."""
    parts = [part for sentence in said for part in sentence.parts if part.slot and part.slot.kind == "figure" and not part.choice]
    yield from _differing(_numbers(parts, ("money",), world))
    yield from (sum_ for sum_ in _differing(_numbers(parts, SHARES, world)) if any(one.points for one in sum_))


def _numbers(parts: Iterable[Part], units: tuple[str, ...], world: World) -> list[Shown]:
    found = {shown for part in parts if (shown := _shown(part, units, world))}
    return sorted(found, key=lambda one: (one.exact, one.written, one.step, one.points))


def _shown(part: Part, units: tuple[str, ...], world: World) -> Shown | None:
    """The number a part writes; None of another unit, where it is nothing, and where only a limit is written."""
    assert part.slot is not None  # noqa: S101 - callers pass slots only
    unit = unit_of(part.slot, world)
    value = resolve(part.slot, world) if unit in units else None
    found = read(part.text, unit, world.language) if isinstance(value, Decimal) and value else None
    if found is None or found[2] or not isinstance(value, Decimal):
        return None
    times = HUNDRED if unit == "fraction" else 1
    return Shown(float(abs(value) * times), abs(found[0]) * times, found[1] * times, unit == "points")


def _differing(numbers: list[Shown]) -> Iterator[tuple[Shown, Shown, Shown]]:
    sizes = [one.exact for one in numbers]
    for i, first in enumerate(numbers):
        for second in numbers[i:]:
            total = first.exact + second.exact
            at = bisect_left(sizes, total * (1 - SAME))
            while at < len(sizes) and sizes[at] <= total * (1 + SAME):
                if _differ(numbers[at], first, second):
                    yield numbers[at], first, second
                at += 1


def _differ(total: Shown, first: Shown, second: Shown) -> bool:
    coarsest = max(total.step, first.step, second.step)
    return 2 * abs(first.written + second.written - total.written) >= coarsest
