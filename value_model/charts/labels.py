"""Words on a chart: end-of-line labels that do not collide, and the key that replaces them on phones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts.curve_points import Totals
from value_model.charts.drawing import Look, Record, Words
from value_model.charts.measuring import width
from value_model.charts.palette import Palette
from value_model.charts.setup import rows

KEY_SIZE, KEY_ROOM = 13, 256.0  # px: the words of the key, and what a phone leaves beside the line sample
LINE = 18.0  # px between two lines of a label
RANGE = 0.8  # the share of outcomes between the low and the high case


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis in pixels: `low` at the bottom, `high` at the top of `height`."""

    low: float
    high: float
    height: float

    def px(self, value: float) -> float:
        """Return the distance from the top in pixels."""
        return (self.high - value) / ((self.high - self.low) or 1.0) * self.height


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label: words, token of its color, weight."""

    text: str
    color: str = "ink_2"
    weight: str = "normal"


Writer = Callable[[float], str]  # writes a number as the narrative does
Block = tuple[float, list[Line]]  # the value it stands at, and its lines


def tone(gap: float) -> str:
    """Return the color token of a signed gap where more is better."""
    return "bad" if gap < 0 else "good"


def ends(totals: Totals, at: Mapping[str, float], words: Words, look: Look) -> list[Block]:
    """Return the labels at the ends of the lines: plan, and forecast with its range and gap.

    `at` holds the last value of each line by name; a line that is not drawn has no label.
    """
    blocks: list[Block] = []
    if totals.plan is not None and "plan" in at:
        blocks.append((at["plan"], [Line(words.say("drawn.plan_at", amount=words.money(totals.plan)), weight="600")]))
    if totals.forecast is not None and "forecast" in at:
        lines = [Line(words.say("drawn.forecast_at", amount=words.money(totals.forecast)), "actual", "bold")]
        if totals.low is not None and totals.high is not None and look.k >= 1:
            lines.append(Line(words.say("drawn.range_at", **_range(totals.low, totals.high, words))))
        if totals.gap_forecast:
            lines.append(Line(words.say("drawn.vs_plan", gap=words.variance(totals.gap_forecast)), tone(totals.gap_forecast), "bold"))
        blocks.append((at["forecast"], lines))
    return blocks


def _range(low: float, high: float, words: Words) -> dict[str, str]:
    return {"share": words.percent(RANGE), "low": words.money(low), "high": words.money(high)}


def stack(blocks: list[Block], scale: Scale) -> list[Record]:
    """Return one record per line, `dy` chosen so that blocks keep their order, stay inside and do not touch."""
    ordered = sorted(blocks, key=lambda block: -block[0])
    tops: list[float] = []
    floor = -LINE / 2
    for value, lines in ordered:
        tops.append(max(floor, scale.px(value) - LINE * (0.5 if len(lines) == 1 else 1.0)))
        floor = tops[-1] + LINE * len(lines) + 4
    ceiling = scale.height + LINE
    for i in range(len(ordered) - 1, -1, -1):
        tops[i] = min(tops[i], ceiling - LINE * len(ordered[i][1]))
        ceiling = tops[i] - 4
    return [record for block, top in zip(ordered, tops, strict=True) for record in _lines(block, top, scale)]


def _lines(block: Block, top: float, scale: Scale) -> list[Record]:
    value, lines = block
    start = top + LINE / 2 - scale.px(value)
    return [_line(line, value, 10.0, start + i * LINE, "left") for i, line in enumerate(lines)]


def _line(line: Line, at: float, dx: float, dy: float, align: str) -> Record:
    return {"at": at, "text": line.text, "token": line.color, "weight": line.weight, "dx": dx, "dy": dy, "align": align}


def beside_dot(totals: Totals, at: float | None, words: Words, look: Look, scale: Scale, *, right: bool) -> list[Record]:
    """Return the label of the last actual, which stands `at` a value, and of its gap.

    Below the dot: in two lines where they fit above the axis, in one where only one does; else above it,
    to the left, clear of the forecast that rises to the right.
    """
    if totals.realized is None or at is None or look.k < 1:
        return []
    lines = [Line(words.say("drawn.realized_at", amount=words.money(totals.realized)), "actual", "bold")]
    if totals.gap_to_date:
        gap = words.say("drawn.vs_plan_to_date", gap=words.variance(totals.gap_to_date))
        lines.append(Line(gap, tone(totals.gap_to_date), "bold"))
    free = scale.height - scale.px(at)
    if free < LINE * len(lines) + 14 and free >= LINE + 6:
        lines = [Line(", ".join(line.text for line in lines), lines[-1].color, "bold")]
    below = free >= LINE * len(lines) + 6
    first = 16.0 if below else -12.0 - LINE * (len(lines) - 1)
    dx, align = (14.0, "left") if right and below else (-14.0, "right")
    return [_line(line, at, dx, first + i * LINE, align) for i, line in enumerate(lines)]


def layers(records: list[Record], colors: Palette, k: float, *, x: Any, y: Any) -> list[alt.Chart]:
    """Return text layers for the records, each over a copy with a background stroke (the halo)."""
    if not records:
        return []
    drawn = [r | {"color": colors.token(r["token"]), "dx": r["dx"] * k, "dy": r["dy"] * k} for r in records]
    base = alt.Chart(rows(drawn)).encode(x=x, y=y, text="text:N")
    style: dict[str, Any] = {name: {"expr": f"datum.{name}"} for name in ("dx", "dy", "align")}
    seen: dict[str, Any] = {}
    if any("least" in r for r in records):  # a name without room in a narrower plot is not drawn there
        seen = {"opacity": {"expr": f"width < datum.least * {k:g} ? 0 : 1"}}
    if any("part" in r for r in records):  # a name has a part of the width and ends in "…" beyond it
        seen |= {"limit": {"expr": "width * datum.part"}}
    style |= {"fontWeight": {"expr": "datum.weight"}, "fontSize": 14 * k, "baseline": "middle"}
    halo = base.mark_text(aria=False, stroke=colors.bg, strokeWidth=3 * k, strokeOpacity=0.8, fillOpacity=0.8, **style, **seen)
    return [halo, base.mark_text(fill={"expr": "datum.color"}, **style, **seen)]


# The key under a phone's chart


def key_rows(totals: Totals, words: Words) -> list[Record]:
    """Return the rows of the key: which line it explains, and the words."""
    found: list[Record] = []
    if totals.realized is not None:
        gap = words.variance(totals.gap_to_date) if totals.gap_to_date else ""
        text = words.say("drawn.realized_gap" if gap else "drawn.realized_at", amount=words.money(totals.realized), gap=gap)
        found.append({"dash": 0, "width": 4, "token": "actual", "text": text})
    if totals.forecast is not None:
        span = _range(totals.low, totals.high, words) if totals.low is not None and totals.high is not None else {}
        text = words.say("drawn.forecast_between" if span else "drawn.forecast_at", amount=words.money(totals.forecast), **span)
        found.append({"dash": 1, "width": 2.5, "token": "actual", "text": text})
    if totals.plan is not None:
        found.append({"dash": 0, "width": 2, "token": "edge", "text": words.say("drawn.plan_at", amount=words.money(totals.plan))})
    return [row for record in found for row in _broken(record)]


def _broken(record: Record) -> list[Record]:
    """Return a row of the key, in two where it is wider than the plot: the second has no line sample."""
    first, comma, rest = str(record["text"]).partition(", ")
    if not comma or width(record["text"], KEY_SIZE) <= KEY_ROOM:
        return [record]
    return [record | {"text": first + ","}, record | {"text": rest, "width": 0}]


def key(records: list[Record], colors: Palette, k: float, row: float) -> list[alt.Chart]:
    """Return the key below the plot, a line sample and its words per row."""
    found = []
    for i, record in enumerate(records):
        y = alt.value(alt.ExprRef(expr=f"height + {(34 + i * row) * k}"))
        base = alt.Chart(rows([{"text": record["text"]}]))
        dash = [6 * k, 5 * k] if record["dash"] else [1, 0]
        sample = base.mark_rule(aria=False, color=colors.token(record["token"]), strokeWidth=record["width"] * k, strokeDash=dash)
        found.append(sample.encode(x=alt.value(0), x2=alt.value(26 * k), y=y))
        text = base.mark_text(align="left", baseline="middle", fontSize=KEY_SIZE * k, color=colors.ink)
        found.append(text.encode(x=alt.value(34 * k), y=y, text="text:N"))
    return found
