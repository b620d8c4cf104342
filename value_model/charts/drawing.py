"""What a chart function hands over: a picture as data, complete with its words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa

from value_model.charts.packing import packed

Record = dict[str, Any]


def said(title: str) -> str:
    """Return a message as a sentence among others."""
    return title if title.endswith(".") else f"{title}."


class Say(Protocol):
    """Words of the catalogue under a key, with their slots filled."""

    def __call__(self, key: str, /, **values: str | int) -> str: ...


@dataclass(frozen=True)
class Drawing:
    """A chart without its data, the data, and every word about it.

    `spec` is Vega-Lite without a top-level `data`; `data` are the records of its first layer, `table`
    the rows behind the picture as a reader wants them, units in the headings; `brief` those that fit a
    page (at most 20) where there are more. `title` is the message, `subtitle` the measure (drawn inside the picture), `alt` the picture in words;
    `chrome` is how many px of the height words around the plot take, where the chart was made for a plot of what is left.
    """

    spec: Record
    data: list[Record]
    title: str
    subtitle: str
    alt: str
    table: list[Record] = field(default_factory=list)
    brief: list[Record] = field(default_factory=list)
    chrome: float = 0.0

    @cached_property
    def text(self) -> str:
        """The spec as it is sent to a browser, written once; the drawing fits its place."""
        return json.dumps({"autosize": {"type": "fit", "contains": "padding"}} | packed(self.spec), separators=(",", ":"))

    @cached_property
    def frame(self) -> Any:
        """The data as they are sent to a browser, made once: a page is shown many times and its charts stay the same."""
        frame = pd.DataFrame.from_records(self.data)
        try:
            return pa.Table.from_pandas(frame)
        except pa.ArrowException:  # a column of several types; whoever sends it makes words of it
            return frame


@dataclass(frozen=True, slots=True)
class Words:
    """How numbers are written on a chart; the narrative's own writers, handed in.

    `money` writes an amount ("$97.6M"), `variance` a signed one, `percent` a fraction, `exact` one with two decimals,
    `day` a date;
    `symbol` is the currency sign before axis amounts, with its space where it is a code ("EUR "); `say` is the
    catalogue; `sums` tells whether written parts add up to their written total.
    """

    money: Callable[[float], str]
    variance: Callable[[float], str]
    percent: Callable[[float], str]
    exact: Callable[[float], str]
    day: Callable[[date], str]
    symbol: str
    say: Say
    sums: Callable[[str, Sequence[str]], bool]

    @property
    def unit(self) -> str:
        """Return the currency sign as it stands in a heading."""
        return self.symbol.strip()

    def noted(self, subtitle: str, sums: Iterable[tuple[str, Sequence[str]]]) -> str:
        """Return a subtitle, with the note that rounded figures may not sum where written parts do not make their total."""
        return subtitle if all(self.sums(total, parts) for total, parts in sums) else f"{said(subtitle)} {self.say('hedge.sums')}"


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is to be drawn: theme, scale (1.0 screen, 1.6 Present, 0.85 thumbnail), compact for phones."""

    theme: str = "light"
    k: float = 1.0
    compact: bool = False
