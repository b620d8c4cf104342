"""Results chain: project, change, benefit and objective as boxes, joined by straight links as thick as the value."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import picking
from value_model.charts.boxes import apart, fitted, mean
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.palette import Palette
from value_model.charts.setup import FULL, finish, palette, rows

MOST = 25  # nodes; beyond that a table says more
ON_A_PHONE = 8  # benefits
ROW, BOX, HEAD, LINE = 54.0, 46.0, 26.0, 15.0  # px: benefit to benefit, height of a box, the headings, a line of text
CHROME = 46.0  # px of subtitle above the plot
WIDE = {False: 0.205, True: 0.42}  # part of the width that a box takes, by compact
PX = {False: 1206.0, True: 350.0}
COLUMNS = ("project", "change", "benefit", "objective")
NO_OBJECTIVE = ""  # the box of what is linked to none; its words stand in the catalogue


@dataclass(frozen=True, slots=True)
class Result:
    """A benefit and what it hangs on. `amount` is its forecast, None where none is recorded; `lacks` holds what is missing: "owner", "measure"."""

    benefit: str
    projects: tuple[str, ...]
    change: str | None
    objective: str | None
    amount: float | None
    lacks: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()  # what a click on a box picks: of the projects in their order, of the benefit, of the objective

    def node(self, column: str) -> list[str]:
        """Return the boxes of a column that this benefit is linked to; none where the change is not recorded."""
        if column == "project":
            return list(self.projects)
        if column == "objective":
            return [self.objective or NO_OBJECTIVE]
        return [name for name in (self.change if column == "change" else self.benefit,) if name]

    def key(self, column: str, name: str) -> str:
        """Return what a click on a box picks; a change is picked as its benefit."""
        if not self.keys:
            return ""
        if column == "project":
            return self.keys[self.projects.index(name)]
        return self.keys[-1] if column == "objective" else self.keys[-2]


def draw(
    results: Sequence[Result], *, title: str, unit: str, words: Words, look: Look, wide: float | None = None, first: str = ""
) -> Drawing:
    """Return the chain of the benefits that fit 25 boxes, those that lack `first` before the largest; `wide` is the plot in px, else the page."""
    shown = fitting(sorted(results, key=lambda result: (first not in result.lacks, -abs(result.amount or 0.0))), look)
    frame = _Frame(sorted(shown, key=lambda r: (r.objective is None, r.objective or "", r.projects)), words, look, wide or PX[look.compact])
    part = "chain_subtitle" if len(shown) == len(results) else f"chain_first_{first}" if first else "chain_part"
    text = words.say(f"drawn.{part}", unit=unit, k=len(shown), n=len(results))
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=text, line=FULL if wide is None else 0)
    return Drawing(spec, frame.boxes(), title, text, _alt(title, shown, words), _table(results, words))


def columns(results: Sequence[Result], look: Look) -> list[str]:
    """Return the columns to draw: on a phone the benefit and its objective; a change only where one is recorded."""
    if look.compact:
        return ["benefit", "objective"]
    return [name for name in COLUMNS if name != "change" or any(result.change for result in results)]


def fitting(ordered: Sequence[Result], look: Look) -> list[Result]:
    """Return the first results that together need no more than 25 boxes."""
    kept: list[Result] = []
    for result in ordered:
        grown = [*kept, result]
        if look.compact and len(grown) > ON_A_PHONE:
            break
        if sum(len({n for r in grown for n in r.node(column)}) for column in columns(grown, look)) > MOST:
            break
        kept = grown
    return kept


def _alt(title: str, shown: Sequence[Result], words: Words) -> str:
    largest = [_value(r, r.amount, words) for r in shown if r.amount is not None][:3]
    first = words.say("drawn.chain_alt", title=said(title))
    return " ".join([first, *([words.say("drawn.chain_largest", values="; ".join(largest))] if largest else [])])


def _value(result: Result, amount: float, words: Words) -> str:
    toward = "chain_value" if result.objective else "chain_value_none"
    return words.say(f"drawn.{toward}", benefit=result.benefit, amount=words.money(amount), objective=result.objective or "")


def _table(results: Sequence[Result], words: Words) -> list[Record]:
    say = words.say
    project, change, benefit, objective = (say(f"heads.{column}") for column in COLUMNS)
    return [
        {project: ", ".join(r.projects), change: r.change, benefit: r.benefit, objective: r.objective,
         say("heads.forecast_in", unit=words.unit): r.amount, say("heads.not_recorded"): ", ".join(say(f"drawn.{what}") for what in r.lacks)}
        for r in results
    ]  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    """One chain while it is put together; places are px at scale 1, from the top and in parts of the width."""

    results: Sequence[Result]
    words: Words
    look: Look
    wide: float

    @property
    def plot(self) -> float:
        return HEAD + ROW * max(len(self.places(column)) for column in self.columns)

    @property
    def height(self) -> float:
        return (self.plot + CHROME) * self.look.k

    @property
    def columns(self) -> list[str]:
        return columns(self.results, self.look)

    def left(self, column: str) -> float:
        return self.columns.index(column) * (1 - self.box) / max(1, len(self.columns) - 1)

    @property
    def box(self) -> float:
        return WIDE[self.look.compact] if len(self.columns) != 3 else 0.26

    def places(self, column: str) -> dict[str, float]:
        """The middle of each box of a column, in rows of benefits."""
        linked: dict[str, list[float]] = {}
        for row, result in enumerate(self.results):
            for name in result.node(column):
                linked.setdefault(name, []).append(float(row))
        return apart({name: mean(at) for name, at in linked.items()}, 1.0, max(len(self.results) - 1, len(linked) - 1))

    def middle(self, row: float) -> float:
        return HEAD + ROW * (row + 0.5)

    def boxes(self) -> list[Record]:
        found = []
        for column in self.columns:
            for name, row in self.places(column).items():
                at, start = self.middle(row), self.left(column)
                found.append(
                    {"Column": column, "Name": name, "Open": self.open(column, name), "x": start, "x2": start + self.box}
                    | {"y": at - BOX / 2, "y2": at + BOX / 2}
                )
        return found

    def open(self, column: str, name: str) -> bool:
        """True for a box that stands for something not recorded."""
        if column == "objective":
            return name == NO_OBJECTIVE
        return column == "benefit" and any(result.lacks for result in self.results if result.benefit == name)

    def links(self) -> list[Record]:
        most = max((abs(r.amount or 0.0) for r in self.results), default=0.0) or 1.0
        found = []
        for result in self.results:
            path = [column for column in self.columns if result.node(column)]
            for one, other in itertools.pairwise(path):
                for start in result.node(one):
                    found += [
                        {"x": self.left(one) + self.box, "x2": self.left(other), "y": self.middle(self.places(one)[start])}
                        | {"y2": self.middle(self.places(other)[end]), "thick": (2 + 2 * abs(result.amount or 0.0) / most) * self.look.k}
                        for end in result.node(other)
                    ]
        return found

    def texts(self) -> list[Record]:
        found = [
            {"x": self.left(c), "y": HEAD / 2 - 2, "text": self.words.say(f"heads.{c}"), "pad": 0.0, "bold": 400, "quiet": True}
            for c in self.columns
        ]
        for column in self.columns:
            for name, row in self.places(column).items():
                lines = self.lines(column, name)
                top = self.middle(row) - LINE * (len(lines) - 1) / 2
                found += [
                    {"x": self.left(column), "y": top + i * LINE, "text": line, "pad": 8.0 * self.look.k, "bold": 600 if strong else 400, "quiet": False}
                    for i, (line, strong) in enumerate(lines)
                ]  # fmt: skip
        return found

    def lines(self, column: str, name: str) -> list[tuple[str, bool]]:
        room = self.box * self.wide - 18
        say = self.words.say
        if column != "benefit":
            return [(line, False) for line in fitted(name or say("drawn.no_objective"), room)]
        result = next(r for r in self.results if r.benefit == name)
        stated = [self.words.money(result.amount)] if result.amount is not None else [say("drawn.chain_no_forecast")]
        below = " · ".join([*stated, *(say(f"drawn.no_{what}") for what in result.lacks)])
        return [*((line, False) for line in fitted(name, room, most=1)), *((line, True) for line in fitted(below, room, most=1))]

    def layers(self) -> list[alt.Chart]:
        colors, k = palette(self.look), self.look.k
        scale: dict[str, Any] = {"x": _across("x"), "y": self.down("y")}
        box = alt.Chart().mark_rect(
            fill=colors.surface, stroke={"expr": f"datum.Open ? '{colors.bad}' : '{colors.edge}'"}, strokeWidth=1.5 * k, cornerRadius=3 * k,
            strokeDash={"expr": f"datum.Open ? [{5 * k}, {3 * k}] : [1, 0]"}, tooltip=None,
        )  # fmt: skip
        link = alt.Chart(rows(self.links())).mark_rule(stroke=colors.mute, strokeWidth={"expr": "datum.thick"}, aria=False)
        return [
            box.encode(**scale, x2="x2:Q", y2="y2:Q"),
            link.encode(**scale, x2="x2:Q", y2="y2:Q"),
            self.written(colors).encode(**scale, text="text:N"),
            *picking.areas(self.picks(), self.look, **scale, x2="x2:Q", y2="y2:Q"),
        ]

    def picks(self) -> list[Record]:
        """The boxes with what a click on each picks."""
        found = []
        for box in self.boxes():
            column = box["Column"]
            held = next(result for result in self.results if box["Name"] in result.node(column))
            found.append({picking.KEY: held.key(column, box["Name"])} | {side: box[side] for side in ("x", "x2", "y", "y2")})
        return found

    def written(self, colors: Palette) -> Any:
        return alt.Chart(rows(self.texts())).mark_text(
            align="left", baseline="middle", fontSize=13 * self.look.k, dx={"expr": "datum.pad"}, fontWeight={"expr": "datum.bold"},
            limit={"expr": f"width * {self.box:g} - {14 * self.look.k:g}"},
            fill={"expr": f"datum.quiet ? '{colors.ink_2}' : '{colors.ink}'"},
        )  # fmt: skip

    def down(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[self.plot, 0], nice=False, zero=False), axis=None)


def _across(field: str) -> alt.X:
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
