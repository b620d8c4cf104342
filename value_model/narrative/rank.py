"""Which insights are large enough to say, and which come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from value_model.narrative.pattern import Insight, Pattern, find
from value_model.narrative.resolve import references
from value_model.narrative.spelling import tokens
from value_model.narrative.trigger import SLACK, at_least
from value_model.narrative.world import World


def gate(world: World) -> Decimal:
    """Return the smallest amount worth a sentence: a share of approved benefits or of approved cost, the larger."""
    shares = (("benefits.plan", "gate.benefit_share"), ("cost.approved", "gate.cost_share"))
    limits = [abs(world.value(ref) or Decimal(0)) * world.setting(share) for ref, share in shares]
    return max(limits)


def passes(insight: Insight, limit: Decimal) -> bool:
    """Whether an insight is a control, has no amount to weigh, or is large enough."""
    return insight.pattern.control or insight.amount is None or at_least(insight.amount, limit)


def ranked(patterns: Iterable[Pattern], world: World) -> list[Insight]:
    """Return every insight that fires and passes the gate, first what ranks first.

    Blocks are let through: the wide form of their pattern passes for them.
    """
    patterns = tuple(patterns)
    limit, before = gate(world), _before(patterns, world)
    found = [i for pattern in patterns for i in find(pattern, world) if pattern.block or passes(i, limit)]
    scored = (replace(i, figures=stated(i, world), score=_score(i, world, limit, before)) for i in found)
    return sorted(scored, key=lambda i: i.order)


def stated(insight: Insight, world: World) -> frozenset[str]:
    """Return the references an insight states."""
    pieces = tokens(world.language.template("say", insight.template))
    slots = (insight.slots[t.slot] for t in pieces if t.slot in insight.slots and not t.choice)
    return frozenset(ref for slot in slots for ref in references(slot, world))


# Score --------------------------------------------------------------------------------------------


def _score(insight: Insight, world: World, limit: Decimal, before: dict[tuple[str, str, bool], Insight]) -> Decimal:
    size = Decimal(1) if insight.amount is None or not limit else min(world.setting("rank.amount_cap"), insight.amount / limit)
    asks = Decimal(1) if insight.ask.endswith(".none") else world.setting("rank.decision.ask")
    return size * confidence(world) * urgency(insight, world) * _novelty(insight, before, world) * asks


def confidence(world: World) -> Decimal:
    """Return how far the figures carry: by the share confirmed and the share of spend covered."""
    confirmed, covered = world.value("evidence.confirmed_share"), world.value("data.coverage_spend")
    if covered is None or covered < world.setting("rank.confidence.coverage_medium"):
        return world.setting("rank.confidence.low")
    high = confirmed is not None and confirmed >= world.setting("rank.confidence.confirmed_share")
    wide = covered >= world.setting("rank.confidence.coverage_high")
    return world.setting("rank.confidence.high" if high and wide else "rank.confidence.medium")


def urgency(insight: Insight, world: World) -> Decimal:
    """Return the weight of a decision that is due soon (`asks.due_days` at the insight's scope), else 1."""
    days = world.value("asks.due_days", insight.scope)
    if days is None or days > 90:
        return Decimal(1)
    return world.setting("rank.urgency.days_30" if days <= 30 else "rank.urgency.days_90")


def _before(patterns: Iterable[Pattern], world: World) -> dict[tuple[str, str, bool], Insight]:
    then = world.then()
    found = (insight for pattern in patterns for insight in find(pattern, then)) if then else ()
    return {_key(insight): insight for insight in found}


def _key(insight: Insight) -> tuple[str, str, bool]:
    return insight.pattern.id, insight.scope, insight.pattern.block


def _novelty(insight: Insight, before: dict[tuple[str, str, bool], Insight], world: World) -> Decimal:
    old = before.get(_key(insight))
    if old is None:
        return Decimal(1) if _is_about_change(insight, world) else world.setting("rank.novelty.new")
    now, then = insight.amount or Decimal(0), old.amount or Decimal(0)
    if abs(now - then) <= world.setting("rank.novelty.same_within") * then + SLACK:
        return world.setting("rank.novelty.same")
    worse = (now > then) == (insight.polarity != "favorable")
    return world.setting("rank.novelty.worse" if worse else "rank.novelty.better")


def _is_about_change(insight: Insight, world: World) -> bool:
    """Whether an insight compares two snapshots, so that the earlier one cannot say if it is new."""
    refs = [ref for slot in insight.slots.values() for ref in slot.refs]
    then = world.then()
    found = [then.figure(ref) for ref in refs] if then else []
    return any(ref.then for ref in refs) or any(f is not None and f.reason == "one_snapshot" for f in found)
