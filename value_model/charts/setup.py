"""The one place that styles and renders: every chart takes its look from `config`, its bytes from `render`."""

from __future__ import annotations

import textwrap
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import vl_convert as vlc

from value_model.charts.drawing import Drawing, Look, Record
from value_model.charts.palette import PALETTES, Palette

FONT = "Source Sans, Source Sans Pro, sans-serif"
LABEL, SUBTITLE, MESSAGE = 13, 14, 20  # px at scale 1
FULL = 170  # characters of a subtitle line as wide as a page
ZOOMED = 104  # and of one that is whole where 200 % zoom leaves 683 px of it; a slide is not zoomed
LINE_WIDTH = {False: 84, True: 48}  # characters of a subtitle line, by compact


def palette(look: Look) -> Palette:
    """Return the tokens of the look's theme."""
    return PALETTES["dark" if look.theme == "dark" else "light"]


@cache
def config(colors: Palette, k: float) -> Record:
    """Return the Vega-Lite config: fonts, colors and sizes of section 6, all multiplied by `k`."""
    text = {"font": FONT, "fontSize": LABEL * k, "color": colors.ink}
    axis = {
        "labelFont": FONT, "labelFontSize": LABEL * k, "labelColor": colors.ink_2, "labelPadding": 6 * k,
        "titleFont": FONT, "titleFontSize": LABEL * k, "titleColor": colors.ink_2, "titleFontWeight": "normal",
        "gridColor": colors.grid, "gridWidth": k, "domainColor": colors.rule, "domainWidth": k,
        "tickColor": colors.rule, "ticks": False,
    }  # fmt: skip
    title = {
        "font": FONT, "fontSize": SUBTITLE * k, "fontWeight": "normal", "color": colors.ink_2, "anchor": "start",
        "frame": "bounds", "offset": 14 * k, "lineHeight": 19 * k,
    }  # fmt: skip
    return {
        "background": colors.bg, "font": FONT, "text": text, "axis": axis, "title": title,
        "view": {"stroke": None}, "legend": {"disable": True}, "customFormatTypes": False,
    }  # fmt: skip


def lines_of(text: str, fits: int) -> list[str]:
    """Break a text into lines of at most `fits` characters; between sentences where that takes no more lines."""
    anywhere, lines = textwrap.wrap(text, fits), [""]
    for sentence in text.split(". "):
        longer = f"{lines[-1]}. {sentence}" if lines[-1] else sentence
        lines = [*lines[:-1], longer] if len(longer) < fits or not lines[-1] else [*lines[:-1], f"{lines[-1]}.", sentence]
    return lines if len(lines) <= len(anywhere) and max(map(len, lines)) <= fits else anywhere


def finish(chart: alt.TopLevelMixin, look: Look, *, subtitle: str, padding: Record | None = None, line: int = 0) -> Record:
    """Return the chart as a spec without data: subtitle inside, our config, room for labels around it.

    `line` is how many characters of the subtitle fit a line where that is not half a page.
    """
    spec: Record = chart.to_dict(validate=False)
    for name in ("$schema", "config"):
        spec.pop(name, None)
    _keep_annotations(spec, spec.pop("datasets", {}))
    fits = line if look.k > 1 else min(line, ZOOMED)
    spec["title"] = {"text": lines_of(subtitle, (not look.compact and fits) or LINE_WIDTH[look.compact]) or [""]}
    spec["config"] = deepcopy(config(palette(look), look.k))
    spec["padding"] = {"left": 0, "top": 0, "right": 0, "bottom": 0} | (padding or {})
    spec["width"] = "container"
    return spec


def _keep_annotations(part: Record, datasets: Record) -> None:
    """Give each annotation layer its few records in place; drop the main data, handed over when drawn."""
    data = part.pop("data", {})
    records = data.get("values", datasets.get(data.get("name")))
    if records and records != [{}]:  # Altair's stand-in for "no data"
        part["data"] = {"values": records}
    for inner in (*part.get("layer", []), *part.get("hconcat", []), *part.get("vconcat", [])):
        _keep_annotations(inner, datasets)


@cache
def _fonts() -> None:
    vlc.register_font_directory(str(files("font_source_sans_pro") / "files"))


def embedded(drawing: Drawing, width: int) -> Record:
    """Return the spec as a document of its own: with its data, at a width in pixels."""
    spec = deepcopy(drawing.spec)
    spec["data"] = {"values": drawing.data}
    spec["width"] = width
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    return spec


def render(drawing: Drawing, *, width: int = 640, scale: float = 2.0) -> bytes:
    """Return the drawing as PNG, `width` pixels wide before scaling; the same drawing gives the same bytes."""
    _fonts()
    png: bytes = vlc.vegalite_to_png(embedded(drawing, width), scale=scale)
    return png


def render_svg(drawing: Drawing, *, width: int = 640) -> str:
    """Return the drawing as SVG text."""
    _fonts()
    svg: str = vlc.vegalite_to_svg(embedded(drawing, width))
    return svg


def rows(records: list[Record]) -> Any:
    """Return inline data for an annotation layer."""
    return alt.InlineData(values=records)
