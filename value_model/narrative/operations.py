"""What a slot does with the figures it refers to: a closed list of operations, so that any of them can be proved again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from value_model.narrative.dates import months_back
from value_model.narrative.rounding import decimal, rounded
from value_model.narrative.selectors import selected
from value_model.narrative.slot import HUNDRED, Ref, Slot, Value
from value_model.narrative.world import World


def at_hand(slot: Slot, world: World) -> list[Decimal]:
    """Return the numbers of all references, or nothing where one is missing."""
    found = [world.number(ref) for ref in slot.refs]
    known = [number for number in found if number is not None]
    return known if len(known) == len(found) else []


def _value(slot: Slot, world: World) -> Decimal | None:
    numbers = at_hand(slot, world)
    return numbers[0] if numbers else None


def _minus(slot: Slot, world: World) -> Decimal | None:
    numbers = at_hand(slot, world)
    if not numbers:
        return None
    found = world.figure(slot.refs[0])
    return (numbers[0] - numbers[1]) * (HUNDRED if found and found.unit == "fraction" else 1)


def _over(slot: Slot, world: World) -> Decimal | None:
    numbers = at_hand(slot, world)
    return numbers[0] / numbers[1] if numbers and numbers[1] else None


def _rest(slot: Slot, world: World) -> Decimal | None:
    value = _value(slot, world)
    return None if value is None else 1 - value


def _per_one(slot: Slot, world: World) -> Decimal | None:
    value = _value(slot, world)
    return None if value is None else 1 + value


def _part(slot: Slot, world: World) -> Decimal | None:
    value = _value(slot, world)
    return None if value is None else value * world.setting(slot.key)


def _input(slot: Slot, world: World) -> Decimal | None:
    found, place = world.figure(slot.refs[0]), int(slot.key)
    if found is None or found.value is None or len(found.inputs) <= place:
        return None
    value = found.inputs[place].value
    return None if value is None else decimal(value)


def _net(slot: Slot, world: World) -> Decimal | None:
    first, second = (_input(replace(slot, key=place), world) for place in "01")
    return None if first is None or second is None else first - second


def _matched(slot: Slot, world: World) -> Decimal | None:
    own = _input(replace(slot, refs=slot.refs[1:]), world)
    return world.number(slot.refs[0]) if own is None else own


def _matched_ratio(slot: Slot, world: World) -> Decimal | None:
    gap = slot.refs[2:]
    first, second = (_input(replace(slot, refs=gap, key=place), world) for place in "01")
    if first is not None and second:
        return first / second
    return None if world.number(gap[0]) is None else _over(replace(slot, refs=slot.refs[:2]), world)


def _over_plan(slot: Slot, world: World) -> Decimal | None:
    part, plan = _input(replace(slot, refs=slot.refs[1:]), world), _value(slot, world)
    return part / plan if part is not None and plan else None


def _below_plan(slot: Slot, world: World) -> Decimal | None:
    plan, high = _matched(replace(slot, refs=(slot.refs[0], slot.refs[2])), world), world.number(slot.refs[1])
    return None if plan is None or high is None else plan - high


def _covered(slot: Slot, world: World) -> Decimal | None:
    found = world.figure(slot.refs[0])
    return Decimal(found.coverage.items) if found and found.coverage else None


def _covered_of(slot: Slot, world: World) -> Decimal | None:
    found = world.figure(slot.refs[0])
    return Decimal(found.coverage.of) if found and found.coverage else None


def _scopes(slot: Slot, world: World) -> Decimal:
    return Decimal(len(holding(slot, world)))


def holding(slot: Slot, world: World) -> list[str]:
    return [scope for scope in world.scopes(slot.key) if world.number(Ref(slot.refs[0].id, scope)) is not None]


def _many(slot: Slot, world: World) -> Decimal | None:
    found = selected(slot.key, world)
    if not slot.refs:
        return Decimal(len(found))
    numbers = [world.number(Ref(slot.refs[0].id, scope)) for scope in found]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


def _quarter(slot: Slot, world: World) -> date | None:
    found = world.figure(slot.refs[0])
    if found is None or found.value is None:
        return None
    return found.value if isinstance(found.value, date) else date.fromisoformat(str(found.value))


def _quarter_before(slot: Slot, world: World) -> date | None:
    end = _quarter(slot, world)
    later, earlier = (world.number(ref) for ref in slot.refs[1:])
    return None if end is None or later is None or earlier is None else months_back(end, int(rounded(later - earlier)))


MATCHED = ("matched", "below plan")  # do with the figure alone where no inputs of the other are recorded
OPERATIONS: Mapping[str, Callable[[Slot, World], Value | None]] = {
    "value": _value,
    "minus": _minus,
    "over": _over,
    "rest": _rest,
    "per one": _per_one,
    "part": _part,
    "input": _input,
    "net": _net,
    "matched": _matched,
    "matched ratio": _matched_ratio,
    "over plan": _over_plan,
    "below plan": _below_plan,
    "covered": _covered,
    "covered of": _covered_of,
    "scopes": _scopes,
    "many": _many,
    "quarter": _quarter,
    "quarter before": _quarter_before,
}
