"""Words beside the mixes on a frontier: clear of the line, which only rises, and of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from value_model.charts import labels
from value_model.charts.drawing import Record
from value_model.charts.measuring import width

LINE = labels.LINE
WIDE = 620.0  # px: about how wide the plot is beside its axis


@dataclass(frozen=True, slots=True)
class Spot:
    """A mix on the picture: what it costs to come and what it holds."""

    cost: float
    value: float


Named = tuple[Spot, list[labels.Line]]


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot in pixels, for words only: costs along it, totals up it, and the rising steps (cost, total) in it."""

    first: float
    last: float
    scale: labels.Scale
    steps: Sequence[tuple[float, float]]

    def along(self, cost: float) -> float:
        return (cost - self.first) / (self.last - self.first) * WIDE

    def cost_at(self, px: float) -> float:
        return self.first + px / WIDE * (self.last - self.first)

    def fall(self, value: float, cost: float) -> float:
        """How many px the line at a cost lies below a value; negative above it."""
        within = [total for at, total in self.steps if at <= cost]
        return self.scale.px(within[-1] if within else self.scale.low) - self.scale.px(value)


def beside(said: Sequence[Named], plot: Plot) -> list[Record]:
    """Return a record per line of words: of two mixes the higher is named above, the lower below."""
    ordered = sorted(said, key=lambda one: -one[0].value)
    places = (_above, _below)
    return [record for place, (spot, lines) in zip(places, ordered, strict=False) for record in place(spot, lines, plot)]


def _above(spot: Spot, lines: Sequence[labels.Line], plot: Plot) -> list[Record]:
    """Up and left, where the line is lower; up and right, over the line, where the left is too narrow."""
    wide = _width(lines)
    left = plot.along(spot.cost) > wide
    reach = spot.cost if left else plot.cost_at(plot.along(spot.cost) + wide)
    first = -14.0 + min(0.0, plot.fall(spot.value, reach)) - LINE * (len(lines) - 1)
    return _records(spot, lines, first, left=left)


def _below(spot: Spot, lines: Sequence[labels.Line], plot: Plot) -> list[Record]:
    """Down and right, where the line is higher; down and left, under the line, where the right is too narrow."""
    wide = _width(lines)
    left = WIDE - plot.along(spot.cost) < wide
    reach = plot.cost_at(plot.along(spot.cost) - wide) if left else spot.cost
    return _records(spot, lines, 18.0 + max(0.0, plot.fall(spot.value, reach)), left=left)


def _records(spot: Spot, lines: Sequence[labels.Line], first: float, *, left: bool) -> list[Record]:
    dx, align = (-10.0, "right") if left else (10.0, "left")
    return [
        {"cost": spot.cost, "at": spot.value, "text": line.text, "token": line.color, "weight": line.weight, "dx": dx,
         "dy": first + i * LINE, "align": align}
        for i, line in enumerate(lines)
    ]  # fmt: skip


def _width(lines: Sequence[labels.Line]) -> float:
    return 10 + max(width(line.text, 14, line.weight) for line in lines)
