"""Typed slots: what may fill a gap in a sentence, and how its value is found again at any time.

A slot never holds a value. It holds references, so that the proof can look the value up anew in the figures and
the policy. Arithmetic is a closed list of operations on recorded figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from value_model.figures.figure import PORTFOLIO, Figure, FigureSet
from value_model.narrative.format import Style, decimal, rounded
from value_model.narrative.language import Language
from value_model.policy import Policy

Kind = Literal["figure", "policy", "date", "name", "phrase", "tally"]
Value = Decimal | date | str
WHOLE = "whole"  # the scope the page speaks of, where a slot of a narrower sentence needs it
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Ref:
    """A figure by id and scope; scope None is that of the sentence. `then` asks the compared snapshot."""

    id: str
    scope: str | None = None
    then: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a gap: a kind, an operation on references, and the unit it is written in ("" takes the figure's)."""

    kind: Kind
    op: str
    refs: tuple[Ref, ...] = ()
    unit: str = ""
    key: str = ""  # name of a policy setting, of a phrase table, or a scope to name

    def at(self, scope: str, whole: str, *, word: str = "") -> Slot:
        """Return the slot with every open scope filled in, and `{word}` in ids replaced."""
        where = {None: scope, WHOLE: whole}
        refs = tuple(replace(r, id=r.id.replace("{word}", word), scope=where.get(r.scope, r.scope)) for r in self.refs)
        return replace(self, refs=refs, key=self.key.replace("{word}", word).replace("{scope}", scope))


def _ref(name: str) -> Ref:
    figure_id, _, scope = name.removeprefix("then ").partition("@")
    return Ref(figure_id, scope or None, name.startswith("then "))


def figure(name: str, unit: str = "") -> Slot:
    """The value of a figure: "benefits.plan", "benefits.plan@whole" or "then benefits.plan"."""
    return Slot("figure", "value", (_ref(name),), unit)


def minus(first: str, second: str, unit: str = "") -> Slot:
    """The difference of two figures; of fractions it is in points."""
    return Slot("figure", "minus", (_ref(first), _ref(second)), unit)


def over(first: str, second: str, unit: str = "fraction") -> Slot:
    """One figure as a part of another."""
    return Slot("figure", "over", (_ref(first), _ref(second)), unit)


def rest(name: str) -> Slot:
    """What is left of one after a fraction: 1 − share."""
    return Slot("figure", "rest", (_ref(name),), "fraction")


def per_one(name: str) -> Slot:
    """What each unit of cost returns: 1 + ROI."""
    return Slot("figure", "per one", (_ref(name),), "per_one")


def quarters_before(then: str, later: str, earlier: str) -> Slot:
    """The quarter of a date less the months between two lengths of time."""
    return Slot("figure", "quarter before", (_ref(then), _ref(later), _ref(earlier)), "quarter")


def scopes(figure_id: str, kind: str) -> Slot:
    """How many scopes of a kind hold a figure: 5 objectives."""
    return Slot("figure", "scopes", (Ref(figure_id, PORTFOLIO),), "count", kind)


def covered(name: str) -> Slot:
    """On how many items a figure rests."""
    return Slot("figure", "covered", (_ref(name),), "count")


def covered_of(name: str) -> Slot:
    """Of how many items a figure could rest on."""
    return Slot("figure", "covered of", (_ref(name),), "count")


def input_of(name: str, place: int) -> Slot:
    """The sum that went into a figure, by its place among the inputs: the matched sums behind a ratio."""
    return Slot("figure", "input", (_ref(name),), "money", str(place))


def part_of(name: str, key: str) -> Slot:
    """A policy share of a figure: the slice of a budget."""
    return Slot("figure", "part", (_ref(name),), "", key)


def many(selector: str, kind: str, figure_id: str = "") -> Slot:
    """Scopes of a kind picked by a selector: how many, or the sum of a figure over them."""
    return Slot("figure", "many", (Ref(figure_id, PORTFOLIO),) if figure_id else (), "" if figure_id else "count", f"{selector}/{kind}")


def setting(key: str, unit: str) -> Slot:
    """A policy setting."""
    return Slot("policy", "value", (), unit, key)


def compared() -> Slot:
    """The review of the compared snapshot: "June"."""
    return Slot("date", "compared", (), "review")


def name(scope: str = "{scope}") -> Slot:
    """The name of a scope, as the data gives it."""
    return Slot("name", "scope", (), "", scope)


def phrase(section: str, key: str) -> Slot:
    """A fixed phrase of the catalogue, chosen by a word of the data ("late start")."""
    return Slot("phrase", section, (), "", key)


@dataclass(frozen=True)
class World:
    """Everything a sentence may be about: figures with the snapshot they are compared with, policy and words."""

    figures: FigureSet
    policy: Policy
    language: Language

    @property
    def style(self) -> Style:
        currencies = self.figures.context.settings.get("currencies", "")
        return Style(self.language, self.figures.context.currency, code=len(currencies.replace(",", " ").split()) > 1)

    @property
    def whole(self) -> str:
        return self.figures.scope

    def then(self) -> World | None:
        """The same of the compared snapshot, or None where there is none."""
        return World(self.figures.compared, self.policy, self.language) if self.figures.compared else None

    def figure(self, ref: Ref) -> Figure | None:
        figures = self.figures.compared if ref.then else self.figures
        return figures.get(ref.id, ref.scope or self.whole) if figures else None

    def number(self, ref: Ref) -> Decimal | None:
        """Return the number of a figure, or None where it is absent, undefined or no number."""
        found = self.figure(ref)
        return decimal(found.value) if found and isinstance(found.value, (int, float)) else None

    def setting(self, key: str) -> Decimal:
        return decimal(self.policy[key])


