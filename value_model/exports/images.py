"""Charts and slides as files: PNG and SVG with the packaged fonts; the same snapshot gives the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace

from value_model.charts import setup
from value_model.charts.drawing import Drawing
from value_model.exports import canvas
from value_model.exports.drawings import CHARTS
from value_model.exports.material import PAPER, Material
from value_model.exports.show import Show

SCALE = 2.0
SCREEN = (1920, 1080)  # px of a slide
MARGIN = (80, 60)  # px left and above


def chart(material: Material, name: str) -> Drawing | None:
    """Return a chart as it goes into a file, message and source line inside; None where there is nothing to draw."""
    material.check()
    drawing = material.drawing(name, PAPER)
    return framed(material, name, drawing) if drawing else None


def framed(material: Material, name: str, drawing: Drawing) -> Drawing:
    """Return a chart that was drawn at scale 1 as it goes into a file: message above, source line with its figures below."""
    material.check()
    stated = CHARTS[name].references(material.figures, material.title(name))
    return canvas.picture(drawing, source=material.origin.line(stated), look=PAPER, wide=round(CHARTS[name].plot / canvas.K))


def slide(show: Show, key: str, order: list[str]) -> Drawing:
    """Return a slide as it goes into a file: 1920 × 1080, the same drawing as on screen."""
    drawn = show.drawn(key, order)
    width, height = _size(setup.render_svg(drawn, width=canvas.PLOT))
    left, top = MARGIN
    padding = {
        "left": left,
        "top": top,
        "right": max(0, SCREEN[0] - width - left),
        "bottom": max(0, SCREEN[1] - height - top + canvas.DESCENT),
    }
    return replace(drawn, spec=drawn.spec | {"padding": padding})


def png(drawing: Drawing, *, scale: float = SCALE) -> bytes:
    """Return a drawing as PNG."""
    return setup.render(drawing, width=canvas.PLOT, scale=scale)


def svg(drawing: Drawing) -> bytes:
    """Return a drawing as SVG."""
    return setup.render_svg(drawing, width=canvas.PLOT).encode()


def _size(picture: str) -> tuple[int, int]:
    found = {name: re.search(rf'\b{name}="(\d+)', picture) for name in ("width", "height")}
    width, height = (int(match[1]) if match else 0 for match in found.values())
    return width, height
