"""The charts of the Value page: cost beside benefits by project over a span, net benefit ranked, and benefits by type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from value_model.charts import bubble, ranked
from value_model.charts.bubble import Investment
from value_model.charts.drawing import Drawing
from value_model.exports.source import Source
from value_model.exports.writers import unit, words
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated

Make = Callable[[Source, str], Drawing | None]


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a project's life: its key, the figures of cost and benefits in it, and whether they have arrived."""

    key: str
    cost: str
    benefits: str
    arrived: bool = False

    @property
    def label(self) -> str:
        """Return its words."""
        return say(f"drawn.span_{self.key}")


SPANS: Mapping[str, Span] = {
    "to come": Span("to_come", "cost.to_come", "benefits.to_come"),
    "whole life": Span("whole_life", "cost.forecast", "benefits.forecast"),
    "to date": Span("to_date", "cost.to_date", "benefits.realized", arrived=True),
}


def investments(source: Source, span: Span) -> list[Investment]:
    """Return the projects with cost and benefits over a span; one with neither to come has nothing to weigh."""
    found = []
    for scope, name in source.projects().items():
        cost, benefits = source.figures.value(span.cost, scope), source.figures.value(span.benefits, scope)
        if cost is not None and benefits is not None and (cost or benefits):
            found.append(Investment(scope, name, cost, benefits, source.figures.value("cost.approved", scope)))
    return found


def investment_bubble(span: Span) -> Make:
    """Return the maker of cost beside benefits, by project, over a span."""

    def make(source: Source, title: str) -> Drawing | None:
        found = investments(source, span)
        if not found:
            return None
        amounts = [amount for one in found for amount in (one.cost, one.benefits)]
        return bubble.draw(
            found, title=title,
            subtitle=say("drawn.bubble_subtitle", n=len(found), unit=unit(source.currency, amounts)),
            axes=(say(f"drawn.cost_{span.key}"), say(f"drawn.benefits_{span.key}")), words=words(source.currency, amounts), look=source.look,
            height=source.height or None, width=source.width,
        )  # fmt: skip

    return make


def net_benefit_bars(span: Span) -> Make:
    """Return the maker of benefits less cost, by project, largest first, over a span."""

    def make(source: Source, title: str) -> Drawing | None:
        found = investments(source, span)
        if not found:
            return None
        amounts = [one.net for one in found]
        return ranked.draw(
            [ranked.Bar(one.key, one.name, one.net) for one in found], title=title,
            subtitle=say(f"drawn.net_{span.key}", unit=unit(source.currency, amounts)), total=sum(amounts),
            heading=say("heads.project"), measure=say("heads.net_benefit"), words=words(source.currency, amounts), look=source.look, signed=True, solid=span.arrived,
        )  # fmt: skip

    return make


def value_by_type(source: Source, title: str) -> Drawing | None:
    """Return forecast benefits by type beside their plan; None where no benefit names its type."""
    bars = []
    for scope in source.figures.scopes("kind"):
        amount = source.figures.value("benefits.forecast", scope)
        if amount is not None:
            bars.append(
                ranked.Bar(scope, translated(source.figures.name(scope).capitalize()), amount, source.figures.value("benefits.plan", scope))
            )
    if not bars:
        return None
    amounts = [amount for bar in bars for amount in (bar.amount, bar.plan)]
    return ranked.draw(
        bars, title=title, subtitle=say("drawn.types_subtitle", unit=unit(source.currency, amounts)), heading=say("heads.type"),
        measure=say("heads.forecast"), total=sum(bar.amount for bar in bars), words=words(source.currency, amounts), look=source.look,
    )  # fmt: skip
