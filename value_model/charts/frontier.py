"""The frontier: the best total for each cost to come, today's mix hollow and the chosen one solid on it or below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import altair as alt

from value_model.charts import frontier_words, labels, picking
from value_model.charts.axes import money_axis, money_domain
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.frontier_words import Named, Spot
from value_model.charts.setup import finish, palette, rows

HEIGHT = {False: 300, True: 300}  # px at scale 1, by compact
KEY_ROW = 22
PROVED = 5e-5  # a gap below this is none
__all__ = ["Best", "Measured", "Spot", "draw"]
CHROME = 74  # px that subtitle and axis take of the height
HEADROOM = 1.12  # of the highest value, for words above it


@dataclass(frozen=True, slots=True)
class Best:
    """The best total for a budget, and the bound no mix exceeds."""

    budget: float
    value: float
    bound: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured: its words, how an amount and a difference are written, and the symbol before axis amounts."""

    name: str
    write: Callable[[float], str]
    differ: Callable[[float], str]
    symbol: str = ""


def draw(
    points: Sequence[Best], *, today: Spot | None, chosen: Spot | None, budget: float, best_now: float | None, title: str,
    measure: Measured, words: Words, look: Look, height: int | None = None,
) -> Drawing:  # fmt: skip
    """Return the frontier through `points` (budgets rising, values never falling).

    `best_now` is the best total for today's cost to come: the gap rule runs from today's mix to it.
    """
    frame = _Frame(points, today, chosen, budget, best_now, measure, words, look, (height or HEIGHT[look.compact]) * look.k)
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=frame.subtitle(), padding=frame.padding())
    return Drawing(spec, [_record(p) for p in points], title, frame.subtitle(), frame.alt(title), frame.table())


def _record(point: Best) -> Record:
    return {"Budget": point.budget, "Best": point.value, "At most": point.bound}


