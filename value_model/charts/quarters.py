"""Benefits by quarter: the plan as an outline behind what arrived and what is forecast, and the difference below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from value_model.charts import labels, picking, steps
from value_model.charts.curve_points import quarter_key
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import width
from value_model.charts.setup import FULL, finish, palette

HEIGHT = {False: 280, True: 300}  # px at scale 1, by compact
WINDOW = {False: (7, 5), True: (3, 2)}  # quarters shown before and after the as-of date, by compact
CHROME = 96  # px that subtitle, quarters and the strip below take of the height
INNER = 0.42  # of a step between bars
SHIFT = 7  # px that the outline stands to the left


@dataclass(frozen=True, slots=True)
class Quarter:
    """What one quarter was to bring, has brought and is to bring; None where nothing is recorded."""

    on: date  # its last day
    name: str  # "Q3 26"
    plan: float | None = None
    realized: float | None = None
    forecast: float | None = None

    @property
    def expected(self) -> float | None:
        """Realized and forecast together; None where neither is recorded."""
        known = [amount for amount in (self.realized, self.forecast) if amount is not None]
        return sum(known) if known else None

    @property
    def gap(self) -> float | None:
        return None if self.plan is None or self.expected is None else self.expected - self.plan


def draw(
    quarters: Sequence[Quarter], *, as_of: date, title: str, unit: str, words: Words, look: Look, height: int | None = None,
    fiscal: bool = False,
) -> Drawing:  # fmt: skip
    """Return the quarters around the as-of date; the table holds all of them, in time order. `fiscal`: they are a fiscal year's."""
    shown = _window(quarters, as_of, look)
    part = "quarters_subtitle" if len(shown) == len(quarters) else "quarters_part"
    form = f"drawn.{part}_fiscal" if fiscal else f"drawn.{part}"
    subtitle = words.say(form, unit=unit, k=len(shown), n=len(quarters), day=words.day(as_of))
    frame = _Frame(shown, words, look, (height or HEIGHT[look.compact]) * look.k)
    spec = finish(
        alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle, padding={"right": 4 * look.k}, line=FULL
    )
    return Drawing(spec, frame.records, title, subtitle, _alt(title, shown, words), _table(quarters, words), _table(shown, words))


def _window(quarters: Sequence[Quarter], as_of: date, look: Look) -> list[Quarter]:
    before, after = WINDOW[look.compact]
    ended = [quarter for quarter in quarters if quarter.on <= as_of]
    coming = [quarter for quarter in quarters if quarter.on > as_of]
    return [*ended[-max(before, before + after - len(coming)) :], *coming[: max(after, before + after - len(ended))]]


def _alt(title: str, shown: Sequence[Quarter], words: Words) -> str:
    apart = sorted((quarter for quarter in shown if quarter.gap is not None), key=lambda quarter: -abs(quarter.gap or 0.0))[:3]
    write = words.variance
    values = [words.say("drawn.quarters_value", quarter=q.name, gap=write(q.gap)) for q in apart if q.gap is not None]
    first = words.say("drawn.quarters_alt", title=said(title))
    return " ".join([first, *([words.say("drawn.quarters_largest", values=", ".join(values))] if values else [])])


def _table(quarters: Sequence[Quarter], words: Words) -> list[Record]:
    plan, realized, forecast, difference = (
        words.say(f"heads.{name}", unit=words.unit) for name in ("plan", "realized", "forecast_in", "difference")
    )
    quarter = words.say("heads.quarter")
    return [{quarter: q.name, plan: q.plan, realized: q.realized, forecast: q.forecast, difference: q.gap} for q in quarters]


@dataclass(frozen=True)
class _Frame:
    """One chart while it is put together."""

    quarters: Sequence[Quarter]
    words: Words
    look: Look
    height: float

    @property
    def records(self) -> list[Record]:
        return [
            {"Quarter": q.name, "Plan": q.plan, "Realized": q.realized, "Forecast": q.forecast, "Difference": q.gap}
            | {"Start": q.realized or 0.0, "End": q.expected}
            for q in self.quarters
        ]

    def x(self) -> alt.X:
        scale = alt.Scale(domain=[quarter.name for quarter in self.quarters], paddingInner=INNER, paddingOuter=0.2)
        return alt.X("Quarter:N", scale=scale, axis=alt.Axis(title=None, labelAngle=0, domain=True, labelPadding=6 * self.look.k))

    def y(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=list(self.domain()), nice=False), axis=None)

    def domain(self) -> tuple[float, float]:
        spans = [{"From": 0.0, "To": amount} for q in self.quarters for amount in (q.plan, q.expected, q.realized) if amount is not None]
        return steps.domain(spans, 24, 0 if all(span["To"] >= 0 for span in spans) else 20, self.height / self.look.k - CHROME)

    def layers(self) -> list[alt.Chart]:
        return [*self.drawn_bars(), *self.values(), *self.strip(), *self.picks()]

    def picks(self) -> list[alt.Chart]:
        return picking.areas([{picking.KEY: quarter_key(q.on), "Quarter": q.name} for q in self.quarters], self.look, x=self.x())

    def drawn_bars(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        base = alt.Chart().encode(x=self.x())
        outline = base.mark_bar(fill=colors.bg, stroke=colors.edge, strokeWidth=2 * k, xOffset=-SHIFT * k).encode(y=self.y("Plan"))
        forecast = base.transform_filter("isValid(datum.Forecast)").mark_bar(
            fill=colors.tint, stroke=colors.actual, strokeWidth=1.5 * k, strokeDash=[4 * k, 3 * k]
        )
        solid = base.mark_bar(fill=colors.actual).encode(y=self.y("Realized"))
        return [outline, forecast.encode(y=self.y("Start"), y2="End:Q"), solid]

    def values(self) -> list[alt.Chart]:
        """Amounts at the top of the bars, inside them where they fit."""
        inside = [self.top(q, within=True) for q in self.quarters if self.fits(q)]
        above = [self.top(q, within=False) for q in self.quarters if q.expected is not None and not self.fits(q)]
        colors, k = palette(self.look), self.look.k
        return [
            *labels.layers(above, colors, k, x=self.x(), y=self.y("at")),
            *labels.layers(inside, colors, k, x=self.x(), y=self.y("at"))[1:],
        ]

    def fits(self, quarter: Quarter) -> bool:
        low, high = self.domain()
        tall = (quarter.expected or 0.0) / (high - low) * (self.height / self.look.k - CHROME)
        wide = (350 if self.look.compact else 1206) / len(self.quarters) * (1 - INNER)
        return tall >= 24 and width(self.words.money(quarter.expected or 0.0), 14, "600") + 4 <= wide

    def top(self, quarter: Quarter, *, within: bool) -> Record:
        at = quarter.expected or 0.0
        token = "ink" if not within or quarter.forecast else "bg"
        return self.word(quarter, self.words.money(at), at if within else max(at, 0.0), 12.0 if within else -11.0, token)

    def strip(self) -> list[alt.Chart]:
        """Signed differences under the quarters."""
        records = [
            self.word(q, self.words.variance(q.gap), 0.0, 0.0, labels.tone(q.gap) if q.gap else "ink_2")
            for q in self.quarters
            if q.gap is not None
        ]
        below: Any = alt.value(alt.ExprRef(expr=f"height + {38 * self.look.k}"))
        return labels.layers(records, palette(self.look), self.look.k, x=self.x(), y=below)

    def word(self, quarter: Quarter, text: str, at: float, dy: float, token: str) -> Record:
        return {"Quarter": quarter.name, "at": at, "text": text, "token": token, "weight": "600", "dx": 0.0, "dy": dy, "align": "center"}
