"""What a click on a chart picks: an unseen area over each part, larger than the mark itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from value_model.charts.drawing import Look, Record
from value_model.charts.setup import palette, rows

PICK = "picked"  # the selection a click makes
KEY = "Key"  # the field it hands over
WIDE = 16  # px of a line that can be hit


def point() -> Any:
    """Return the selection: the key of the part clicked, none for a click beside all."""
    return alt.selection_point(name=PICK, fields=[KEY], on="click", empty=True)


def areas(records: Sequence[Record], look: Look, **encodings: Any) -> list[Any]:
    """Return the layer that takes the clicks, to be the last of its chart: an area per record, whose `Key` it hands over.

    An area without x (or y) is as wide (or high) as the plot.
    """
    if not records:
        return []
    base = alt.Chart(rows(list(records)))
    mark = base.mark_rect(fill=palette(look).bg, fillOpacity=0, cursor="pointer", tooltip=None, aria=False)
    return [mark.encode(**encodings).add_params(point())]


def lines(records: Sequence[Record], look: Look, **encodings: Any) -> list[Any]:
    """Return the same over lines, one per `Key`."""
    if not records:
        return []
    base = alt.Chart(rows(list(records)))
    mark = base.mark_line(stroke=palette(look).bg, strokeWidth=WIDE * look.k, strokeOpacity=0, cursor="pointer", tooltip=None, aria=False)
    return [mark.encode(detail=f"{KEY}:N", **encodings).add_params(point())]