@dataclass(frozen=True)
class _Frame:
    points: Sequence[Best]
    today: Spot | None
    chosen: Spot | None
    budget: float
    best_now: float | None
    measure: Measured
    words: Words
    look: Look
    height: float

    # Domains and encodings

    @property
    def spots(self) -> list[Spot]:
        return [spot for spot in (self.today, self.chosen) if spot]

    def costs(self) -> tuple[float, float, list[float]]:
        return money_domain([self.budget, *(p.budget for p in self.points), *(spot.cost for spot in self.spots)])

    def totals(self) -> tuple[float, float, list[float]]:
        drawn = [*(p.value for p in self.points), *(spot.value for spot in self.spots)]
        return money_domain([*drawn, max(drawn, default=0.0) * (1 if self.look.compact else HEADROOM)])

    def x(self, field: str) -> alt.X:
        low, high, ticks = self.costs()
        axis = money_axis(ticks[:: 2 if self.look.compact else 1], self.words.symbol, self.words.say)
        axis.grid, axis.domain = False, True
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=axis)

    def y(self, field: str) -> alt.Y:
        low, high, ticks = self.totals()
        return alt.Y(
            f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=money_axis(ticks, self.measure.symbol, self.words.say)
        )

    def is_right(self, cost: float) -> bool:
        low, high, _ = self.costs()
        return (cost - low) / (high - low) > 0.5

    # Layers, from back to front

    def layers(self) -> list[alt.Chart]:
        return [
            self.curve(),
            *self.budget_rule(),
            *self.gap(),
            *self.dots(),
            *(self.key() if self.look.compact else self.texts()),
            *self.picks(),
        ]

    def picks(self) -> list[alt.Chart]:
        """Where a click picks a budget: from each point of the line to the next."""
        spans = [
            {picking.KEY: repr(point.budget), "from": point.budget, "to": after.budget}
            for point, after in zip(self.points, self.points[1:], strict=False)
        ]
        return picking.areas(spans, self.look, x=self.x("from"), x2="to:Q")

    def curve(self) -> alt.Chart:
        line: alt.Chart = alt.Chart().mark_line(color=palette(self.look).edge, strokeWidth=2 * self.look.k, interpolate="step-after")
        drawn: alt.Chart = line.encode(x=self.x("Budget"), y=self.y("Best"))
        return drawn

    def budget_rule(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        here = alt.Chart(rows([{"budget": self.budget}])).encode(x=self.x("budget"))
        rule = here.mark_rule(color=colors.ink_3, strokeWidth=k, strokeDash=[3 * k, 3 * k])
        if self.look.compact:
            return [rule]
        right = self.is_right(self.budget)
        words = here.mark_text(
            align="right" if right else "left",
            baseline="bottom",
            dx=(-8 if right else 8) * k,
            dy=-8 * k,
            color=colors.ink_2,
            fontSize=13 * k,
        )
        return [
            rule,
            words.encode(
                y=alt.value(alt.ExprRef(expr="height")),
                text=alt.value(self.words.say("drawn.frontier_budget", amount=self.words.money(self.budget))),
            ),
        ]

    @property
    def gain(self) -> float:
        return self.best_now - self.today.value if self.today and self.best_now is not None else 0.0

    def gap(self) -> list[alt.Chart]:
        if not self.today or not self.gain:
            return []
        colors = palette(self.look)
        spot = alt.Chart(rows([{"cost": self.today.cost, "from": self.today.value, "to": self.best_now}])).encode(x=self.x("cost"))
        rule = spot.mark_rule(color=colors.good if self.gain > 0 else colors.bad, strokeWidth=3 * self.look.k)
        return [rule.encode(y=self.y("from"), y2="to:Q")]

    def dots(self) -> list[alt.Chart]:
        colors, k, found = palette(self.look), self.look.k, []
        for spot, fill, stroke in ((self.today, colors.bg, colors.actual), (self.chosen, colors.actual, colors.bg)):
            if spot:
                dot = alt.Chart(rows([{"cost": spot.cost, "value": spot.value}])).mark_point(
                    filled=True, opacity=1, fill=fill, stroke=stroke, strokeWidth=2 * k, size=130 * k * k
                )
                found.append(dot.encode(x=self.x("cost"), y=self.y("value")))
        return found

    # Words

    def said(self) -> list[Named]:
        """Each mix with its lines."""
        found: list[Named] = []
        say, write = self.words.say, self.measure.write
        if self.today:
            lines = [labels.Line(say("drawn.frontier_today", amount=write(self.today.value)), "actual", "600")]
            if self.gain > 0:
                lines.append(labels.Line(say("drawn.frontier_gain", gain=self.measure.differ(self.gain)), "good", "bold"))
            found.append((self.today, lines))
        if self.chosen:
            found.append((self.chosen, [labels.Line(say("drawn.frontier_mix", amount=write(self.chosen.value)), "actual", "bold")]))
        return found

    def texts(self) -> list[alt.Chart]:
        low, high, _ = self.totals()
        first, last, _ = self.costs()
        scale = labels.Scale(low, high, self.height / self.look.k - CHROME)
        plot = frontier_words.Plot(first, last, scale, [(p.budget, p.value) for p in self.points])
        records = frontier_words.beside(self.said(), plot)
        return labels.layers(records, palette(self.look), self.look.k, x=self.x("cost"), y=self.y("at"))

    def key(self) -> list[alt.Chart]:
        """The words below the picture, each after its mark."""
        k, colors, found = self.look.k, palette(self.look), []
        marks = {id(self.today): (colors.bg, colors.actual), id(self.chosen): (colors.actual, colors.actual)}
        for i, (spot, lines) in enumerate(self.said()):
            y = alt.value(alt.ExprRef(expr=f"height + {(34 + i * KEY_ROW) * k}"))
            fill, stroke = marks[id(spot)]
            base = alt.Chart(rows([{"text": ", ".join(line.text for line in lines)}]))
            dot = base.mark_point(aria=False, filled=True, opacity=1, fill=fill, stroke=stroke, strokeWidth=2 * k, size=90 * k * k)
            text = base.mark_text(align="left", baseline="middle", fontSize=13 * k, color=colors.ink)
            found += [dot.encode(x=alt.value(6 * k), y=y), text.encode(x=alt.value(20 * k), y=y, text="text:N")]
        return found

    def gap_share(self) -> float:
        return max(((p.bound - p.value) / abs(p.bound) for p in self.points if p.bound), default=0.0)

    def subtitle(self) -> str:
        share = self.gap_share()
        proof = "frontier_best" if share < PROVED else "frontier_within"
        return self.words.say(f"drawn.{proof}", measure=self.measure.name, gap=self.words.exact(share))

    def alt(self, title: str) -> str:
        say = self.words.say
        values = [say("drawn.frontier_value", mix=lines[0].text, cost=self.words.money(spot.cost)) for spot, lines in self.said()]
        form = "frontier_alt" if values else "frontier_alt_none"
        return say(f"drawn.{form}", measure=self.measure.name, title=said(title), values=", ".join(values))

    def table(self) -> list[Record]:
        say, unit, of = self.words.say, self.words.unit, "_in" if self.measure.symbol else ""
        names = (
            say("heads.cost_to_come", unit=unit),
            say(f"heads.best{of}", measure=self.measure.name, unit=unit),
            say(f"heads.bound{of}", unit=unit),
        )
        return [dict(zip(names, (p.budget, p.value, p.bound), strict=True)) for p in self.points]

    def padding(self) -> Record:
        return {"right": 12 * self.look.k, "bottom": 4 * self.look.k}
