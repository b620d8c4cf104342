"""The Value page: cost beside benefits by project over a span, net benefit ranked, and benefits by type."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pages.components import listing, wording
from pages.components.page_scene import PageScene, heading, told
from value_model.charts import bubble, ranked
from value_model.charts.drawing import Drawing, Look, Record
from value_model.figures.figure import FigureSet
from value_model.narrative.sentence import Story
from value_model.policy import Policy
from value_model.store import Snapshot, Store


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a project's life: its words, the figures of cost and benefits in it, and whether they have arrived."""

    label: str
    cost: str
    benefits: str
    arrived: bool = False


SPANS = {
    "to come": Span("To come", "cost.to_come", "benefits.to_come"),
    "whole life": Span("Whole life", "cost.forecast", "benefits.forecast"),
    "to date": Span("To date", "cost.to_date", "benefits.realized", True),
}
MISSING = 'No project has both a cost and a benefit {span}. The sheets "Costs" and "Benefit values" would supply them.'
NO_TYPES = 'No benefit names its kind. The column "kind" of the sheet "Benefits" would supply it.'


def make(store: Store, figures: FigureSet, policy: Policy, snapshot: Snapshot, scope: str, look: Look) -> PageScene:  # noqa: ARG001
    """Return the Value page of a snapshot; its charts are named by chart and span."""
    base = told("value", store, figures, policy, snapshot)
    charts: dict[str, Drawing | None] = {"value_by_type": _types(figures, base.story, look)}
    unsaid, tables = {"value_by_type": NO_TYPES}, {}
    for key, span in SPANS.items():
        found = _both(figures, span)
        charts |= {
            f"investment_bubble {key}": _bubble(found, figures, base.story, key, look),
            f"net_benefit_bars {key}": _bars(found, figures, base.story, key, look),
        }
        tables[key] = _without(figures, span)
        unsaid[key] = MISSING.format(span=key)
    return replace(base, charts={name: drawn for name, drawn in charts.items() if drawn}, unsaid=unsaid, tables=tables)


def _both(figures: FigureSet, span: Span) -> list[bubble.Investment]:
    """The projects with cost and benefits over a span; one with neither to come has nothing to weigh."""
    found = []
    for scope, name in listing.names(figures).items():
        cost, benefits = figures.value(span.cost, scope), figures.value(span.benefits, scope)
        if cost is not None and benefits is not None and (cost or benefits):
            found.append(bubble.Investment(scope, name, cost, benefits, figures.value("cost.approved", scope)))
    return found


def _without(figures: FigureSet, span: Span) -> list[Record]:
    """The projects that lack one of the two, and which."""
    found = []
    for scope, name in listing.names(figures).items():
        lacking = [words for words, figure in (("cost", span.cost), ("benefits", span.benefits)) if figures.value(figure, scope) is None]
        if lacking:
            found.append({"Project": name, "Missing": " and ".join(lacking)})
    return found


def _bubble(found: list[bubble.Investment], figures: FigureSet, story: Story, key: str, look: Look) -> Drawing | None:
    if not found:
        return None
    currency = figures.context.currency
    amounts = [amount for one in found for amount in (one.cost, one.benefits)]
    plain = f"Cost and benefits {key}, by project"
    return bubble.draw(
        found, title=heading(story, "investment_bubble", plain) if key == "to come" else plain,
        subtitle=f"{len(found)} projects, {wording.unit(currency, amounts)[1]}, area = approved cost. Below the dashed line benefits are less than cost",
        axes=(f"Cost {key}", f"Benefits {key}"), words=wording.words(currency, amounts), look=look,
    )  # fmt: skip


def _bars(found: list[bubble.Investment], figures: FigureSet, story: Story, key: str, look: Look) -> Drawing | None:
    if not found:
        return None
    currency = figures.context.currency
    amounts = [one.net for one in found]
    arrived = SPANS[key].arrived
    kind = "solid = arrived" if arrived else "dashed outline = forecast"
    plain = f"Net benefit {key}, by project"
    return ranked.draw(
        [ranked.Bar(one.key, one.name, one.net) for one in found], title=heading(story, "net_benefit_bars", plain) if key == "whole life" else plain,
        subtitle=f"Benefits less cost {key}, {wording.unit(currency, amounts)[1]}, largest first; {kind}.", heading="Project", measure="Net benefit",
        words=wording.words(currency, amounts), look=look, signed=True, solid=arrived,
    )  # fmt: skip


def _types(figures: FigureSet, story: Story, look: Look) -> Drawing | None:
    bars = []
    for scope in figures.scopes("kind"):
        amount = figures.value("benefits.forecast", scope)
        if amount is not None:
            bars.append(ranked.Bar(scope, figures.name(scope).capitalize(), amount, figures.value("benefits.plan", scope)))
    if not bars:
        return None
    currency = figures.context.currency
    amounts = [amount for bar in bars for amount in (bar.amount, bar.plan)]
    return ranked.draw(
        bars, title=heading(story, "value_by_type", "Forecast benefits by type"),
        subtitle=f"Whole life, {wording.unit(currency, amounts)[1]}. Outline = plan, tint = forecast.", heading="Type", measure="Forecast",
        words=wording.words(currency, amounts), look=look,
    )  # fmt: skip
