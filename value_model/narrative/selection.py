"""Which insights of a ranked list are said: no repeats, not too many about one thing, and one that is favorable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from value_model.narrative.pattern import Insight
from value_model.narrative.patterns import FAMILIES
from value_model.narrative.world import World

HALF = 2


def repeats(first: Insight, second: Insight) -> bool:
    """Whether two insights say the same: one scope, and one family or half of their figures in common."""
    if first.scope != second.scope:
        return False
    if any({first.pattern.id, second.pattern.id} <= family for family in FAMILIES) and first.pattern.id != second.pattern.id:
        return True
    together = first.figures | second.figures
    return bool(together) and len(first.figures & second.figures) * HALF >= len(together)


def without_repeats(insights: Sequence[Insight]) -> list[tuple[Insight, list[Insight]]]:
    """Return each kept insight with those it repeats, in rank order."""
    kept: list[tuple[Insight, list[Insight]]] = []
    for insight in insights:
        same = next((folded for first, folded in kept if repeats(first, insight)), None)
        if same is None:
            kept.append((insight, []))
        else:
            same.append(insight)
    return kept


def largest_part(insight: Insight, folded: Sequence[Insight], world: World) -> Insight | None:
    """Return the folded insight that holds most of the amount of the one kept and repeats none of its figures."""
    share = world.setting("plan.fold_share")
    whole = insight.amount
    parts = (i for i in folded if whole and i.amount and share * whole <= i.amount <= whole and not i.figures & insight.figures)
    return next(parts, None)


def at_most_per_project(insights: Iterable[Insight], limit: int) -> list[Insight]:
    """Return the insights with no more than `limit` about one project."""
    seen: dict[str, int] = {}
    kept = []
    for insight in insights:
        seen[insight.scope] = seen.get(insight.scope, 0) + 1
        if not insight.scope.startswith("project:") or seen[insight.scope] <= limit:
            kept.append(insight)
    return kept


def at_most_per_pattern(insights: Iterable[Insight], limit: int) -> list[Insight]:
    """Return the insights with no more than `limit` of one pattern: the same sentence about many projects tires."""
    seen: dict[str, int] = {}
    kept = []
    for insight in insights:
        seen[insight.pattern.id] = seen.get(insight.pattern.id, 0) + 1
        if seen[insight.pattern.id] <= limit:
            kept.append(insight)
    return kept


def balanced(insights: Sequence[Insight], limit: int) -> list[Insight]:
    """Return the first `limit`; where all are unfavorable, the first favorable one takes the last place."""
    first = list(insights[:limit])
    if limit > 0 and not any(i.polarity == "favorable" for i in first):
        favorable = next((i for i in insights[limit:] if i.polarity == "favorable"), None)
        if favorable:
            first[-1:] = [favorable]
    return first
