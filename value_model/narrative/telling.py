"""From insights to proved sentences, decisions included; a sentence that fails the proof is left out and counted."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from value_model.errors import ProofFailed
from value_model.narrative import proof, readability
from value_model.narrative.pattern import Insight
from value_model.narrative.reading import adds_up
from value_model.narrative.resolve import resolve
from value_model.narrative.sentence import Decision, Sentence
from value_model.narrative.slot import Ref, Slot
from value_model.narrative.slots import covered, covered_of, figure, name, over_plan
from value_model.narrative.spelling import Unspoken, compose
from value_model.narrative.trigger import at_least
from value_model.narrative.world import World

LOG = logging.getLogger(__name__)
DUE: Mapping[str, Slot] = {  # the share of what was due that is covered, where that says more than the share of spend
    "benefits.realized": figure("realization.coverage"),
    "benefits.gap_forecast": over_plan("benefits.gap_forecast"),
}
_KEPT_BACK: dict[str, dict[str, None]] = {}  # by snapshot, like the log: what failed the proof since the process began


def kept_back(snapshot: str) -> tuple[str, ...]:
    """Return what failed the proof for a snapshot in this process, each once: what the Method page counts and lists."""
    return tuple(_KEPT_BACK.get(snapshot, {}))


@dataclass
class Teller:
    """Writes sentences about a world and counts those it had to withhold."""

    world: World
    withheld: int = 0
    told: dict[str, Sentence] = field(default_factory=dict)

    def say(self, section: str, key: str, slots: Mapping[str, Slot], *, pattern: str, scope: str | None = None) -> Sentence | None:
        """Return the proved sentence of a template, or None where it cannot be stated or fails."""
        return self.write(self.world.language.template(section, key), slots, pattern=pattern, scope=scope)

    def write(self, template: str, slots: Mapping[str, Slot], *, pattern: str, scope: str | None = None) -> Sentence | None:
        """Return the proved sentence of a template text, or None."""
        place = scope or self.world.whole
        try:
            said = compose(template, slots, self.world, pattern=pattern, scope=place)
            if template.endswith(".") and not adds_up(said.parts, self.world):
                rounded = template.removesuffix(".") + self.world.language.template("hedge", "rounded")
                said = compose(rounded, slots, self.world, pattern=pattern, scope=place)
            return proof.check(said, self.world)
        except Unspoken:
            return None
        except ProofFailed as failure:
            self.withheld += 1
            _KEPT_BACK.setdefault(self.world.figures.context.snapshot, {})[str(failure)] = None
            LOG.error("Withheld: %s", failure)  # noqa: TRY400 - the sentence says it all, a trace adds nothing
            return None

    def tell(self, insight: Insight, *, place: str = "", naming: bool = False) -> Sentence | None:
        """Return the sentence of an insight.

        `place` asks for the variant of a place ("headline", "block") if there is one; `naming` puts the scope before it.
        """
        key = f"{insight.template}.{place}"
        key = key if place and self.world.language.has("say", key) else insight.template
        template = self.world.language.template("say", key)
        hedged = self._hedged(template, insight)
        if hedged is None:
            return None
        text = self.world.language.template("hedge", "scope") + hedged[0] if naming else hedged[0]
        return self.write(
            text, {**insight.slots, **hedged[1], "scope": name(insight.scope)}, pattern=insight.pattern.id, scope=insight.scope
        )

    def _hedged(self, template: str, insight: Insight) -> tuple[str, Mapping[str, Slot]] | None:
        """Return the template with its base named where coverage is partial; None where it is too small for a claim."""
        ref = insight.pattern.covers
        share = coverage_of(ref, insight.scope, self.world) if ref else None
        if share is None or at_least(share, self.world.setting("text.coverage_hedge")):
            return template, {}
        if share < self.world.setting("text.coverage_claim"):
            return None
        base = {"covered": covered(ref).at(insight.scope, insight.scope), "all": covered_of(ref).at(insight.scope, insight.scope)}
        return _with_base(template, base, insight.scope, self.world)

    def decide(self, insight: Insight) -> Decision | None:
        """Return the decision an insight asks for: title, evidence, ask; None where it asks for none."""
        if insight.ask.endswith(".none"):
            return None
        evidence, ask = self.tell(insight, place="block"), self._ask(insight)
        title = self._title(insight, ask)
        if evidence is None or ask is None or title is None:
            return None
        pattern = insight.pattern
        return Decision(pattern.id, insight.scope, title.text.rstrip("."), evidence, ask.text, pattern.page, (title, ask))

    def _ask(self, insight: Insight) -> Sentence | None:
        ask = self.say("ask", insight.ask, insight.slots, pattern=insight.pattern.id, scope=insight.scope)
        if ask and len(readability.words(proof.condensed(ask))) > readability.ASK_WORDS:
            self.withheld += 1
            return None
        return ask

    def _title(self, insight: Insight, ask: Sentence | None) -> Sentence | None:
        pattern = insight.pattern
        key = pattern.id if pattern.block or pattern.id in DIRECT else f"{pattern.id}.wide"
        if self.world.language.has("title", key):
            return self.say("title", key, insight.slots, pattern=pattern.id, scope=insight.scope)
        return ask


DIRECT = frozenset({"B7", "B8", "C2", "D4", "E4", "F2"})  # patterns that speak of one project or objective by themselves


def coverage_of(ref: str, scope: str, world: World) -> Decimal | None:
    """Return on which share a figure rests: of what was due, else of spend, else of items; None where not said."""
    due = resolve(DUE[ref].at(scope, scope), world) if ref in DUE else None
    if isinstance(due, Decimal):
        return due
    found = world.figure(Ref(ref, scope))
    cover = found.coverage if found else None
    if cover is None:
        return None
    if cover.share_of_spend is not None:
        return Decimal(repr(cover.share_of_spend))
    return Decimal(cover.items) / cover.of if cover.of else None


def _with_base(template: str, base: Mapping[str, Slot], scope: str, world: World) -> tuple[str, Mapping[str, Slot]]:
    found = {key: world.figure(Ref(slot.refs[0].id, scope)) for key, slot in base.items()}
    cover = found["covered"].coverage if found["covered"] else None
    if cover is None or cover.items >= cover.of:
        return template, {}
    return template.rstrip(".") + world.language.template("hedge", "projects"), base
