"""What an import took each sheet and column for, so that a reader can see it before trusting a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components import chart_frame, text
from value_model.charts.drawing import Record
from value_model.contract import TABLES, MappedColumn, SheetReport
from value_model.narrative.page_words import number

STATUS = {"exact": "● Known heading", "saved": "● Saved mapping", "proposed": "▲ Proposed", "asked": "▲ Please check"}


def sheets(reports: Sequence[SheetReport]) -> None:
    """Show one row per sheet: what it was taken for and how many of its rows were loaded."""
    rows: list[Record] = [
        {
            "File": r.file, "Sheet": r.sheet, "Read as": _table(r.recognised_as), "Header row": ", ".join(map(str, r.header_rows)),
            "Rows read": r.rows_read, "Loaded": r.rows_loaded, "Skipped": r.rows_skipped,
        }
        for r in reports
    ]  # fmt: skip
    chart_frame.table(rows, key="recognized_sheets", named="Sheets read")


def _table(name: str) -> str:
    return TABLES[name].sheet if name in TABLES else name.capitalize()


def mapping(columns: Mapping[str, Mapping[str, MappedColumn]]) -> None:
    """Show one row per mapped column, the least certain first."""
    rows = [_mapped(table, field, column) for table, fields in columns.items() for field, column in fields.items()]
    rows.sort(key=lambda r: r["Certainty"])
    config = {"Certainty": st.column_config.NumberColumn("Certainty", format="percent", width="small")}
    chart_frame.table(rows, key="recognized_columns", named="Columns read", column_config=config, height=min(38 + 35 * len(rows), 388))


def _mapped(table: str, field: str, column: MappedColumn) -> Record:
    known = TABLES.get(table)
    return {
        "Column in the file": column.column,
        "Read as": f"{_table(table)}: {known[field].label if known and field in known else field}",
        "Status": STATUS.get(column.status, column.status),
        "Certainty": round(column.certainty, 2),
        "Unit": _unit(column),
        "Examples": " · ".join(column.samples),
    }


def _unit(column: MappedColumn) -> str:
    scale = "" if column.scale == 1 else f"× {number(column.scale)}"
    return " ".join(part for part in (column.currency or "", scale) if part)


def unused(columns: Sequence[str]) -> None:
    """Show the columns that were not used, so that nothing is left out in silence."""
    if columns:
        with st.expander("Columns not used", key="recognized_unused"):
            text.caption(", ".join(columns))
