"""The filter: one popover with a picker for each part, all bound to the link, and the button that clears them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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


def popover(place: Any, snapshot: Snapshot) -> Only:
    """Show the filter behind its button and return what it keeps. A link may name identifiers or words."""
    known = caches.filter_options(snapshot)
    offered = {name: options for name in OUR_LABELS if (options := getattr(known, name))}
    count = len([name for name, options in offered.items() if linked.chosen(name, list(options), options.__getitem__)])
    our_label = say("words.filter") if not count else text.plain(say("told.filters", n=count))
    opened = linked.behind_button(place, our_label, key="filter", help=text.plain(HELP))
    only = Only(**{name: _picked(opened, name, options) for name, options in offered.items()})
    if opened:
        opened.button(say("words.clear_filters"), key="clear", on_click=clear, disabled=not only.is_on)
    return only


def clear() -> None:
    """Take every filter off."""
    linked.forget(list(OUR_LABELS))


def chosen(only: Only) -> dict[str, str]:
    """Return what the pickers of any page need to keep the same projects."""
    return only.asked


def before() -> Only:
    """Return the filter of the page that was left, for a page that shows no pickers."""
    return Only(**{name: linked.kept().get(name, "") for name in EVERYTHING.stated})


def _picked(place: Any, name: str, options: Mapping[str, str]) -> str:
    words = {key: translated(text) if name == "stage" else text for key, text in options.items()}
    chosen = linked.pick(
        place, OUR_LABELS[name], list(options), key=name, first=None, words=words.__getitem__, placeholder=say("words.all")
    )
    return chosen or ""
