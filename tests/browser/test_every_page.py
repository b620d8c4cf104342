"""Every page in both themes: axe finds no serious fault of ours, no words touch or are cut, nothing is asked of another host."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from scripts.pictures import faults
from tests.browser.server import PATIENCE, SIZES, App, ready, running
from tests.browser.test_access import STREAMLITS_OWN
from tests.conftest import copied

pytestmark = pytest.mark.browser
PAGES = ("", "value", "benefits", "fit", "choices", "risk", "changes", "projects", "projects?project=P01", "capability", "data", "method",
         "present?embed=true", "export")  # fmt: skip
SERIOUS = {"serious", "critical"}


def _violations(page: Page) -> dict[str, str]:
    found = Axe().run(page).response["violations"]
    return {v["id"]: v["nodes"][0]["html"][:160] for v in found if v["id"] not in STREAMLITS_OWN}


def _headings(page: Page) -> dict[str, str]:
    """One h1 first, and no level left out on the way down."""
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3')].filter(e => e.getBoundingClientRect().width).map(e => +e.tagName[1])"
    )
    jumps = [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]
    return {} if levels[:1] == [1] and levels.count(1) == 1 and not jumps else {"headings": str(levels)}


def _unnamed(page: Page) -> dict[str, str]:
    """Charts and tables say what they are to those who cannot see them."""
    found = page.evaluate("""() => [...document.querySelectorAll('[data-testid=stVegaLiteChart], [data-testid=stDataFrame]')]
      .filter(e => e.getBoundingClientRect().width)
      .filter(e => ![e, ...e.querySelectorAll('[aria-label]')].some(n => (n.getAttribute('aria-label') || '').length > 3))
      .map(e => `no name: ${e.className}`)""")
    return dict.fromkeys(found, "")


@pytest.mark.parametrize(("size", "theme"), [
    ("1366", "light"), *(pytest.param(*one, marks=pytest.mark.slow) for one in (("390", "dark"), ("390", "light"), ("1920", "light"), ("1920", "dark"))),
])  # fmt: skip
def test_every_page_is_accessible_whole_and_alone(browser: Browser, sample_app: App, size: str, theme: str) -> None:
    context = browser.new_context(**SIZES[size], color_scheme=theme, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    strangers: list[str] = []
    own = (sample_app.url, sample_app.url.replace("http", "ws", 1), "data:", "blob:")
    context.on("request", lambda request: strangers.append(request.url) if not request.url.startswith(own) else None)
    problems: dict[str, object] = {}
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{sample_app.url}/{path}")
        ready(page)
        found = {**_violations(page), **dict.fromkeys(faults.of(page).lines, ""), **_headings(page), **_unnamed(page)}
        if found:
            problems[path] = found
    context.close()
    assert problems == {}
    assert strangers == []


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_in_the_dark(browser: Browser, sample_app: App, path: str) -> None:
    page = sample_app.open(browser, path, theme="dark")
    assert _violations(page) == {}
    page.context.close()


@pytest.mark.slow
def test_a_page_at_twice_its_size_scrolls_one_way_only(browser: Browser, sample_app: App) -> None:
    # WCAG 1.4.10: 200 % zoom of 1366 px leaves 683 px, and a page reflows at 320 px.
    context = browser.new_context(viewport={"width": 683, "height": 384}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    for width in (683, 320):
        page.set_viewport_size({"width": width, "height": 640})
        for path in ("", "benefits"):
            page.goto(f"{sample_app.url}/{path}")
            ready(page)
            assert not faults.of(page).wide, (width, path)
    context.close()


@pytest.mark.slow
def test_german_words_fit_where_english_ones_do(browser: Browser, loaded_sample: Path, tmp_path: Path) -> None:
    with running(copied(loaded_sample, tmp_path), VALUE_LANGUAGE="de-DE") as app:
        found = {}
        for path in PAGES[:-2]:
            page = app.open(browser, path)
            found[path] = faults.of(page).lines
            page.context.close()
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_paper_holds_every_status_word_and_none_of_the_controls(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    words = page.locator("[data-testid=stMetricDelta]").all_inner_texts()
    page.emulate_media(media="print")
    assert all(any(word in text for word in ("Act", "Watch", "On plan")) for text in words)
    assert page.locator("[data-testid=stMetricDelta]").first.is_visible()
    assert not page.locator("[data-testid=stHeader]").is_visible()
    page.context.close()


@pytest.mark.parametrize("path", ["", "projects?project=P01"])
def test_the_story_and_a_project_are_printed_on_one_sheet(browser: Browser, sample_app: App, path: str) -> None:
    page = sample_app.open(browser, path)
    sheets = re.findall(rb"/MediaBox ?\[([^\]]*)\]", page.pdf(prefer_css_page_size=True))
    page.context.close()
    across, down = (float(side) for side in sheets[0].split()[2:])
    assert len(sheets) == 1
    assert (across > down) == (path == "")  # a project stands upright


def test_paper_gives_what_a_wide_window_drew_larger_no_more_room_than_it_fills(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, "changes", size="1920")
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    empty = page.evaluate("""() => [['[data-testid=stVegaLiteChart]', 'svg.marks'], ['[data-testid=stDataFrame]', 'canvas']]
      .flatMap(([place, drawn]) => [...document.querySelectorAll(place)].map(e => [place,
        e.closest('.stElementContainer').getBoundingClientRect().height - e.querySelector(drawn).getBoundingClientRect().height]))""")
    page.context.close()
    assert len(empty) > 4
    assert [one for one in empty if one[1] > 6] == []  # px: a border, a line's descent
