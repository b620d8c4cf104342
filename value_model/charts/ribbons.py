"""Spend ribbons: approved spend from investment class to objective; Altair has no Sankey, so each ribbon is an area of 41 points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.boxes import clipped
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.setup import FULL, finish, palette, rows

MOST = 12  # flows; beyond that the grid says more
POINTS = 40
HEIGHT = {False: 340, True: 320}
GAP, NODE = 0.025, 0.018  # parts of height between nodes, and of width of a node
SIDE = {"left": 150, "right": 270}  # px for the words beside the nodes


@dataclass(frozen=True, slots=True)
class Flow:
    """Spend, reporting currency, from one class to one objective."""

    start: str
    end: str
    amount: float
    key: str = ""


def draw(flows: Sequence[Flow], ends: Sequence[str], *, marked: str | None, title: str, subtitle: str, words: Words, look: Look) -> Drawing:
    """Return the ribbons; `ends` are the objectives from the top, `marked` the one in the headline."""
    frame = _Frame(flows, ends, marked, words, look)
    subtitle = words.noted(subtitle, frame.sums())
    spec = finish(alt.layer(*frame.layers()).properties(height=HEIGHT[look.compact] * look.k), look, subtitle=subtitle, line=FULL)
    return Drawing(spec, frame.areas(), title, subtitle, _alt(title, flows, words), _table(flows, words))


def _alt(title: str, flows: Sequence[Flow], words: Words) -> str:
    largest = sorted(flows, key=lambda flow: -flow.amount)[:3]
    values = [words.say("drawn.ribbons_value", start=f.start, end=f.end, amount=words.money(f.amount)) for f in largest]
    return words.say("drawn.ribbons_alt", title=said(title), values="; ".join(values))


def _table(flows: Sequence[Flow], words: Words) -> list[Record]:
    start, end, amount = (
        words.say("heads.investment_class"),
        words.say("heads.objective"),
        words.say("heads.approved_spend", unit=words.unit),
    )
    return [{start: flow.start, end: flow.end, amount: flow.amount} for flow in flows]


def _sums(flows: Sequence[Flow], name: Callable[[Flow], str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for flow in flows:
        found[name(flow)] = found.get(name(flow), 0.0) + flow.amount
    return found


@dataclass(frozen=True)
class _Frame:
    """One chart while it is put together; places are parts of the height from the top and of the width."""

    flows: Sequence[Flow]
    ends: Sequence[str]
    marked: str | None
    words: Words
    look: Look

    def sums(self) -> list[tuple[str, list[str]]]:
        """Both sides add up to all spend."""
        whole = self.words.money(sum(flow.amount for flow in self.flows))
        return [(whole, [self.words.money(amount) for amount in self.side(right=right).values()]) for right in (False, True)]

    def side(self, *, right: bool) -> dict[str, float]:
        sums = _sums(self.flows, (lambda flow: flow.end) if right else (lambda flow: flow.start))
        order = [name for name in self.ends if name in sums] if right else sorted(sums, key=lambda name: -sums[name])
        return {name: sums[name] for name in order}

    def spans(self, nodes: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """Top and bottom of each node."""
        free = 1 - GAP * (max(len(self.side(right=True)), len(self.side(right=False))) - 1)
        whole, top, found = sum(nodes.values()) or 1.0, 0.0, {}
        for name, amount in nodes.items():
            found[name] = (top, top + amount / whole * free)
            top = found[name][1] + GAP
        return found

    def areas(self) -> list[Record]:
        """The ribbons as points, the emphasized last so that they lie on top."""
        starts, ends = self.spans(self.side(right=False)), self.spans(self.side(right=True))
        tops = {name: span[0] for name, span in starts.items()}, {name: span[0] for name, span in ends.items()}
        left, right = list(self.side(right=False)), list(self.side(right=True))
        scale = next(iter((ends[flow.end][1] - ends[flow.end][0]) / self.side(right=True)[flow.end] for flow in self.flows))
        found: list[Record] = []
        for flow in sorted(self.flows, key=lambda flow: (left.index(flow.start), right.index(flow.end))):
            thick = flow.amount * scale
            found += self.ribbon(flow, tops[0][flow.start], tops[1][flow.end], thick)
            tops[0][flow.start] += thick
            tops[1][flow.end] += thick
        return sorted(found, key=lambda point: bool(point["Marked"]))

    def ribbon(self, flow: Flow, start: float, end: float, thick: float) -> list[Record]:
        points = []
        for i in range(POINTS + 1):
            t = i / POINTS
            top = start + (end - start) * (3 * t * t - 2 * t * t * t)
            points.append(
                {"Flow": f"{flow.start} → {flow.end}", picking.KEY: flow.key or flow.end, "Amount": flow.amount, "Marked": flow.end == self.marked, "x": NODE + t * (1 - 2 * NODE)}
                | {"Top": top, "Bottom": top + thick}
            )  # fmt: skip
        return points

    def layers(self) -> list[alt.Chart]:
        colors = palette(self.look)
        quiet, loud = self.area(marked=False).add_params(picking.point()), self.area(marked=True)
        nodes = alt.Chart(rows(self.nodes())).mark_rect(fill=colors.actual, tooltip=None)
        bars = nodes.encode(x=_part("x", "X"), x2="x2:Q", y=_part("Top", "Y"), y2="Bottom:Q")
        return [quiet, loud, bars, *labels.layers(self.texts(), colors, self.look.k, x=_part("x", "X"), y=_part("y", "Y"))]

    def area(self, *, marked: bool) -> Any:
        colors = palette(self.look)
        mark = alt.Chart().transform_filter(f"datum.Marked == {str(marked).lower()}").mark_area(
            fill=colors.bad if marked else colors.tint, fillOpacity=0.46 if marked else 0.65, line=False, tooltip=None, cursor="pointer"
        )  # fmt: skip
        return mark.encode(x=_part("x", "X"), y=_part("Top", "Y"), y2="Bottom:Q", detail="Flow:N")

    def nodes(self) -> list[Record]:
        return [
            {"Name": name, "x": at, "x2": at + NODE, "Top": span[0], "Bottom": span[1]}
            for at, right in ((0.0, False), (1 - NODE, True))
            for name, span in self.spans(self.side(right=right)).items()
        ]

    def texts(self) -> list[Record]:
        return [self.word(name, span, right=right) for right in (False, True) for name, span in self.spans(self.side(right=right)).items()]

    def word(self, name: str, span: tuple[float, float], *, right: bool) -> Record:
        """A name and its amount: outside the nodes; on a phone inside the plot, over the ribbons."""
        inside = self.look.compact
        money = self.words.money(self.side(right=right)[name])
        room = (140.0 if right else 100.0) if inside else SIDE["right" if right else "left"] - 74
        outward = 10.0 if right else -10.0
        return {
            "x": 1.0 if right else 0.0, "y": (span[0] + span[1]) / 2, "text": f"{clipped(name, room, 14)} {money}",
            "token": "bad" if name == self.marked and not inside else "ink", "weight": "600", "dy": 0.0,
            "dx": -2.2 * outward if inside else outward, "align": "left" if right != inside else "right",
        }  # fmt: skip


def _part(field: str, channel: str) -> Any:
    domain = [0, 1] if channel == "X" else [1, 0]
    return getattr(alt, channel)(f"{field}:Q", scale=alt.Scale(domain=domain, nice=False, zero=False), axis=None)
