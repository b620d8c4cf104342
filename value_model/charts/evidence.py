"""Evidence bars: one bar from 0 to 100% per capability, a tick where it stood at the last review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import width
from value_model.charts.setup import FULL, finish, palette, rows

ROW = {False: 42, True: 56}  # px per capability at scale 1, by compact
CHROME = {False: 44, True: 64}


@dataclass(frozen=True, slots=True)
class Capability:
    """What the office can show: a fraction now and at the last review; None where the data holds no evidence."""

    name: str
    now: float | None
    then: float | None = None

    @property
    def points(self) -> float | None:
        """The change since the last review, in points."""
        return None if self.now is None or self.then is None else 100 * (self.now - self.then)


def draw(capabilities: Sequence[Capability], *, title: str, subtitle: str, words: Words, points: labels.Writer, look: Look) -> Drawing:
    """Return the bars in the order given; `points` writes a change."""
    frame = _Frame(capabilities, words, points, look)
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle, line=FULL)
    return Drawing(spec, frame.records, title, subtitle, _alt(title, capabilities, words), _table(capabilities, words))


def _alt(title: str, capabilities: Sequence[Capability], words: Words) -> str:
    return words.say("drawn.evidence_alt", title=said(title), values="; ".join(_value(c, words) for c in capabilities[:4]))


def _value(capability: Capability, words: Words) -> str:
    if capability.now is None:
        return words.say("drawn.evidence_value_none", name=capability.name)
    return words.say("drawn.evidence_value", name=capability.name, share=words.percent(capability.now))


def _table(capabilities: Sequence[Capability], words: Words) -> list[Record]:
    name, now, then, change = (
        words.say(f"heads.{head}") for head in ("capability", "evidence_percent", "last_review_percent", "change_points")
    )
    return [{name: c.name, now: _hundred(c.now), then: _hundred(c.then), change: c.points} for c in capabilities]


def _hundred(share: float | None) -> float | None:
    return None if share is None else 100 * share


@dataclass(frozen=True)
class _Frame:
    """The bars while they are put together."""

    capabilities: Sequence[Capability]
    words: Words
    points: labels.Writer
    look: Look

    @property
    def height(self) -> float:
        return (ROW[self.look.compact] * len(self.capabilities) + CHROME[self.look.compact]) * self.look.k

    @property
    def records(self) -> list[Record]:
        return [
            {"Capability": c.name, "Zero": 0.0, "Evidence": None if c.now is None else 100 * max(0.0, min(1.0, c.now)), "All": 100.0}
            for c in self.capabilities
        ]

    def y(self, part: float = 0.5) -> alt.Y:
        names = [c.name for c in self.capabilities]
        longest = max((width(name, 14) for name in names), default=0.0) + 12
        axis = None if self.look.compact else alt.Axis(
            title=None, domain=False, grid=False, labelAlign="left", labelPadding=longest * self.look.k, labelFontSize=14 * self.look.k,
            labelColor=palette(self.look).ink, labelLimit=340 * self.look.k,
        )  # fmt: skip
        padding = 0.62 if self.look.compact else 0.5
        return alt.Y("Capability:N", scale=alt.Scale(domain=names, paddingInner=padding, paddingOuter=0.4), axis=axis, bandPosition=part)

    def x(self, field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)

    def layers(self) -> list[Any]:
        colors, k = palette(self.look), self.look.k
        base = alt.Chart().encode(y=self.y(), x=self.x("Zero"))
        track = base.mark_bar(fill=colors.bg, stroke=colors.edge, strokeWidth=k, tooltip=None, aria=False).encode(x2="All:Q")
        bar = base.mark_bar(fill=colors.actual, tooltip=None).encode(x2="Evidence:Q")
        return [track, bar, *self.ticks(), *self.figures(), *(self.heads() if self.look.compact else []), *self.picks()]

    def picks(self) -> list[Any]:
        return picking.areas([{picking.KEY: c.name, "Capability": c.name} for c in self.capabilities], self.look, y=self.y())

    def ticks(self) -> list[Any]:
        known = [{"Capability": c.name, "at": 100 * max(0.0, min(1.0, c.then))} for c in self.capabilities if c.then is not None]
        if not known:
            return []
        colors, k = palette(self.look), self.look.k
        base = alt.Chart(rows(known)).encode(x=self.x("at"), y=self.y())
        size = ROW[self.look.compact] * (0.62 if not self.look.compact else 0.5) * k
        halo = base.mark_tick(color=colors.bg, thickness=7 * k, size=size, orient="vertical", opacity=1, aria=False)
        return [halo, base.mark_tick(color=colors.accent, thickness=3 * k, size=size, orient="vertical", opacity=1, tooltip=None)]

    def figures(self) -> list[alt.Chart]:
        """The share and its change right of the bar; where there is none, the words on the empty bar."""
        right: Any = alt.value("width")
        shown, empty = [], []
        for c in self.capabilities:
            if c.now is None:
                empty.append(self.word(c, self.words.say("drawn.evidence_none"), "ink_2", "normal", 10.0) | {"at": 0.0})
                continue
            shown.append(self.word(c, self.words.percent(c.now), "ink", "bold", 12.0))
            if c.points is not None and not self.look.compact:
                shown.append(self.word(c, self.points(c.points), "ink_2", "normal", 66.0))
        colors, k = palette(self.look), self.look.k
        return [*labels.layers(shown, colors, k, x=right, y=self.y()), *labels.layers(empty, colors, k, x=self.x("at"), y=self.y())]

    def heads(self) -> list[alt.Chart]:
        left: Any = alt.value(0)
        names = [self.word(c, c.name, "ink", "600", 0.0) | {"dy": -20.0} for c in self.capabilities]
        return labels.layers(names, palette(self.look), self.look.k, x=left, y=self.y())

    def word(self, c: Capability, text: str, color: str, weight: str, dx: float) -> Record:
        return {"Capability": c.name, "text": text, "token": color, "weight": weight, "dx": dx, "dy": 0.0, "align": "left"}
