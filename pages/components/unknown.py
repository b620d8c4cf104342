"""What a link asks for and the store does not hold: said in a sentence, with what is shown instead."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.components import keeping, linked, text
from value_model.figures.only import Only
from value_model.narrative.page_words import say

PLACE = "unknown_place"  # in the session, while a page is drawn
LONGEST = 60  # letters of what was asked, which may be anything
FILTERS = ("objective", "programme", "unit", "stage")
SNAPSHOTS = ("snapshot", "compared")
NAMED = (*FILTERS, *SNAPSHOTS, "portfolio", "project", "benefit")  # whose words say what they are
QUIET = ("compact",)


def show(place: Any, only: Only | None) -> None:
    """Say below the header strip which of the choices that all pages share are not there."""
    for name in (name for name in linked.unknown() if name in linked.KEPT):
        _say(place, name, _instead(name, filtered=bool(only and only.is_on)))
    st.session_state[PLACE] = place


def settle() -> None:
    """Say the same of the choices of this page alone, once they were made."""
    place = st.session_state.pop(PLACE, None)
    if place is not None:
        for name in (name for name in linked.unknown() if name not in linked.KEPT):
            _say(place, name, _instead(name, filtered=False))


def _say(place: Any, name: str, instead: str) -> None:
    asked = linked.unknown()[name]
    if name in QUIET or (name in SNAPSHOTS and asked in {one.id for one in keeping.store().snapshots()}):
        return  # it is there, in another portfolio: what the reader chose since says so
    words = say(f"told.no_{name if name in NAMED else 'choice'}", asked=asked if len(asked) <= LONGEST else f"{asked[:LONGEST]}…")
    with place:
        text.marked("▲", words, instead, "watch")


def _instead(name: str, *, filtered: bool) -> str:
    if name in FILTERS:
        return say("told.rest_of_filter" if filtered else "told.all_projects_shown")
    return say(f"told.instead_{name if name in NAMED else 'choice'}")
