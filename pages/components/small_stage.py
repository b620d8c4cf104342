"""A slide on a phone: its words stand above as text, then its chart as on a page; what has no chart is text."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import chart_frame, text
from value_model.charts.drawing import Record
from value_model.exports.show import Show
from value_model.exports.slides import DECISIONS


def show(slides: Show, key: str, order: Sequence[str]) -> None:
    """Show what a slide holds below its words."""
    drawing = slides.drawings[key]
    if key in slides.failed:
        text.caption(drawing.alt)
    elif slides.slides[key].chart:
        chart_frame.picture(drawing, key=f"slide_{key}")
    elif key == DECISIONS:
        for number, row in enumerate(drawing.table[:3], 1):
            _decision(number, row)
    else:
        told = [[str(words) for words in row.values()] for row in drawing.table]  # figure, value, comparison, formula
        text.facts((f"{name}: {value}", compared) for name, value, compared, *_ in told)
    text.note(slides.footer(key, order))


def _decision(number: int, row: Record) -> None:
    title, evidence, asked = (str(words) for words in row.values())
    text.decision(number, title, evidence, "" if asked.rstrip(".") == title else asked)
