"""A click on a chart in a real browser: it opens the project it is about or narrows the table beside it, and back returns."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import App, ready

pytestmark = pytest.mark.browser
# Marks that take a click: unseen ones laid over bars and steps, and dots.
MARKS = """key => [...document.querySelectorAll(`.st-key-chart_${key} svg.marks path`)]
  .filter(p => p.getAttribute('fill-opacity') === '0' || p.getAttribute('stroke-opacity') === '0'
    || p.getAttribute('aria-roledescription') === 'circle')
  .map(p => p.getBoundingClientRect()).map(b => [b.x + b.width / 2, b.y + b.height / 2])"""


def click(page: Page, key: str, number: int) -> None:
    page.locator(f".st-key-chart_{key}").scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # the page stands still after scrolling
    page.mouse.click(*page.evaluate(MARKS, key)[number])


def test_a_bar_opens_its_project_and_the_way_down_leads_back_up(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, "value?unit=Operations")
    click(page, "net_benefit_bars_to_come", 1)
    page.wait_for_url("**/projects?*project=P*")
    page.wait_for_selector(".st-key-crumbs")
    ready(page)
    assert "unit=Operations" in page.url
    page.locator(".st-key-crumb_2 button").click()  # its programme
    page.wait_for_url("**/projects?*programme=*")
    assert "project=" not in page.url
    ready(page)
    page.go_back()
    page.wait_for_url("**/projects?*project=P*")
    ready(page)
    page.go_back()
    page.wait_for_url("**/value?unit=Operations*")
    ready(page)
    assert "4 of 20 projects" in page.locator(".v-strip").first.inner_text()
    page.context.close()


@pytest.mark.slow
def test_a_step_narrows_the_register_of_benefits(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, "benefits")
    before = page.url
    click(page, "waterfall", 1)
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_selector(".st-key-register_picks")
    ready(page)
    assert page.locator("[data-testid=stException]").count() == 0
    page.context.close()


@pytest.mark.slow
def test_a_point_of_the_frontier_sets_the_budget(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, "choices")
    click(page, "frontier", 10)
    page.wait_for_url("**/choices?*budget=*")
    ready(page)
    assert page.locator("[data-testid=stAlert], [data-testid=stException]").count() == 0
    page.context.close()
