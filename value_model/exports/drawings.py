"""Every chart there is: the one list that pages, slides, images and tables are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from value_model.charts import attempts
from value_model.charts.drawing import Drawing
from value_model.exports import (
    benefit_charts,
    capability_charts,
    change_charts,
    fit_charts,
    joined,
    mixes,
    risk_charts,
    story_charts,
    value_charts,
)
from value_model.exports.change_charts import BENEFITS, NPV
from value_model.exports.source import Source
from value_model.exports.value_charts import SPANS
from value_model.figures import FigureSet
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Sentence, Story

__all__ = ["CHARTS", "Chart", "Source", "of_page"]
SCURVE = "scurve"
WORDED = {"project_scurve": "scurve", "project_chain": "results_chain"}  # the words they share with a chart of the portfolio


@dataclass(frozen=True)
class Chart:
    """A chart that can be made: its key, the page it stands on, its maker and the figures it states.

    A reference that ends in ``:`` or ``@objective:`` stands for every figure that begins or is scoped so.
    """

    key: str
    page: str
    make: Callable[[Source, str], Drawing | None]
    states: tuple[str, ...] = ()
    plot: int = 1720  # px of the plot on a slide; what stands at its ends comes on top
    height: int = 350  # px of the plot at scale 1
    place: tuple[int, int] = (0, 0)  # px of its place on the page, width and height; 0 is the chart's own

    @property
    def name(self) -> str:
        """Return what it is called where it has no message."""
        return say(f"charts.{self.key}")

    def references(self, figures: FigureSet, title: Sentence | None) -> list[str]:
        """Return the figures the picture states, those of its title first."""
        drawn = [ref for stated in self.states for ref in _known(figures, stated)]
        return list(dict.fromkeys([*(title.figures if title else ()), *drawn]))

    def drawn(self, source: Source, title: Sentence | None) -> Drawing | None:
        """Return the chart under its message, or under its name where it has none; None where there is nothing to draw."""
        return self.make(replace(source, said=title), (title.text if title else self.name).rstrip("."))


def _known(figures: FigureSet, stated: str) -> list[str]:
    """The references that a stated one stands for, of those with a value."""
    start, _, kind = stated.partition("@")
    if kind:
        found = [f"{start}@{scope}" for scope in figures.scopes(kind.rstrip(":"))]
    elif start.endswith(":"):
        found = sorted(figures.ids(start, figures.scope))
    else:
        found = [start]
    return [ref for ref in found if figures.value(ref)]


def message(key: str, story: Story) -> Sentence | None:
    """Return the message of a chart among the words of its page."""
    if key == SCURVE:
        return story.chart_title
    return story.chart_titles.get(WORDED.get(key, key))


def of_page(page: str, source: Source, story: Story) -> tuple[dict[str, Drawing], tuple[str, ...]]:
    """Return the charts of a page that the data can draw, by key, as they stand there, and the keys of those that failed."""

    def make(key: str) -> Drawing | None:
        chart = CHARTS[key]
        return chart.drawn(replace(source, width=chart.place[0], height=chart.place[1]), message(key, story))

    return attempts.drawn((key for key, chart in CHARTS.items() if chart.page == page), make)


def _frontier(source: Source, title: str) -> Drawing | None:
    found = source.offer() if source.offer else None
    if found is None or found.today.cost is None:
        return None
    today = found.today.cost
    return mixes.draw(
        found, measure="benefits_to_come", budget=today, title=title, currency=source.currency, look=source.look, height=source.height
    )


def _spans() -> list[Chart]:
    """The two charts of Value over each part of the projects' lives."""
    found: list[Chart] = []
    for span in SPANS.values():
        states = (f"{span.cost}@project:", f"{span.benefits}@project:")
        make = value_charts.investment_bubble(span)
        found.append(Chart(f"investment_bubble_{span.key}", "value", make, states, plot=1824, height=420))
    for span in SPANS.values():
        states = (f"{span.cost}@project:", f"{span.benefits}@project:")
        found.append(Chart(f"net_benefit_bars_{span.key}", "value", value_charts.net_benefit_bars(span), states, plot=1500))
    return found


ALL = (
    Chart(SCURVE, "story", story_charts.s_curve, tuple(story_charts.TOTALS.values()), plot=1400),
    *_spans(),
    Chart("value_by_type", "value", value_charts.value_by_type, ("benefits.forecast@kind:", "benefits.plan@kind:"), plot=1500),
    Chart(
        "waterfall", "benefits", benefit_charts.benefit_waterfall,
        ("benefits.plan_to_date", "benefits.realized", "evidence.confirmed", benefit_charts.GAP),
    ),
    Chart("benefits_by_quarter", "benefits", benefit_charts.benefits_by_quarter, ("benefits.plan", "benefits.realized", "benefits.to_come")),
    Chart("results_chain", "benefits", joined.results_chain, plot=1930),
    Chart("dumbbell", "fit", fit_charts.spend_beside_weight, ("fit.share@objective:", "fit.weight@objective:", "cost.approved"), plot=1080),
    Chart("ribbons", "fit", joined.spend_ribbons, ("cost.approved",), plot=1180),
    Chart("objective_grid", "fit", fit_charts.objective_grid, ("fit.share@objective:",), plot=1930),
    Chart("frontier", "choices", _frontier, ("choice.frontier_gain", "cost.to_come", "benefits.to_come")),
    Chart(
        "quadrant", "risk", risk_charts.delivery_beside_value,
        ("delivery.index@project:", "benefits.forecast@project:", "benefits.plan@project:"), plot=1640, height=440,
    ),
    Chart("forecast_history", "risk", risk_charts.forecast_history, ("benefits.forecast@project:",)),
    Chart("swings", "risk", risk_charts.swings, ("npv.forecast.if_low:", "npv.forecast.if_high:"), plot=1500),
    Chart("bridge_benefits", "changes", change_charts.bridge(BENEFITS), BENEFITS.states, place=(590, 300)),
    Chart("bridge_npv", "changes", change_charts.bridge(NPV), NPV.states, place=(590, 300)),
    Chart("movers", "changes", change_charts.top_movers, ("benefits.forecast@project:",)),
    Chart("project_scurve", "projects", story_charts.s_curve, tuple(story_charts.TOTALS.values()), plot=1400),
    Chart("project_chain", "projects", joined.results_chain, plot=1930),
    Chart("milestones", "projects", joined.milestone_strip, plot=1930),
    Chart("evidence_bars", "capability", capability_charts.evidence_bars, capability_charts.SHOWN),
)  # fmt: skip
CHARTS: Mapping[str, Chart] = {chart.key: chart for chart in ALL}
