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
    if slides.slides[key].chart:
        chart_frame.picture(drawing, key=f"slide_{key}")
    elif key == DECISIONS:
        for number, row in enumerate(drawing.table[:3], 1):
            _decision(number, row)
    else:
        text.facts((f"{row['Figure']}: {row['Value']}", str(row["Comparison"])) for row in drawing.table)
    text.note(slides.footer(key, order))


def _decision(number: int, row: Record) -> None:
    title, asked = str(row["Decision"]), str(row["Ask"])
    text.decision(number, title, str(row["Evidence"]))
    if asked.rstrip(".") != title:
        text.ask(asked)
