"""Present driven by the keyboard alone at 1920 × 1080: keys, sizes, the way to the details and back, and a link that stays."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import App, ready

pytestmark = pytest.mark.browser
SMALLEST = 20  # px of any text on a slide at 1920 × 1080
SIZES = """() => [...document.querySelectorAll('.st-key-stage_full svg.marks text')].filter(t => t.textContent.trim()).map(t => {
  const drawn = t.getScreenCTM();
  return [t.textContent, parseFloat(getComputedStyle(t).fontSize) * Math.hypot(drawn.a, drawn.b)];
})"""


@pytest.fixture
def stage(browser: Browser, sample_app: App) -> Iterator[Page]:
    page = sample_app.open(browser, "present?embed=true", size="1920")
    yield page
    page.context.close()


def headline(page: Page) -> str:
    return page.locator("h1").inner_text()


def press(page: Page, key: str, *, until: str) -> None:
    """Press a key and wait until the link has changed to hold `until`."""
    page.keyboard.press(key)
    page.wait_for_function("part => location.href.includes(part)", arg=until)
    ready(page)


def chosen(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


def slides(page: Page) -> list[str]:
    """Walk to the last slide by the right arrow and return every headline on the way."""
    seen = [headline(page)]
    while page.locator(".st-key-next button").is_enabled():
        before = chosen(page, "slide")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("old => new URL(location.href).searchParams.get('slide') !== (old || null)", arg=before)
        ready(page)
        seen.append(headline(page))
    return seen


def test_the_right_arrow_walks_through_the_whole_review(stage: Page) -> None:
    seen = slides(stage)
    assert 3 <= len(seen) <= 8
    assert len(set(seen)) == len(seen)
    assert seen[0].startswith("The portfolio has delivered")
    press(stage, "Home", until="slide=result")
    assert headline(stage) == seen[0]


def test_every_text_is_at_least_20_px_and_inside_the_screen(stage: Page) -> None:
    while True:
        found = stage.evaluate(SIZES)
        assert found
        assert [text for text, size in found if size < SMALLEST] == []
        box = stage.locator(".st-key-stage_full svg.marks").bounding_box()
        bar = stage.locator(".st-key-slide_bar").bounding_box()
        assert box and bar
        assert box["x"] >= 0 and box["x"] + box["width"] <= 1920
        assert box["y"] + box["height"] <= bar["y"]
        assert bar["y"] + bar["height"] <= 1080
        if not stage.locator(".st-key-next button").is_enabled():
            break
        before = chosen(stage, "slide")
        stage.keyboard.press("ArrowRight")
        stage.wait_for_function("old => new URL(location.href).searchParams.get('slide') !== (old || null)", arg=before)
        ready(stage)


def test_there_is_no_menu_and_nothing_scrolls(stage: Page) -> None:
    assert stage.locator("[data-testid=stTopNavLink], [data-testid=stSidebar]").count() == 0
    assert stage.evaluate("document.documentElement.scrollWidth <= 1920 && document.documentElement.scrollHeight <= 1080")
    assert stage.evaluate("""() => { const main = document.querySelector('[data-testid=stMain]');
      return main.scrollHeight <= main.clientHeight + 1; }""")


def test_d_opens_the_details_and_d_comes_back_to_the_slide(stage: Page) -> None:
    snapshot = chosen(stage, "frozen")
    press(stage, "ArrowRight", until="slide=")
    slide, seen = chosen(stage, "slide"), headline(stage)
    stage.keyboard.press("d")
    stage.wait_for_selector(".st-key-back_to_slide")
    ready(stage)
    assert "/present" not in stage.url
    press(stage, "d", until="/present")
    assert (chosen(stage, "slide"), headline(stage), chosen(stage, "frozen")) == (slide, seen, snapshot)


def test_a_key_pressed_while_a_page_is_drawn_counts_once_it_is_drawn(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, "present", wait=False)
    page.wait_for_selector(".stApp")
    for key in "de":  # to the details of the slide and from there to the files, faster than either page is drawn
        page.keyboard.press(key)
    page.wait_for_url("**/export*")
    ready(page)
    page.go_back()
    page.wait_for_url(f"{sample_app.url}/?*")  # the page of the details was there between
    page.context.close()


def test_the_browsers_back_returns_from_the_details_to_the_slide_that_was_left(stage: Page) -> None:
    press(stage, "ArrowRight", until="slide=")
    press(stage, "ArrowRight", until="slide=")
    slide, seen = chosen(stage, "slide"), headline(stage)
    stage.keyboard.press("d")
    stage.wait_for_selector(".st-key-back_to_slide")
    ready(stage)
    stage.go_back()
    stage.wait_for_function("seen => document.querySelector('h1')?.innerText === seen", arg=seen)
    ready(stage)
    assert (chosen(stage, "slide"), headline(stage)) == (slide, seen)


def test_the_browsers_back_brings_a_dropped_slide_back(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, "present", size="1920")
    press(page, "ArrowRight", until="slide=")
    slide, seen = chosen(page, "slide"), headline(page)
    page.locator(".st-key-arrange button").first.click()
    page.locator(".st-key-drop button").click()
    page.wait_for_function("seen => document.querySelector('h1')?.innerText !== seen", arg=seen)
    ready(page)
    assert slide not in chosen(page, "slides").split(",")
    page.go_back()
    page.wait_for_function("seen => document.querySelector('h1')?.innerText === seen", arg=seen)
    assert (chosen(page, "slide"), chosen(page, "slides")) == (slide, "")
    page.context.close()


def test_the_link_of_an_old_snapshot_does_not_move(browser: Browser, sample_app: App, stage: Page) -> None:
    from value_model.exports.provenance import slug

    assert slug(chosen(stage, "frozen")) == chosen(stage, "frozen")
    again = sample_app.open(browser, f"present?embed=true&frozen={chosen(stage, 'frozen')}&slides=method,result&slide=result", size="1920")
    assert headline(again) == headline(stage)
    assert not again.locator(".st-key-next button").is_enabled()
    again.context.close()


def test_nothing_is_asked_of_strangers(sample_app: App, stage: Page) -> None:
    assert sample_app.strangers == []
