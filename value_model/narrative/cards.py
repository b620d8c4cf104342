"""Cards: label, written value, status, comparison and caption, each proved like any sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from value_model.narrative.pattern import at_least
from value_model.narrative.sentence import Card, Sentence, Status, StatusWord
from value_model.narrative.slots import Slot, Value, World, resolve
from value_model.narrative.telling import Teller

NOT_REPORTED = ("no_actuals", "not_recorded", None)


@dataclass(frozen=True)
class Rule:
    """How a card is made: the slot it shows, the slots its texts may name, and how its status is judged."""

    key: str
    main: str
    slots: Mapping[str, Slot]
    judge: Callable[[Mapping[str, Decimal | None], World], StatusWord | None] | None = None
    plan: str = ""  # the slot that must be above zero for a comparison to mean anything
    phrases: Callable[[World], Mapping[str, Slot]] = field(default=lambda _: {})


def band(value: Decimal, on_plan: Decimal, watch: Decimal) -> StatusWord:
    """Return the status of a value that is better the higher it is."""
    if at_least(value, on_plan):
        return "On plan"
    return "Watch" if at_least(value, watch) else "Act"


def make(rule: Rule, teller: Teller) -> Card:
    """Return a complete card; without its main figure it says No data and what is missing."""
    world = teller.world
    slots = {key: slot.at(world.whole, world.whole) for key, slot in {**rule.slots, **rule.phrases(world)}.items()}
    values = {key: _number(resolve(slot, world)) for key, slot in slots.items()}
    value = _say(rule, "value", slots, teller)
    if values[rule.main] is None or value is None:
        return _empty(rule, slots, world)
    plan = values[rule.plan] if rule.plan else Decimal(1)
    if plan is None or plan <= 0:
        return _without_plan(rule, slots, value, teller)
    return _complete(rule, slots, values, value, teller)


def _complete(rule: Rule, slots: Mapping[str, Slot], values: Mapping[str, Decimal | None], value: Sentence, teller: Teller) -> Card:
    word = rule.judge(values, teller.world) if rule.judge else None
    compare = _say(rule, "compare", slots, teller)
    caption = _say(rule, "caption", slots, teller) or _say(rule, "alone", slots, teller)
    status = Status(word, compare.text if compare else "") if word else None
    said = [s for s in (value, compare if status else None, caption) if s]
    return _card(rule, value.text, status, caption.text if caption else "", said, teller.world)


def _without_plan(rule: Rule, slots: Mapping[str, Slot], value: Sentence, teller: Teller) -> Card:
    plan = slots[rule.plan]
    found = teller.world.figure(plan.refs[0])
    missing = found is None or found.value is None
    reason = teller.world.language.reason(found.reason if found and missing else "negative_plan") if found else ""
    alone = _say(rule, "alone", slots, teller) if missing else None
    caption = alone.text if alone else reason
    return _card(rule, value.text, Status("No data", ""), caption, [s for s in (value, alone) if s], teller.world)


def _empty(rule: Rule, slots: Mapping[str, Slot], world: World) -> Card:
    found = world.figure(slots[rule.main].refs[0])
    reason = found.reason if found else None
    words = world.language["nothing"]
    value = words["reported"] if reason in NOT_REPORTED else words["computed"]
    texts = world.language["card"][rule.key]
    caption = texts.get("missing", "") if reason in NOT_REPORTED else world.language.reason(reason)
    return _card(rule, value, Status("No data"), caption or world.language.reason(reason), [], world)


def _card(rule: Rule, value: str, status: Status | None, caption: str, said: list[Sentence], world: World) -> Card:
    texts = world.language["card"][rule.key]
    figures = dict.fromkeys(ref for sentence in said for ref in sentence.figures)
    return Card(rule.key, texts["label"], value, status, caption, texts["help"], tuple(figures), tuple(said))


def _say(rule: Rule, text: str, slots: Mapping[str, Slot], teller: Teller) -> Sentence | None:
    template = teller.world.language["card"][rule.key].get(text)
    return teller.write(template, slots, pattern=f"card.{rule.key}") if template else None


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
