"""A filter in a real browser: a link opens the view, every page keeps it, and a figure opens down to its cells."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import App, ready

pytestmark = pytest.mark.browser
KEPT = "4 of 20 projects"  # the Projects sheet of the sample's newest review names Operations four times


def strip(page: Page) -> str:
    return page.locator(".v-strip").first.inner_text()


def visit(page: Page, title: str) -> None:
    page.locator("[data-testid=stTopNavLink]", has_text=title).first.click()
    page.wait_for_url(f"**/{title.lower()}*")
    ready(page)


def test_a_filter_travels_with_the_link_and_from_page_to_page(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, "?unit=Operations")
    assert KEPT in strip(page) and page.locator("h1").inner_text().startswith("Operations")
    for title in ("Risk", "Changes"):
        visit(page, title)
        page.wait_for_function("words => document.querySelector('.v-strip')?.innerText.includes(words)", arg=KEPT)
        assert "unit=Operations" in page.evaluate("location.href")
    page.keyboard.press("p")
    page.wait_for_url("**/present*")
    ready(page)
    for before in ("changes", "risk"):  # one press of Back for each step, though a page writes the filter into its link
        page.go_back()
        page.wait_for_url(f"**/{before}?*")
        ready(page)
        assert KEPT in strip(page)
    page.locator(".st-key-filter button").first.click()
    page.locator(".st-key-clear button").click()
    page.wait_for_function("() => !document.querySelector('.v-strip')?.innerText.includes(' of 20 projects')")
    assert "unit=" not in page.evaluate("location.href")
    page.context.close()


def test_the_filter_stays_open_while_it_is_put_together(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    page.locator(".st-key-filter button").first.click()
    for part, parts in (("objective", "(1)"), ("unit", "(2)")):
        page.locator(f".st-key-{part} input").click()
        page.get_by_role("option").nth(1).click()
        page.locator(".st-key-filter button", has_text=parts).first.wait_for()
        ready(page)
    page.locator(".st-key-clear button").click()
    page.wait_for_function("() => !location.search.includes('objective')")
    ready(page)
    assert page.locator(".st-key-clear button").is_disabled()
    page.keyboard.press("Escape")
    page.locator(".st-key-clear").wait_for(state="detached")
    page.context.close()


def test_a_card_opens_its_figure_and_the_cells_that_add_up_to_it(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    page.locator("[class*='st-key-open_cards_'] button").first.click()
    page.get_by_role("button", name="Show the source cells").first.click()
    dialog = page.get_by_role("dialog")
    # data/sample/expected.csv: benefits.realized of the portfolio.
    dialog.get_by_text("Contributions add up to: benefits.realized $36.8M.").wait_for()
    dialog.get_by_role("button", name="Download these cells").wait_for()
    page.context.close()
