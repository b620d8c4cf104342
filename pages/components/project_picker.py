"""Choose a project: search by typing, step with the arrow keys; the choice lives in the URL as its identifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components import caches, chart_frame, linked, sheets, text
from pages.components.scenes import ListScene
from pages.components.sheets import Sheet
from pages.components.shown import Shown
from value_model.charts.drawing import Record
from value_model.narrative.page_words import say

FIRST_ON_PHONE = 5
KEY = "project"  # in the link, by its identifier: `?project=P01`


def pick(names: Mapping[str, str], *, compact: bool) -> str | None:
    """Show the search box with previous and next, and return the scope chosen.

    `names` are words by scope ("project:P01"), in reading order. A link may name the identifier
    alone (`?project=P01`).
    """
    scopes = {scope.partition(":")[2]: scope for scope in names}
    bar = st.container(horizontal=not compact, vertical_alignment="bottom", gap="small", key="project_bar")
    chosen = linked.pick(
        bar,
        say("words.project"),
        list(scopes),
        key=KEY,
        first=None,
        words=lambda one: names[scopes[one]],
        placeholder=say("words.type_a_projects_name"),
    )
    steps = bar.container(horizontal=True, gap="small", width="content")
    steps.button(say("words.previous"), key="previous", shortcut="Left", on_click=_step, args=(list(scopes), -1), disabled=not scopes)
    steps.button(say("words.next"), key="next", shortcut="Right", on_click=_step, args=(list(scopes), 1), disabled=not scopes)
    return scopes[chosen] if chosen else None


def table(listed: ListScene, shown: Shown, *, compact: bool) -> None:
    """Show all projects as a table; choosing a row opens the project. A phone gets the columns that matter most."""
    rows, names = listed.rows, listed.names
    columns = list(rows[0]) if rows else []
    order = (
        [c for c in columns if c.startswith((say("words.project"), say("words.forecast") + ",", say("words.gap") + ","))]
        if compact
        else columns
    )
    text.caption(say("words.approved_cost_benefits_planned_forecast_and"))
    whole = not compact or len(rows) <= FIRST_ON_PHONE or st.toggle(text.plain(say("mix.show_all", n=len(rows))), key="projects_all")
    some = rows if whole else rows[:FIRST_ON_PHONE]
    chart_frame.table(
        caches.part(shown, "project_list", (whole, compact), lambda: _sheet(some, compact=compact)), key="project_list",
        named=say("words.projects"), most=560, column_order=order,
        on_select=lambda: _open_row(list(names)), selection_mode="single-row",
    )  # fmt: skip
    chart_frame.download(rows, key="projects")


def _sheet(rows: Sequence[Record], *, compact: bool) -> Sheet:
    money = [name for name in (rows[0] if rows else ()) if isinstance(rows[0][name], float) or "," in name]
    amounts = {name: st.column_config.NumberColumn(name, format="%.0f" if name.endswith("%") else "%.1f") for name in money}
    project = say("words.project")
    return sheets.made(rows, amounts | {project: st.column_config.TextColumn(project, width=122 if compact else 240)})


def _open_row(scopes: list[str]) -> None:
    chosen = st.session_state["project_list"]["selection"]["rows"]
    if chosen:
        linked.write(KEY, scopes[chosen[0]].partition(":")[2])


def _step(known: list[str], by: int) -> None:
    now = linked.chosen(KEY, known)
    place = known.index(now) + by if now else 0 if by > 0 else -1
    linked.write(KEY, known[place % len(known)])
