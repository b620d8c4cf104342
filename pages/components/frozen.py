"""The snapshot that a link names by its id, so that nothing moves while it is shown; written into the link where it names none."""

from __future__ import annotations

import streamlit as st

from pages.components import caches, return_to_slide, routes
from value_model.store import Snapshot

FROZEN = "frozen"  # in the link; the pickers of other pages write their labels under names of their own


def snapshot() -> Snapshot | None:
    """Return the snapshot of the link, else the one chosen on the page before, else the newest published; None without any.

    Raises `StoreError` where the link names one that is not there.
    """
    asked = return_to_slide.held() or st.query_params.get(FROZEN) or _before()
    found = caches.store().snapshot(asked) if asked else _newest()
    if found is not None:
        if st.query_params.get(FROZEN) != found.id:
            st.query_params[FROZEN] = found.id
        st.session_state[routes.PENDING] = chosen(found)  # the page opened next shows the same snapshot
    return found


def _before() -> str | None:
    pending: dict[str, str] = st.session_state.pop(routes.PENDING, {})
    return pending.get("snapshot") or st.session_state.get("snapshot")


def _newest() -> Snapshot | None:
    store = caches.store()
    name = st.session_state.get("portfolio") or next(iter(store.portfolios()), None)
    return None if name is None else store.newest(name, "published") or store.newest(name)


def chosen(found: Snapshot) -> dict[str, str]:
    """Return what the pickers of any page need to show this snapshot."""
    return {"portfolio": found.portfolio, "snapshot": found.id}
