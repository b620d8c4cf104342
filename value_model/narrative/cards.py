"""Cards: label, written value, status, comparison and caption, each proved like any sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from value_model.figures.figure import Figure
from value_model.narrative.reading import adds_up
from value_model.narrative.resolve import resolve
from value_model.narrative.sentence import Card, Sentence, Status, StatusWord
from value_model.narrative.slot import Slot
from value_model.narrative.telling import Teller
from value_model.narrative.world import World

NOT_REPORTED = ("no_actuals", "not_recorded", None)
Numbers = Mapping[str, Decimal | None]


def _no_phrases(_: World) -> Mapping[str, Slot]:
    return {}


def _plain_caption(_: Numbers) -> str:
    return "caption"


@dataclass(frozen=True)
class Rule:
    """How a card is made: the slot it shows, the slots its texts may name, and how its status is judged.

    `plan` names the slot that must be above zero for a comparison to mean anything. `never` is the reason that stands
    for a bad answer rather than a missing one. `phrases` adds slots that depend on the data. `instead` is the card, under
    its own name, that takes the place of this one where only its figure can be stated.
    """

    key: str
    main: str
    slots: Mapping[str, Slot]
    judge: Callable[[Numbers, World], StatusWord | None] | None = None
    plan: str = ""
    never: str = ""
    caption: Callable[[Numbers], str] = _plain_caption
    phrases: Callable[[World], Mapping[str, Slot]] = _no_phrases
    instead: Rule | None = None


@dataclass(frozen=True)
class _Draft:
    rule: Rule
    slots: Mapping[str, Slot]
    teller: Teller

    def say(self, *texts: str) -> Sentence | None:
        """Return the first of the card's texts that can be stated."""
        written = self.teller.world.language["card"][self.rule.key]
        said = (self.teller.write(written[t], self.slots, pattern=f"card.{self.rule.key}") for t in texts if t in written)
        return next((s for s in said if s), None)

    def figure(self, slot: str) -> Figure | None:
        refs = self.slots[slot].refs
        return self.teller.world.figure(refs[0]) if refs else None

    def status(self, word: StatusWord, comparison: str = "") -> Status:
        """Return a status with its word in the language of the page."""
        said = str(self.teller.world.language["status"][word.lower().replace(" ", "_")])
        return Status(word, comparison, "" if said == word else said)

    def card(self, value: str, status: Status | None, caption: str, said: Iterable[Sentence | None]) -> Card:
        """Return the card; its figures are those its texts state."""
        texts = self.teller.world.language["card"][self.rule.key]
        proved = tuple(s for s in said if s)
        figures = tuple(dict.fromkeys(ref for s in proved for ref in s.figures))
        sums = "" if adds_up([p for s in proved for p in s.parts], self.teller.world) else " " + self.teller.world.language["hedge"]["sums"]
        return Card(self.rule.key, texts["label"], value, status, caption, texts["help"] + sums, figures, proved)


def make(rule: Rule, teller: Teller) -> Card:
    """Return a complete card; without its main figure it says No data and what is missing."""
    world = teller.world
    slots = {key: slot.at(world.whole, world.whole) for key, slot in {**rule.slots, **rule.phrases(world)}.items()}
    draft = _Draft(rule, slots, teller)
    value = draft.say("value")
    if value is None:
        return _stated_instead(rule, teller) or _without_value(draft)
    numbers = {key: _number(slot, world) for key, slot in slots.items()}
    plan = numbers[rule.plan] if rule.plan else Decimal(1)
    if plan is None or plan <= 0:
        return _without_plan(draft, value)
    return _complete(draft, value, numbers)


def _complete(draft: _Draft, value: Sentence, numbers: Numbers) -> Card:
    word = draft.rule.judge(numbers, draft.teller.world) if draft.rule.judge else None
    compare = draft.say("compare") if word else None
    caption = draft.say(draft.rule.caption(numbers), "alone")
    status = draft.status(word or "No data", compare.text if compare else "") if draft.rule.judge else None
    return draft.card(value.text, status, caption.text if caption else "", (value, compare, caption))


def _without_plan(draft: _Draft, value: Sentence) -> Card:
    """The value stands, but there is nothing above zero to judge it by."""
    plan, words = draft.figure(draft.rule.plan), draft.teller.world.language
    alone = draft.say("alone") if plan is None or plan.value is None else None
    caption = alone.text if alone else str(words["nothing"]["plan_below"])
    if plan and plan.value is None and plan.reason not in NOT_REPORTED:
        caption, alone = words.reason(plan.reason), None
    return draft.card(value.text, draft.status("No data"), caption, (value, alone))


def _stated_instead(rule: Rule, teller: Teller) -> Card | None:
    """The card that stands in, where its main figure has a value."""
    if rule.instead is None:
        return None
    refs = rule.instead.slots[rule.instead.main].refs
    stands = teller.world.figure(refs[0]) if refs else None
    return make(rule.instead, teller) if stands and stands.value is not None else None


def _without_value(draft: _Draft) -> Card:
    found = draft.figure(draft.rule.main)
    reason = found.reason if found else None
    words = draft.teller.world.language
    if draft.rule.never and reason == draft.rule.never:
        caption = draft.say("caption", "alone")
        return draft.card(words["nothing"]["never"], draft.status("Act"), caption.text if caption else words.reason(reason), (caption,))
    if reason in NOT_REPORTED:
        missing = words["card"][draft.rule.key].get("missing") or words.reason(reason)
        return draft.card(words["nothing"]["reported"], draft.status("No data"), missing, ())
    return draft.card(words["nothing"]["computed"], draft.status("No data"), words.reason(reason), ())


def _number(slot: Slot, world: World) -> Decimal | None:
    value = resolve(slot, world)
    return value if isinstance(value, Decimal) else None