def resolve(slot: Slot, world: World) -> Value | None:
    """Return the value of a slot, or None where a figure it needs cannot be stated."""
    if slot.kind == "policy":
        return world.setting(slot.key)
    if slot.kind == "name":
        return world.figures.context.portfolio if slot.key == "context" else world.figures.name(slot.key)
    if slot.kind == "phrase":
        words: Mapping[str, str] = world.language[slot.op]
        return words.get(slot.key)
    if slot.kind == "date":
        return _date(slot, world)
    return _figure(slot, world)


def _date(slot: Slot, world: World) -> date | None:
    context = world.figures.context
    if slot.op == "compared":
        return context.compared_as_of
    if slot.op == "updated":
        days = world.number(Ref("data.freshness_days", PORTFOLIO))
        return None if days is None else context.as_of - timedelta(days=int(days))
    return context.as_of


def _figure(slot: Slot, world: World) -> Value | None:
    if slot.op == "scopes":
        return Decimal(sum(1 for s in world.figures.scopes(slot.key) if world.number(Ref(slot.refs[0].id, s)) is not None))
    if slot.op in ("covered", "covered of"):
        found = world.figure(slot.refs[0])
        cover = found.coverage if found else None
        return None if cover is None else Decimal(cover.items if slot.op == "covered" else cover.of)
    if slot.op in ("quarter", "quarter before"):
        return _quarter(slot, world)
    if slot.op == "many":
        return _many(slot, world)
    if slot.op == "input":
        return _input(slot, world)
    numbers = [world.number(ref) for ref in slot.refs]
    known = [number for number in numbers if number is not None]
    return _arithmetic(slot, known, world) if len(known) == len(numbers) else None


def _arithmetic(slot: Slot, numbers: list[Decimal], world: World) -> Decimal | None:
    first, second = numbers[0], numbers[-1]
    if slot.op == "value":
        return first
    if slot.op == "minus":
        return (first - second) * (HUNDRED if unit_of(Slot("figure", "value", slot.refs[:1]), world) == "fraction" else 1)
    if slot.op == "plus":
        return sum(numbers, Decimal(0))
    if slot.op == "over":
        return first / second if second else None
    if slot.op == "part":
        return first * world.setting(slot.key)
    return 1 - first if slot.op == "rest" else 1 + first


def _input(slot: Slot, world: World) -> Decimal | None:
    found = world.figure(slot.refs[0])
    place = int(slot.key)
    if found is None or found.value is None or len(found.inputs) <= place:
        return None
    value = found.inputs[place].value
    return None if value is None else decimal(value)


def selected(slot: Slot, world: World) -> list[str]:
    """Return the scopes a selector picks, in the order of their names."""
    selector, _, kind = slot.key.partition("/")
    return [scope for scope in world.figures.scopes(kind) if SELECTORS[selector](world, scope)]


def _many(slot: Slot, world: World) -> Decimal | None:
    scopes_found = selected(slot, world)
    if not slot.refs:
        return Decimal(len(scopes_found))
    numbers = [world.number(Ref(slot.refs[0].id, scope)) for scope in scopes_found]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


def _without_benefits(world: World, scope: str) -> bool:
    weight, cost = world.number(Ref("fit.weight", scope)), world.number(Ref("cost.approved", scope))
    return bool(weight and cost) and not world.number(Ref("fit.benefits", scope))


def _without_cost(world: World, scope: str) -> bool:
    found = world.figure(Ref("cost.approved", scope))
    return found is not None and found.value is None


def _came_back(world: World, scope: str) -> bool:
    limit = world.setting("pattern.F3.ratio")
    now, plan = world.number(Ref("benefits.forecast", scope)), world.number(Ref("benefits.plan", scope))
    old, old_plan = world.number(Ref("benefits.forecast", scope, True)), world.number(Ref("benefits.plan", scope, True))
    if now is None or old is None or not plan or not old_plan or plan < 0 or old_plan < 0:
        return False
    return now >= limit * plan and old < limit * old_plan and now > old


SELECTORS: dict[str, Callable[[World, str], bool]] = {
    "without benefits": _without_benefits,
    "without cost": _without_cost,
    "came back": _came_back,
}

EVIDENT = {"without benefits": "fit.weight", "without cost": "cost.approved", "came back": "benefits.forecast"}


def _quarter(slot: Slot, world: World) -> date | None:
    found = world.figure(slot.refs[0])
    if found is None or not isinstance(found.value, str):
        return None
    end = date.fromisoformat(found.value)
    if slot.op == "quarter":
        return end
    later, earlier = (world.number(ref) for ref in slot.refs[1:])
    return None if later is None or earlier is None else months_back(end, int(rounded(later - earlier)))


def months_back(day: date, months: int) -> date:
    """Return the first day of the month `months` before that of `day`."""
    total = day.year * 12 + day.month - 1 - months
    return date(total // 12, total % 12 + 1, 1)


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
        found = (Ref(slot.refs[0].id, s) for s in world.figures.scopes(slot.key))
        return tuple(f"{r.id}@{r.scope}" for r in found if world.number(r) is not None)
    if slot.op == "many":
        ids = [r.id for r in slot.refs] or [EVIDENT[slot.key.partition("/")[0]]]
        return tuple(f"{i}@{scope}" for scope in selected(slot, world) for i in ids)
    scoped = ((r.id, r.scope or world.whole) for r in slot.refs)
    return tuple(i if s == PORTFOLIO else f"{i}@{s}" for i, s in scoped)
