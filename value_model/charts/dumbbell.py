"""Spend beside priority: a dot for the share of spend, a diamond for the weight, a bar between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.axes import percents, step
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import cut, width
from value_model.charts.setup import FULL, finish, palette

ROW = {False: 48, True: 58}  # px per objective at scale 1, by compact
CHROME = {False: 92, True: 72}  # px for subtitle, key and axis
NARROW_PLOT = 400  # px of the narrowest plot with names at its left
GAP_AT, WORD_AT, BETWEEN = 74, 86, 24  # px right of the plot where the columns stand, and between the last two


@dataclass(frozen=True, slots=True)
class Objective:
    """One row: name as leadership words it, rank (None: not ranked), share and weight as fractions, gap in points."""

    name: str
    rank: int | None
    share: float
    weight: float
    gap: float
    spend: float | None = None
    key: str = ""

    @property
    def label(self) -> str:
        name = cut(self.name)
        return f"{self.rank} {name}" if self.rank else name


def draw(
    objectives: Sequence[Objective], *, limit: float, title: str, subtitle: str, points: labels.Writer, words: Words, look: Look
) -> Drawing:
    """Return the dumbbells in the order given. `limit` is the gap in points from which one is unfavorable; `points` writes a gap."""
    frame = _Frame(objectives, limit, points, words, look)
    rows = [(words.percent(o.share), [words.percent(o.weight), points(o.gap)]) for o in objectives]
    subtitle = words.noted(subtitle, rows)
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle, line=FULL)
    return Drawing(spec, frame.records, title, subtitle, _alt(title, objectives, words, points), _table(objectives, words))


def _alt(title: str, objectives: Sequence[Objective], words: Words, points: labels.Writer) -> str:
    widest = sorted(objectives, key=lambda objective: -abs(objective.gap))[:3]
    values = [
        words.say("drawn.dumbbell_value", name=o.name, share=words.percent(o.share), weight=words.percent(o.weight), gap=points(o.gap))
        for o in widest
    ]
    return words.say("drawn.dumbbell_alt", title=said(title), values="; ".join(values))


def _table(objectives: Sequence[Objective], words: Words) -> list[Record]:
    rank, name, share, weight, gap = (
        words.say(f"heads.{head}") for head in ("rank", "objective", "share_percent", "weight_percent", "gap_points")
    )
    spend = words.say("heads.spend", unit=words.unit)
    return [{rank: o.rank, name: o.name, share: 100 * o.share, weight: 100 * o.weight, gap: o.gap, spend: o.spend} for o in objectives]


@dataclass(frozen=True)
class _Frame:
    """One chart while it is put together."""

    objectives: Sequence[Objective]
    limit: float
    points: labels.Writer
    words: Words
    look: Look

    @property
    def height(self) -> float:
        compact = self.look.compact
        return (ROW[compact] * len(self.objectives) + CHROME[compact]) * self.look.k

    @property
    def records(self) -> list[Record]:
        return [{"Objective": o.label, "Share": 100 * o.share, "Weight": 100 * o.weight, "Gap": o.gap} for o in self.objectives]

    def y(self, part: float | None = None) -> alt.Y:
        names = [objective.label for objective in self.objectives]
        longest = max((self.beside_names(o) for o in self.objectives), default=0.0)
        axis = None if self.look.compact else alt.Axis(
            title=None, labelAlign="left", labelPadding=longest * self.look.k, labelFontSize=14 * self.look.k, labelColor=palette(self.look).ink,
            domain=False, grid=False, labelLimit=300 * self.look.k,
        )  # fmt: skip
        middle = 0.66 if self.look.compact else 0.5
        return alt.Y("Objective:N", scale=alt.Scale(domain=names), axis=axis, bandPosition=middle if part is None else part)

    @property
    def top(self) -> float:
        return max((100 * max(o.share, o.weight) for o in self.objectives), default=1.0) or 1.0

    def beside_names(self, o: Objective) -> float:
        """Px from the left of a name to the plot: the percentage left of the lower mark may stand out of it."""
        lower = min(o.share, o.weight)
        out = 18 + width(self.words.percent(lower), 14, "bold") - NARROW_PLOT * 100 * lower / self.top
        return width(o.label, 14) + 14 + max(0.0, out)

    def x(self, field: str) -> alt.X:
        top = self.top
        gap = step(top, 4)
        ticks = [gap * i for i in range(int(top / gap) + 1)]
        axis = None if self.look.compact else alt.Axis(values=ticks, title=None, grid=True, domain=False, labelExpr=percents(self.words))
        low = -0.14 * top if self.look.compact else 0
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[low, top * (1.14 if self.look.compact else 1.06)], nice=False), axis=axis)

    def layers(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        base = alt.Chart().encode(y=self.y())
        far = f"abs(datum.Gap) >= {self.limit - 1e-9}"
        bar = base.mark_rule(
            strokeWidth=5 * k, stroke={"expr": f"{far} ? '{colors.bad}' : '{colors.edge}'"}, tooltip=None
        ).encode(x=self.x("Share"), x2="Weight:Q")  # fmt: skip
        diamond = base.mark_point(
            shape="diamond", filled=True, fill=colors.bg, stroke=colors.actual, strokeWidth=2 * k, size=130 * k * k, opacity=1, tooltip=None
        ).encode(x=self.x("Weight"))  # fmt: skip
        dot = base.mark_point(
            shape="circle", filled=True, fill=colors.actual, stroke=colors.bg, strokeWidth=1.5 * k, size=170 * k * k, opacity=1, tooltip=None
        ).encode(x=self.x("Share"))  # fmt: skip
        return [bar, diamond, dot, *self.values(), *(self.heads() if self.look.compact else self.columns()), *self.picks()]

    def picks(self) -> list[alt.Chart]:
        return picking.areas([{picking.KEY: o.key or o.name, "Objective": o.label} for o in self.objectives], self.look, y=self.y(0.5))

    def text(self, records: list[Record], x: Any, part: float | None = None) -> list[alt.Chart]:
        return labels.layers(records, palette(self.look), self.look.k, x=x, y=self.y(part))

    def values(self) -> list[alt.Chart]:
        """Both percentages beside their marks, on the outer side, and the key above the first row."""
        records = []
        for number, o in enumerate(self.objectives):
            share_left = o.share <= o.weight
            records += [
                self.word(o, self.words.percent(o.share), 100 * o.share, left=share_left, weight="bold", color="ink"),
                self.word(o, self.words.percent(o.weight), 100 * o.weight, left=not share_left, weight="normal", color="ink_2"),
            ]
            if number == 0 and not self.look.compact:
                records += [
                    self.key(o, self.words.say("drawn.share_of_spend"), 100 * o.share, left=share_left, weight="bold", color="ink"),
                    self.key(o, self.words.say("drawn.weight"), 100 * o.weight, left=not share_left, weight="normal", color="ink_2"),
                ]
        return self.text(records, self.x("at"))

    def word(self, o: Objective, text: str, at: float, *, left: bool, weight: str, color: str) -> Record:
        dx, align = (-14.0, "right") if left else (14.0, "left")
        return {"Objective": o.label, "at": at, "text": text, "token": color, "weight": weight, "dx": dx, "dy": 0.0, "align": align}

    def key(self, o: Objective, text: str, at: float, *, left: bool, weight: str, color: str) -> Record:
        found = self.word(o, text, at, left=left, weight=weight, color=color)
        return found | {"dx": 12.0 if left else -12.0, "dy": -26.0}

    def columns(self) -> list[alt.Chart]:
        """Gap, its word and the money, in columns right of the plot."""
        records: list[Record] = []
        for number, o in enumerate(self.objectives):
            tone = "bad" if abs(o.gap) >= self.limit - 1e-9 else "ink_2"
            records += [self.cell(o, self.points(o.gap), GAP_AT, "right", tone, "bold"), self.cell(o, self.judged(o), WORD_AT, "left")]
            if o.spend is not None:
                records.append(self.cell(o, self.words.money(o.spend), self.spend_at, "right", "ink"))
            if number == 0:
                heads = [
                    self.cell(o, self.words.say(f"drawn.{head}"), at, "right") for head, at in (("gap", GAP_AT), ("spend", self.spend_at))
                ]
                records += [head | {"dy": -26.0} for head in heads]
        return self.text(records, alt.value("width"))

    @property
    def spend_at(self) -> float:
        """Where the money ends: right of the widest word of the gaps, which differs by language."""
        judged = max(width(self.judged(o), 14) for o in self.objectives)
        spent = [self.words.money(o.spend) for o in self.objectives if o.spend is not None]
        return WORD_AT + judged + BETWEEN + max(width(words, 14) for words in (*spent, self.words.say("drawn.spend")))

    def heads(self) -> list[alt.Chart]:
        """On a phone: the name above the dumbbell, the gap at its right."""
        names = [self.cell(o, o.label, 0, "left", "ink", "600") for o in self.objectives]
        gaps = [
            self.cell(o, self.points(o.gap), 0, "right", "bad" if abs(o.gap) >= self.limit - 1e-9 else "ink_2", "bold")
            for o in self.objectives
        ]
        return [*self.text(names, alt.value(0), 0.25), *self.text(gaps, alt.value("width"), 0.25)]

    def cell(self, o: Objective, text: str, dx: float, align: str, color: str = "ink_2", weight: str = "normal") -> Record:
        return {"Objective": o.label, "text": text, "token": color, "weight": weight, "dx": float(dx), "dy": 0.0, "align": align}

    def judged(self, o: Objective) -> str:
        if abs(o.gap) < self.limit / 2:
            return self.words.say("drawn.in_line")
        return self.words.say("drawn.below_weight" if o.gap < 0 else "drawn.above_weight")
