"""The waterfall: from one total to another in recorded steps; also the bridge of a change, which starts at zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import labels, picking, steps
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import broken, cut
from value_model.charts.setup import FULL, finish, palette, rows
from value_model.charts.steps import Step, Total

HEIGHT = {False: 330, True: 300}  # px at scale 1, by compact
ABOVE, BELOW = 34, 26  # px kept free for words above the highest and below the lowest bar
CHROME = 74  # px that subtitle and step names take of the height
BRACKET = 70  # px: a smaller gap has no room for a bracket and its words
LINE = labels.LINE
PAGE = 1206  # px: the content of a page at 1366
__all__ = ["Step", "Total", "draw"]


def draw(
    start: Total | None, moves: Sequence[Step], end: Total, *, title: str, subtitle: str, words: Words, look: Look,
    other: str = "", height: int | None = None, heading: str = "", width: int = PAGE,
) -> Drawing:  # fmt: skip
    """Return the waterfall from `start` (None: from zero) over `moves` to `end`.

    Steps of zero are dropped and small ones folded under `other`. `heading` names the first column of the table;
    `width` is about how wide the chart will be, for the names under the bars.
    """
    shown = steps.folded(moves, other or words.say("drawn.waterfall_smaller")) if start else [move for move in moves if move.amount]
    subtitle = words.noted(subtitle, sums(start, shown, end, words))
    frame = _Frame(start, shown, end, words, look, (height or HEIGHT[look.compact]) * look.k, width)
    spec = finish(
        alt.layer(*frame.layers()).properties(height=frame.height),
        look,
        subtitle=subtitle,
        padding={"right": 4 * look.k} | frame.room_below(),
        line=FULL * width // PAGE,
    )
    return Drawing(
        spec,
        frame.records,
        title,
        subtitle,
        _alt(title, start, shown, end, words),
        _table(start, moves, end, words, heading or words.say("heads.step")),
    )


def sums(start: Total | None, moves: Sequence[Step], end: Total, words: Words) -> Iterator[tuple[str, list[str]]]:
    """What a reader could add: the steps from the first total to the last, the gap, and the parts of the last bar."""
    if moves:
        first = [words.money(start.amount)] if start else []
        yield _total(end, words), [*first, *(words.variance(move.amount) for move in moves)]
    if start:
        yield words.money(end.amount), [words.money(start.amount), words.variance(end.amount - start.amount)]
    if end.confirmed:
        yield words.money(end.amount), [words.money(end.confirmed), words.money(end.amount - end.confirmed)]


def _alt(title: str, start: Total | None, moves: Sequence[Step], end: Total, words: Words) -> str:
    first = [f"{start.label} {words.money(start.amount)}"] if start else []
    largest = sorted(moves, key=lambda move: -abs(move.amount))[:2]
    values = [*first, *(f"{move.label} {words.variance(move.amount)}" for move in largest), f"{end.label} {_total(end, words)}"]
    return words.say("drawn.waterfall_alt", title=said(title), values=", ".join(values))


def _total(total: Total, words: Words) -> str:
    return words.variance(total.amount) if total.kind == "change" else words.money(total.amount)


def _table(start: Total | None, moves: Sequence[Step], end: Total, words: Words, heading: str) -> list[Record]:
    listed = [*([(start.label, start.amount)] if start else []), *((move.label, move.amount) for move in moves), (end.label, end.amount)]
    return [{heading: label, words.say("heads.amount", unit=words.unit): amount} for label, amount in listed]


@dataclass(frozen=True)
class _Frame:
    """One waterfall while it is put together; upright, or lying on a phone."""

    start: Total | None
    moves: Sequence[Step]
    end: Total
    words: Words
    look: Look
    height: float
    width: int

    @property
    def records(self) -> list[Record]:
        return steps.bars(self.start, self.moves, self.end)

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(record["Step"] for record in self.records))

    @property
    def lying(self) -> bool:
        return self.look.compact

    def domain(self) -> tuple[float, float]:
        if self.lying:
            return steps.domain(self.records, 64, 64 if any(min(r["From"], r["To"]) < 0 for r in self.records) else 0, 230)
        below = BELOW if self.start is None or any(min(r["From"], r["To"]) < 0 for r in self.records) else 0
        return steps.domain(self.records, ABOVE, below, self.height / self.look.k - CHROME)

    def px(self, amount: float) -> float:
        """How many px of the plot an amount takes, at scale 1."""
        low, high = self.domain()
        return amount / (high - low) * (self.height / self.look.k - CHROME)

    def named(self) -> dict[str, list[str]]:
        """The lines of each name."""
        room = self.width / len(self.names) - 10
        return {name: [cut(name, 20)] if self.lying else broken(cut(name), room) for name in self.names}

    def room_below(self) -> dict[str, float]:
        """What the third line of a name would lose of its letters."""
        return {"bottom": 10 * self.look.k} if max(len(lines) for lines in self.named().values()) > 2 else {}

    # Encodings: along the steps, and up the values

    def along(self, field: str = "Step", part: float = 0.5) -> Any:
        kind = alt.Y if self.lying else alt.X
        scale = alt.Scale(domain=self.names, paddingInner=0.3, paddingOuter=0.1)
        angle: dict[str, Any] = {} if self.lying else {"labelAngle": 0}
        axis = alt.Axis(
            title=None, grid=False, domain=False, labelExpr=f"({steps.literal(self.named())})[datum.label]", labelLimit=160, **angle
        )
        return kind(f"{field}:N", scale=scale, axis=axis, bandPosition=part)

    def along_end(self, field: str, part: float) -> Any:
        return (alt.Y2 if self.lying else alt.X2)(f"{field}:N", bandPosition=part)

    def value(self, field: str) -> Any:
        kind = alt.X if self.lying else alt.Y
        return kind(f"{field}:Q", scale=alt.Scale(domain=list(self.domain()), nice=False), axis=None)

    def value_end(self, field: str) -> Any:
        return (alt.X2 if self.lying else alt.Y2)(f"{field}:Q")

    def at(self, along: Any, value: Any, *, along_end: Any = None, value_end: Any = None) -> dict[str, Any]:
        """Encodings by channel for the way this waterfall lies."""
        ends = {"y2" if self.lying else "x2": along_end, "x2" if self.lying else "y2": value_end}
        found = {"y" if self.lying else "x": along, "x" if self.lying else "y": value}
        return found | {name: end for name, end in ends.items() if end is not None}

    # Layers, from back to front

    def layers(self) -> list[alt.Chart]:
        return [self.drawn_bars(), self.base(), *self.connectors(), *self.level(), *self.bracket(), *self.texts(), *self.picks()]

    def picks(self) -> list[Any]:
        """A step is picked anywhere above or below its name."""
        parts = {record["Step"]: record[picking.KEY] for record in self.records}
        across = {"y" if self.lying else "x": self.along()}
        return picking.areas([{picking.KEY: key, "Step": name} for name, key in parts.items()], self.look, **across)

    def drawn_bars(self) -> Any:
        colors, k = palette(self.look), self.look.k
        solid = {"plan": colors.bg, "before": colors.edge, "confirmed": colors.actual, "reported": colors.tint, "realized": colors.actual,
                 "change": colors.actual, "worst": colors.bad, "cut": colors.bad, "gain": colors.good}  # fmt: skip
        edge = {"plan": colors.actual, "reported": colors.actual, "cut": colors.bad, "gain": colors.good, "worst": colors.bad}
        strokes = {kind: edge.get(kind, fill) for kind, fill in solid.items()}
        faint = {kind: 0.28 if kind in ("cut", "gain") else 1 for kind in solid}
        wide = {kind: (2 if kind == "plan" else 1.5) * k for kind in solid}
        bar = alt.Chart(name="bars").mark_bar(
            fill={"expr": f"({steps.literal(solid)})[datum.Kind]"}, stroke={"expr": f"({steps.literal(strokes)})[datum.Kind]"},
            strokeWidth={"expr": f"({steps.literal(wide)})[datum.Kind]"}, fillOpacity={"expr": f"({steps.literal(faint)})[datum.Kind]"}, tooltip=None,
        )  # fmt: skip
        return bar.encode(**self.at(self.along(), self.value("From"), value_end=self.value_end("To")))

    def base(self) -> Any:
        """The line that totals stand on."""
        rule = alt.Chart(rows([{"zero": 0}])).mark_rule(color=palette(self.look).rule, strokeWidth=self.look.k)
        return rule.encode(**{"x" if self.lying else "y": self.value("zero")})

    def connectors(self) -> list[alt.Chart]:
        ends = {record["Step"]: record["To"] for record in self.records}
        if self.start is None and len(self.names) < 2:
            return []
        pairs = [{"Step": one, "Next": other, "level": ends[one]} for one, other in zip(self.names, self.names[1:], strict=False)]
        rule = alt.Chart(rows(pairs)).mark_rule(color=palette(self.look).edge, strokeWidth=self.look.k)
        return [rule.encode(**self.at(self.along(part=1), self.value("level"), along_end=self.along_end("Next", 0)))] if pairs else []

    def level(self) -> list[alt.Chart]:
        """The dotted line at the level of the start, as far as the last bar."""
        if self.start is None or not self.moves:
            return []
        k = self.look.k
        line = [{"Step": self.names[0], "Next": self.names[-1], "level": self.start.amount}]
        rule = alt.Chart(rows(line)).mark_rule(color=palette(self.look).edge, strokeWidth=k, strokeDash=[2 * k, 4 * k])
        return [rule.encode(**self.at(self.along(part=1), self.value("level"), along_end=self.along_end("Next", 1)))]

    @property
    def gap(self) -> float:
        return self.end.amount - self.start.amount if self.start else 0.0

    def has_bracket(self) -> bool:
        return not self.lying and self.gap < 0 and self.px(-self.gap) >= BRACKET and self.end.amount >= 0

    def bracket(self) -> list[alt.Chart]:
        if not self.has_bracket() or self.start is None:
            return []
        colors, k = palette(self.look), self.look.k
        base = alt.Chart(rows([{"Step": self.end.label, "plan": self.start.amount, "end": self.end.amount}]))
        place = self.at(self.along(), self.value("plan"), value_end=self.value_end("end"))
        rule = base.mark_rule(color=colors.bad, strokeWidth=2 * k, y2Offset=-26 * k).encode(**place)
        tick = base.mark_tick(color=colors.bad, thickness=2 * k, size=12 * k, orient="horizontal").encode(
            **self.at(self.along(), self.value("plan"))
        )
        return [rule, tick]

    def texts(self) -> list[alt.Chart]:
        colors, place = palette(self.look), _xy(self.at(self.along(), self.value("at")))
        outside = labels.layers([*self.step_words(), *self.total_words(), *self.gap_words()], colors, self.look.k, **place)
        inside = labels.layers(self.part_words(), colors, self.look.k, **place)
        return [*outside, *inside[1:]]  # words on a bar need no halo

    def step_words(self) -> list[Record]:
        found = []
        for record in self.records:
            if record["Kind"] in ("worst", "cut", "gain"):
                token = "good" if record["Kind"] == "gain" else "bad"
                found.append(self.word(record["Step"], self.words.variance(record["Amount"]), record, token, up=record["Kind"] == "gain"))
        return found

    def total_words(self) -> list[Record]:
        found = []
        for total in [*([self.start] if self.start else []), self.end]:
            record = {"From": 0.0, "To": total.amount}
            token = labels.tone(total.amount) if total.kind == "change" and total.amount else "ink"
            found.append(self.word(total.label, _total(total, self.words), record, token, up=total.amount >= 0, weight="bold"))
        return found

    def word(self, name: str, text: str, record: Record, token: str, *, up: bool, weight: str = "600") -> Record:
        """Words past the end of a bar: above it, below it, or beside it where the waterfall lies."""
        low, high = sorted((record["From"], record["To"]))
        if self.lying:
            beside = self.start is not None and name == self.end.label and bool(self.gap)
            at, dx, dy, align = (high, 6.0, -8.0 if beside else 0.0, "left")
        else:
            at, dx, dy, align = (high, 0.0, -13.0, "center") if up else (low, 0.0, 14.0, "center")
        return {"Step": name, "at": at, "text": text, "token": token, "weight": weight, "dx": dx, "dy": dy, "align": align}

    def part_words(self) -> list[Record]:
        """The names of the parts of the last bar, inside it where they fit."""
        found = []
        for record in self.records:
            if record["Kind"] in ("confirmed", "reported") and not self.lying and record["Amount"] > 0:
                lines = [self.words.say(f"drawn.waterfall_{record['Kind']}"), self.words.money(record["Amount"])]
                room = self.px(record["Amount"])
                lines = lines if room >= 2 * LINE + 4 else []
                middle = (record["From"] + record["To"]) / 2
                token = "bg" if record["Kind"] == "confirmed" else "ink"
                for i, line in enumerate(lines):
                    found.append(
                        {"Step": record["Step"], "at": middle, "text": line, "token": token, "weight": "600", "dx": 0.0,
                         "dy": (i - 0.5) * LINE, "align": "center"}
                    )  # fmt: skip
        return found

    def gap_words(self) -> list[Record]:
        if self.start is None or not self.gap or self.start.amount <= 0:
            return []
        say = self.words.say
        share = say("drawn.waterfall_share", share=self.words.percent(abs(self.gap) / self.start.amount))
        gap = say("drawn.waterfall_gap", gap=self.words.variance(self.gap))
        lines = [(gap, labels.tone(self.gap), "bold"), (share, "ink_2", "normal")]
        if self.has_bracket():
            middle = (self.start.amount + self.end.amount) / 2
            shift = -13 - LINE / 2
            return [self.gap_line(line, middle, -10.0, shift + i * LINE, "right") for i, line in enumerate(lines)]
        if self.lying:
            return [self.gap_line(lines[0], max(self.end.amount, 0.0), 6.0, 9.0, "left")]
        return [self.gap_line(lines[0], max(self.start.amount, self.end.amount), 0.0, -13.0 - LINE, "center")]

    def gap_line(self, line: tuple[str, str, str], at: float, dx: float, dy: float, align: str) -> Record:
        text, token, weight = line
        return {"Step": self.end.label, "at": at, "text": text, "token": token, "weight": weight, "dx": dx, "dy": dy, "align": align}


def _xy(channels: dict[str, Any]) -> dict[str, Any]:
    return {"x": channels["x"], "y": channels["y"]}
