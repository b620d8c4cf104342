"""Hostile names in a real browser: they break no layout, become no markup, call nobody, and stand in the drawings as typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from scripts.pictures import faults
from tests.browser.server import PATIENCE, SIZES, App, ready, running
from tests.browser.test_every_page import PAGES
from tests.pages import names
from tests.pages.conftest import publish
from value_model import policy
from value_model.store import open_store

pytestmark = pytest.mark.browser
EVERY = tuple(path.replace("P01", "P0003") for path in PAGES)
QUICK = ("", "fit", "risk", "projects?project=P0006")


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    place = tmp_path_factory.mktemp("names") / "value.duckdb"
    store = open_store(str(place), policy_hash=policy.load().hash)
    publish(store, names.PORTFOLIO, names.portfolio())
    store.close()
    with running(place) as app:
        yield app


@pytest.mark.parametrize(
    ("size", "paths"),
    [("1366", QUICK), pytest.param("1366", EVERY, marks=pytest.mark.slow), pytest.param("390", EVERY, marks=pytest.mark.slow)],
    ids=["1366", "1366 every", "390 every"],
)
def test_hostile_names_break_no_layout(browser: Browser, hostile_server: App, size: str, paths: tuple[str, ...]) -> None:
    context = browser.new_context(**SIZES[size], reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("request", lambda request: hostile_server._note(request.url))
    problems: dict[str, object] = {}
    for path in paths:
        page.goto(f"{hostile_server.url}/{path}")
        ready(page)
        found = faults.of(page).lines
        if found:
            problems[path] = found
        main = page.locator("[data-testid=stMain]")
        assert main.locator("img, script, iframe").count() == 0, path
        assert page.locator("a[href*=evil]").count() == 0, path
        assert page.get_by_role("button", name="Download as CSV").count() == 0, path
        assert page.title() != "hit", path
    context.close()
    assert problems == {}
    assert hostile_server.strangers == []


def test_a_name_stands_in_a_drawing_as_typed(browser: Browser, hostile_server: App) -> None:
    page = hostile_server.open(browser, "value")
    drawn = page.locator("svg.marks text").all_text_contents()
    for name in (names.NAMES[0], names.NAMES[3], names.NAMES[5]):
        start = name[:16]  # a long name is cut with "…"
        assert [text for text in drawn if text.startswith(start)], start
    page.context.close()
