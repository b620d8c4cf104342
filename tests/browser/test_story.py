"""What only a browser shows: where things stand, what is cut off, what moves, and who is called."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import ROOT, App, ready, running

pytestmark = pytest.mark.browser
CARDS = ["Benefits realized", "Forecast benefits", "Forecast ROI", "Strategic fit", "Benefits at risk"]
NAVIGATION = ["Story", "Projects", "PMO"]


def bottom(page: Page, selector: str, place: int = -1) -> float:
    """Return the lower edge in pixels of the element at a place among those that match."""
    box = page.locator(selector).nth(place).bounding_box()
    assert box, selector
    return box["y"] + box["height"]


def test_the_first_screen_holds_the_story(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    assert page.locator("h1").count() == 1
    assert [label.strip() for label in page.locator("[data-testid=stMetricLabel]").all_inner_texts()] == CARDS
    # design.md, section 12, check 1, at 1366 x 768
    assert bottom(page, "[data-testid=stMetric]") <= 620
    assert max(bottom(page, ".st-key-line_decisions .v-head + .v-text", 0), bottom(page, ".st-key-decision_figures_1")) <= 620
    assert page.locator(".st-key-line_decisions .v-head").count() == 3
    assert bottom(page, ".st-key-line_decisions") <= 768
    assert bottom(page, "[data-testid=stVegaLiteChart]") <= 768
    page.context.close()


@pytest.mark.parametrize("size", ["1366", "1920", "390"])
@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_no_number_is_cut_off_and_nothing_scrolls_sideways(browser: Browser, sample_app: App, size: str, theme: str) -> None:
    page = sample_app.open(browser, size=size, theme=theme)
    cut = page.evaluate("""() => [...document.querySelectorAll(
        '[data-testid=stMetricValue], [data-testid=stMetricDelta], [data-testid=stMetricLabel], .v-caption, h1, h2, h3')]
      .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)""")
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.close()


def test_cards_in_a_row_are_equally_high_and_two_across_on_a_phone(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, size="390")
    boxes = [card.bounding_box() for card in page.locator("[data-testid=stMetric]").all()]
    tops = [round(box["y"]) for box in boxes if box]
    assert tops[0] == tops[1] != tops[2] == tops[3]
    page.context.close()


def test_a_phone_reads_decisions_before_the_chart(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, size="390")
    assert bottom(page, ".st-key-line_decisions") < bottom(page, "[data-testid=stVegaLiteChart]")
    assert "As of" not in page.locator("[data-testid=stVegaLiteChart]").inner_text()  # the compact chart
    page.context.close()


def shift_of_a_load(app: App, browser: Browser, size: str) -> float:
    """Open the first page as a new reader and add up how far what is on it moved."""
    page = app.open(browser, size=size, wait=False)
    page.evaluate("""() => { window.shift = 0; new PerformanceObserver(list => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({type: 'layout-shift', buffered: true}); }""")
    ready(page)
    moved = float(page.evaluate("window.shift"))
    page.context.close()
    return moved


@pytest.mark.parametrize("size", ["1366", "390"])
def test_nothing_jumps_while_the_page_loads(browser: Browser, sample_app: App, size: str) -> None:
    assert shift_of_a_load(sample_app, browser, size) <= 0.05


def test_the_figures_behind_the_text_open(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    page.get_by_role("button", name="figures").first.click()
    page.get_by_text("Formula").first.wait_for()
    page.get_by_text("Source:").first.wait_for()
    page.locator("[data-testid=stPopoverBody] [data-testid=stCode]").wait_for()
    assert "python -m value_model trace benefits.realized" in page.locator("[data-testid=stPopoverBody]").inner_text()
    page.context.close()


def test_the_data_behind_the_chart_opens_and_downloads(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    page.get_by_role("button", name="Data behind this chart").click()
    page.wait_for_selector("[data-testid=stPopoverBody] [data-testid=stDataFrame] canvas")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("To,")
    assert len(lines) > 10
    page.context.close()


def test_a_decision_leads_to_its_project_and_arrow_keys_step_on_and_back_returns(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, "?unit=Operations")
    story = page.locator("h1").inner_text()
    page.get_by_role("link", name="Open project").first.click()
    page.wait_for_url("**/projects?*project=P*")
    page.wait_for_selector(".st-key-project_bar")
    ready(page)
    first, link = page.locator("h1").inner_text(), page.url
    assert "unit=Operations" in link
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('h1')?.innerText !== before", arg=first)
    assert "project=P" in page.url and page.url != link
    page.go_back()
    page.wait_for_function("before => document.querySelector('h1')?.innerText === before", arg=first)
    ready(page)
    page.go_back()
    page.wait_for_function("before => document.querySelector('h1')?.innerText === before", arg=story)
    assert "unit=Operations" in page.url
    page.context.close()


def test_a_link_reproduces_the_view(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    page.get_by_role("button", name="View").click()
    page.locator(".st-key-snapshot input").click()
    page.get_by_role("option").nth(2).click()
    page.wait_for_function("document.querySelector('.v-strip').innerText.includes('31 Mar 2026')")
    link = page.evaluate("location.href")
    again = sample_app.open(browser, link.removeprefix(sample_app.url).lstrip("/"))
    assert "31 Mar 2026" in again.locator(".v-strip").first.inner_text()
    assert again.locator("h1").inner_text() == page.locator("h1").inner_text()
    page.context.close()
    again.context.close()


@pytest.mark.parametrize(("path", "entry"), [pytest.param("projects", "app.py", marks=pytest.mark.slow), ("data", "serve.py")])
def test_a_deep_link_opened_first_on_a_cold_server_shows_the_whole_frame(browser: Browser, tmp_path: Path, path: str, entry: str) -> None:
    with running(tmp_path / "value.duckdb", entry=entry) as app:
        page = app.open(browser, path)
        # Streamlit says once that it does not know the page, unless the server told it first.
        assert page.get_by_role("dialog").count() == (entry == "app.py")
        shown = page.locator("[data-testid=stTopNavLink], [data-testid=stTopNavSection]").all_inner_texts()
        assert [name for name in NAVIGATION if name in " ".join(shown)] == NAVIGATION
        assert "app" not in [name.strip() for name in shown]
        assert page.locator(".st-key-header_strip").count() == 1
        page.context.close()


def test_the_page_is_drawn_without_asking_first_whether_the_server_is_well(browser: Browser, sample_app: App) -> None:
    # Two answers that the line to the server would wait for never come.
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    asked: list[str] = []
    page.route(re.compile("/_stcore/(health|host-config)$"), lambda route: asked.append(route.request.url))
    page.goto(f"{sample_app.url}/value")
    ready(page)
    assert len(asked) == 2
    context.close()


def test_the_address_is_said_once_the_dashboard_answers(sample_app: App) -> None:
    command = [sys.executable, "scripts/open_dashboard.py", sample_app.url]
    said = subprocess.run(command, cwd=ROOT, env=os.environ | {"CI": "true"}, capture_output=True, text=True, timeout=30, check=True)
    assert said.stdout == f"The dashboard is at {sample_app.url}\n"


@pytest.mark.slow
def test_no_request_leaves_for_another_host(browser: Browser, sample_app: App) -> None:
    for path in ("", "projects?project=P01", "data"):
        sample_app.open(browser, path).context.close()
    assert sample_app.strangers == []


@pytest.mark.slow
def test_two_readers_at_once_see_their_own_view(browser: Browser, sample_app: App) -> None:
    one = sample_app.open(browser)
    other = sample_app.open(browser, "projects?project=P02")
    assert one.locator("h1").inner_text() != other.locator("h1").inner_text()
    one.reload()
    ready(one)
    assert "portfolio" in one.locator("h1").inner_text().lower()
    one.context.close()
    other.context.close()


@pytest.mark.parametrize("size", [pytest.param("1366", marks=pytest.mark.slow), "390"])
def test_an_answer_opens_above_the_page_and_nothing_moves(browser: Browser, sample_app: App, size: str) -> None:
    page = sample_app.open(browser, size=size, theme="dark")
    before = page.locator("h1").bounding_box()
    box = page.locator(".st-key-ask input")
    box.fill("what did we get from ERP")
    box.press("Enter")
    page.wait_for_selector("[role=dialog] h3")
    assert "ERP consolidation reports none of the $1.3M planned to date" in page.locator("[role=dialog]").inner_text()
    assert page.locator("h1").bounding_box() == before
    # Dark panel, light text: the letters are those of the panel.
    colors = page.evaluate(
        "[...document.querySelectorAll('[role=dialog] h3, [role=dialog] [data-testid=stPageLink] a')].map(e => getComputedStyle(e).color)"
    )
    assert all(int(color.removeprefix("rgb(").split(",")[0]) > 200 for color in colors), colors
    page.keyboard.press("Escape")
    page.get_by_role("button", name="10 figures").click()
    page.get_by_text("Benefits realized: $36.8M").wait_for()  # called by its name; data/sample/expected.csv
    pressed = page.get_by_role("button", name="10 figures").evaluate("e => getComputedStyle(e).color")
    assert pressed == "rgb(138, 184, 255)"  # the accent of the dark theme, design 6
    page.keyboard.press("Escape")
    box.fill("what did we get from ERP")
    box.press("Enter")
    page.locator("[role=dialog]").get_by_role("link", name="Open project").click()
    page.wait_for_function("location.pathname.endsWith('/projects') && document.querySelector('h1')?.innerText.includes('ERP')")
    page.context.close()
