"""Where names go beside dots: eight places tried, none over another name, a dot, a cut line or an edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from value_model.charts.measuring import cut, width

HEIGHT = 17.0  # px that a line of a name takes at 14 px
APART = 5.0  # px between a dot and its name
SHORTEST = 12  # characters to which a name that must be drawn may be cut
NARROWEST, STEPS = 240.0, 30  # px of the narrowest plot that names are checked for, and in how many steps
CROWD = 60  # dots that names keep clear of in a narrower plot, the most important first
COVERING = 150.0  # px² of other dots that a name which must be drawn may cover
TOUCHING = 0.5  # px² of overlap with another name from which a name is not drawn


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot in px of the plot, x from the left and y from the top; its name is drawn where `name` is not empty."""

    x: float
    y: float
    radius: float
    name: str = ""
    must: bool = False  # shortened before it is left out, and may cover a little of another dot


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px of the plot."""

    left: float
    top: float
    right: float
    bottom: float

    def moved(self, by: float) -> Box:
        """Return the rectangle `by` px further right."""
        return Box(self.left + by, self.top, self.right + by, self.bottom)

    def overlap(self, other: Box) -> float:
        """Return the area that two boxes share, in px²."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: its words, from the dot's center, which way it is aligned, the box it takes.

    In a plot narrower than `least` px it would touch another word, a dot or an edge, and is not drawn.
    """

    text: str
    dx: float
    dy: float
    align: str
    box: Box
    least: float = 0.0


def place(dots: Sequence[Dot], plot: Box, *, lines: Iterable[Box] = (), taken: Iterable[Box] = (), size: float = 14.0) -> dict[int, Place]:
    """Return the places of names by the index of their dot, first come first served; a name without room is left out.

    `lines` are thin boxes names should not cross, `taken` the boxes of other words. The order of `dots` is the order
    of importance. A name that must be drawn may be shortened and may cover a little of a dot, never other words.
    """
    obstacles = [_around(dot) for dot in dots]
    fixed, cuts = list(taken), list(lines)
    found: dict[int, Place] = {}
    for index, dot in enumerate(dots):
        others = [box for i, box in enumerate(obstacles) if i != index]
        words = [*fixed, *(placed.box for placed in found.values())]
        best = _best(dot, plot, words, others, cuts, size) if dot.name else None
        while best and dot.must and not _fits(best.box, plot, words, others, must=True) and len(best.text) > SHORTEST:
            shorter = replace(dot, name=cut(best.text, max(SHORTEST, len(best.text) - 4)))
            best = _best(shorter, plot, words, others, cuts, size) if shorter.name != best.text else None
        if best and _fits(best.box, plot, words, others, must=dot.must):
            found[index] = best
    return _narrowed(found, dots, plot, fixed)


def _best(dot: Dot, plot: Box, words: Sequence[Box], others: Sequence[Box], cuts: Sequence[Box], size: float) -> Place:
    return min(_places(dot, size), key=lambda it: _cost(it[1].box, plot, words, others, cuts) + it[0])[1]


def _narrowed(found: Mapping[int, Place], dots: Sequence[Dot], plot: Box, fixed: Sequence[Box]) -> dict[int, Place]:
    """State from which width of the plot each name has room: as it gets narrower, dots and names move together."""
    least, shown = dict.fromkeys(found, plot.right), list(found)
    near = [*found, *(i for i in range(min(len(dots), CROWD)) if i not in found)]
    for step in range(STEPS + 1):
        wide = plot.right - step * (plot.right - NARROWEST) / STEPS
        part, room = wide / plot.right, Box(plot.left, plot.top, wide, plot.bottom)
        crowd = {i: _around(replace(dots[i], x=dots[i].x * part)) for i in near}
        words, kept = [_moved(box, plot, wide) for box in fixed], []
        for index in shown:
            box = found[index].box.moved(dots[index].x * (part - 1))
            others = [around for i, around in crowd.items() if i != index]
            if _fits(box, room, words, others, must=dots[index].must):
                words.append(box)
                kept.append(index)
                least[index] = wide
        shown = kept
    return {index: replace(spot, least=0.0 if least[index] <= NARROWEST else least[index]) for index, spot in found.items()}


def _moved(box: Box, plot: Box, wide: float) -> Box:
    """Words that stand at the right edge stay there."""
    return box.moved(wide - plot.right) if box.right >= plot.right - 1 else box


def _around(dot: Dot) -> Box:
    reach = dot.radius * 0.9
    return Box(dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach)


def _places(dot: Dot, size: float) -> list[tuple[float, Place]]:
    """The eight places in order of preference, each with what it costs to be less preferred."""
    wide, high = width(dot.name, size, "bold"), HEIGHT * size / 14
    side, slant = dot.radius + APART, dot.radius * 0.7 + APART
    below = dot.radius + high / 2 + 2
    options = [
        (side, 0.0, "left"), (-side, 0.0, "right"), (0.0, below, "center"), (0.0, -below, "center"),
        (slant, slant * 0.8, "left"), (slant, -slant * 0.8, "left"), (-slant, slant * 0.8, "right"), (-slant, -slant * 0.8, "right"),
    ]  # fmt: skip
    return [
        (2.0 * rank, Place(dot.name, dx, dy, align, _box(dot, dx, dy, align, wide, high))) for rank, (dx, dy, align) in enumerate(options)
    ]


def _box(dot: Dot, dx: float, dy: float, align: str, wide: float, high: float) -> Box:
    start = dot.x + dx - {"left": 0.0, "center": wide / 2, "right": wide}[align]
    middle = dot.y + dy
    return Box(start, middle - high / 2, start + wide, middle + high / 2)


def _outside(box: Box, plot: Box) -> float:
    """How many px² of a box lie outside the plot."""
    whole = (box.right - box.left) * (box.bottom - box.top)
    return whole - box.overlap(plot)


def _cost(box: Box, plot: Box, words: Iterable[Box], dots: Iterable[Box], lines: Iterable[Box]) -> float:
    over_words = sum(box.overlap(other) for other in words)
    over_dots = sum(box.overlap(other) for other in dots)
    over_lines = sum(box.overlap(line) for line in lines)
    return 20 * _outside(box, plot) + 20 * over_words + 8 * over_dots + 1.5 * over_lines


def _fits(box: Box, plot: Box, words: Iterable[Box], dots: Iterable[Box], *, must: bool = False) -> bool:
    touching = sum(box.overlap(other) for other in words) + _outside(box, plot)
    return touching <= TOUCHING and sum(box.overlap(other) for other in dots) <= (COVERING if must else TOUCHING)
