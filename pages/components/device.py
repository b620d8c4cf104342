"""What the reader looks with: a phone or not, a light or a dark page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.components import linked
from value_model.charts.drawing import Look
from value_model.narrative.page_words import say


def is_phone() -> bool:
    """Return whether the request says it comes from a phone; the width of the screen is not known here."""
    headers = st.context.headers
    return headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in headers.get("User-Agent", "")


def compact_toggle(place: Any) -> bool:
    """Offer the compact view, on by default on a phone and part of the link; without a place, only say whether it is on."""
    return linked.switch(
        place, say("words.compact_view"), key="compact", usual=is_phone(), help=say("words.smaller_charts_with_their_key_below")
    )


def look(*, compact: bool) -> Look:
    """Return how charts are to be drawn for this reader."""
    return Look("dark" if st.context.theme.type == "dark" else "light", compact=compact)
