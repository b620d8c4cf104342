"""The last line of every page: on to the slides and to the files, by button or by key."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, routes


def show(here: str) -> None:
    """Offer the pages of the group Share from the page of the path given, where there is something to share."""
    if here == "present" or not caches.store().portfolios():
        return  # the stage has these keys on buttons of its own
    with st.container(horizontal=True, gap="small", key="foot"):
        st.button("Present", key="foot_present", shortcut="P", type="tertiary", on_click=routes.later, args=("present",))
        if here != "export":
            st.button("Export", key="foot_export", shortcut="E", type="tertiary", on_click=routes.later, args=("export",))
