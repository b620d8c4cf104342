"""The S-curve: cumulative benefits against plan, with what is realized, forecast and its range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.axes import money_axis, money_domain, money_unit, year_of, year_ticks
from value_model.charts.curve_points import Point, Totals, points_of, quarter_key
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.setup import finish, palette, rows

HEIGHT = {False: 250, True: 300}  # px at scale 1, by compact
MOST_ROWS = 20  # of a table on a page
KEY_ROW = 22  # px between rows of the key
KEYED = 3  # rows of the key that the height of a phone's chart leaves room for
__all__ = ["Point", "Totals", "draw", "points_of"]


def draw(
    points: Sequence[Point], totals: Totals, *, as_of: date, title: str, words: Words, look: Look, height: int | None = None
) -> Drawing:
    """Return the S-curve of one scope.

    `points` are in time order, one per quarter; `totals` are the figures the labels state. Without
    `low` and `high` there is no band and the subtitle says so.
    """
    frame = _Frame(points, totals, as_of, words, look, (height or HEIGHT[look.compact]) * look.k)
    chart = alt.layer(*frame.layers()).properties(height=frame.height + frame.further())
    spec = finish(chart, look, subtitle=frame.subtitle(), padding=frame.padding())
    return Drawing(
        spec=spec, data=[_record(point) for point in points], title=title, subtitle=frame.subtitle(), alt=_alt(title, totals, words),
        table=_table(points, words), brief=_table(_brief(points, as_of), words),
    )  # fmt: skip


def _record(point: Point) -> Record:
    return {
        "Year": year_of(point.on), "Plan": point.plan, "Realized": point.realized,
        "Forecast": point.forecast, "Low": point.low, "High": point.high,
    }  # fmt: skip


def _table(points: Sequence[Point], words: Words) -> list[Record]:
    columns = {"plan": "plan", "realized": "realized", "forecast": "forecast_in", "low": "low", "high": "high"}
    used = {name: words.say(f"heads.{head}", unit=words.unit) for name, head in columns.items() if _any(points, name)}
    return [{words.say("heads.to"): words.day(p.on)} | {head: getattr(p, name) for name, head in used.items()} for p in points]


def _any(points: Sequence[Point], name: str) -> bool:
    return any(getattr(point, name) is not None for point in points)


def _brief(points: Sequence[Point], as_of: date) -> list[Point]:
    """Year ends, the as-of date and the last point, where there are more quarters than a page holds."""
    if len(points) <= MOST_ROWS:
        return list(points)
    return [point for point in points if point.on.month == 12 or point.on == as_of or point is points[-1]][-MOST_ROWS:]


def _alt(title: str, totals: Totals, words: Words) -> str:
    stated = {"plan": totals.plan, "forecast": totals.forecast, "realized": totals.realized, "plan_to_date": totals.plan_to_date}
    values = [words.say(f"drawn.scurve_value_{name}", amount=words.money(value)) for name, value in stated.items() if value is not None]
    return words.noted(words.say("drawn.scurve_alt", title=said(title), values=", ".join(values)), _sums(totals, words))


def _sums(totals: Totals, words: Words) -> list[tuple[str, list[str]]]:
    """The labels a reader could add: what is forecast and what is realized, each with its gap to the plan."""
    pairs = ((totals.forecast, totals.plan, totals.gap_forecast), (totals.realized, totals.plan_to_date, totals.gap_to_date))
    return [
        (words.money(total), [words.money(plan), words.variance(gap)])
        for total, plan, gap in pairs
        if total is not None and plan is not None and gap
    ]


def _differ(drawn: float | None, stated: float | None) -> bool:
    """Whether a line ends clearly elsewhere than its label says: amounts without dates are not drawn."""
    return drawn is not None and stated is not None and abs(drawn - stated) > 0.01 * abs(stated)


@dataclass(frozen=True, slots=True)
class _Frame:
    """One chart while it is put together: the domains once, then a method per group of layers."""

    points: Sequence[Point]
    totals: Totals
    as_of: date
    words: Words
    look: Look
    height: float

    # Domains and encodings

    def money(self) -> tuple[float, float, list[float]]:
        drawn = [value for p in self.points for value in (p.plan, p.realized, p.forecast, p.low, p.high)]
        return money_domain(drawn)

    def years(self) -> tuple[float, float]:
        marks = [year_of(point.on) for point in self.points]
        return min(marks) - 0.25, max(marks)

    def x(self, field: str = "Year") -> alt.X:
        first, last = self.years()
        ticks = year_ticks(first, last - 0.2, 5 if self.look.compact else 8)
        align: Literal["center", "left"] = "center" if self.look.compact else "left"
        axis = alt.Axis(values=ticks, format="d", title=None, grid=False, ticks=True, tickSize=5 * self.look.k, labelAlign=align)
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=axis)

    def y(self, field: str) -> alt.Y:
        low, high, ticks = self.money()
        scale = alt.Scale(domain=[low, high], nice=False)
        return alt.Y(f"{field}:Q", scale=scale, axis=money_axis(ticks, self.words.symbol, self.words.say))

    # Layers, from back to front

    def layers(self) -> list[alt.Chart]:
        return [*self.lines(), *self.as_of_rule(), *self.gap(), *self.range_bar(), *self.texts(), *self.quarters()]

    def has_range(self) -> bool:
        return any(point.low is not None and point.high is not None for point in self.points)

    def lines(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        base = alt.Chart().encode(x=self.x())
        plan = base.mark_line(color=colors.edge, strokeWidth=2 * k, interpolate="monotone").encode(y=self.y("Plan"))
        band = base.mark_area(color=colors.actual, opacity=0.13, interpolate="monotone").encode(y=self.y("Low"), y2="High:Q")
        done = base.mark_line(color=colors.actual, strokeWidth=4 * k, strokeCap="round", interpolate="monotone").encode(
            y=self.y("Realized")
        )
        dash = [6 * k, 5 * k]
        hope = base.mark_line(color=colors.actual, strokeWidth=2.5 * k, strokeDash=dash, interpolate="monotone").encode(
            y=self.y("Forecast")
        )
        return [plan, band, hope, done] if self.has_range() else [plan, hope, done]

    def as_of_rule(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        here = alt.Chart(rows([{"Year": year_of(self.as_of)}])).encode(x=self.x())
        rule = here.mark_rule(color=colors.ink_3, strokeWidth=k, strokeDash=[3 * k, 3 * k])
        if self.look.compact:
            return [rule]
        left = year_of(self.as_of) - self.years()[0] > 0.28 * (self.years()[1] - self.years()[0])
        text = here.mark_text(
            align="right" if left else "left", baseline="top", dx=(-8 if left else 8) * k, color=colors.ink_2, fontSize=13 * k
        )
        return [rule, text.encode(y=alt.value(0), text=alt.value(self.words.say("drawn.as_of", day=self.words.day(self.as_of))))]

    def here(self) -> Point:
        """The point of the as-of date, or one that says nothing."""
        return next((point for point in self.points if point.on == self.as_of), Point(self.as_of))

    def ends(self) -> dict[str, float]:
        """The last value of each line, where its label stands."""
        lines = {name: [v for p in self.points if (v := getattr(p, name)) is not None] for name in ("plan", "forecast", "low", "high")}
        return {name: values[-1] for name, values in lines.items() if values}

    def gap(self) -> list[alt.Chart]:
        colors, k, t, here = palette(self.look), self.look.k, self.totals, self.here()
        if here.realized is None:
            return []
        spot = alt.Chart(rows([{"Year": year_of(self.as_of), "from": here.realized, "to": here.plan}])).encode(x=self.x())
        dot = spot.mark_point(filled=True, opacity=1, fill=colors.actual, stroke=colors.bg, strokeWidth=2 * k, size=130 * k * k)
        marks = [dot.encode(y=self.y("from"))]
        if t.gap_to_date and here.plan is not None:
            color = colors.bad if t.gap_to_date < 0 else colors.good
            marks.insert(0, spot.mark_rule(color=color, strokeWidth=3 * k).encode(y=self.y("from"), y2="to:Q"))
        return marks

    def range_bar(self) -> list[alt.Chart]:
        colors, ends = palette(self.look), self.ends()
        if not self.has_range():
            return []
        bar = alt.Chart(rows([{"low": ends["low"], "high": ends["high"]}])).mark_rule(color=colors.actual, strokeWidth=2.5 * self.look.k)
        return [bar.encode(x=alt.value("width"), y=self.y("low"), y2="high:Q")]

    def texts(self) -> list[alt.Chart]:
        if self.look.compact:
            return self.key()
        low, high, _ = self.money()
        scale = labels.Scale(low, high, self.height - 60 * self.look.k)
        end = labels.stack(labels.ends(self.totals, self.ends(), self.words, self.look), scale)
        realized = self.here().realized
        right = self.dot_has_room() or (realized is not None and self.is_clear_below(end, scale.px(realized), scale))
        beside = labels.beside_dot(self.totals, realized, self.words, self.look, scale, right=right)
        at_end = labels.layers(end, palette(self.look), self.look.k, x=alt.value("width"), y=self.y("at"))
        at_dot = labels.layers(
            [r | {"Year": year_of(self.as_of)} for r in beside], palette(self.look), self.look.k, x=self.x(), y=self.y("at")
        )
        return [*at_end, *at_dot]

    def dot_has_room(self) -> bool:
        return self.still_to_come() > 0.34

    def is_clear_below(self, end: Sequence[Record], dot: float, scale: labels.Scale) -> bool:
        """Whether the label of the dot may reach below those at the ends of the lines; left of the dot it would lie on the lines."""
        lowest = max((scale.px(record["at"]) + record["dy"] for record in end), default=0.0)
        return self.still_to_come() > 0.1 and lowest + labels.LINE / 2 < dot + 16 - labels.LINE / 2

    def still_to_come(self) -> float:
        """The part of the time drawn that lies after the as-of date."""
        first, last = self.years()
        return (last - year_of(self.as_of)) / (last - first)

    def key(self) -> list[alt.Chart]:
        return labels.key(labels.key_rows(self.totals, self.words), palette(self.look), self.look.k, KEY_ROW)

    def further(self) -> float:
        """What a key with broken rows needs more of the height: the plot stays as high as it is."""
        broken = len(labels.key_rows(self.totals, self.words)) - KEYED if self.look.compact else 0
        return max(0, broken) * KEY_ROW * self.look.k

    def quarters(self) -> list[alt.Chart]:
        """Where a click picks the quarter: from the end of the one before to its own."""
        spans = [
            {picking.KEY: quarter_key(point.on), "from": year_of(before.on), "to": year_of(point.on)}
            for before, point in zip(self.points, self.points[1:], strict=False)
        ]
        return picking.areas(spans, self.look, x=self.x("from"), x2="to:Q")

    # Words and room

    def reading(self) -> str:
        """Which sentence tells how to read the lines: it names none that is not drawn."""
        if self.has_range():
            return "scurve_range"
        if _any(self.points, "forecast"):
            return "scurve_no_range"
        return "scurve_no_forecast" if _any(self.points, "realized") else "scurve_plan"

    def subtitle(self) -> str:
        words, unit = self.words, money_unit(self.words.symbol, self.money()[1], self.words.say)
        text = words.say(f"drawn.{self.reading()}", unit=unit, share=words.percent(labels.RANGE))
        if any(_differ(self.ends().get(name), total) for name, total in (("plan", self.totals.plan), ("forecast", self.totals.forecast))):
            text = f"{said(text)} {words.say('drawn.scurve_undated')}"
        if side := self.totals.outside(words.money):
            text = f"{said(text)} {words.say(f'drawn.scurve_{side}')}"
        return words.noted(text, _sums(self.totals, words))

    def padding(self) -> Record:
        k = self.look.k
        if self.look.compact:
            return {"right": 8 * k, "bottom": 4 * k}
        return {"right": 4 * k}
