"""Axes set by hand: round steps, money labels, years; the same on every chart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

import altair as alt

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
UNITS = ((1e9, "B"), (1e6, "M"), (1e3, "k"))


def step(span: float, count: int = 5) -> float:
    """Return the smallest round step that covers `span` in at most `count` steps; 1 for an empty span."""
    if span <= 0:
        return 1.0
    rough = span / count
    power = 10.0 ** math.floor(math.log10(rough))
    return next(nice * power for nice in NICE if nice * power >= rough * (1 - 1e-9))


def money_domain(values: Iterable[float | None]) -> tuple[float, float, list[float]]:
    """Return (low, high, ticks) for an axis from zero that holds every value; unknown values are left out."""
    known = [0.0, *(value for value in values if value is not None)]
    low, high = min(known), max(known)
    if high - low < 0.01:  # less than a cent
        high = low + 1.0
    size = step(high - low)
    top = high + 0.04 * (high - low)
    if math.ceil(high / size) * size <= top * 1.03:
        top = math.ceil(high / size) * size
    bottom = math.floor(low / size) * size if low < 0 else 0.0
    first, last = round(bottom / size), math.floor(top / size + 1e-9)
    return bottom, top, [size * i for i in range(first, last + 1)]


def unit_of(top: float) -> tuple[float, str]:
    """Return the factor and letter that amounts up to `top` are written in: (1e6, "M")."""
    return next(((factor, letter) for factor, letter in UNITS if abs(top) >= factor), (1.0, ""))


def money_label(symbol: str, top: float) -> str:
    """Return the Vega expression that labels an amount: "$25M", "−$5M", "$0"."""
    factor, letter = unit_of(top)
    written = f"'{symbol}' + format(abs(datum.value) / {factor:.0f}, '~f') + (datum.value == 0 ? '' : '{letter}')"
    return f"(datum.value < 0 ? '\u2212' : '') + {written}"


def money_axis(ticks: list[float], symbol: str) -> alt.Axis:
    """Return a value axis with horizontal grid lines and money labels, without a title or a line."""
    top = max((abs(tick) for tick in ticks), default=1.0)
    return alt.Axis(values=ticks, title=None, grid=True, domain=False, labelExpr=money_label(symbol, top))


def year_of(day: date) -> float:
    """Return a day as a year with its fraction by month end: 30 Sep 2026 is 2026.75."""
    return day.year + day.month / 12


def year_ticks(first: float, last: float, most: int = 8) -> list[int]:
    """Return whole years between two, no more than `most` of them."""
    start, end = math.ceil(first - 1e-9), math.floor(last + 1e-9)
    gap = max(1, math.ceil((end - start + 1) / most))
    return list(range(start, end + 1, gap))
