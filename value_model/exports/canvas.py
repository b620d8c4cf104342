"""Words around a chart in one Vega-Lite spec, so that screen, picture and slide are the same drawing.

The words above and below are titles of two nested concats around the chart: titles start at the outer
edge of what they frame, so that every line begins where the axis labels do, on any chart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from value_model.charts.drawing import Drawing, Look, Record
from value_model.charts.setup import config, palette
from value_model.exports.wrap import balanced, fitted

K = 1.6  # the scale of a slide
PLOT, BODY = 1400, 560  # px of a slide's plot where nothing else is said
SCREEN = 1760  # px that the lines of a slide may take
TALLEST = 576  # px of a plot that still leaves room for the words on one screen
HEADLINE, BELOW, ASK, FOOTER = 48, 26, 28, 21  # px
BAR, BESIDE, LIFT = 48, 26, 44  # px: the bar beside the ask is a stroke of the font, for only titles begin where the axis labels do
HEAD_LINES = 2  # that every slide keeps free, so that nothing jumps from slide to slide
MESSAGE, SOURCE, LINE = 20, 13, 1075  # px at scale 1, of a picture: its words, and how long their lines may be
DESCENT = 6  # px below the footer, so that no letter is cut
FRAME = {"anchor": "start", "frame": "bounds"}
NO_PADDING = {"left": 0, "right": 0, "top": 0, "bottom": 0}


def title(lines: Sequence[str], size: int, color: str, *, weight: int = 400, gap: float = 0) -> Record:
    """Return a title that starts at the left edge of what it frames, `gap` px away from it."""
    style = {"fontSize": size, "lineHeight": round(size * 1.17), "fontWeight": weight, "color": color, "offset": gap}
    return FRAME | style | {"text": list(lines)}


def under(lines: Sequence[str], size: int, color: str, *, gap: int) -> Record:
    """Return the part of a title that holds its second, quieter lines."""
    return {
        "subtitle": list(lines), "subtitleFontSize": size, "subtitleColor": color, "subtitleFontWeight": 400,
        "subtitleLineHeight": round(size * 1.3), "subtitlePadding": gap,
    }  # fmt: skip


def bare(drawing: Drawing, wide: int, tallest: float | None = None) -> Record:
    """Return a chart's spec as a part of another: no config, no padding, its plot at a width in px where it has none.

    A chart by rows grows with them; `tallest` is what it may take.

    In a part of a spec the names `width` and `height` stand for nothing, so expressions get the numbers.
    """
    spec = deepcopy(drawing.spec)
    for name in ("config", "padding"):
        spec.pop(name, None)
    if spec.get("width") == "container":
        spec["width"] = wide
        high = spec["height"] - drawing.chrome
        spec["height"] = min(high, tallest or high)
    part: Record = _fixed(spec, {name: spec[name] for name in ("width", "height") if isinstance(spec.get(name), int | float)})
    return part


def _fixed(part: Any, sizes: Record) -> Any:
    if isinstance(part, list):
        return [_fixed(inner, sizes) for inner in part]
    if not isinstance(part, dict):
        return part
    return {key: _numbers(value, sizes) if key == "expr" else _fixed(value, sizes) for key, value in part.items()}


def _numbers(expression: str, sizes: Record) -> str:
    for name, size in sizes.items():
        expression = re.sub(rf"(?<![\w.'\"]){name}(?![\w('\"])", f"{size:g}", expression)
    return expression


def framed(
    drawing: Drawing, top: Record, bottom: Record, look: Look, *, wide: int, said: str, padding: Record, tallest: float | None = None
) -> Drawing:
    """Return a chart between two titles as a drawing of its own; data and table stay with it."""
    spec: Record = {
        "title": bottom | {"orient": "bottom"},
        "vconcat": [{"title": top, "vconcat": [bare(drawing, wide, tallest)]}],
        "config": config(palette(look), look.k) | {"concat": {"spacing": 0}},
        "padding": padding,
    }
    return Drawing(spec, drawing.data, " ".join(top["text"]), drawing.subtitle, said, drawing.table, drawing.brief)


def slide(
    drawing: Drawing, *, headline: str, below: str, ask: str, footer: str, look: Look, size: tuple[float, float] = (PLOT, BODY)
) -> Drawing:
    """Return one slide around a chart or a text view that was drawn at the look's scale; `below` and `ask` may be empty.

    `size` is the width of the plot in px and the height kept for it.
    """
    colors, lines = palette(look), balanced(headline)
    free = max(0, HEAD_LINES - len(lines)) * round(HEADLINE * 1.17)
    top = title(lines, HEADLINE, colors.ink, weight=700, gap=28 + free)
    top |= under([below or "\u00a0"], BELOW, colors.ink_2, gap=14)
    height = drawing.spec.get("height")
    short = max(0.0, size[1] - height) if isinstance(height, int | float) else 0.0
    said = " ".join(part for part in (headline, below, drawing.alt, ask) if part)
    words = title([ask or "\u00a0"], ASK, colors.accent, weight=600, gap=28 + short) | {"dx": BESIDE}
    padding = NO_PADDING | {"bottom": DESCENT}
    made = framed(drawing, top, words, look, wide=round(size[0]), said=said, padding=padding, tallest=TALLEST)
    bar = title(["|" if ask else "\u00a0"], BAR, colors.accent, weight=600, gap=-LIFT) | {"aria": False}
    foot = title(fitted(footer, SCREEN, FOOTER), FOOTER, colors.ink_3, gap=14)
    return _above(_above(made, bar), foot)


def _above(made: Drawing, words: Record) -> Drawing:
    """Return a drawing with one more title below all that it holds."""
    inner = {name: made.spec[name] for name in ("title", "vconcat")}
    return replace(made, spec=made.spec | {"title": words | {"orient": "bottom"}, "vconcat": [inner]})


def picture(drawing: Drawing, *, source: str, look: Look, wide: int) -> Drawing:
    """Return a chart with its message above and its source below, for a file; `wide` is its plot in px."""
    colors, k = palette(look), look.k
    line = max(wide, LINE * k)
    message = fitted(drawing.title, line, MESSAGE * k, weight="600")
    top = title(message, round(MESSAGE * k), colors.ink, weight=600, gap=10 * k)
    bottom = title(fitted(source, line, SOURCE * k), round(SOURCE * k), colors.ink_3, gap=14 * k)
    padding = dict.fromkeys(NO_PADDING, 24 * k)
    return framed(drawing, top, bottom, look, wide=wide, said=drawing.alt, padding=padding)
