"""Which charts there are to take away, and how each is made of figures; the one list slides and images choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from value_model import figures as figure_room
from value_model.charts import scurve
from value_model.charts.drawing import Drawing, Look
from value_model.charts.scurve import Totals
from value_model.exports.writers import words
from value_model.figures import FigureSet
from value_model.narrative.sentence import Sentence
from value_model.store import Snapshot, Store

TOTALS: Mapping[str, str] = {
    "plan": "benefits.plan", "forecast": "benefits.forecast", "realized": "benefits.realized",
    "plan_to_date": "benefits.plan_to_date", "low": "benefits.forecast.p10", "high": "benefits.forecast.p90",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """What a chart is made of, at which scope and with which look; `height` in px at scale 1."""

    store: Store
    snapshot: Snapshot
    figures: FigureSet
    look: Look
    height: int
    scope: str = figure_room.PORTFOLIO


@dataclass(frozen=True)
class Chart:
    """A chart that can be made: its name in our words, the page it stands on, its maker and the figures it states."""

    name: str
    page: str
    make: Callable[[Source, str], Drawing | None]
    states: tuple[str, ...] = ()

    def references(self, figures: FigureSet, title: Sentence | None) -> list[str]:
        """Return the figures the picture states, those of its title first."""
        drawn = [ref for ref in self.states if figures.value(ref) is not None]
        return list(dict.fromkeys([*(title.figures if title else ()), *drawn]))


def totals(figures: FigureSet, scope: str) -> Totals:
    """Return the recorded figures that the labels of the S-curve state."""
    return Totals(**{name: figures.value(figure, scope) for name, figure in TOTALS.items()})


def s_curve(source: Source, title: str) -> Drawing | None:
    """Return the S-curve of a scope; None where no amount has a date."""
    curve = figure_room.curve(source.store, source.snapshot.id, source.scope)
    if curve.is_empty:
        return None
    stated = totals(source.figures, source.scope)
    writers = words(source.figures.context.currency, [stated.plan, stated.forecast, stated.realized])
    points = scurve.points_of(curve, stated)
    return scurve.draw(points, stated, as_of=curve.as_of, title=title, words=writers, look=source.look, height=source.height)


CHARTS: Mapping[str, Chart] = {
    "scurve": Chart("Benefits over time", "story", s_curve, tuple(TOTALS.values())),
}
