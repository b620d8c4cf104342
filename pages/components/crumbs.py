"""The way down and back up: portfolio, programme, project, benefit; each level above leads to where it is shown."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components import linked, routes, text
from value_model.narrative.page_words import say

DRILLED = ("programme", "objective")  # filters that a click on a row or a box sets


def show(portfolio: str, *, programme: str = "", project: tuple[str, str] | None = None, benefit: str = "") -> None:
    """Show the levels down to where the reader stands; `project` is its scope and name.

    Words from the data stand beside the buttons, never on them.
    """
    levels: list[tuple[str, str, Callable[[], None]]] = [(say("words.portfolio"), portfolio, _whole)]
    if programme:
        levels.append((say("words.programme"), programme, lambda: _go(programme=programme)))
    if project:
        scope, name = project
        levels.append((say("words.project"), name, lambda: _go(project=scope.partition(":")[2])))
    if benefit:
        levels.append((say("words.benefit"), benefit, lambda: None))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="crumbs"):
        for number, (our_label, name, go) in enumerate(levels, 1):
            if number == len(levels):
                text.crumb(f"{our_label}: {name}")
            else:
                with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content", key=f"level_{number}"):
                    st.button(our_label, key=f"crumb_{number}", type="tertiary", on_click=go)
                    text.crumb(f"{name} ›")


def _whole() -> None:
    """Open the list of all projects: the filters that clicks on the way down set are taken back, a reader's own stay."""
    linked.keep(dict.fromkeys(DRILLED))
    routes.later("projects")


def _go(*, project: str = "", programme: str = "") -> None:
    """Open the list of a programme's projects, or a project."""
    if programme:
        linked.keep({"programme": programme})
    routes.later("projects", **({"project": project} if project else {}))
