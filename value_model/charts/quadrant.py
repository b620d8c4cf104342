"""Delivery beside value: each project a dot, cut in four by what counts as on time and as value on track."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt

from value_model.charts import labels, picking
from value_model.charts.axes import percents, step
from value_model.charts.drawing import Drawing, Look, Record, Words, said
from value_model.charts.measuring import cut, width
from value_model.charts.placement import Box, Dot, place
from value_model.charts.setup import FULL, finish, palette, rows

HEIGHT = {False: 460, True: 340}  # px at scale 1, by compact
WIDTH = {False: 1150, True: 312}  # px of the plot the names are placed for; a wider plot only adds room
CHROME = {False: 122, True: 150}  # px that subtitle, titles and axis take of the height
LARGEST = {False: 1900, True: 800}  # px² of the largest dot
SMALLEST = 50  # px²
NAMED = {False: 9, True: 0}  # how many dots are named besides those of the headline
MOST_CORNER = 0.45  # of the width that the words of a corner may claim
LEAST_VALUE, MOST_VALUE = 0.0, 2.0  # of approved: what is forecast beyond is drawn at the edge
Corner = tuple[bool, bool]  # whether its projects are on time, and whether they keep their value
CORNERS: dict[Corner, str] = {
    (False, True): "late_keeps", (True, True): "on_time_keeps", (False, False): "late_short", (True, False): "on_time_short",
}  # fmt: skip
DELIVERY, VALUE = "Delivery", "Value"


@dataclass(frozen=True, slots=True)
class Project:
    """A dot: delivery as a fraction, forecast and approved benefits as money; approved is above zero."""

    key: str
    name: str
    delivery: float
    forecast: float
    approved: float

    @property
    def value(self) -> float:
        """Forecast as a part of approved benefits."""
        return self.forecast / self.approved


@dataclass(frozen=True, slots=True)
class Cuts:
    """From which delivery a project is on time, and from which part of its approved benefits it keeps its value."""

    delivery: float
    value: float


def draw(
    projects: Sequence[Project], cuts: Cuts, *, title: str, words: Words, look: Look, height: int | None = None, width: int = 0
) -> Drawing:
    """Return the quadrant. Names go to every project that is on time and short of value, and to the largest others."""
    ordered = sorted(projects, key=lambda project: (not _short(project, cuts), -abs(1 - project.value) * project.approved, project.name))
    frame = _Frame(ordered, cuts, words, look, (height or HEIGHT[look.compact]) * look.k, width)
    subtitle = _subtitle(ordered, cuts, words)
    spec = finish(
        alt.layer(*frame.layers()).properties(height=frame.height),
        look,
        subtitle=subtitle,
        padding={"right": 6 * look.k, "bottom": 6 * look.k},
        line=FULL,
    )
    return Drawing(
        spec,
        frame.records,
        title,
        subtitle,
        _alt(title, ordered, cuts, words),
        _table(ordered, cuts, words),
        brief=_table(ordered, cuts, words)[:20],
        chrome=CHROME[look.compact] * look.k,
    )


def _short(project: Project, cuts: Cuts) -> bool:
    return project.delivery >= cuts.delivery and project.value < cuts.value


def _corner(project: Project, cuts: Cuts) -> Corner:
    return project.delivery >= cuts.delivery, project.value >= cuts.value


def approved_by_corner(projects: Sequence[Project], cuts: Cuts) -> dict[Corner, float]:
    """Return the approved benefits of each corner: what its words state."""
    return {corner: sum(p.approved for p in projects if _corner(p, cuts) == corner) for corner in CORNERS}


def _subtitle(projects: Sequence[Project], cuts: Cuts, words: Words) -> str:
    delivery, value = words.percent(cuts.delivery), words.percent(cuts.value)
    text = words.say("drawn.quadrant_subtitle", n=len(projects), delivery=delivery, value=value)
    if any(project.value > MOST_VALUE for project in projects):
        text = f"{text} {words.say('drawn.quadrant_beyond', most=words.percent(MOST_VALUE))}"
    if any(project.value < LEAST_VALUE for project in projects):
        text = f"{text} {words.say('drawn.quadrant_beneath', least=words.percent(LEAST_VALUE))}"
    return text


def _alt(title: str, projects: Sequence[Project], cuts: Cuts, words: Words) -> str:
    short = [project for project in projects if _short(project, cuts)][:3] or list(projects[:2])
    values = [
        words.say("drawn.quadrant_value", name=p.name, delivery=words.percent(p.delivery), value=words.percent(p.value)) for p in short
    ]
    return words.say("drawn.quadrant_alt", title=said(title), values="; ".join(values))


def _table(projects: Sequence[Project], cuts: Cuts, words: Words) -> list[Record]:
    name, part, delivery, value = (words.say(f"heads.{head}") for head in ("project", "part", "delivery_percent", "forecast_of_approved"))
    approved = words.say("heads.approved_benefits", unit=words.unit)
    return [
        {name: p.name, part: words.say(f"drawn.quadrant_{CORNERS[_corner(p, cuts)]}"), delivery: 100 * p.delivery, value: 100 * p.value,
         approved: p.approved}
        for p in projects
    ]  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    """One quadrant while it is put together."""

    projects: Sequence[Project]
    cuts: Cuts
    words: Words
    look: Look
    height: float
    width: float = 0  # px of the plot at scale 1, where it is not the page's

    # Domains in percent, and px at scale 1

    @property
    def tall(self) -> float:
        return self.height / self.look.k - CHROME[self.look.compact]

    @property
    def wide(self) -> float:
        return self.width or WIDTH[self.look.compact]

    def span(self, values: Sequence[float], cut_at: float, share: float) -> tuple[float, float, list[float]]:
        """Low, high and ticks of an axis that holds the values and the cut, with a share of their span free at both ends."""
        low, high = min([*values, cut_at]), max([*values, cut_at])
        room = max(4.0, share * (high - low))
        size = step(high - low + 2 * room, 5)
        first, last = low - room, high + room
        ticks = [size * i for i in range(int(first // size), int(last // size) + 2) if first <= size * i <= last]
        return first, last, ticks

    @cached_property
    def x_span(self) -> tuple[float, float, list[float]]:
        low, high, ticks = self.span([100 * p.delivery for p in self.projects], 100 * self.cuts.delivery, 0.09)
        right, left = (0.0, 0.0) if self.look.compact else self.room(low, high)  # on a phone the words are wider than their part
        return self.widened(low - left, high + right) if right or left else (low, high, ticks)

    def room(self, low: float, high: float) -> tuple[float, float]:
        """How much further the axis must reach right and left for the words of the corners to stay on their side of the cut."""
        at, needed = 100 * self.cuts.delivery, {}
        for right in (True, False):
            long = max(width(text, 14, "bold") for (side, _), text in self.corner_lines() if side == right) + 28
            part = min(long / self.wide, MOST_CORNER)
            own, other = (high - at, at - low) if right else (at - low, high - at)
            needed[right] = max(0.0, part * other / (1 - part) - own)
        return needed[True], needed[False]

    def widened(self, low: float, high: float) -> tuple[float, float, list[float]]:
        size = step(high - low, 5)
        return low, high, [size * i for i in range(int(low // size), int(high // size) + 2) if low <= size * i <= high]

    @cached_property
    def y_span(self) -> tuple[float, float, list[float]]:
        return self.span([self.shown(p) for p in self.projects], 100 * self.cuts.value, 0.22)  # the corners' words stand there

    def shown(self, project: Project) -> float:
        return 100 * max(LEAST_VALUE, min(project.value, MOST_VALUE))

    def px(self, project: Project) -> tuple[float, float]:
        (x0, x1, _), (y0, y1, _) = self.x_span, self.y_span
        return (100 * project.delivery - x0) / (x1 - x0) * self.wide, (y1 - self.shown(project)) / (y1 - y0) * self.tall

    def size(self, project: Project) -> float:
        most = max(p.approved for p in self.projects)
        return max(SMALLEST, LARGEST[self.look.compact] * project.approved / most) if most > 0 else SMALLEST

    def radius(self, project: Project) -> float:
        return float((self.size(project) / 3.14159) ** 0.5)

    # Encodings

    def x(self, field: str = DELIVERY) -> alt.X:
        low, high, ticks = self.x_span
        axis = alt.Axis(
            values=ticks, labelExpr=percents(self.words), title=f"{self.words.say('drawn.quadrant_delivery')} →", titleAnchor="start", titlePadding=8 * self.look.k,
            grid=False, domain=True,
        )  # fmt: skip
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=axis)

    def y(self, field: str = "Shown") -> alt.Y:
        low, high, ticks = self.y_span
        axis = alt.Axis(
            values=ticks, labelExpr=percents(self.words), title=f"↑ {self.words.say('drawn.quadrant_benefits')}", titleAngle=0, titleAlign="left", titleAnchor="start",
            titleX=0, titleY=-14 * self.look.k, titleBaseline="bottom", grid=False, domain=True,
        )  # fmt: skip
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=axis)

    @property
    def records(self) -> list[Record]:
        return [
            {"Project": p.name, DELIVERY: 100 * p.delivery, VALUE: 100 * p.value, "Shown": self.shown(p),
             "Approved": p.approved, "Size": self.size(p) * self.look.k**2, "Kind": self.kind(i, p), "Key": p.key}
            for i, p in enumerate(self.projects)
        ]  # fmt: skip

    def kind(self, index: int, project: Project) -> str:
        if _short(project, self.cuts):
            return "short"
        return "named" if index in self.places else "other"

    # Layers, from back to front; the dots hold the main data, so they come first in the spec and are drawn by order

    def layers(self) -> list[Any]:
        return [self.dots(), self.tint(), *self.lines(), self.dots_again(), *self.corners(), *self.names()]

    def dots(self) -> Any:
        """The main data as a layer that takes the clicks and draws nothing."""
        pick = picking.point()
        base = alt.Chart(name="dots").mark_circle(opacity=0, tooltip=None, aria=False)
        return base.encode(x=self.x(), y=self.y(), size=alt.Size("Size:Q", scale=None)).add_params(pick)

    def dots_again(self) -> Any:
        colors, k = palette(self.look), self.look.k
        fill = f"datum.Kind == 'short' ? '{colors.bad}' : datum.Kind == 'named' ? '{colors.edge}' : '{colors.mute}'"
        edge = f"datum.Kind == 'other' ? '{colors.edge}' : '{colors.bg}'"
        base = alt.Chart().mark_circle(
            opacity=1, fill={"expr": fill}, stroke={"expr": edge}, strokeWidth={"expr": f"datum.Kind == 'other' ? {k} : {1.5 * k}"}, tooltip=None,
            cursor="pointer",
        )  # fmt: skip
        return base.encode(x=self.x(), y=self.y(), size=alt.Size("Size:Q", scale=None))

    def tint(self) -> Any:
        (_, x1, _), (y0, _, _) = self.x_span, self.y_span
        area = rows([{"from": 100 * self.cuts.delivery, "to": x1, "low": y0, "high": 100 * self.cuts.value}])
        rect = alt.Chart(area).mark_rect(fill=palette(self.look).bad, opacity=0.06, aria=False)
        return rect.encode(x=self.x("from"), x2="to:Q", y=self.y("low"), y2="high:Q")

    def lines(self) -> list[Any]:
        mark: dict[str, Any] = {"color": palette(self.look).edge, "strokeWidth": self.look.k, "aria": False}
        return [
            alt.Chart(rows([{"at": 100 * self.cuts.delivery}])).mark_rule(**mark).encode(x=self.x("at")),
            alt.Chart(rows([{"at": 100 * self.cuts.value}])).mark_rule(**mark).encode(y=self.y("at")),
        ]

    # Words

    def corner_words(self) -> dict[Corner, str]:
        found, approved = {}, approved_by_corner(self.projects, self.cuts)
        for corner, name in CORNERS.items():
            inside = [p for p in self.projects if _corner(p, self.cuts) == corner]
            form = "corner_short" if self.look.compact else "corner" if inside else "corner_none"
            amount = self.words.money(approved[corner])
            named = self.words.say(f"drawn.quadrant_{name}")
            found[corner] = self.words.say(f"drawn.quadrant_{form}", name=named, n=len(inside), amount=amount)
        return found

    def corner_lines(self) -> list[tuple[Corner, str]]:
        return list(self.corner_words().items())

    def corners(self) -> list[alt.Chart]:
        found: list[alt.Chart] = []
        for (right, up), text in self.corner_lines():
            token = "bad" if (right, up) == (True, False) and any(_short(p, self.cuts) for p in self.projects) else "ink_3"
            dx, align = (-8.0, "right") if right else (8.0, "left")
            record: Record = {"text": text, "token": token, "weight": "bold", "dx": dx, "dy": 13.0 if up else -13.0, "align": align}
            if not right and not self.look.compact:  # in a narrow window the words on the right, where value is missing, stand alone
                record["least"] = sum(width(other, 14, "bold") for (_, at), other in self.corner_lines() if at == up) + 40
            at_x: Any = alt.value("width") if right else alt.value(0)
            at_y: Any = alt.value(0) if up else alt.value("height")
            found += labels.layers([record], palette(self.look), self.look.k, x=at_x, y=at_y)
        return found

    def corner_boxes(self) -> list[Box]:
        wide, tall = self.wide, self.tall
        found = []
        for (right, up), text in self.corner_lines():
            long = width(text, 14, "bold") + 10
            left, top = (wide - long if right else 0.0), (2.0 if up else tall - 24)
            found.append(Box(left, top, left + long, top + 22))
        return found

    @cached_property
    def places(self) -> dict[int, Any]:
        wide, tall = self.wide, self.tall
        (x0, x1, _), (y0, y1, _) = self.x_span, self.y_span
        cut_x = (100 * self.cuts.delivery - x0) / (x1 - x0) * wide
        cut_y = (y1 - 100 * self.cuts.value) / (y1 - y0) * tall
        lines = [Box(cut_x - 1, 0, cut_x + 1, tall), Box(0, cut_y - 1, wide, cut_y + 1)]
        short = sum(1 for p in self.projects if _short(p, self.cuts))
        named = min(short, 12) + NAMED[self.look.compact]
        dots = [
            Dot(*self.px(p), self.radius(p), cut(p.name, 22 if self.look.compact else 28) if i < named else "", i < min(short, 3))
            for i, p in enumerate(self.projects)
        ]
        return place(dots, Box(0, 0, wide, tall), lines=lines, taken=self.corner_boxes())

    def names(self) -> list[alt.Chart]:
        records = []
        for index, spot in self.places.items():
            project = self.projects[index]
            tone = "bad" if _short(project, self.cuts) else "ink"
            records.append(
                {DELIVERY: 100 * project.delivery, "at": self.shown(project), "text": spot.text, "least": spot.least, "token": tone, "weight": "600", "dx": spot.dx,
                 "dy": spot.dy, "align": spot.align}
            )  # fmt: skip
        return labels.layers(records, palette(self.look), self.look.k, x=self.x(), y=self.y("at"))
