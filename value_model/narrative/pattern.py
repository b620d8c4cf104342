"""A pattern: which figures it needs, when it fires, what it says, which decision it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from value_model.figures.figure import PORTFOLIO
from value_model.narrative.resolve import resolve
from value_model.narrative.slot import Slot, Value
from value_model.narrative.slots import compared, name, phrase, setting
from value_model.narrative.trigger import Place, Polarity, Undecided, Values, whole
from value_model.narrative.world import World

ALWAYS: Mapping[str, Slot] = {"review": compared(), "one": setting("scale.one", "money")}


def _always(_: Values) -> bool:
    return True


def _no_variant(_: Values) -> str:
    return ""


def _unfavorable(_: Values) -> Polarity:
    return "unfavorable"


@dataclass(frozen=True)
class Pattern:
    """One row of the table of patterns; `block` marks the form of a decision at a narrower scope.

    `slots` are stated, `needs` only decide, `maybe` may be missing. `amount` is what the insight is worth, in money
    (None: it has no amount, and stands at the gate). `covers` is the figure whose coverage hedges the sentence.
    """

    id: str
    slots: Mapping[str, Slot]
    fires: Callable[[Values], bool] = _always
    needs: Mapping[str, Slot] = field(default_factory=dict)
    maybe: Mapping[str, Slot] = field(default_factory=dict)
    where: Callable[[World], Iterable[Place]] = whole
    amount: Callable[[Values], Decimal | None] | str = ""
    polarity: Callable[[Values], Polarity] = _unfavorable
    variant: Callable[[Values], str] = _no_variant
    ask: Callable[[Values], str] = _no_variant
    covers: str = ""
    page: str = "story"
    control: bool = False
    block: bool = False
    only_page: bool = False  # stated on its own page only
    counts_projects: bool = False  # speaks of several projects, so it is not for the page of one
    best: bool = False  # only the place with the largest amount speaks


@dataclass(frozen=True)
class Insight:
    """A pattern that fired at a place: what it would say, how much it is about, and how it ranks."""

    pattern: Pattern
    scope: str
    slots: Mapping[str, Slot]
    template: str
    ask: str
    amount: Decimal | None
    polarity: Polarity
    figures: frozenset[str] = frozenset()
    score: Decimal = Decimal(0)

    @property
    def order(self) -> tuple[Decimal, Decimal, str, str]:
        """Sorts first what ranks first: score, then amount, then pattern, then scope."""
        return (-self.score, -(self.amount or Decimal(0)), self.pattern.id, self.scope)


def find(pattern: Pattern, world: World) -> Iterator[Insight]:
    """Yield what a pattern has to say, one insight per place where it fires."""
    found = [insight for place in pattern.where(world) if (insight := _at(pattern, place, world))]
    if pattern.best and found:
        found = [max(found, key=lambda i: (i.amount or Decimal(0), i.scope))]
    yield from found


def _at(pattern: Pattern, place: Place, world: World) -> Insight | None:
    values: dict[str, Value | None] = {}
    needed = _bound({**pattern.needs, **pattern.slots}, place, world)
    for key, slot in needed.items():
        values[key] = resolve(slot, world)
        if values[key] is None:
            return None
    slots = {**ALWAYS, "subject": subject(world), **{key: needed[key] for key in pattern.slots}}
    values |= {key: resolve(slot, world) for key, slot in _bound(pattern.maybe, place, world).items()}
    at_hand = Values(values, world, place)
    try:
        return _insight(pattern, at_hand, slots | _bound(pattern.maybe, place, world)) if pattern.fires(at_hand) else None
    except Undecided:
        return None


def subject(world: World) -> Slot:
    """Who the page speaks of: "The portfolio", or the name of the scope it is filtered to."""
    return name(world.whole) if world.is_part else phrase("subject", PORTFOLIO)


def _bound(slots: Mapping[str, Slot], place: Place, world: World) -> dict[str, Slot]:
    return {key: slot.at(place.scope, world.whole, word=place.word) for key, slot in slots.items()}


def _insight(pattern: Pattern, values: Values, slots: Mapping[str, Slot]) -> Insight:
    amount = _amount(pattern, values)
    variant, ask = pattern.variant(values), pattern.ask(values)
    return Insight(
        pattern,
        values.place.scope,
        slots,
        ".".join(filter(None, (pattern.id, variant))),
        ".".join(filter(None, (pattern.id, ask))),
        None if amount is None else abs(amount),
        pattern.polarity(values),
    )


def _amount(pattern: Pattern, values: Values) -> Decimal | None:
    try:
        if callable(pattern.amount):
            return pattern.amount(values)
        return getattr(values, pattern.amount) if pattern.amount else None
    except Undecided:
        return None
