"""The frontier of Choices, drawn from an answer that is handed in: exports know no solver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from value_model.charts import frontier
from value_model.charts.drawing import Drawing, Look
from value_model.charts.frontier import Best, Measured, Spot
from value_model.exports.writers import words
from value_model.narrative import format as forms

FIT = "fit_value"  # the one measure that is not money


class Point(Protocol):
    """The best total for a budget, and the bound no mix exceeds."""

    @property
    def budget(self) -> float: ...
    @property
    def value(self) -> float: ...
    @property
    def bound(self) -> float: ...


class Mix(Protocol):
    """A mix of projects: its cost to come and its total of the measure, None where not known."""

    @property
    def cost(self) -> float | None: ...
    @property
    def value(self) -> float | None: ...


class Offer(Protocol):
    """The frontier, today's mix, the chosen one, and the best for today's cost to come."""

    @property
    def points(self) -> Sequence[Point]: ...
    @property
    def today(self) -> Mix: ...
    @property
    def mix(self) -> Mix: ...
    @property
    def best_now(self) -> Mix: ...


def draw(offer: Offer, *, measure: str, budget: float, title: str, currency: str, look: Look, height: int = 0) -> Drawing:
    """Return the frontier through today's mix and the chosen one; totals are of `measure`, a key of the catalogue."""
    costs = words(currency, [budget, offer.today.cost])
    totals = words(currency, [offer.mix.value, offer.today.value])
    money, to = measure != FIT, forms.style()
    measured = Measured(
        str(to.language["measures"][measure]), totals.money if money else lambda value: forms.score(value, to), totals.variance if money else lambda value: forms.score(value, to, form="signed"),
        costs.symbol if money else "",
    )  # fmt: skip
    return frontier.draw(
        [Best(p.budget, p.value, p.bound) for p in offer.points], today=_spot(offer.today), chosen=_spot(offer.mix), budget=budget,
        best_now=offer.best_now.value, title=title, measure=measured, words=costs, look=look, height=height or None,
    )  # fmt: skip


def _spot(mix: Mix) -> Spot | None:
    return None if mix.cost is None or mix.value is None else Spot(mix.cost, mix.value)
