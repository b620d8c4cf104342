"""The value of a slot, looked up anew in the figures and the policy each time it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from value_model.figures.figure import PORTFOLIO
from value_model.narrative.operations import MATCHED, OPERATIONS, at_hand, holding
from value_model.narrative.selectors import evident, selected
from value_model.narrative.slot import Ref, Slot, Value
from value_model.narrative.translated import translated
from value_model.narrative.world import World

WORDS_OF_CONFIDENCE = ("high", "medium", "low")


def resolve(slot: Slot, world: World) -> Value | None:
    """Return the value of a slot, or None where a figure it needs cannot be stated."""
    if slot.kind == "policy":
        return world.setting(slot.key)
    if slot.kind == "name":
        return _name(slot.key, world)
    if slot.kind == "phrase":
        return _phrase(slot, world)
    if slot.kind == "date":
        return _date(slot, world)
    if slot.kind == "tally":
        return Decimal(len(world.ids("")))
    return OPERATIONS[slot.op](slot, world)


def _name(scope: str, world: World) -> str:
    """The name of a scope; a type of benefit is a word of ours, whatever the language."""
    name = world.figures.context.portfolio if scope == "context" else world.figures.name(scope)
    return translated(name, world.language.code) if scope.startswith("kind:") else name


def _phrase(slot: Slot, world: World) -> str | None:
    words: Mapping[str, str] = world.language[slot.op]
    return words.get(_confidence(slot, world) if slot.refs else slot.key)


def _confidence(slot: Slot, world: World) -> str:
    """Return the word whose probability lies nearest to (expected − realized) ÷ to come."""
    numbers = at_hand(slot, world)
    if not numbers or not numbers[2]:
        return ""
    probability = (numbers[0] - numbers[1]) / numbers[2]
    return min(WORDS_OF_CONFIDENCE, key=lambda word: abs(world.setting(f"confidence.{word}") - probability))


def _date(slot: Slot, world: World) -> date | None:
    context = world.figures.context
    if slot.op == "compared":
        return context.compared_as_of
    if slot.op == "updated":
        days = world.number(Ref("data.freshness_days", world.whole))
        return None if days is None or days > context.as_of.toordinal() - 1 else context.as_of - timedelta(days=int(days))
    return context.as_of


# What a slot is written in, and what it states -----------------------------------------------------


def unit_of(slot: Slot, world: World) -> str:
    """Return the unit a slot is written in: its own, else that of its first figure (points for a difference of shares)."""
    if slot.unit:
        return slot.unit
    found = world.figure(slot.refs[0]) if slot.refs else None
    unit = found.unit if found else "count"
    return "points" if slot.op == "minus" and unit in ("fraction", "score", "points") else unit


def references(slot: Slot, world: World) -> tuple[str, ...]:
    """Return the references a slot states, as `id` or `id@scope`."""
    if slot.op == "scopes":
        return tuple(f"{slot.refs[0].id}@{scope}" for scope in holding(slot, world))
    if slot.op == "many":
        ids = [r.id for r in slot.refs] or [evident(slot.key)]
        return tuple(f"{i}@{scope}" for scope in selected(slot.key, world) for i in ids)
    stated = (r for r in slot.refs if slot.op not in MATCHED or world.figure(r))
    scoped = ((r.id, r.scope or world.whole) for r in stated)
    return tuple(i if s == PORTFOLIO else f"{i}@{s}" for i, s in scoped)
