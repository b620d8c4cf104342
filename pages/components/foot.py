"""The last line of every page: the figures behind its opening, the slides and the files, by button or by key."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, routes
from value_model.narrative.page_words import say

PANELS = {"": "story_figures", "projects": "project_figures"}  # by path; those of other pages bear the name of their page


def show(here: str) -> None:
    """Offer the figures of the page of the path given, and the pages of the group Share, where there is something to share."""
    if here == "present" or not caches.store().portfolios():
        return  # the stage has these keys on buttons of its own
    panel = PANELS.get(here, f"{here}_figures")
    with st.container(horizontal=True, gap="small", key="foot"):
        if panel in st.session_state:
            st.button(say("words.figures"), key="foot_figures", shortcut="F", type="tertiary", on_click=_open, args=(panel,))
        st.button(say("words.present"), key="foot_present", shortcut="P", type="tertiary", on_click=routes.later, args=("present",))
        if here != "export":
            st.button(say("words.export"), key="foot_export", shortcut="E", type="tertiary", on_click=routes.later, args=("export",))


def _open(panel: str) -> None:
    """Open the figures behind the opening of the page."""
    st.session_state[panel] = True
