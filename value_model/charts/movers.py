"""The movers: what each of a few projects forecast at the last review and forecasts now, as a slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.labels import Line, Scale
from value_model.charts.measuring import cut
from value_model.charts.setup import FULL, finish, palette, rows

HEIGHT = {False: 320, True: 300}  # px at scale 1, by compact
MOST = {False: 8, True: 5}  # projects shown, by compact
CHROME = 72
FORECAST = "Forecast"


@dataclass(frozen=True, slots=True)
class Mover:
    """One project: its forecast benefits then and now."""

    name: str
    then: float
    now: float
    key: str = ""

    @property
    def change(self) -> float:
        return self.now - self.then


def draw(movers: Sequence[Mover], *, then: str, now: str, title: str, unit: str, words: Words, look: Look, page: int = 1206) -> Drawing:
    """Return the slope of the largest movers; the largest cut is the one emphasis. `then` and `now` name the reviews."""
    ordered = sorted((mover for mover in movers if mover.change), key=lambda mover: (-abs(mover.change), mover.name))
    shown = ordered[: MOST[look.compact]]
    frame = _Frame(shown, then, now, words, look, HEIGHT[look.compact] * look.k)
    subtitle = words.say("drawn.movers_none")
    if ordered:
        subtitle = words.say("drawn.movers_subtitle", then=then, now=now, unit=unit, k=len(shown), n=len(ordered))
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle, line=FULL * page // 1206)
    return Drawing(
        spec,
        frame.records,
        title,
        subtitle,
        _alt(title, shown, words),
        _table(ordered, then, now, words),
        _table(ordered, then, now, words)[:20],
    )


def _alt(title: str, movers: Sequence[Mover], words: Words) -> str:
    values = [words.say("drawn.movers_value", name=m.name, change=words.variance(m.change), now=words.money(m.now)) for m in movers[:3]]
    return words.say("drawn.movers_alt", title=said(title), values="; ".join(values))


def _table(movers: Sequence[Mover], then: str, now: str, words: Words) -> list[Record]:
    first, last = (words.say("heads.named_in", name=day, unit=words.unit) for day in (then, now))
    project, change = words.say("heads.project"), words.say("heads.change_in", unit=words.unit)
    return [{project: m.name, first: m.then, last: m.now, change: m.change} for m in movers]


@dataclass(frozen=True)
class _Frame:
    """One slope while it is put together."""

    movers: Sequence[Mover]
    then: str
    now: str
    words: Words
    look: Look
    height: float

    @property
    def records(self) -> list[Record]:
        return [
            {"Project": m.name, "Review": day, FORECAST: amount, "Kind": self.kind(m)}
            for m in self.movers
            for day, amount in ((self.then, m.then), (self.now, m.now))
        ]

    def kind(self, mover: Mover) -> str:
        worst = min((m.change for m in self.movers), default=0.0)
        return "worst" if mover.change < 0 and mover.change == worst else "gain" if mover.change > 0 else "cut"

    def x(self) -> alt.X:
        scale = alt.Scale(type="point", domain=[self.then, self.now], padding=0)
        return alt.X(
            "Review:N", scale=scale, axis=alt.Axis(title=None, labelAngle=0, orient="top", domain=False, labelPadding=12 * self.look.k)
        )

    def domain(self) -> tuple[float, float]:
        values = [amount for m in self.movers for amount in (m.then, m.now)] or [0.0, 1.0]
        room = 0.06 * ((max(values) - min(values)) or 1.0)
        return min(values) - room, max(values) + room

    def y(self, field: str = FORECAST) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=list(self.domain()), nice=False, zero=False), axis=None)

    def layers(self) -> list[Any]:
        colors, k = palette(self.look), self.look.k
        tone = f"datum.Kind == 'worst' ? '{colors.bad}' : '{colors.edge}'"
        line = alt.Chart().mark_line(strokeWidth=2.5 * k, tooltip=None).encode(
            x=self.x(), y=self.y(), detail="Project:N",
            color=alt.Color("Kind:N", scale=alt.Scale(domain=["worst", "cut", "gain"], range=[colors.bad, colors.edge, colors.edge]), legend=None),
        )  # fmt: skip
        dot = alt.Chart().mark_circle(
            size=90 * k * k, opacity=1, fill={"expr": tone}, stroke=colors.bg, strokeWidth=1.5 * k, tooltip=None, aria=False
        )
        return [line, *self.frame_lines(), dot.encode(x=self.x(), y=self.y()), *self.words_left(), *self.words_right(), *self.picks()]

    def picks(self) -> list[Any]:
        points = [
            {picking.KEY: m.key or m.name, "Review": day, FORECAST: amount}
            for m in self.movers
            for day, amount in ((self.then, m.then), (self.now, m.now))
        ]
        return picking.lines(points, self.look, x=self.x(), y=self.y())

    def frame_lines(self) -> list[Any]:
        """A thin upright line at each review."""
        base = alt.Chart(rows([{"Review": self.then}, {"Review": self.now}])).mark_rule(
            color=palette(self.look).grid, strokeWidth=self.look.k, aria=False
        )
        return [base.encode(x=self.x())]

    def scale(self) -> Scale:
        low, high = self.domain()
        return Scale(low, high, self.height / self.look.k - CHROME)

    def words_left(self) -> list[alt.Chart]:
        blocks = [(m.then, [Line(self.words.money(m.then))]) for m in self.movers]
        placed = [r | {"Review": self.then, "dx": -10.0, "align": "right"} for r in labels.stack(blocks, self.scale())]
        return labels.layers(placed, palette(self.look), self.look.k, x=self.x(), y=self.y("at"))

    def words_right(self) -> list[alt.Chart]:
        blocks = []
        for m in self.movers:
            token = "bad" if self.kind(m) == "worst" else "ink"
            name = cut(m.name, 14 if self.look.compact else 28)
            blocks.append((m.now, [Line(f"{name} {self.words.variance(m.change)}", token, "600")]))
        placed = [r | {"Review": self.now} for r in labels.stack(blocks, self.scale())]
        return labels.layers(placed, palette(self.look), self.look.k, x=self.x(), y=self.y("at"))
