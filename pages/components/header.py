"""The header of every page: whose numbers, as of when, compared with what; and the pickers behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.components import asking, caches, device, filters, foot, keeping, linked, return_to_slide, routes, text, unknown, wording
from pages.components.shown import Shown
from value_model.charts.drawing import Look
from value_model.narrative.page_words import say
from value_model.narrative.sentence import Story
from value_model.store import Snapshot

NONE = "none"


@dataclass(frozen=True)
class View:
    """What a page shows: its choice (None: there is nothing to show), how to draw it, and where the strip goes.

    `snapshot` is there also where a filter leaves no project; None only where the store is empty.
    """

    shown: Shown | None
    snapshot: Snapshot | None
    look: Look
    place: Any

    @property
    def compact(self) -> bool:
        return self.look.compact


def open_page() -> View:
    """Show the pickers and return what the reader chose.

    Portfolio, snapshot, comparison, filter and compact view are bound to the URL, so that a link opens the same view.
    """
    routes.depart()
    linked.arrive()
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False, key="header_strip")
    place = bar.container()
    names = keeping.store().portfolios()
    snapshot, compared, compact = _chosen(None, names)  # as the link says, for the box stands before the pickers
    only = filters.asked(snapshot) if snapshot else None
    shown = Shown(snapshot, compared, only) if snapshot and only else None
    if shown is None or (shown.only.is_on and caches.figure_set(shown).is_empty):
        with place:
            text.strip([say("words.no_portfolio_yet")] if shown is None else [shown.snapshot.portfolio, say("words.no_projects_match")])
        shown = None
    unknown.show(place, only)
    with bar:
        if shown:
            asking.box(shown, compact=compact)
        if snapshot and only:
            filters.popover(snapshot, only)
        view = linked.behind_button(st, say("words.view"), key="view")
        if view:
            _chosen(view, names)
        return_to_slide.offer()
    return View(shown, snapshot, device.look(compact=compact), place)


def _chosen(place: Any, names: Sequence[str]) -> tuple[Snapshot | None, str | None, bool]:
    """Return the snapshot, the one it is compared with and whether the view is compact; with a place, show their pickers there."""
    snapshot = _snapshot(place, _portfolio(place, names)) if names else None
    return snapshot, _compared(place, snapshot) if snapshot else None, device.compact_toggle(place)


def strip(view: View, told: Story) -> None:
    """Fill the header strip with the narrative's parts; what is said of rounding stands at the foot of the page, on one line."""
    foot.note(told.note)
    strip_of(view, [part for part in told.strip if part != told.note])


def strip_of(view: View, parts: Sequence[str]) -> None:
    """Fill the header strip with parts."""
    with view.place:
        text.strip(parts)


def usual() -> Shown | None:
    """Return what a link without any choice shows; None where the store is empty."""
    names = keeping.store().portfolios()
    if not names:
        return None
    snapshot = next(iter(_newest_first(names[0]).values()))
    first = _comparable(snapshot)[0][0]
    return Shown(snapshot, None if first == NONE else first)


def _newest_first(portfolio: str) -> dict[str, Snapshot]:
    known = keeping.store().snapshots(portfolio)
    return {one.id: one for one in sorted(known, key=lambda one: (one.state == "published", one.seq), reverse=True)}


def _comparable(snapshot: Snapshot) -> tuple[list[str], dict[str, Snapshot]]:
    """Return what a snapshot can be compared with, the usual choice first: ids and "none", and the snapshots themselves."""
    known = [one for one in keeping.store().snapshots(snapshot.portfolio) if one.state == "published" and one.id != snapshot.id]
    earlier = [one for one in reversed(known) if one.as_of < snapshot.as_of]
    ordered = {one.id: one for one in [*earlier, *(one for one in known if one.as_of > snapshot.as_of)]}
    return ([*ordered, NONE] if earlier else [NONE, *ordered]), ordered


def _portfolio(place: Any, names: Sequence[str]) -> str:
    return linked.pick(place, say("words.portfolio"), names, key="portfolio", first=names[0]) or names[0]


def _snapshot(place: Any, portfolio: str) -> Snapshot:
    ordered = _newest_first(portfolio)
    first = next(iter(ordered))
    chosen = linked.pick(place, say("words.snapshot"), list(ordered), key="snapshot", first=first, words=lambda one: label(ordered[one]))
    return ordered[chosen or first]


def _compared(place: Any, snapshot: Snapshot) -> str | None:
    """Ask which snapshot to compare with: the review before it unless told otherwise, any other published one, or none."""
    offered, ordered = _comparable(snapshot)
    if not ordered:
        return None
    words = {NONE: say("words.no_other_snapshot"), **{key: label(one) for key, one in ordered.items()}}
    chosen = linked.pick(place, say("words.compare_with"), offered, key="compared", first=offered[0], words=lambda one: words[one])
    return None if chosen == NONE else chosen


def label(snapshot: Snapshot) -> str:
    """Return the words that name a snapshot in a picker."""
    day = wording.day(snapshot.as_of)
    form = "snapshot_draft" if snapshot.state == "draft" else "snapshot"
    return say(f"told.{form}", day=day, number=str(snapshot.seq))
