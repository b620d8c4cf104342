"""Two people in two browsers: one publishes while the other reads, and no page mixes the numbers of two snapshots."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import ready, running
from tests.browser.test_upload import publish as press_publish
from tests.pages.conftest import publish
from tests.pages.states import NAME, SHAPE, SIZE
from tests.portfolios import reviews
from value_model import policy
from value_model.store import open_store

pytestmark = [pytest.mark.browser, pytest.mark.slow]
READ = ("", "benefits", "risk", "changes")


def stored(place: Path) -> tuple[str, str]:
    """Fill a store with one published review and the next as a draft; return their identifiers."""
    store = open_store(str(place), policy_hash=policy.load().hash)
    (_, first), (day, then) = reviews(SIZE, count=2, shape=SHAPE)
    published = publish(store, NAME, first)
    draft, _ = store.save_draft(NAME, then, as_of=day)
    store.close()
    return published, draft.id


def seen(page: Page) -> tuple[str, ...]:
    """What a page says that every snapshot says in its own way: whose day it is, its headline, its cards."""
    strip = page.locator(".v-strip").first.inner_text().split("As of")[1].split("·")[0]
    return strip, page.locator("h1").inner_text(), *page.locator("[data-testid=stMetricValue]").all_inner_texts()


def test_what_is_read_while_another_publishes_is_of_one_snapshot(browser: Browser, tmp_path: Path) -> None:
    place = tmp_path / "value.duckdb"
    ids = stored(place)
    with running(place) as app:
        app.open(browser).context.close()
        reader, office = app.open(browser), app.open(browser, "data")
        office.locator(".st-key-open_draft button").click()
        office.get_by_text("The story it would tell").wait_for()
        ready(office)
        found: dict[str, list[tuple[str, ...]]] = {path: [] for path in READ}
        for turn in range(2):
            for path in READ:
                reader.goto(f"{app.url}/{path}")
                if turn == 0 and path == READ[1]:
                    press_publish(office)  # while the reader's page is being drawn
                ready(reader)
                found[path].append(seen(reader))
        for path in READ:
            alone = {seen(app.open(browser, f"{path}?snapshot={one}")) for one in ids}
            assert set(found[path]) <= alone, path
            assert found[path][-1][0].strip() == f"{date(2026, 9, 30):%d %b %Y}", path
        assert reader.locator("[data-testid=stException]").count() == 0
        assert "published" in office.url or "portfolio=" in office.url
