"""The benefit register: filtered by a recorded reason, chosen in a picker or by a click on the waterfall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages.components import chart_frame, routes, text
from pages.components.benefits_scene import Line
from value_model.charts.drawing import Record

KEY = "reason"
FIRST_ON_PHONE = 5
WIDTHS = {"Benefit": 180, "Project": 150, "Owner": 140, "Measure": 150, "Evidence": 105, "Next measure": 105}  # px


def pick(reason: str | None) -> None:
    """Take a reason over from a click; a click beside all steps, or on a total, shows everything again."""
    st.session_state[KEY] = reason


def show(lines: Sequence[Line], reasons: Mapping[str, str], *, unit: str, scale: int, compact: bool) -> None:
    """Show the register under its picker; choosing a row opens the project."""
    text.section("Benefit register")
    if not lines:
        text.caption('No benefit is recorded. The sheet "Benefits" would supply the register.')
        return
    reason = _reason(reasons)
    shown = _filtered(lines, reason, unit, scale)
    whole = not compact or len(shown) <= FIRST_ON_PHONE or st.toggle(f"Show all {len(shown)}", key="register_all")
    rows = [row for row, _ in (shown if whole else shown[:FIRST_ON_PHONE])]
    text.caption(_said(len(shown), len(lines), reasons.get(reason or "")))
    state = chart_frame.table(
        rows, key="register", height=min(38 + 35 * len(rows), 400), on_select="rerun", selection_mode="single-row",
        column_order=_columns(rows, compact=compact), column_config=_config(rows),
    )  # fmt: skip
    st.download_button(
        "Download register", partial(chart_frame.to_csv, [row for row, _ in shown]), "register.csv", "text/csv", on_click="ignore"
    )
    if state.selection.rows:
        routes.open_project(next(iter(shown[state.selection.rows[0]][1].scopes), None))


def _reason(reasons: Mapping[str, str]) -> str | None:
    if st.session_state.get(KEY) not in (None, *reasons):
        st.session_state[KEY] = None
    return st.selectbox(
        "Recorded reason for the gap", list(reasons), index=None, format_func=lambda key: reasons[key], key=KEY,
        bind="query-params", placeholder="All benefits, or choose a reason", width=360,
    )  # fmt: skip


def _filtered(lines: Sequence[Line], reason: str | None, unit: str, scale: int) -> list[tuple[Record, Line]]:
    """Rows with their lines; of one reason only those with a part in it, largest loss first."""
    if reason is None:
        return [(line.row, line) for line in lines]
    chosen = sorted((line for line in lines if line.gaps.get(reason)), key=lambda line: line.gaps[reason])
    column = f"Gap under this reason, {unit}"
    found = []
    for line in chosen:
        first = dict(list(line.row.items())[:2])
        found.append((first | {column: line.gaps[reason] / scale} | line.row, line))
    return found


def _said(shown: int, of: int, reason: str | None) -> str:
    part = f"{shown} of {of} benefits with a gap recorded under: {reason}. " if reason else f"{of} benefits counted in money. "
    return part + "Choose a row to open its project."


def _columns(rows: Sequence[Record], *, compact: bool) -> list[str]:
    names = list(rows[0]) if rows else []
    return [name for name in names if name.startswith(("Benefit", "Plan", "Realized", "Gap"))] if compact else names


def _config(rows: Sequence[Record]) -> dict[str, Any]:
    """Widths that keep evidence and next measure in sight, and amounts with one decimal."""
    found: dict[str, Any] = {name: st.column_config.Column(name, width=width) for name, width in WIDTHS.items()}
    for name in rows[0] if rows else ():
        if "," in name:
            found[name] = st.column_config.NumberColumn(name, format="%.1f", width=105 if name.startswith("Gap") else 92)
    return found
