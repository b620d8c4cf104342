"""Decisions to take: one block per subject with its evidence; what only a group can decide follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from value_model.narrative import rank, selection
from value_model.narrative.pattern import Insight
from value_model.narrative.sentence import Decision
from value_model.narrative.telling import DIRECT, Teller


def decisions(insights: Sequence[Insight], teller: Teller, *, alone: bool = False) -> tuple[Decision, ...]:
    """Return all decisions in order: first one per pattern at the scope of a project or objective, then the others.

    `alone` is for the page of one project: all it asks for, in the order given.
    """
    limit = int(teller.world.setting("plan.statements_per_project"))
    gate = rank.gate(teller.world)
    ordered = (
        [i for i, _ in selection.without_repeats(insights)] if alone else selection.at_most_per_project(_ordered(insights, gate), limit)
    )
    ordered = ordered if alone else selection.at_most_per_pattern(ordered, int(teller.world.setting("plan.decisions_per_pattern")))
    most = int(teller.world.setting("plan.decisions"))
    made: dict[tuple[str, str], Decision] = {}
    for insight in ordered:
        decision = teller.decide(insight) if len(made) < most else None
        if decision:
            made.setdefault((decision.title, decision.evidence.text), decision)
    return tuple(made.values())


def own_first(insights: Sequence[Insight]) -> list[Insight]:
    """Put what has a block of its own first; the wide form of the same pattern adds nothing."""
    own = [i for i in insights if i.pattern.block or i.pattern.id in DIRECT]
    wide = [i for i in insights if i.pattern.id not in {o.pattern.id for o in own}]
    return [*own, *wide]


def _ordered(insights: Sequence[Insight], gate: Decimal) -> list[Insight]:
    """Put the largest block of each pattern first, in rank order, then everything else of a size by rank."""
    blocks = _blocks(insights)
    first: dict[str, Insight] = {}
    wide: list[Insight] = []
    for insight, _ in selection.without_repeats([i for i in insights if not i.pattern.block]):
        own = blocks.get(insight.pattern.id, [])
        if own:
            first.setdefault(insight.pattern.id, own[0])
        else:
            wide.append(insight)
    others = [i for pattern, own in blocks.items() if pattern in first for i in own if i is not first[pattern] and rank.passes(i, gate)]
    return [*_new_subjects_first(first.values()), *sorted([*wide, *others], key=lambda i: i.order)]


def _new_subjects_first(insights: Iterable[Insight]) -> list[Insight]:
    """Put a second block about one project after the blocks about others: one thing on stage at a time."""
    seen: set[str] = set()
    ordered = list(insights)
    repeated = [i for i in ordered if i.scope in seen or seen.add(i.scope)]  # type: ignore[func-returns-value]
    return [i for i in ordered if i not in repeated] + repeated


def _blocks(insights: Iterable[Insight]) -> dict[str, list[Insight]]:
    """Return by pattern the insights that speak of one project or objective, largest amount first."""
    found: dict[str, list[Insight]] = {}
    for insight in insights:
        if insight.pattern.block or insight.pattern.id in DIRECT:
            found.setdefault(insight.pattern.id, []).append(insight)
    return {pattern: sorted(own, key=lambda i: (-(i.amount or 0), i.scope)) for pattern, own in found.items()}
