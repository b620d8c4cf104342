"""Forecast history: one small line per project, its forecast at each review as a part of what was approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.axes import percents, step
from value_model.charts.boxes import clipped
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import cut
from value_model.charts.setup import FULL, finish, palette, rows

HEIGHT = {False: 220, True: 240}  # px at scale 1, by compact
PANELS = {False: 6, True: 2}  # side by side, by compact
USED = 0.8  # of a panel's width; the rest keeps the lines apart
SHARE = "Share"


@dataclass(frozen=True, slots=True)
class Line:
    """One project: its forecast and approved benefits at each review, oldest first; None where it had none."""

    name: str
    forecasts: tuple[float | None, ...]
    approved: tuple[float | None, ...]
    key: str = ""

    @property
    def shares(self) -> tuple[float | None, ...]:
        """Forecast over approved at each review."""
        pairs = zip(self.forecasts, self.approved, strict=True)
        return tuple(None if forecast is None or not plan or plan < 0 else forecast / plan for forecast, plan in pairs)

    @property
    def fall(self) -> float:
        """By how much the forecast fell from the first review to the last, as money; negative where it rose."""
        known = [forecast for forecast in self.forecasts if forecast is not None]
        return known[0] - known[-1] if len(known) > 1 else 0.0


def draw(lines: Sequence[Line], reviews: Sequence[date], *, title: str, words: Words, look: Look, of: int | None = None) -> Drawing:
    """Return the lines side by side, the first one emphasized; `of` is how many projects there are to choose from."""
    shown = list(lines[: PANELS[look.compact]])
    frame = _Frame(shown, reviews, words, look, HEIGHT[look.compact] * look.k)
    first, last = words.day(reviews[0]), words.day(reviews[-1])
    subtitle = words.say("drawn.history_subtitle", n=len(reviews), first=first, last=last)
    if of and of > len(shown):
        subtitle += " " + words.say("drawn.history_part", k=len(shown), n=of)
    spec = finish(
        alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle, padding={"right": 6 * look.k}, line=FULL
    )
    return Drawing(
        spec, frame.records, title, subtitle, _alt(title, shown, words), _table(lines, reviews, words), _table(shown, reviews, words)[:20]
    )


def _alt(title: str, lines: Sequence[Line], words: Words) -> str:
    values = [
        words.say("drawn.history_value", name=line.name, first=words.percent(known[0]), last=words.percent(known[-1]))
        for line in lines[:3]
        if (known := _known(line))
    ]
    return words.say("drawn.history_alt", title=said(title), values="; ".join(values))


def _known(line: Line) -> list[float]:
    return [share for share in line.shares if share is not None]


def _table(lines: Sequence[Line], reviews: Sequence[date], words: Words) -> list[Record]:
    days = [words.say("heads.named_percent", name=words.day(day)) for day in reviews]
    return [
        {words.say("heads.project"): line.name}
        | {day: None if share is None else 100 * share for day, share in zip(days, line.shares, strict=True)}
        for line in lines
    ]


@dataclass(frozen=True)
class _Frame:
    """The panels while they are put together: all in one plot, each from its number on."""

    lines: Sequence[Line]
    reviews: Sequence[date]
    words: Words
    look: Look
    height: float

    @property
    def records(self) -> list[Record]:
        most = max(1, len(self.reviews) - 1)
        return [
            {
                "Project": line.name,
                "Panel": panel,
                "Review": self.words.day(self.reviews[i]),
                "Place": panel + USED * i / most,
                SHARE: 100 * share,
            }
            for panel, line in enumerate(self.lines)
            for i, share in enumerate(line.shares)
            if share is not None
        ]

    def x(self, field: str = "Place") -> alt.X:
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, max(1, len(self.lines))], nice=False), axis=None)

    def y(self, field: str = SHARE) -> alt.Y:
        values = [100.0, *(100 * share for line in self.lines for share in _known(line))]
        low, high = min(values), max(values)
        low, high = low - 0.14 * (high - low or 10), high + 0.3 * (high - low or 10)
        size = step(high - low, 4)
        ticks = [size * i for i in range(int(low // size), int(high // size) + 2) if low <= size * i <= high]
        axis = alt.Axis(values=ticks, labelExpr=percents(self.words), title=None, grid=True, domain=False)
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=axis)

    def layers(self) -> list[Any]:
        return [self.drawn_lines(), *self.plan(), *self.ends(), *self.names(), *self.picks()]

    def picks(self) -> list[Any]:
        spans = [{picking.KEY: line.key or line.name, "from": panel, "to": panel + 1} for panel, line in enumerate(self.lines)]
        return picking.areas(spans, self.look, x=self.x("from"), x2="to:Q")

    def drawn_lines(self) -> Any:
        colors, k = palette(self.look), self.look.k
        line = alt.Chart().mark_line(strokeWidth=2.5 * k, strokeDash=[6 * k, 5 * k], tooltip=None)
        color = alt.Color("Panel:O", scale=alt.Scale(domain=list(range(len(self.lines))), range=self.tones()), legend=None)
        return line.encode(x=self.x(), y=self.y(), color=color, detail="Panel:O") if colors else line

    def tones(self) -> list[str]:
        colors = palette(self.look)
        return [colors.bad if panel == 0 else colors.actual for panel in range(len(self.lines))]

    def plan(self) -> list[Any]:
        k = self.look.k
        spans = [{"from": panel, "to": panel + USED, "level": 100} for panel in range(len(self.lines))]
        rule = alt.Chart(rows(spans)).mark_rule(color=palette(self.look).edge, strokeWidth=2 * k, aria=False)
        return [rule.encode(x=self.x("from"), x2="to:Q", y=self.y("level"))] if spans else []

    def ends(self) -> list[Any]:
        """A dot and the last share at the end of each line."""
        colors, k = palette(self.look), self.look.k
        last = {record["Panel"]: record for record in self.records}
        if not last:
            return []
        dots = alt.Chart(rows([r | {"color": self.tones()[r["Panel"]]} for r in last.values()]))
        dot = dots.mark_point(
            filled=True, opacity=1, fill={"expr": "datum.color"}, stroke=colors.bg, strokeWidth=2 * k, size=110 * k * k, aria=False
        )
        words = [
            {"Place": r["Place"], "at": r[SHARE], "text": self.words.percent(r[SHARE] / 100), "token": "bad" if r["Panel"] == 0 else "ink",
             "weight": "bold", "dx": 0.0, "dy": 15.0, "align": "center"}
            for r in last.values()
        ]  # fmt: skip
        return [dot.encode(x=self.x(), y=self.y()), *labels.layers(words, colors, k, x=self.x(), y=self.y("at"))]

    def names(self) -> list[alt.Chart]:
        room = 150 if self.look.compact else 172  # px of a panel at 390 and 1366
        words: list[Record] = [
            {
                "Place": panel,
                "text": clipped(cut(line.name), room),
                "token": "bad" if panel == 0 else "ink",
                "weight": "600",
                "dx": 0.0,
                "dy": 8.0,
                "align": "left",
                "part": 0.94 / max(1, len(self.lines)),
            }
            for panel, line in enumerate(self.lines)
        ]
        top: Any = alt.value(0)
        return labels.layers(words, palette(self.look), self.look.k, x=self.x(), y=top)
