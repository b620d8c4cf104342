"""The filter: one popover with a picker for each part, all bound to the link, and the button that clears them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.components import caches, linked, text
from value_model.figures.only import EVERYTHING, Only
from value_model.store import Snapshot

OUR_LABELS: Mapping[str, str] = {"objective": "Objective", "programme": "Programme", "unit": "Sponsor area", "stage": "Stage"}
HELP = "Figures then add up the projects that pass; each counts whole, also where it contributes to several objectives."


def popover(place: Any, snapshot: Snapshot) -> Only:
    """Show the filter behind its button and return what it keeps. A link may name identifiers or words."""
    known = caches.filter_options(snapshot)
    offered = {name: options for name in OUR_LABELS if (options := getattr(known, name))}
    count = len([name for name, options in offered.items() if linked.chosen(name, list(options), options.__getitem__)])
    our_label = "Filter" if not count else f"Filter ({text.plain(str(count))})"
    opened = linked.behind_button(place, our_label, key="filter", help=text.plain(HELP))
    only = Only(**{name: _picked(opened, name, options) for name, options in offered.items()})
    if opened:
        opened.button("Clear filters", key="clear", on_click=clear, disabled=not only.is_on)
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
    chosen = linked.pick(place, OUR_LABELS[name], list(options), key=name, first=None, words=options.__getitem__, placeholder="All")
    return chosen or ""
