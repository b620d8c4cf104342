"""The app as a script: on an empty store, and on one with three reviews of a random portfolio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.components import caches
from tests.portfolios import portfolio, reviews
from value_model.contract import Import
from value_model.store import Store

ROOT = Path(__file__).resolve().parents[2]
Fill = Callable[[Store], None]


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


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the app of this test uses, empty."""
    monkeypatch.setenv("VALUE_STORE", str(tmp_path / "value.duckdb"))
    st.cache_resource.clear()
    st.cache_data.clear()
    opened = caches.store()
    yield opened
    opened.close()
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def app(store: Store) -> AppTest:
    """The app on an empty store, not run yet."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.fixture
def filled(store: Store, app: AppTest) -> AppTest:
    """The app on three published reviews of a portfolio of 12 projects, run once."""
    for _, imported in reviews(12, count=3):
        publish(store, "Random portfolio", imported)
    return app.run()


@pytest.fixture
def hostile(store: Store, app: AppTest) -> AppTest:
    """The app on a portfolio whose names try to be markup, formulas or sentences, run once."""
    publish(store, "<img src=x onerror=alert(1)> ![p](http://evil.example/p.png)", portfolio(16, hostile=True))
    return app.run()
