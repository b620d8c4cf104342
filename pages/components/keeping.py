"""How what is made is kept between reruns: under the snapshot it is made of, for all readers or for one session.

A published snapshot never changes, so what is made of one is kept under its id and hash, the policy,
the method, the newest journal row, the snapshot it is compared with and the filter; data is never a key. What is made of a draft belongs to one
reader's session. Figure sets and scenes are frozen, so they are shared as they are (`cache_resource`)
and never changed: copying a scene out on every rerun (`cache_data`) took longer than the rest of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import streamlit as st

from pages.components.shown import Shown
from value_model import policy
from value_model.charts.drawing import Look
from value_model.choices import Scenario
from value_model.store import Store, open_store

Parts = tuple[str, ...]  # snapshot id, its hash, policy hash, method, newest journal row, compared snapshot, filter
Made = TypeVar("Made")
AS_TEXT: dict[str | type[Any], Callable[[Any], Any]] = {
    tuple: repr,
    Look: repr,
    Scenario: repr,
}  # Streamlit hashes part by part, ten times slower


@cache
def store() -> Store:
    """Return the store of this process; asked for so often that looking it up among what Streamlit keeps would show."""
    return _opened()


@st.cache_resource(show_spinner=False)
def _opened() -> Store:
    """The store, opened once where several readers come first at the same time."""
    return open_store(policy_hash=policy.load().hash)


def kept(make: Callable[..., Made], *, entries: int, own: int = 16) -> Callable[..., Made]:
    """Return `make` so that what it made is kept under its argument `at`, which begins with the `Parts` or is them.

    What is made of a published snapshot is kept for all, `entries` of them; of a draft, for the session that asked, `own` of them.
    """
    for_all = st.cache_resource(show_spinner=False, max_entries=entries, hash_funcs=AS_TEXT)(make)
    for_one = st.cache_resource(show_spinner=False, max_entries=own, scope="session", hash_funcs=AS_TEXT)(make)

    def found(at: tuple[Any, ...], **more: Any) -> Made:
        snapshot = store().snapshot(at[0] if isinstance(at[0], str) else at[0][0])
        return (for_one if snapshot.state == "draft" else for_all)(
            at=at, **more
        )  # by name: by position, Streamlit inspects the function at every call

    return found


def parts(shown: Shown) -> Parts:
    """Return what everything made from a snapshot depends on, as things stand now; only text."""
    snapshot, newest = shown.snapshot, store().journal_newest(shown.snapshot.portfolio)
    return (
        snapshot.id, snapshot.hash, policy.load().hash, snapshot.method, str(newest), shown.compared or "", *shown.only.stated.values(),
    )  # fmt: skip
