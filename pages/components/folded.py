"""What stands folded below its title: built and sent once it is unfolded, for most readers never unfold it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def below_title(our_label: str, build: Callable[[], object], *, key: str) -> None:
    """Offer what `build` shows below a title."""
    place = st.expander(our_label, key=key, on_change="rerun")
    if place.open:
        with place:
            build()
