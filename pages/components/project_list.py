"""All projects of a portfolio, or of the programme that the filter keeps."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, chart_frame, columns, crumbs, decisions, linked, opening, project_picker, sheets, text
from pages.components.header import View
from pages.components.programmes_scene import ProgrammesScene
from pages.components.scenes import ListScene, StoryScene
from pages.components.shown import Shown
from value_model.figures import PORTFOLIO
from value_model.narrative.page_words import say


def show(view: View, shown: Shown, listed: ListScene) -> None:
    """Show the programmes, unless one is chosen, then the projects; a row of either goes one level down."""
    chosen = shown.only.programme
    crumbs.show(shown.snapshot.portfolio, programme=chosen)
    opening.words(StoryScene(listed.story, listed.proof, None), "project")
    if not chosen:
        _programmes(caches.scene(ProgrammesScene, "programmes", shown, view.look), shown, compact=view.compact)
    project_picker.table(listed, shown, compact=view.compact)
    decisions.show(listed.story.decisions, listed.proof, here=PORTFOLIO, page="projects")


def _programmes(scene: ProgrammesScene, shown: Shown, *, compact: bool) -> None:
    if not scene.names:
        return
    text.section(say("words.programmes"), say("words.choose_a_row_to_see_its"))
    widths = columns.narrow(scene.rows, {say("words.programme"): 172, say("words.forecast"): 121}) if compact else {}
    chart_frame.table(
        caches.part(shown, "programmes", (compact,), lambda: sheets.made(scene.rows, columns.amounts(scene.rows), widths)), key="programmes",
        named=say("words.programmes"), most=300, column_order=list(widths) or list(scene.rows[0]), on_select=lambda: _choose(scene.names), selection_mode="single-row",
    )  # fmt: skip
    chart_frame.download(scene.rows, key="programs")
    text.section(say("words.projects"))


def _choose(names: tuple[str, ...]) -> None:
    rows = st.session_state["programmes"]["selection"]["rows"]
    if rows:
        linked.write("programme", names[rows[0]])
