"""The filter: one popover with a picker for each part, all bound to the link, and the button that clears them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.components import caches, text
from value_model.figures.only import EVERYTHING, Only, Options
from value_model.store import Snapshot

OUR_LABELS: Mapping[str, str] = {"objective": "Objective", "programme": "Programme", "unit": "Sponsor area", "stage": "Stage"}
HELP = "Figures then add up the projects that pass; each counts whole, also where it contributes to several objectives."


def popover(place: Any, snapshot: Snapshot) -> Only:
    """Show the filter behind its button and return what it keeps. A link may name identifiers or words."""
    known = caches.filter_options(snapshot)
    for name in OUR_LABELS:
        _from_link(name, getattr(known, name))
    count = len([name for name in OUR_LABELS if st.session_state.get(name)])
    with place.popover(
        "Filter" if not count else f"Filter ({text.plain(str(count))})", type="tertiary", key="filter", help=text.plain(HELP)
    ):
        only = Only(**{name: _picked(name, known) for name in OUR_LABELS if getattr(known, name)})
        st.button("Clear filters", key="clear", on_click=clear, disabled=not only.is_on)
    return only


def clear() -> None:
    """Take every filter off."""
    for name in OUR_LABELS:
        st.session_state[name] = None


def chosen(only: Only) -> dict[str, str]:
    """Return what the pickers of any page need to keep the same projects."""
    return only.asked


def before() -> Only:
    """Return the filter of the page that was left, for a page that shows no pickers."""
    return Only(**{name: st.session_state.get(name) or "" for name in EVERYTHING.stated})


def _picked(name: str, known: Options) -> str:
    words: Mapping[str, str] = getattr(known, name)
    picked = st.selectbox(
        OUR_LABELS[name], list(words), index=None, format_func=lambda value: words[value], key=name, bind="query-params", placeholder="All"
    )
    return picked or ""


def _from_link(name: str, words: Mapping[str, str]) -> None:
    asked = st.query_params.get(name)
    if asked in words and name not in st.session_state:
        st.session_state[name] = asked
    if st.session_state.get(name) not in (None, *words):
        del st.session_state[name]
