"""The charts of the Changes page: what moved forecast benefits and net present value, and which projects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from value_model.charts import movers, waterfall
from value_model.charts.drawing import Drawing
from value_model.charts.waterfall import Step, Total
from value_model.exports.source import Source
from value_model.exports.writers import day, unit, words
from value_model.narrative.page_words import say

STEPS = ("method", "added", "removed", "replanned", "cost", "amount", "timing", "actuals", "fx")


@dataclass(frozen=True, slots=True)
class Bridge:
    """What a bridge explains: the figure of the change, the start of its steps' ids, the figure that changed, and the key of its words."""

    total: str
    prefix: str
    main: str
    key: str

    @property
    def name(self) -> str:
        """Return its words."""
        return say(f"drawn.{self.key}")

    @property
    def states(self) -> tuple[str, ...]:
        """Return the figures that it states."""
        return (self.total, *(self.prefix + step for step in STEPS))


BENEFITS = Bridge("change.benefits", "change.", "benefits.forecast", "bridge_benefits")
NPV = Bridge("change.npv", "change.npv.", "npv.forecast", "bridge_npv")


def step_names() -> dict[str, str]:
    """Return the words of the steps by key, in their order."""
    return {key: say(f"drawn.bridge_{key}") for key in STEPS}


def bridge(of: Bridge) -> Callable[[Source, str], Drawing | None]:
    """Return the maker of a bridge: its steps in their fixed order; nothing with one snapshot."""

    def make(source: Source, title: str) -> Drawing | None:
        total = source.value(of.total)
        if total is None or source.figures.context.compared_as_of is None:
            return None
        steps = [Step(key, label, source.value(of.prefix + key) or 0.0) for key, label in step_names().items()]
        amounts = [total, *(step.amount for step in steps)]
        return waterfall.draw(
            None, steps, Total(say("drawn.bridge_net"), total, "change"), title=title,
            subtitle=_subtitle(source, of, unit(source.currency, amounts)), words=words(source.currency, amounts),
            look=source.look, height=source.height or None, width=source.width or waterfall.PAGE,
        )  # fmt: skip

    return make


def _subtitle(source: Source, of: Bridge, money: str) -> str:
    """What is shown, from what to what, with the days; these only where both are stated."""
    name = of.name
    context, before = source.figures.context, source.figures.compared
    old, now = before.value(of.main, source.scope) if before else None, source.value(of.main)
    if old is None or now is None or context.compared_as_of is None:
        return say("drawn.bridge_subtitle", name=name, unit=money)
    writers = words(source.currency, [old, now])
    return say(
        "drawn.bridge_span", name=name, unit=money, old=writers.money(old), then=day(context.compared_as_of), new=writers.money(now),
        now=day(context.as_of),
    )  # fmt: skip


def top_movers(source: Source, title: str) -> Drawing | None:
    """Return the projects whose forecast changed most; None with one snapshot, or where none changed."""
    before, since = source.figures.compared, source.figures.context.compared_as_of
    if before is None or since is None:
        return None
    found = []
    for scope, name in source.projects().items():
        then, now = before.value("benefits.forecast", scope), source.figures.value("benefits.forecast", scope)
        if then is not None and now is not None:
            found.append(movers.Mover(name, then, now, scope))
    if not any(mover.change for mover in found):
        return None
    amounts = [mover.now for mover in found]
    return movers.draw(
        found, then=day(since), now=day(source.figures.context.as_of), unit=unit(source.currency, amounts), title=title,
        words=words(source.currency, amounts), look=source.look,
    )  # fmt: skip
