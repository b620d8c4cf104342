"""The way back from a detail page to the slide it was opened from."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.components import routes
from value_model.narrative.page_words import say

PRESENTING, HELD = "presenting", "held_snapshot"


def remember(snapshot_id: str, link: Mapping[str, str | list[str]]) -> None:
    """Keep the snapshot and the slide on stage while its details are shown."""
    st.session_state[PRESENTING] = (snapshot_id, dict(link))


def forget() -> None:
    """Forget it: the presenter is back on stage."""
    st.session_state.pop(PRESENTING, None)


def held() -> str | None:
    """Return the snapshot that the presenter comes back to; told once, for the link cannot carry it from page to page."""
    found: str | None = st.session_state.pop(HELD, None)
    return found


def offer() -> None:
    """Offer the way back where the page was opened from a slide; the key D goes both ways."""
    kept = st.session_state.get(PRESENTING)
    if kept and st.button(say("words.back_to_slide"), key="back_to_slide", shortcut="D", type="tertiary"):
        st.session_state[HELD] = kept[0]
        routes.leave_for("present", kept[1])
