"""What bars that lie around zero share: their names at the left, and an axis with room for the words at their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import altair as alt

from value_model.charts import labels, steps
from value_model.charts.drawing import Look, Record
from value_model.charts.measuring import width
from value_model.charts.setup import palette, rows

ABOVE = 19.0  # px from the middle of a bar to that of its name above it
COMPACT = 288  # px that a chart may take on the narrowest phone


def names(field: str, named: Mapping[str, str], look: Look) -> alt.Y:
    """Return the axis of names: `named` has, in drawing order, what `field` holds and the words for it.

    On a phone the names stand `above` their bars, so that the bars keep their width.
    """
    if look.compact:
        return alt.Y(f"{field}:N", scale=alt.Scale(domain=list(named), paddingInner=0.56, paddingOuter=0.4), axis=None)
    longest = max((width(name, 13) for name in named.values()), default=0.0) + 10
    axis = alt.Axis(
        title=None, domain=False, grid=False, labelAlign="left", labelPadding=longest * look.k, labelColor=palette(look).ink,
        labelExpr=f"({steps.literal(dict(named))})[datum.label]", labelLimit=320 * look.k,
    )  # fmt: skip
    return alt.Y(f"{field}:N", scale=alt.Scale(domain=list(named), paddingInner=0.34, paddingOuter=0.1), axis=axis)


def above(field: str, named: Mapping[str, str], look: Look) -> list[alt.Chart]:
    """Return the names above the bars, where a phone has the room for them that it lacks beside the bars; none elsewhere."""
    if not look.compact:
        return []
    records = [
        {field: row, "text": words, "token": "ink", "weight": "normal", "dx": 0.0, "dy": -ABOVE, "align": "left"}
        for row, words in named.items()
    ]
    return labels.layers(records, palette(look), look.k, x=alt.value(0), y=names(field, named, look))


def zero_line(field: str, named: Mapping[str, str], look: Look, x: alt.X, *, color: str, thick: float) -> alt.Chart:
    """Return the line that the bars start from; on a phone beside each bar alone, for the names stand between the bars."""
    records: list[Record] = [{"zero": 0, field: row} for row in named] if look.compact else [{"zero": 0}]
    rule: alt.Chart = alt.Chart(rows(records)).mark_rule(color=color, strokeWidth=thick * look.k, aria=False).encode(x=x)
    if look.compact:
        rule = rule.encode(y=names(field, named, look).bandPosition(0), y2=alt.Y2(field, bandPosition=1))
    return rule


def amounts(field: str, written: Iterable[tuple[float, str]], more: Iterable[float], room: float) -> alt.X:
    """Return the axis, `room` px wide, of amounts with the words at their ends; `more` is drawn without words."""
    known = list(written)
    right, left = (_longest(text for amount, text in known if (amount < 0) is below) for below in (False, True))
    spans = [{"From": 0.0, "To": amount} for amount in (*(amount for amount, _ in known), *more)]
    low, high = steps.domain(spans, right, left, room)
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=None)


def _longest(texts: Iterable[str]) -> float:
    """Room in px for the words on one side."""
    return max((width(text, 14, "bold") + 16 for text in texts), default=0.0)
