"""Milestone-to-benefit strip: one row per milestone, when it was to come and when it does, and the benefit that waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.axes import year_ticks
from value_model.charts.boxes import clipped
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.setup import FULL, finish, palette

ROW = {False: 38, True: 62}  # px per milestone at scale 1
CHROME = 78
SIDE = {"left": 230, "right": 300}  # px for the words beside the plot
MOST = 20


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone: its days, each None where not recorded, and the benefit it enables with its forecast."""

    name: str
    baseline: date | None
    forecast: date | None
    actual: date | None
    benefit: str | None = None
    amount: float | None = None
    key: str = ""

    @property
    def expected(self) -> date | None:
        return self.actual or self.forecast

    @property
    def late(self) -> bool:
        return bool(self.baseline and self.expected and self.expected > self.baseline)


def draw(milestones: Sequence[Milestone], *, title: str, subtitle: str, words: Words, look: Look) -> Drawing | None:
    """Return the strip by baseline date; None where no milestone has a day."""
    dated = [one for one in milestones if one.baseline or one.expected]
    if not dated:
        return None
    ordered = sorted(dated, key=lambda one: (one.baseline or one.expected or date.max, one.name))[:MOST]
    part = "" if len(ordered) == len(dated) else " " + words.say("drawn.milestones_part", k=len(ordered), n=len(dated))
    frame = _Frame(ordered, words, look)
    height = (ROW[look.compact] * len(ordered) + CHROME) * look.k
    spec = finish(alt.layer(*frame.layers()).properties(height=height), look, subtitle=subtitle + part, line=FULL)
    return Drawing(spec, frame.records, title, subtitle + part, _alt(title, ordered, words), _table(dated, words))


def _alt(title: str, shown: Sequence[Milestone], words: Words) -> str:
    late = [words.say("drawn.milestones_value", name=one.name, day=words.day(one.expected)) for one in shown if one.late and one.expected]
    first = words.say("drawn.milestones_alt", title=said(title))
    return " ".join([first, *([words.say("drawn.milestones_late", values="; ".join(late[:4]))] if late else [])])


def _table(milestones: Sequence[Milestone], words: Words) -> list[Record]:
    name, baseline, forecast, actual, benefit = (
        words.say(f"heads.{head}") for head in ("milestone", "baseline", "forecast", "actual", "benefit")
    )
    amount = words.say("heads.forecast_benefit", unit=words.unit)
    return [
        {name: one.name, baseline: _day(one.baseline), forecast: _day(one.forecast), actual: _day(one.actual), benefit: one.benefit,
         amount: one.amount}
        for one in milestones
    ]  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True)
class _Frame:
    """One strip while it is put together."""

    milestones: Sequence[Milestone]
    words: Words
    look: Look

    @property
    def records(self) -> list[Record]:
        return [
            {"Row": i, "Milestone": one.name, "Baseline": _at(one.baseline), "Expected": _at(one.expected), "Done": one.actual is not None, "Late": one.late}
            for i, one in enumerate(self.milestones)
        ]  # fmt: skip

    def y(self, part: float = 0.5) -> alt.Y:
        return alt.Y("Row:O", scale=alt.Scale(domain=list(range(len(self.milestones)))), axis=None, bandPosition=part)

    def x(self, field: str) -> alt.X:
        days = [_at(day) for one in self.milestones for day in (one.baseline, one.expected) if day]
        low, high = min(days) - 0.15, max(days) + 0.15  # type: ignore[operator, type-var]
        ticks = year_ticks(low, high)
        axis = alt.Axis(values=ticks, title=None, grid=True, format="d", labelFlush=False)
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=axis)

    @property
    def middle(self) -> float:
        return 0.72 if self.look.compact else 0.5

    def layers(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        base = alt.Chart().encode(y=self.y(self.middle))
        tone: Any = {"expr": f"datum.Late ? '{colors.bad}' : '{colors.edge}'"}
        both = base.transform_filter("isValid(datum.Baseline) && isValid(datum.Expected)")
        rule = both.mark_rule(strokeWidth=2 * k, stroke=tone, tooltip=None)
        diamond = base.mark_point(
            shape="diamond", filled=True, fill=colors.bg, stroke=colors.actual, strokeWidth=2 * k, size=120 * k * k, opacity=1, tooltip=None
        )
        dot = base.mark_point(
            shape="circle", filled=True, opacity=1, size=120 * k * k, strokeWidth=2 * k, tooltip=None,
            fill={"expr": f"!datum.Done ? '{colors.bg}' : datum.Late ? '{colors.bad}' : '{colors.actual}'"},
            stroke={"expr": f"datum.Late ? '{colors.bad}' : '{colors.actual}'"},
        )  # fmt: skip
        drawn = [rule.encode(x=self.x("Baseline"), x2="Expected:Q"), diamond.encode(x=self.x("Baseline")), dot.encode(x=self.x("Expected"))]
        return [*drawn, *self.names(), *self.benefits(), *self.picks()]

    def picks(self) -> list[alt.Chart]:
        return picking.areas([{picking.KEY: one.key, "Row": i} for i, one in enumerate(self.milestones)], self.look, y=self.y())

    def names(self) -> list[alt.Chart]:
        room = 330.0 if self.look.compact else SIDE["left"] - 20
        left = 0.0 if self.look.compact else float(-SIDE["left"])
        records = [self.word(i, clipped(one.name, room, 14), left, "left", "ink") for i, one in enumerate(self.milestones)]
        return self.text(records, alt.value(0), 0.28 if self.look.compact else 0.5)

    def benefits(self) -> list[alt.Chart]:
        """At the right: the benefit and its amount; on a phone the amount alone."""
        found = []
        for i, one in enumerate(self.milestones):
            money = self.words.money(one.amount) if one.amount is not None else ""
            name = "" if self.look.compact else clipped(one.benefit or self.words.say("drawn.milestones_none"), SIDE["right"] - 90, 14)
            found.append(
                self.word(
                    i, f"{name} {money}".strip(), 0.0 if self.look.compact else 16.0, "right" if self.look.compact else "left", "ink_2"
                )
            )
        return self.text([record for record in found if record["text"]], alt.value("width"), 0.28 if self.look.compact else 0.5)

    def word(self, row: int, text: str, dx: float, align: str, token: str) -> Record:
        return {"Row": row, "text": text, "token": token, "weight": "normal", "dx": dx, "dy": 0.0, "align": align}

    def text(self, records: list[Record], x: Any, part: float) -> list[alt.Chart]:
        return labels.layers(records, palette(self.look), self.look.k, x=x, y=self.y(part))


def _at(day: date | None) -> float | None:
    """A day as a year with its fraction, a day a 365th."""
    return None if day is None else day.year + (day.timetuple().tm_yday - 1) / 365
