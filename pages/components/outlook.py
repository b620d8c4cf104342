"""What the range hangs on, where value turns, what closed projects brought, and the published uplifts; tables made when opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages.components import caches, chart_frame, clickable, figure_panel, folded, routes, text
from pages.components.header import View
from pages.components.outlook_scene import MOST, OutlookScene, Table
from pages.components.shown import Shown
from value_model.narrative.page_words import say

KEPT_OUT = "Scope"
NARROW = (150, 120)  # px of the two columns on a phone
ON_PHONE = {"room": 2, "own_history": 3, "uplifts": 4}  # the column beside the name


def show(view: View, scene: OutlookScene) -> None:
    """Show the section; opening one of its tables draws nothing else again."""
    clickable.or_say(scene.charts.get("swings"), say("words.what_the_range_hangs_on"), missing=scene.unsaid["swings"], key="swings")
    if view.shown is not None:
        _words(view, view.shown, scene)


@st.fragment
def _words(view: View, shown: Shown, scene: OutlookScene) -> None:
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="small", key="line_outlook"
    ):  # lines below each other, in one place
        _range(scene)
        _messages(view, shown, scene)


def _range(scene: OutlookScene) -> None:
    told = scene.story.chart_titles
    if "swings" in told:
        said = [told[key].text for key in ("npv_range", "certain", "together") if key in told]
        _line(scene, scene.range_figures, said, key="swings_said")
    if "by_confidence" in told:
        _line(scene, told["by_confidence"].figures, [told["by_confidence"].text], key="by_confidence_said")


def _messages(view: View, shown: Shown, scene: OutlookScene) -> None:
    told = scene.story.chart_titles
    _part(scene, "switching", say("words.where_value_turns"), [say("words.least_room")] if "switching" in told else [])
    if "switching" in told:
        _folded(view, shown, "room", say("words.by_project"))
    own = "outside_cost" in told
    beside = [told["outside_cost"].text, say("words.own_history_is_not_used")] if own else [say("words.each_class_is_pulled")]
    _part(scene, "outside", say("words.own_history"), beside, "outside_cost")
    if own:
        _folded(view, shown, "own_history", say("words.by_programme"))
    of = [told["optimism_of"].text] if "optimism_of" in told else []
    _part(scene, "optimism", say("words.published_uplifts"), [*of, say("words.uplifts_are_for_capital_cost")] if "optimism" in told else [])
    if "optimism" in told:
        _folded(view, shown, "uplifts", say("words.by_project"))


def _part(scene: OutlookScene, key: str, heading: str, beside: Sequence[str], *more: str) -> None:
    """One message with what stands beside it; where it cannot be said, its place says what is missing."""
    told = scene.story.chart_titles
    refs = [ref for one in (key, *more) if one in told for ref in told[one].figures]
    said = beside if key in told else [scene.unsaid[key]]
    _line(scene, refs, said, key=f"{key}_said", under=told[key].text if key in told else heading)


def _line(scene: OutlookScene, refs: Sequence[str], sentences: Sequence[str], *, key: str, under: str = "") -> None:
    text.line(" ".join(sentences), under=under)
    figure_panel.popover(refs, scene.proof, key=f"{key}_figures")


def _folded(view: View, shown: Shown, name: str, our_label: str) -> None:
    folded.below_title(our_label, partial(_rows, view, shown, name, our_label), key=f"{name}_open")


def _rows(view: View, shown: Shown, name: str, our_label: str) -> None:
    made = caches.scene(Table, name, shown, view.look)
    if not made.rows:
        return
    rows = list(made.rows[:MOST])
    columns = _columns(list(rows[0]), name, compact=view.compact)
    state = chart_frame.table(
        rows, key=name, named=our_label, most=458, on_select="rerun", selection_mode="single-row",
        column_order=columns, column_config=_formats(list(rows[0])),
        widths=dict(zip(columns, NARROW, strict=True)) if view.compact else None,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_{name}"):
        chart_frame.download(made.rows, key=name, without=(KEPT_OUT,))
        figure_panel.popover(made.refs, made.proof, key=f"{name}_figures")
    if state.selection.rows:
        routes.open_project(str(rows[state.selection.rows[0]].get(KEPT_OUT, "")))


def _columns(names: list[str], table: str, *, compact: bool) -> list[str]:
    """A phone gets the name and what the table is about."""
    shown = [name for name in names if name != KEPT_OUT]
    return [shown[0], shown[ON_PHONE[table]]] if compact else shown


def _formats(names: list[str]) -> dict[str, Any]:
    """Per cent with one decimal, money with two."""
    return {name: st.column_config.NumberColumn(name, format="%.1f" if name.endswith("%") else "%.2f") for name in names if ", " in name}
