"""Two parts of a page beside each other, below each other on a tablet; how the width is shared stands in the style sheet."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st


def row(key: str, gap: Literal["small", "medium"] = "medium") -> Any:
    """Return a place whose elements stand beside each other, equally wide unless the style sheet says otherwise of its key."""
    return st.container(horizontal=True, wrap=False, gap=gap, key=f"split_{key}")


def halves(key: str, gap: Literal["small", "medium"] = "medium") -> tuple[Any, Any]:
    """Return two places beside each other. Columns would take one element more, at every change."""
    place = row(key, gap)
    return place.container(), place.container()
