"""Axes set by hand: round steps, money labels, years; the same on every chart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import altair as alt

from value_model.charts.drawing import Say, Words

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_NUMBER, _UNIT = "\x01", "\x02"  # where they stand in the words of an amount
UNITS = ((1e9, "B"), (1e6, "M"), (1e3, "k"))


def step(span: float, count: int = 5) -> float:
    """Return the smallest round step that covers `span` in at most `count` steps; 1 for an empty span."""
    if span <= 0:
        return 1.0
    rough = span / count
    power = 10.0 ** math.floor(math.log10(rough))
    return next(nice * power for nice in NICE if nice * power >= rough * (1 - 1e-9))


def marks(top: float, count: int) -> list[str]:
    """Return round steps from zero up to the first at or above `top`, at most `count` of them, each as plain digits of one length."""
    size = Decimal(f"{step(top, count):.9g}")
    places = max(0, -int(size.normalize().as_tuple().exponent))
    return [f"{size * i:.{places}f}" for i in range(max(1, math.ceil(Decimal(repr(top)) / size - Decimal("1e-9"))) + 1)]


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


def money_label(symbol: str, top: float, say: Say) -> str:
    """Return the Vega expression that labels an amount as the language writes it: "$25M", "−$5M", "$0"; "25 Mio. $"."""
    factor, letter = unit_of(top)
    written = say("drawn.axis", symbol=symbol, number=_NUMBER, unit=_UNIT)
    unit = f"(datum.value == 0 ? '' : '{say(f'drawn.axis_{letter}') if letter else ''}')"
    number = f"replace(format(abs(datum.value) / {factor:.0f}, '~f'), '.', '{say('drawn.axis_decimal')}')"
    whole = f"'{written.rstrip()}'".replace(_NUMBER, f"' + {number} + '").replace(_UNIT, f"' + {unit} + '")
    return f"(datum.value < 0 ? '\u2212' : '') + {whole}"


def money_unit(symbol: str, top: float, say: Say) -> str:
    """Return the words for the unit of an axis up to `top`: "$M"; "Mio. $"."""
    letter = unit_of(top)[1]
    return say("drawn.axis", symbol=symbol, number="", unit=say(f"drawn.axis_{letter}") if letter else "").strip("\u2060\u00a0 ")


def money_axis(ticks: list[float], symbol: str, say: Say) -> alt.Axis:
    """Return a value axis with horizontal grid lines and money labels, without a title or a line."""
    top = max((abs(tick) for tick in ticks), default=1.0)
    return alt.Axis(values=ticks, title=None, grid=True, domain=False, labelExpr=money_label(symbol, top, say))


def year_of(day: date) -> float:
    """Return a day as a year with its fraction by month end: 30 Sep 2026 is 2026.75."""
    return day.year + day.month / 12


def year_ticks(first: float, last: float, most: int = 8) -> list[int]:
    """Return whole years between two, no more than `most` of them."""
    start, end = math.ceil(first - 1e-9), math.floor(last + 1e-9)
    gap = max(1, math.ceil((end - start + 1) / most))
    return list(range(start, end + 1, gap))


def percents(words: Words) -> str:
    """Return the expression that writes a tick of an axis of percentages as the words of the page write one."""
    return f"datum.label + '{words.percent(0.0).removeprefix('0')}'"
