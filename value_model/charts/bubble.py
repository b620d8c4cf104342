"""The investment bubble: what a project costs beside what it brings, each a dot, with the line where it pays back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.axes import money_axis, money_domain, money_label
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import cut, width
from value_model.charts.placement import Box, Dot, place
from value_model.charts.setup import FULL, finish, palette, rows

HEIGHT = {False: 420, True: 330}  # px at scale 1, by compact
WIDTH = {False: 1140, True: 306}  # px of the plot the names are placed for
CHROME = {False: 118, True: 140}
LARGEST = {False: 1500, True: 600}  # px² of the largest dot
SMALLEST = 50
NAMED = {False: 12, True: 3}
COST, BENEFITS = "Cost", "Benefits"


@dataclass(frozen=True, slots=True)
class Investment:
    """One project: cost and benefits over the same span, and its approved cost for the area (None: smallest dot)."""

    key: str
    name: str
    cost: float
    benefits: float
    approved: float | None = None

    @property
    def net(self) -> float:
        return self.benefits - self.cost


def draw(
    projects: Sequence[Investment],
    *,
    title: str,
    subtitle: str,
    axes: tuple[str, str],
    words: Words,
    look: Look,
    height: int | None = None,
    width: int = 0,
) -> Drawing:
    """Return the bubbles; those under the line are the emphasis. `axes` name cost and benefits of the span shown."""
    ordered = sorted(projects, key=lambda project: (project.net >= 0, -max(abs(project.net), project.cost), project.name))
    frame = _Frame(ordered, axes, words, look, (height or HEIGHT[look.compact]) * look.k, width)
    padding = {"right": 6 * look.k, "bottom": 6 * look.k}
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle, padding=padding, line=FULL)
    table = _table(ordered, axes, words)
    return Drawing(spec, frame.records, title, subtitle, _alt(title, ordered, words), table, table[:20], CHROME[look.compact] * look.k)


def _alt(title: str, projects: Sequence[Investment], words: Words) -> str:
    values = [
        words.say("drawn.bubble_value", name=p.name, benefits=words.money(p.benefits), cost=words.money(p.cost)) for p in projects[:3]
    ]
    return words.say("drawn.bubble_alt", title=said(title), values="; ".join(values))


def _table(projects: Sequence[Investment], axes: tuple[str, str], words: Words) -> list[Record]:
    cost, benefits = (words.say("heads.named_in", name=axis, unit=words.unit) for axis in axes)
    project, net = words.say("heads.project"), words.say("heads.net", unit=words.unit)
    return [{project: p.name, cost: p.cost, benefits: p.benefits, net: p.net} for p in projects]


@dataclass(frozen=True)
class _Frame:
    """One bubble chart while it is put together."""

    projects: Sequence[Investment]
    axes: tuple[str, str]
    words: Words
    look: Look
    height: float
    width: float = 0  # px of the plot at scale 1, where it is not the page's

    @property
    def tall(self) -> float:
        return self.height / self.look.k - CHROME[self.look.compact]

    @property
    def wide(self) -> float:
        return self.width or WIDTH[self.look.compact]

    def spans(self) -> tuple[tuple[float, float, list[float]], tuple[float, float, list[float]]]:
        return money_domain([1.06 * p.cost for p in self.projects]), money_domain([1.1 * p.benefits for p in self.projects])

    def px(self, project: Investment) -> tuple[float, float]:
        (x0, x1, _), (y0, y1, _) = self.spans()
        return (project.cost - x0) / (x1 - x0) * self.wide, (y1 - project.benefits) / (y1 - y0) * self.tall

    def size(self, project: Investment) -> float:
        most = max((p.approved or 0.0 for p in self.projects), default=0.0)
        return max(SMALLEST, LARGEST[self.look.compact] * (project.approved or 0.0) / most) if most > 0 else SMALLEST

    def x(self, field: str = COST) -> alt.X:
        low, high, ticks = self.spans()[0]
        axis = alt.Axis(
            values=ticks, title=f"{self.axes[0]} →", titleAnchor="start", titlePadding=8 * self.look.k, grid=False, domain=True,
            labelExpr=money_label(self.words.symbol, max((abs(tick) for tick in ticks), default=1.0), self.words.say),
        )  # fmt: skip
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=axis)

    def y(self, field: str = BENEFITS) -> alt.Y:
        low, high, ticks = self.spans()[1]
        axis = money_axis(ticks, self.words.symbol, self.words.say)
        axis.title, axis.titleAngle, axis.titleAlign, axis.titleAnchor = f"↑ {self.axes[1]}", 0, "left", "start"
        axis.titleX, axis.titleY, axis.titleBaseline = 0, -12 * self.look.k, "bottom"
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=axis)

    @property
    def records(self) -> list[Record]:
        return [
            {"Project": p.name, COST: p.cost, BENEFITS: p.benefits, "Net": p.net, "Size": self.size(p) * self.look.k**2,
             "Kind": "under" if p.net < 0 else "named" if i in self.places else "other", "Key": p.key}
            for i, p in enumerate(self.projects)
        ]  # fmt: skip

    def layers(self) -> list[Any]:
        return [self.dots(), *self.line(), *self.names()]

    def dots(self) -> Any:
        colors, k = palette(self.look), self.look.k
        fill = f"datum.Kind == 'under' ? '{colors.bad}' : datum.Kind == 'named' ? '{colors.edge}' : '{colors.mute}'"
        edge = f"datum.Kind == 'other' ? '{colors.edge}' : '{colors.bg}'"
        pick = picking.point()
        mark = alt.Chart(name="dots").mark_circle(
            opacity=1, fill={"expr": fill}, stroke={"expr": edge}, strokeWidth=1.5 * k, tooltip=None, cursor="pointer"
        )
        return mark.encode(x=self.x(), y=self.y(), size=alt.Size("Size:Q", scale=None)).add_params(pick)

    def corner(self) -> float:
        """How far the diagonal reaches inside both axes."""
        (_, x1, _), (_, y1, _) = self.spans()
        return min(x1, y1)

    def line(self) -> list[Any]:
        """The diagonal where benefits equal cost, named at its end."""
        colors, k, end = palette(self.look), self.look.k, self.corner()
        rule = alt.Chart(rows([{"from": 0, "to": end}])).mark_rule(color=colors.edge, strokeWidth=k, strokeDash=[4 * k, 4 * k], aria=False)
        words = {
            "end": end,
            "text": self.words.say("drawn.bubble_line"),
            "token": "ink_2",
            "weight": "normal",
            "dx": -6.0,
            "dy": -12.0,
            "align": "right",
        }
        return [
            rule.encode(x=self.x("from"), x2="to:Q", y=self.y("from"), y2="to:Q"),
            *labels.layers([words], colors, k, x=self.x("end"), y=self.y("end")),
        ]

    def line_boxes(self) -> tuple[list[Box], Box]:
        """The diagonal as small boxes, and the box of its words."""
        (x0, x1, _), (y0, y1, _) = self.spans()
        wide, end = self.wide, self.corner()
        at_x, at_y = (end - x0) / (x1 - x0) * wide, (y1 - end) / (y1 - y0) * self.tall
        bottom = y1 / (y1 - y0) * self.tall
        start = -x0 / (x1 - x0) * wide
        steps = [(start + (at_x - start) * i / 40, bottom + (at_y - bottom) * i / 40) for i in range(41)]
        long = width(self.words.say("drawn.bubble_line"), 14) + 8
        return [Box(x - 2, y - 2, x + 2, y + 2) for x, y in steps], Box(at_x - long, at_y - 22, at_x, at_y - 2)

    @cached_property
    def places(self) -> dict[int, Any]:
        under = sum(1 for p in self.projects if p.net < 0)
        named = min(under, 8) + NAMED[self.look.compact]
        lines, taken = self.line_boxes()
        dots = [
            Dot(
                *self.px(p),
                (self.size(p) / 3.14159) ** 0.5,
                cut(p.name, 20 if self.look.compact else 28) if i < named else "",
                i < min(under, 2),
            )
            for i, p in enumerate(self.projects)
        ]
        return place(dots, Box(0, 0, self.wide, self.tall), lines=lines, taken=[taken])

    def names(self) -> list[alt.Chart]:
        records = []
        for index, spot in self.places.items():
            p = self.projects[index]
            records.append(
                {COST: p.cost, "at": p.benefits, "text": spot.text, "least": spot.least, "token": "bad" if p.net < 0 else "ink",
                 "weight": "600", "dx": spot.dx, "dy": spot.dy, "align": spot.align}
            )  # fmt: skip
        return labels.layers(records, palette(self.look), self.look.k, x=self.x(), y=self.y("at"))
