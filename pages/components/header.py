"""The header of every page: whose numbers, as of when, compared with what; and the pickers behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.components import asking, caches, device, return_to_slide, routes, text, wording
from value_model.charts.drawing import Look
from value_model.store import Snapshot


@dataclass(frozen=True)
class View:
    """What a page shows: a snapshot (None: the store is empty), how to draw it, and where the strip goes."""

    snapshot: Snapshot | None
    look: Look
    place: Any

    @property
    def compact(self) -> bool:
        return self.look.compact


def open_page() -> View:
    """Show the pickers and return what the reader chose.

    Portfolio, snapshot and compact view are bound to the URL, so that a link opens the same view.
    """
    routes.arrive()
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False, key="header_strip")
    place = bar.container()
    asks = bar.container(key="header_ask")
    names = caches.store().portfolios()
    with bar.popover("View", type="tertiary", key="view"):
        snapshot = _snapshot(_portfolio(names)) if names else None
        compact = device.compact_toggle()
    with bar:
        return_to_slide.offer()
    if snapshot is None:
        with place:
            text.strip(["No portfolio yet"])
    else:
        with asks:
            asking.box(snapshot)
    return View(snapshot, device.look(compact=compact), place)


def strip(view: View, parts: Sequence[str]) -> None:
    """Fill the header strip with the narrative's parts."""
    with view.place:
        text.strip(parts)


def _portfolio(names: Sequence[str]) -> str:
    _forget_unless_in("portfolio", names)
    return st.selectbox("Portfolio", names, key="portfolio", bind="query-params")


def _snapshot(portfolio: str) -> Snapshot:
    known = caches.store().snapshots(portfolio)
    ordered = {s.id: s for s in sorted(known, key=lambda s: (s.state == "published", s.seq), reverse=True)}
    _forget_unless_in("snapshot", list(ordered))
    chosen = st.selectbox("Snapshot", list(ordered), format_func=lambda i: label(ordered[i]), key="snapshot", bind="query-params")
    return ordered[chosen]


def label(snapshot: Snapshot) -> str:
    """Return the words that name a snapshot in a picker."""
    day = wording.day(snapshot.as_of)
    draft = ", draft" if snapshot.state == "draft" else ""
    return f"{day}{draft} ({snapshot.seq})"


def _forget_unless_in(key: str, options: Sequence[str]) -> None:
    """Drop a choice that no longer exists, such as the snapshot of another portfolio."""
    if key in st.session_state and st.session_state[key] not in options:
        del st.session_state[key]
