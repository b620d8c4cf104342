"""The app as a script: on an empty store, and on one with three reviews of a random portfolio."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.components import keeping
from tests.portfolios import portfolio, reviews
from value_model import policy
from value_model.contract import Import
from value_model.store import Store

ROOT = Path(__file__).resolve().parents[2]
Fill = Callable[[Store], object]


def text_of(app: AppTest) -> str:
    """Return everything the text helper has put on the page, as markup."""
    return "\n".join(element.proto.body for element in app.get("html"))


def unfolded(app: AppTest, *panels: str) -> AppTest:
    """Run the app with panels open ("view", "filter", "log_ask"): what stands behind a button or is folded is built when it is opened."""
    for panel in panels:
        app.session_state[panel] = True
    return app.run()


def publish(store: Store, name: str, imported: Import) -> str:
    """Publish an import as a snapshot of a portfolio and return its id."""
    from datetime import date

    draft, _ = store.save_draft(name, imported, as_of=date.fromisoformat(imported.settings["as_of"]))
    return store.publish(draft.id, by="test", note="test", accept_warnings=True).id


_GIVEN: dict[str, Path] = {}  # stores filled before by this worker, by the name of their filling
_AS_GIVEN: dict[str, list[object]] = {}  # and what they held


def given(store: Store, name: str, fill: Fill) -> None:
    """Fill an empty store; the second time under a name from a copy, whose snapshots keep what the pages made of them."""
    place = Path(os.environ["VALUE_STORE"])
    if name not in _GIVEN:
        fill(store)
    store.close()
    if name in _GIVEN:
        shutil.copytree(_GIVEN[name], place.parent, dirs_exist_ok=True)
    else:
        _GIVEN[name] = Path(shutil.copytree(place.parent, place.parent.parent / f"given {len(_GIVEN)}"))
    _open_again(store)
    _AS_GIVEN[name] = _content(store)


def _open_again(store: Store) -> Store:
    """Open the store of this test in the one object that what is kept may ask again."""
    store.close()
    Store.__init__(store, os.environ["VALUE_STORE"], policy.load().hash)  # type: ignore[misc]
    return store


def _content(store: Store) -> list[object]:
    return [(snapshot.id, snapshot.state, store.journal_newest(snapshot.portfolio)) for snapshot in store.snapshots()]


def forget() -> None:
    """Forget what pages made and which store they made it of."""
    keeping.store.cache_clear()
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Store]:
    """The store that the app of this test uses, empty. What pages made of a given one is kept for the next, if nothing was changed."""
    monkeypatch.setenv("VALUE_STORE", str(tmp_path / "value.duckdb"))
    alters = "monkeypatch" in request.function.__code__.co_varnames
    if alters:
        forget()
    opened = _open_again(keeping.store())
    yield opened
    if alters or _content(opened) not in _AS_GIVEN.values():
        forget()
    opened.close()


@pytest.fixture
def app(store: Store) -> AppTest:
    """The app on an empty store, not run yet."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.fixture
def filled(store: Store, app: AppTest) -> AppTest:
    """The app on three published reviews of a portfolio of 12 projects, run once."""
    given(store, "three reviews", _review)
    return app.run()


def _review(store: Store) -> None:
    for _, imported in reviews(12, count=3):
        publish(store, "Random portfolio", imported)


@pytest.fixture
def hostile(store: Store, app: AppTest) -> AppTest:
    """The app on a portfolio whose names try to be markup, formulas or sentences, run once."""
    name = "<img src=x onerror=alert(1)> ![p](http://evil.example/p.png)"
    given(store, "hostile", lambda store: publish(store, name, portfolio(16, hostile=True)))
    return app.run()
