"""The three paths of design.md, section 2, walked whole in a real browser: executive, analyst, presenter."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browser.server import PATIENCE, App, ready, running
from tests.browser.test_upload import publish
from value_model.narrative.page_words import say

pytestmark = pytest.mark.browser
# What a click costs an executive: pointing 1.1 s, pressing and releasing 0.2 s, deciding 1.35 s (Card, Moran and Newell,
# The Keystroke-Level Model, Communications of the ACM 23(7), 1980); and reading 238 words a minute (Brysbaert, How many
# words do we read per minute?, Journal of Memory and Language 109, 2019). The machine's own time is measured elsewhere.
CLICK, WORDS_A_MINUTE = 1.1 + 0.2 + 1.35, 238
TWO_MINUTES = 120.0


class Executive:
    """Reads and clicks, and adds up what that takes a person."""

    def __init__(self, page: Page) -> None:
        self.page, self.seconds = page, 0.0

    def read(self, *selectors: str) -> str:
        """Read the texts that a page is opened for."""
        said = " ".join(" ".join(self.page.locator(one).all_inner_texts()) for one in selectors)
        self.seconds += 60 * len(said.split()) / WORDS_A_MINUTE
        return said

    def click(self, what: Locator, *, then: str) -> None:
        what.click()
        self.seconds += CLICK
        self.page.wait_for_url(then)
        ready(self.page)

    def back(self, headline: str) -> None:
        self.page.go_back()
        self.seconds += CLICK
        self.page.wait_for_function("words => document.querySelector('h1')?.innerText === words", arg=headline)


def test_an_executive_goes_from_the_story_to_a_project_and_back_in_two_minutes(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser)
    reader = Executive(page)
    story = page.locator("h1").inner_text()
    said = reader.read("h1", ".v-lead", "[data-testid=stMetric]", ".st-key-line_decisions")
    assert "Ask" in said
    reader.click(page.locator("[data-testid=stTopNavLink]", has_text="Risk").first, then="**/risk*")
    risk = page.locator("h1").inner_text()
    reader.read("h1", ".v-lead", ".v-ask >> nth=0", "[data-testid=stMetric]")
    reader.click(page.get_by_role("link", name="Open project").first, then="**/projects?*project=P*")
    page.wait_for_selector(".st-key-project_bar")
    reader.read("h1", ".v-lead", "[data-testid=stMetric]", ".st-key-line_decisions")
    assert page.locator("[data-testid=stMetric]").count() >= 4
    reader.back(risk)
    reader.back(story)
    assert reader.seconds <= TWO_MINUTES
    page.context.close()


EXPORT = """Project,Outlay,Planned benefit,Start,Status,Currency
Alpha,1250000,3000000,03/04/2026,Closed,USD
Beta,3500000,5000000,05/06/2026,Closed,USD
"""
CELLS = {"B2": "1250000", "B3": "3500000", "C2": "3000000", "C3": "5000000"}  # what the headline rests on
DAY_FIRST = say("columns.day_first")


def choose(page: Page, key: str, words: str) -> None:
    """Pick an option of a picker by typing its words."""
    box = page.locator(f".st-key-{key} input")
    option = page.get_by_role("option", name=words, exact=True)
    for patience in (5_000, 5_000, PATIENCE):  # ms; the list closes by itself where the page grew under it
        box.click()
        box.press_sequentially(words)
        try:
            option.click(timeout=patience)
        except TookTooLong:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"{words} is not offered by {key}.")


def test_an_analyst_uploads_answers_publishes_and_defends_a_number_down_to_its_cell(browser: Browser, tmp_path: Path) -> None:
    mappings = tmp_path / "mappings"
    mappings.mkdir()
    with running(tmp_path / "value.duckdb", VALUE_MAPPINGS=str(mappings)) as app:
        app.open(browser).context.close()
        page = app.open(browser, "data")
        page.set_input_files("input[type=file]", {"name": "tool.csv", "mimeType": "text/csv", "buffer": EXPORT.encode()})
        page.get_by_role("button", name="Apply and remember").wait_for()
        choose(page, "how_tool_Start", DAY_FIRST)  # 03/04/2026 is asked about
        page.locator(".st-key-columns_all summary").click()
        choose(page, "column_tool_Outlay", "Projects: Budget")  # a heading nobody knows
        page.get_by_role("button", name="Apply and remember").click()
        page.get_by_text("All 6 columns").wait_for()  # none is open any more
        ready(page)
        assert "Outlay" in (mappings / "tool.toml").read_text(encoding="utf-8")
        page.locator("[data-testid=stDateInput] [role=spinbutton]").first.click()
        page.keyboard.type("20260930")
        page.get_by_role("button", name="Keep as draft and preview").click()
        page.get_by_text("The story it would tell").wait_for()
        publish(page)
        # By hand: 3.00 + 5.00 million planned for 1.25 + 3.50 million.
        assert "$8.0M for $4.8M" in page.locator("h1").inner_text()
        found = {(row["File"], row["Cell"], row["Reads"]) for row in _cells_of(page, "roi.plan")}
        assert found == {("tool.csv", cell, reads) for cell, reads in CELLS.items()}
        page.context.close()


def _cells_of(page: Page, figure: str) -> list[dict[str, str]]:
    """Open the figures behind the headline, then the cells of one of them, and take these away as a file."""
    page.locator(".st-key-story_figures button").first.click()
    panel = page.locator("[data-testid=stPopoverBody]")
    panel.get_by_text("Formula").first.wait_for()
    panel.locator(f"[class*='st-key-cells_'][class*='_{figure.replace('.', '-')}'] button").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Contributions add up to: ").wait_for()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download these cells").click()
    return list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))


def press(page: Page, key: str, until: str) -> None:
    page.keyboard.press(key)
    page.wait_for_function("part => location.href.includes(part)", arg=until)
    ready(page)


def test_a_presenter_shows_the_review_and_takes_it_away_by_keys_alone(browser: Browser, sample_app: App) -> None:
    page = sample_app.open(browser, size="1920")
    page.keyboard.press("f")
    page.locator("[data-testid=stPopoverBody]").get_by_text("Formula").first.wait_for()
    page.keyboard.press("Escape")
    press(page, "p", until="/present")
    first = page.locator("h1").inner_text()
    press(page, "ArrowRight", until="slide=")
    slide = page.locator("h1").inner_text()
    assert slide != first
    page.keyboard.press("d")
    page.wait_for_selector(".st-key-back_to_slide")
    ready(page)
    assert "/present" not in page.url
    press(page, "d", until="/present")
    assert page.locator("h1").inner_text() == slide
    press(page, "ArrowLeft", until="slide=result")
    assert page.locator("h1").inner_text() == first
    press(page, "e", until="/export")
    focused = ""
    for _ in range(80):  # by Tab to the first button that gives a file
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.closest('[data-testid=stDownloadButton]') ? document.activeElement.innerText : ''")
        if focused:
            break
    assert focused
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert Path(download.value.path()).stat().st_size > 1000
    press(page, "p", until="/present")
    page.context.close()
