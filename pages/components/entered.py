"""What a form says once its entry is kept: the page is drawn anew, and the entry may stand out of sight above it."""

from __future__ import annotations

import streamlit as st

from pages.components import text
from value_model.narrative.page_words import say

ENTERED = "entry_kept"  # in the session, for one run


def note(form: str) -> None:
    """Keep which form had its entry added, for the page that is drawn anew."""
    st.session_state[ENTERED] = form


def show(form: str) -> None:
    """Say above a form that its entry was added."""
    if st.session_state.get(ENTERED) == form:
        del st.session_state[ENTERED]
        text.marked("●", say("words.added"), say("words.it_stands_in_the_table_above"), "good")
