"""The filter: one popover with a picker for each part, all bound to the link, and the button that clears them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.components import caches, linked, text
from value_model.figures.only import EVERYTHING, Only
from value_model.narrative.page_words import say
from value_model.narrative.translated import translated
from value_model.store import Snapshot

OUR_LABELS: Mapping[str, str] = {
    "objective": say("words.objective"),
    "programme": say("words.programme"),
    "unit": say("words.sponsor_area"),
    "stage": say("words.stage"),
}
HELP = say("words.figures_then_add_up_the_projects")


def asked(snapshot: Snapshot) -> Only:
    """Return what the link keeps. It may name identifiers or words."""
    return Only(**{name: linked.chosen(name, list(options), options.__getitem__) or "" for name, options in _offered(snapshot).items()})


def popover(snapshot: Snapshot, only: Only) -> None:
    """Show the filter behind its button, which says how many parts of it are on."""
    our_label = text.plain(say("told.filters", n=len(only.asked))) if only.is_on else say("words.filter")
    opened = linked.behind_button(st, our_label, key="filter", help=text.plain(HELP))
    if opened:
        for name, options in _offered(snapshot).items():
            _show(opened, name, options)
        opened.button(say("words.clear_filters"), key="clear", on_click=clear, disabled=not only.is_on)


def _offered(snapshot: Snapshot) -> dict[str, Mapping[str, str]]:
    known = caches.filter_options(snapshot)
    return {name: options for name in OUR_LABELS if (options := getattr(known, name))}


def clear() -> None:
    """Take every filter off."""
    linked.forget(list(OUR_LABELS))


def chosen(only: Only) -> dict[str, str]:
    """Return what the pickers of any page need to keep the same projects."""
    return only.asked


def before() -> Only:
    """Return the filter of the page that was left, for a page that shows no pickers."""
    return Only(**{name: linked.kept().get(name, "") for name in EVERYTHING.stated})


def _show(place: Any, name: str, options: Mapping[str, str]) -> None:
    words = {key: translated(text) if name == "stage" else text for key, text in options.items()}
    linked.pick(place, OUR_LABELS[name], list(options), key=name, first=None, words=words.__getitem__, placeholder=say("words.all"))
