"""What an import took each sheet and column for, so that a reader can see it before trusting a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components import chart_frame, text
from value_model.charts.drawing import Record
from value_model.contract import TABLES, MappedColumn, SheetReport
from value_model.narrative.page_words import number, say
from value_model.narrative.translated import translated

STATUS = {
    "exact": say("words.dot_known_heading"),
    "saved": say("words.dot_saved_mapping"),
    "proposed": say("words.watch_proposed"),
    "asked": say("words.watch_please_check"),
}

UNIT = 118  # px: "GBP × 1,000,000" stands whole


def sheets(reports: Sequence[SheetReport]) -> None:
    """Show one row per sheet: what it was taken for and how many of its rows were loaded."""
    rows: list[Record] = [
        {
            say("words.file"): r.file, say("words.sheet"): r.sheet, say("words.read_as"): _table(r.recognised_as), say("words.header_row"): ", ".join(map(str, r.header_rows)),
            say("words.rows_read"): r.rows_read, say("words.loaded"): r.rows_loaded, say("words.skipped"): r.rows_skipped,
        }
        for r in reports
    ]  # fmt: skip
    chart_frame.table(rows, key="recognized_sheets", named=say("words.sheets_read"))
    chart_frame.download(rows, key="sheets_read")


def _table(name: str) -> str:
    return translated(TABLES[name].sheet if name in TABLES else name.capitalize())


def mapping(columns: Mapping[str, Mapping[str, MappedColumn]]) -> None:
    """Show one row per mapped column, the least certain first."""
    rows = [_mapped(table, field, column) for table, fields in columns.items() for field, column in fields.items()]
    rows.sort(key=lambda r: r[say("words.certainty")])
    config = {
        say("words.certainty"): st.column_config.NumberColumn(say("words.certainty"), format="percent", width="small"),
        say("words.unit"): st.column_config.TextColumn(say("words.unit"), width=UNIT),
    }
    chart_frame.table(rows, key="recognized_columns", named=say("words.columns_read"), column_config=config, most=388)
    chart_frame.download(rows, key="columns_read")


def _mapped(table: str, field: str, column: MappedColumn) -> Record:
    known = TABLES.get(table)
    return {
        say("words.column_in_the_file"): column.column,
        say("words.read_as"): f"{_table(table)}: {translated(known[field].label if known and field in known else field)}",
        say("words.status"): STATUS.get(column.status, column.status),
        say("words.certainty"): round(column.certainty, 2),
        say("words.unit"): _unit(column),
        say("words.examples"): " · ".join(column.samples),
    }


def _unit(column: MappedColumn) -> str:
    scale = "" if column.scale == 1 else f"× {number(column.scale)}"
    return " ".join(part for part in (column.currency or "", scale) if part)


def unused(columns: Sequence[str]) -> None:
    """Show the columns that were not used, so that nothing is left out in silence."""
    if columns:
        with st.expander(say("words.columns_not_used"), key="recognized_unused"):
            text.caption(", ".join(columns))
