"""A tornado: what a total moves by when one amount takes its low or its high case; the widest swing first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from value_model.charts import labels, picking, sideways
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import cut
from value_model.charts.setup import FULL, finish, palette

ROW = {False: 26, True: 44}  # px per swing at scale 1, by compact
CHROME = {False: 44, True: 100}
MOST = {False: 10, True: 6}
PAGE = 1206


@dataclass(frozen=True, slots=True)
class Swing:
    """One amount: what the total moves by at its low and at its high case. `key` is what a click hands over."""

    key: str
    name: str
    of: str  # the project it belongs to
    low: float
    high: float


def draw(swings: Sequence[Swing], *, title: str, subtitle: str, words: Words, look: Look, of: int) -> Drawing:
    """Return the swings, widest first, around the line of the forecast; `of` is how many amounts have cases."""
    shown = swings[: MOST[look.compact]]
    frame = _Frame(shown, words, look)
    part = "" if len(shown) >= of else " " + words.say("drawn.swings_widest", k=len(shown), n=of)
    spec = finish(alt.layer(*frame.layers()).properties(height=frame.height), look, subtitle=subtitle + part, line=FULL)
    return Drawing(spec, frame.records, title, subtitle + part, _alt(title, shown, words), _table(swings, words))


def _alt(title: str, swings: Sequence[Swing], words: Words) -> str:
    values = [words.say("drawn.swing", name=s.name, low=words.variance(s.low), high=words.variance(s.high)) for s in swings[:3]]
    return words.say("drawn.swings_alt", title=said(title), values="; ".join(values))


def _table(swings: Sequence[Swing], words: Words) -> list[Record]:
    amount, project = words.say("heads.moves"), words.say("heads.project")
    low, high = (words.say(f"heads.{case}_case", unit=words.unit) for case in ("low", "high"))
    return [{amount: s.name, project: s.of, low: s.low, high: s.high} for s in swings]


@dataclass(frozen=True)
class _Frame:
    """The swings while they are put together; a row is known by its place, for two amounts may bear one name."""

    swings: Sequence[Swing]
    words: Words
    look: Look

    @property
    def height(self) -> float:
        return (ROW[self.look.compact] * max(1, len(self.swings)) + CHROME[self.look.compact]) * self.look.k

    @property
    def records(self) -> list[Record]:
        """One record per side of a swing, the lower one first."""
        return [
            {"Amount": s.name, "Row": str(place), "Difference": change, "Zero": 0.0}
            for place, s in enumerate(self.swings)
            for change in sorted((s.low, s.high))
        ]

    def y(self) -> alt.Y:
        return sideways.names("Row", self.named(), self.look)

    def named(self) -> dict[str, str]:
        return {str(place): cut(s.name) for place, s in enumerate(self.swings)}

    def x(self, field: str) -> alt.X:
        changes = [(r["Difference"], self.words.variance(r["Difference"])) for r in self.records]
        return sideways.amounts(field, changes, (), sideways.COMPACT if self.look.compact else PAGE - 250)

    def layers(self) -> list[Any]:
        return [self.bars(), self.line(), *self.ends(), *sideways.above("Row", self.named(), self.look), *self.picks()]

    def bars(self) -> Any:
        """Every swing as forecasts are drawn; what the widest may take away is the one emphasis."""
        colors, k = palette(self.look), self.look.k
        loud = "datum.Row == '0' && datum.Difference < 0"
        bar = alt.Chart(name="bars").mark_bar(
            fill={"expr": f"{loud} ? '{colors.bad}' : '{colors.tint}'"}, stroke={"expr": f"{loud} ? '{colors.bad}' : '{colors.actual}'"},
            strokeWidth=1.2 * k, strokeDash=[4 * k, 3 * k], tooltip=None,
        )  # fmt: skip
        return bar.encode(y=self.y(), x=self.x("Zero"), x2="Difference:Q")

    def line(self) -> Any:
        """The forecast, from which every swing is counted."""
        return sideways.zero_line("Row", self.named(), self.look, self.x("zero"), color=palette(self.look).edge, thick=1.5)

    def ends(self) -> list[alt.Chart]:
        records = [
            {"Row": r["Row"], "at": r["Difference"], "text": self.words.variance(r["Difference"]), "token": "ink", "dy": 0.0,
             "weight": "600" if r["Row"] == "0" else "normal", "dx": -6.0 if r["Difference"] < 0 else 6.0,
             "align": "right" if r["Difference"] < 0 else "left"}
            for r in self.records if r["Difference"]
        ]  # fmt: skip
        return labels.layers(records, palette(self.look), self.look.k, x=self.x("at"), y=self.y())

    def picks(self) -> list[Any]:
        return picking.areas([{picking.KEY: s.key, "Row": str(place)} for place, s in enumerate(self.swings)], self.look, y=self.y())
