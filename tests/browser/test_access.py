"""Nothing needs hover, color vision or a mouse: axe finds no fault of ours, and the keyboard shows where it is."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.server import App

pytestmark = pytest.mark.browser
# Streamlit's own markup: the drop zone's role, and the list of links in the drawer of a phone.
STREAMLITS_OWN = {"presentation-role-conflict", "list", "listitem"}


@pytest.mark.parametrize(
    ("path", "size", "theme"),
    [
        ("", "1366", "dark"), ("projects?project=P01", "390", "dark"),  # the others: test_every_page.py
    ],
)  # fmt: skip
def test_axe_finds_nothing_of_ours(browser: Browser, sample_app: App, path: str, size: str, theme: str) -> None:
    page = sample_app.open(browser, path, size=size, theme=theme)
    found = {v["id"]: v["nodes"][0]["html"][:160] for v in Axe().run(page).response["violations"]}
    assert {name: node for name, node in found.items() if name not in STREAMLITS_OWN} == {}
    page.context.close()


def test_the_keyboard_shows_where_it_is(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.evaluate("""() => { const e = document.activeElement; const s = getComputedStyle(e);
          return [e.tagName, parseFloat(s.outlineWidth), s.outlineStyle, s.boxShadow]; }""")
        if focused[0] in ("BUTTON", "A"):
            assert focused[1] >= 2
            assert focused[2] != "none"
    page.context.close()


def test_reduced_motion_stops_what_moves(browser: Browser, sample_app: App) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(sample_app.url)
    page.wait_for_selector("h1.v-headline")
    moving = page.evaluate("""() => [...document.querySelectorAll('.stApp *')]
      .filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length""")
    assert moving == 0
    context.close()


def test_a_thumb_finds_its_target(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, size="390")
    small = page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMain] :is(button, a, summary)')]
      .map(e => [e.innerText.slice(0, 30), e.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && box.height < 44).map(([name, box]) => `${name} ${box.height}`)""")
    assert small == []
    page.context.close()
