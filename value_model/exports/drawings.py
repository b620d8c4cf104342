"""Which charts there are to take away; the one list that slides, images and tables choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from value_model.charts.drawing import Drawing
from value_model.exports import joined, makers
from value_model.exports.makers import CHANGE, GAP, STEPS, TOTALS, Source
from value_model.figures import FigureSet
from value_model.narrative.sentence import Sentence

__all__ = ["CHARTS", "Chart", "Source"]


@dataclass(frozen=True)
class Chart:
    """A chart that can be made: its name in our words, the page it stands on, its maker and the figures it states.

    A reference that ends in ``:`` or ``@objective:`` stands for every figure that begins or is scoped so.
    """

    name: str
    page: str
    make: Callable[[Source, str], Drawing | None]
    states: tuple[str, ...] = ()
    plot: int = 1720  # px of the plot on a slide; what stands at its ends comes on top
    height: int = 350  # px of the plot at scale 1

    def references(self, figures: FigureSet, title: Sentence | None) -> list[str]:
        """Return the figures the picture states, those of its title first."""
        drawn = [ref for stated in self.states for ref in _known(figures, stated)]
        return list(dict.fromkeys([*(title.figures if title else ()), *drawn]))


def _known(figures: FigureSet, stated: str) -> list[str]:
    """The references that a stated one stands for, of those with a value."""
    start, _, kind = stated.partition("@")
    if kind:
        found = [f"{start}@{scope}" for scope in figures.scopes(kind.rstrip(":"))]
    elif start.endswith(":"):
        found = sorted(key for key, scope in figures.figures if key.startswith(start) and scope == figures.scope)
    else:
        found = [start]
    return [ref for ref in found if figures.value(ref)]


CHARTS: Mapping[str, Chart] = {
    "scurve": Chart("Benefits over time", "story", makers.s_curve, tuple(TOTALS.values()), plot=1400),
    "waterfall": Chart(
        "From planned to realized benefits", "benefits", makers.benefit_waterfall,
        ("benefits.plan_to_date", "benefits.realized", "evidence.confirmed", GAP),
    ),
    "bridge_benefits": Chart(
        "What moved forecast benefits", "changes", makers.benefit_bridge, ("change.benefits", *(CHANGE + step for step in STEPS))
    ),
    "quadrant": Chart(
        "Delivery beside value", "risk", makers.delivery_beside_value,
        ("delivery.index@project:", "benefits.forecast@project:", "benefits.plan@project:"), plot=1640, height=318,
    ),
    "results_chain": Chart("From project to objective", "benefits", joined.results_chain),
    "ribbons": Chart("Where spend goes", "fit", joined.spend_ribbons, ("cost.approved",), plot=1180),
    "dumbbell": Chart(
        "Share of spend beside weight", "fit", makers.spend_beside_weight, ("fit.share@objective:", "fit.weight@objective:", "cost.approved"), plot=1080
    ),
}  # fmt: skip
