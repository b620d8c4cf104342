"""A chart in its frame: the message above, the picture, and the data behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages.components import ready, sheets, text
from pages.components.sheets import Sheet
from value_model.charts.drawing import Drawing, Record
from value_model.exports import escape
from value_model.narrative.page_words import say

MOST_ROWS = 20


def show(drawing: Drawing, *, key: str, file_name: str | None = None) -> None:
    """Show a drawing under its message, with "Data behind this chart" below it."""
    text.section(drawing.title)
    picture(drawing, key=key)
    data_behind(drawing, key=key, file_name=file_name or f"{key}.csv")


def picture(drawing: Drawing, *, key: str) -> None:
    """Draw the chart alone, as wide as its place and with its words for those who cannot see it."""
    ready.chart(drawing, width="stretch", height=int(drawing.spec["height"]), key=f"chart_{key}")


def data_behind(drawing: Drawing, *, key: str, file_name: str) -> None:
    """Offer the rows of a chart as a table of at most 20 rows and whole as CSV; built when it is opened."""
    place = st.popover(say("words.data_behind_this_chart"), type="tertiary", key=f"data_{key}", on_change="rerun")
    if place.open:
        with place:
            table((drawing.brief or drawing.table)[:MOST_ROWS], key=f"table_{key}", named=drawing.title)
            st.download_button(
                say("words.download_csv"), partial(to_csv, drawing.table), file_name, "text/csv", key=f"csv_{key}", on_click="ignore"
            )


def table(
    rows: list[Record] | Sheet, *, key: str, named: str, widths: Mapping[str, int] | None = None, column_config: Mapping[Any, Any] | None = None,
    most: int | None = None, **options: Any,
) -> Any:  # fmt: skip
    """Show rows, or a sheet made of them, as a canvas table, whose cells show file text as typed; amounts with separators.

    Rows are high enough for two lines where words of a column need them; the table is no higher than `most` px.

    `named` is what the table is called by a screen reader; `widths` are px of columns, which a wider page stretches.
    """
    sheet = rows if isinstance(rows, Sheet) else sheets.made(rows, column_config, widths)
    if most is not None:
        options["height"] = sheet.height(most)
    return ready.table(
        sheet.data, sheet.words, hide_index=True, key=key, column_config=sheet.config, placeholder="–", alt=named,
        row_height=None if sheet.row == sheets.ROW else sheet.row, **options,
    )  # fmt: skip


def download(rows: Sequence[Record] | Callable[[], Sequence[Record]], *, key: str, without: Sequence[str] = ()) -> None:
    """Offer all rows of a table as CSV; the tools of the table itself offer none, for they would leave a formula as it is.

    Rows that are many come as what makes them, when they are asked for.
    """
    st.download_button(
        say("words.download_csv"), partial(_taken, rows, without), f"{key}.csv", "text/csv", key=f"take_{key}", type="tertiary", on_click="ignore"
    )  # fmt: skip


def _taken(rows: Sequence[Record] | Callable[[], Sequence[Record]], without: Sequence[str]) -> bytes:
    every = rows() if callable(rows) else rows
    return to_csv([{name: value for name, value in row.items() if name not in without} for row in every])


def to_csv(rows: list[Record]) -> bytes:
    """Return rows as CSV in UTF-8; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    names = list(rows[0]) if rows else []
    writer = csv.writer(out)
    writer.writerow([escape.inert(name) for name in names])
    writer.writerows([escape.inert(row.get(name)) for name in names] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def show_or_say(drawing: Drawing | None, heading: str, *, key: str, missing: str) -> None:
    """Show a drawing; where its inputs are missing, keep its place with one sentence that names them."""
    if drawing is None:
        text.section(heading, missing)
    else:
        show(drawing, key=key)
