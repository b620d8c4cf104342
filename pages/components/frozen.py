"""The snapshot that a link names by its id, so that nothing moves while it is shown; written into the link where it names none.

The comparison and the filter are frozen with it: they are those of the page that was left, and stand in the link too.
"""

from __future__ import annotations

import streamlit as st

from pages.components import filters, keeping, linked, return_to_slide
from pages.components.shown import Shown
from value_model.figures.compute import PREVIOUS
from value_model.figures.only import parse
from value_model.store import Snapshot

FROZEN, AGAINST, ONLY = "frozen", "against", "only"  # in the link; the pickers of other pages write under names of their own
NONE = "none"


def shown() -> Shown | None:
    """Return what the link names, else what was chosen on the page before, else the newest published; None without any.

    Raises `StoreError` where the link names a snapshot that is not there, `UsageError` for a filter that cannot be read.
    """
    asked = return_to_slide.held() or st.query_params.get(FROZEN)
    if not asked:
        linked.take_over()  # a link with the choices of any other page shows them here too
    snapshot = keeping.store().snapshot(asked) if asked else _chosen_before()
    if snapshot is None:
        return None
    found = _linked(snapshot) if asked else _before(snapshot)
    stated = link(found).items()
    lacking = {name: value for name, value in stated if st.query_params.get_all(name) != ([value] if isinstance(value, str) else value)}
    if lacking:
        st.query_params.update(lacking)
    linked.forget([name for name in linked.SHOWN if name not in chosen(found)])
    linked.keep(chosen(found))  # the page opened next shows the same
    return found


def unfilter() -> None:
    """Take the filter out of the link and off the pages that open next."""
    filters.clear()
    st.query_params.pop(ONLY, None)


def link(found: Shown) -> dict[str, str | list[str]]:
    """Return the parameters of a link that shows the same."""
    only: dict[str, str | list[str]] = {ONLY: [f"{name}={value}" for name, value in found.only.asked.items()]} if found.only.is_on else {}
    against = {} if found.compared == PREVIOUS else {AGAINST: found.compared or NONE}
    return {FROZEN: found.snapshot.id, **against, **only}


def chosen(found: Shown) -> dict[str, str]:
    """Return what the pickers of any page need to show the same."""
    picked = {"portfolio": found.snapshot.portfolio, "snapshot": found.snapshot.id, **filters.chosen(found.only)}
    return picked if found.compared == PREVIOUS else picked | {"compared": found.compared or NONE}


def _linked(snapshot: Snapshot) -> Shown:
    against = st.query_params.get(AGAINST, PREVIOUS)
    if against not in (PREVIOUS, NONE):
        keeping.store().snapshot(against)  # a link that names one that is not there says so
    return Shown(snapshot, None if against == NONE else against, parse(st.query_params.get_all(ONLY)))


def _before(snapshot: Snapshot) -> Shown:
    compared = linked.kept().get("compared", PREVIOUS)
    return Shown(snapshot, None if compared == NONE else compared, filters.before())


def _chosen_before() -> Snapshot | None:
    asked = linked.kept().get("snapshot")
    return keeping.store().snapshot(asked) if asked else _newest()


def _newest() -> Snapshot | None:
    store = keeping.store()
    names = store.portfolios()
    asked = linked.kept().get("portfolio")
    name = asked if asked in names else next(iter(names), None)
    return None if name is None else store.newest(name, "published") or store.newest(name)
