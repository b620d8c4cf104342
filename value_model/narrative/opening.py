"""The headline of a page: the first pattern of its order that can be said of the whole page and is proved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from value_model.narrative.pattern import Insight, find
from value_model.narrative.patterns import PATTERNS
from value_model.narrative.resolve import resolve
from value_model.narrative.sentence import Sentence
from value_model.narrative.slot import Slot
from value_model.narrative.slots import covered, figure, input_of, name, per_one, setting
from value_model.narrative.telling import Teller
from value_model.narrative.world import World


def first_of(order: Iterable[str], teller: Teller, *, place: str = "", narrow: bool = False, otherwise: str = "") -> Sentence:
    """Return the headline: the first of `order`, else what the figures cover, else that nothing can be stated yet.

    `narrow` also takes an insight about one project or objective, the one with the largest amount; `otherwise` names a
    plain statement of the page for when nothing stands out.
    """
    for pattern_id in order:
        found = about(pattern_id, teller.world, narrow=narrow)
        said = teller.tell(found, place=place, naming=_unnamed(found, teller.world)) if found else None
        if said:
            return said
    return (_plain(otherwise, teller) if otherwise else None) or _bare_coverage(teller) or nothing(teller)


def about(pattern_id: str, world: World, *, narrow: bool = False) -> Insight | None:
    """Return the insight of a pattern about the whole page, whether or not it passes the gate."""
    patterns = (p for p in PATTERNS if p.id == pattern_id and not p.block)
    found = [i for p in patterns for i in find(p, world)]
    here = [i for i in found if i.scope == world.whole] or (found if narrow else [])
    return min(here, key=lambda i: (-(i.amount or 0), i.scope), default=None)


def _unnamed(insight: Insight, world: World) -> bool:
    """Whether a headline about a part of the portfolio would not say which part."""
    template = world.language.template("say", insight.template)
    named = any(f"{{{slot}}}" in template for slot in ("subject", "project", "objective"))
    return world.is_part and not named


def _plain(key: str, teller: Teller) -> Sentence | None:
    """Return the plain statement of a page: its main figures and nothing to compare."""
    if key == "choices" and not teller.world.value("cost.to_come"):
        return _no_choice(teller)
    whole = teller.world.whole
    slots = {name_: slot.at(whole, whole) for name_, slot in PLAIN[key].items()}
    return teller.say("page", key, slots, pattern=f"page.{key}")


PLAIN: Mapping[str, Mapping[str, Slot]] = {
    "roi": {"one": setting("scale.one", "money"), "forecast": per_one("roi.forecast")},
    "fit": {"now": figure("fit.index"), "scale": setting("scale.fit", "score")},
    "choices": {"k": covered("roi.to_come"), "benefits": input_of("roi.to_come", 0), "cost": input_of("roi.to_come", 1)},
    "risk": {"amount": figure("benefits.at_risk"), "share": figure("benefits.at_risk_share")},
    "changes": {"now": figure("benefits.forecast")},
}


def _no_choice(teller: Teller) -> Sentence:
    """Say that there is nothing to choose where no cost is to come, and what is spent."""
    slots = {"spent": figure("cost.to_date").at(teller.world.whole, teller.world.whole)}
    key = "choices.unknown" if teller.world.value("cost.to_come") is None else "choices.none"
    return teller.say("page", key, slots, pattern=f"page.{key}") or nothing(teller, key)


def _bare_coverage(teller: Teller) -> Sentence | None:
    """Say what the figures cover even where that is nearly all: the last resort of a headline."""
    found = about("H1", teller.world)
    if found:
        return teller.tell(found)
    whole = teller.world.whole
    h1 = next(p for p in PATTERNS if p.id == "H1")
    slots = {key: slot.at(whole, whole) for key, slot in {**h1.slots, **h1.maybe}.items()}
    counted = {resolve(slots["k"], teller.world), resolve(slots["n"], teller.world)}
    all_spend = resolve(slots["share"], teller.world) == 1
    said = (teller.say("say", key, slots, pattern="H1") for key in ("H1.whole" if len(counted) == 1 and all_spend else "H1", "H1.count"))
    return next((one for one in said if one), None)


def nothing(teller: Teller, key: str = "headline") -> Sentence:
    """Return the sentence for when no figure can be stated."""
    return fixed(teller.world.language.template("nothing", key), teller)


def fixed(text: str, teller: Teller) -> Sentence:
    """Return a sentence without any slot."""
    return teller.write(text, {"scope": name(teller.world.whole)}, pattern="none") or Sentence("none", teller.world.whole, text)
