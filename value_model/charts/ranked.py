"""Ranked bars: one bar per item, largest first, with its name at the left and its amount at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import labels, picking, sideways
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import cut
from value_model.charts.setup import FULL, finish, palette

ROW = {False: 26, True: 44}  # px per bar at scale 1, by compact
CHROME = {False: 44, True: 64}
MOST = {False: 20, True: 10}
HALF = 590


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: an amount that may be negative, and the plan it is drawn in front of, where there is one."""

    key: str
    name: str
    amount: float
    plan: float | None = None


def draw(
    bars: Sequence[Bar], *, title: str, subtitle: str, heading: str, measure: str, words: Words, look: Look, signed: bool = False,
    solid: bool = False, width: int = 1206, total: float | None = None,
) -> Drawing:  # fmt: skip
    """Return the bars, largest amount first; those below zero are unfavorable.

    `heading` and `measure` name the columns of the table; `signed` writes amounts with their sign; `solid` is for
    what has arrived, else the bars are forecasts; `total` is what all of them add up to, where the page states it.
    """
    ordered = sorted(bars, key=lambda bar: (-bar.amount, bar.name))
    shown = _ends(ordered, MOST[look.compact])
    frame = _Frame(shown, words, look, signed, solid, width)
    part = "" if len(shown) == len(ordered) else " " + words.say("drawn.bars_ends", k=len(shown), n=len(ordered))
    write = words.variance if signed else words.money
    summed = [(write(total), [write(bar.amount) for bar in ordered])] if total is not None and not part else []
    subtitle = words.noted(subtitle + part, summed)
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle, line=FULL * width // 1206)
    table = _table(ordered, heading, measure, words)
    return Drawing(spec, frame.records, title, subtitle, _alt(title, ordered, words, signed=signed), table, table[:20])


def _ends(ordered: Sequence[Bar], most: int) -> list[Bar]:
    """The largest and the smallest where there are more than fit: three quarters from the top."""
    if len(ordered) <= most:
        return list(ordered)
    low = max(1, most // 4)
    return [*ordered[: most - low], *ordered[-low:]]


def _alt(title: str, bars: Sequence[Bar], words: Words, *, signed: bool) -> str:
    write = words.variance if signed else words.money
    ends = [*bars[:2], *(bars[-1:] if len(bars) > 2 else [])]
    values = [words.say("drawn.named", name=bar.name, amount=write(bar.amount)) for bar in ends]
    return words.say("drawn.bars_alt", title=said(title), values=", ".join(values))


def _table(bars: Sequence[Bar], heading: str, measure: str, words: Words) -> list[Record]:
    plan, amount = words.say("heads.plan", unit=words.unit), words.say("heads.named_in", name=measure, unit=words.unit)
    plans = any(bar.plan is not None for bar in bars)
    return [{heading: bar.name} | ({plan: bar.plan} if plans else {}) | {amount: bar.amount} for bar in bars]


@dataclass(frozen=True)
class _Frame:
    """The bars while they are put together."""

    bars: Sequence[Bar]
    words: Words
    look: Look
    signed: bool
    solid: bool
    width: int

    @property
    def height(self) -> float:
        return (ROW[self.look.compact] * max(1, len(self.bars)) + CHROME[self.look.compact]) * self.look.k

    @property
    def records(self) -> list[Record]:
        return [{"Name": bar.name, "Zero": 0.0, "Amount": bar.amount, "Plan": bar.plan, "Key": bar.key} for bar in self.bars]

    def y(self) -> alt.Y:
        return sideways.names("Name", self.named(), self.look)

    def named(self) -> dict[str, str]:
        return {bar.name: cut(bar.name) for bar in self.bars}

    def x(self, field: str) -> alt.X:
        plans = [bar.plan for bar in self.bars if bar.plan is not None]
        room = sideways.COMPACT if self.look.compact else self.width - 200
        return sideways.amounts(field, [(bar.amount, self.written(bar)) for bar in self.bars], plans, room)

    def layers(self) -> list[Any]:
        names = sideways.above("Name", self.named(), self.look)
        return [self.drawn_bars(), *self.outlines(), self.base(), *self.amounts(), *names, *self.picks()]

    def picks(self) -> list[Any]:
        return picking.areas([{picking.KEY: bar.key, "Name": bar.name} for bar in self.bars], self.look, y=self.y())

    def drawn_bars(self) -> Any:
        colors, k = palette(self.look), self.look.k
        plain = colors.actual if self.solid else colors.tint
        bar = alt.Chart(name="bars").mark_bar(
            fill={"expr": f"datum.Amount < 0 ? '{colors.bad}' : '{plain}'"}, stroke={"expr": f"datum.Amount < 0 ? '{colors.bad}' : '{colors.actual}'"},
            strokeWidth=1.2 * k, strokeDash=[1, 0] if self.solid else [4 * k, 3 * k], tooltip=None,
        )  # fmt: skip
        return bar.encode(y=self.y(), x=self.x("Zero"), x2="Amount:Q")

    def outlines(self) -> list[Any]:
        """The plan as an outline around the bar."""
        if not any(bar.plan is not None for bar in self.bars):
            return []
        k = self.look.k
        box = alt.Chart().mark_bar(
            filled=False, stroke=palette(self.look).edge, strokeWidth=2 * k, yOffset=-3 * k, tooltip=None, aria=False
        )
        return [box.transform_filter("isValid(datum.Plan)").encode(y=self.y(), x=self.x("Zero"), x2="Plan:Q")]

    def base(self) -> Any:
        return sideways.zero_line("Name", self.named(), self.look, self.x("zero"), color=palette(self.look).rule, thick=1)

    def amounts(self) -> list[alt.Chart]:
        records = []
        for bar in self.bars:
            left = bar.amount < 0
            end = min(bar.amount, bar.plan or 0.0) if left else max(bar.amount, bar.plan or 0.0)
            records.append(
                {"Name": bar.name, "at": end, "text": self.written(bar), "token": "bad" if left else "ink", "weight": "600",
                 "dx": -6.0 if left else 6.0, "dy": 0.0, "align": "right" if left else "left"}
            )  # fmt: skip
        return labels.layers(records, palette(self.look), self.look.k, x=self.x("at"), y=self.y())

    def written(self, bar: Bar) -> str:
        """The amount, and of which plan where the bar stands in front of one."""
        amount = self.words.variance(bar.amount) if self.signed else self.words.money(bar.amount)
        if bar.plan is None or self.look.compact:
            return amount
        return self.words.say("drawn.amount_of_plan", amount=amount, plan=self.words.money(bar.plan))
