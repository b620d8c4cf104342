"""The last line of every page: the figures behind its opening, the slides and the files, by button or by key."""

from __future__ import annotations

import streamlit as st

from pages.components import keeping, routes, text
from value_model.narrative.page_words import say

PANELS = {"": "story_figures", "projects": "project_figures"}  # by path; those of other pages bear the name of their page


NOTE = "foot_note"  # what the page that is being drawn leaves for its last line


def note(words: str) -> None:
    """Keep a note for the last line of the page that is being drawn."""
    st.session_state[NOTE] = words


def show(here: str) -> None:
    """Offer the figures of the page of the path given, and the pages of the group Share, where there is something to share."""
    if here == "present" or not keeping.store().portfolios():
        return  # the stage has these keys on buttons of its own
    noted = st.session_state.pop(NOTE, "")
    panel = PANELS.get(here, f"{here}_figures")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="foot"):
        if panel in st.session_state:
            st.button(say("words.figures"), key="foot_figures", shortcut="F", type="tertiary", on_click=_open, args=(panel,))
        st.button(say("words.present"), key="foot_present", shortcut="P", type="tertiary", on_click=routes.later, args=("present",))
        if here != "export":
            st.button(say("words.export"), key="foot_export", shortcut="E", type="tertiary", on_click=routes.later, args=("export",))
        if noted:
            text.note(f"{noted.rstrip('.')}.")


def _open(panel: str) -> None:
    """Open the figures behind the opening of the page."""
    st.session_state[panel] = True
