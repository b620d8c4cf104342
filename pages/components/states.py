"""What a page shows when there is nothing, not yet everything, or something wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from pages.components import filters, routes, sample, text
from pages.components.header import View
from value_model.errors import ValueModelError
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated

Made = TypeVar("Made")


def nothing(view: View) -> None:
    """Say why there is nothing to show, and offer what would change it."""
    if view.snapshot is None:
        no_portfolio()
        return
    no_match(filters.clear)


def no_match(clear: Callable[[], None]) -> None:
    """Say that the filter keeps no project, and offer to take it off."""
    text.headline(say("words.no_projects_match_2"))
    text.lead([say("words.the_filter_keeps_no_project_of")])
    st.button(say("words.clear_filters"), type="primary", key="clear_all", on_click=clear)


def no_portfolio() -> None:
    """Say that the store is empty and offer the two ways to fill it."""
    text.headline(say("words.no_portfolio_yet_2"))
    text.lead([say("words.load_the_sample_portfolio_to_look")])
    with st.container(horizontal=True, gap="small", key="first_steps"):
        load = bool(sample.files()) and st.button(say("words.load_the_sample_portfolio"), type="primary", key="load_sample")
        upload = st.button(say("words.upload_a_workbook"), key="go_upload")
    if load:
        routes.go("story", portfolio=sample.load_with_progress())
    if upload:
        routes.go("data")


def failed(problem: ValueModelError) -> None:
    """Say what could not be shown, in the error's own sentence; the rest of the page stays."""
    text.marked("◆", say("words.this_could_not_be_shown"), translated(str(problem)), "bad")


def attempt(make: Callable[[], Made]) -> Made | None:
    """Return what `make` makes; where it cannot, say so in its place and return None."""
    try:
        return make()
    except ValueModelError as problem:
        failed(problem)
        return None
