"""Fixtures of the browser tests: one browser, one app with the sample portfolio, one empty app."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import CHROMIUM, App, launch, running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not shutil.which(CHROMIUM):
        pytest.skip("no Chromium at hand; set CHROMIUM")
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample_app(sample_store: Path) -> Iterator[App]:
    with running(sample_store) as app:
        yield app


@pytest.fixture
def empty_app(tmp_path: Path) -> Iterator[App]:
    with running(tmp_path / "value.duckdb") as app:
        yield app
