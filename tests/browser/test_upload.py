"""From a file to its headline through the page, as an analyst does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import ROOT, App, ready

pytestmark = pytest.mark.browser
SHARED = ROOT.parent / "shared"
GMPP = SHARED / "data" / "real" / "uk_gmpp_2023_with_benefits.csv"
HOSTILE_NAMES = [
    "<img src=x onerror=document.title='hit'>", "![p](http://evil.example/p.png)", "[click](http://evil.example)", ":red[On plan]",
    '=HYPERLINK("http://evil.example")', "$x^2$ costs $5", "Ω" * 200,
]  # fmt: skip


def upload(page: Page, file: Path | dict[str, object], as_of: str) -> None:
    """Drop a file on the Data page, give the day it speaks of and keep it as a draft."""
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Keep as draft and preview").wait_for()
    page.locator("[data-testid=stDateInput] [role=spinbutton]").first.click()
    page.keyboard.type(as_of.replace("-", ""))
    page.get_by_role("button", name="Keep as draft and preview").click()
    page.get_by_text("The story it would tell").wait_for()


def publish(page: Page) -> None:
    """Accept the warnings with a note and publish."""
    ready(page)
    if page.get_by_text("Accept every group of warnings").count():
        page.get_by_text("Accept every group of warnings").click()
        note = page.get_by_label("Note for the record")
        note.fill("Known oddities of the source.")
        note.press("Enter")
    page.locator(".st-key-publish button:enabled").click()
    page.wait_for_function("!location.pathname.includes('data')")
    ready(page)


@pytest.mark.slow
@pytest.mark.skipif(not GMPP.exists(), reason="the shared real files are not beside this checkout")
def test_a_real_export_becomes_a_published_story(browser: Browser, empty_app: App) -> None:
    empty_app.open(browser).context.close()
    page = empty_app.open(browser, "data")
    upload(page, GMPP, "2023-03-31")
    publish(page)
    # figures.md: roi.plan of this file is 671.53 and 264.64 billion over the 102 of 244 projects that report both.
    assert "£671.5B for £264.6B" in page.locator("h1").inner_text()
    assert "102 of 244 projects" in page.locator("h1").inner_text()
    assert "154%" in page.locator("[data-testid=stMetric]").all_inner_texts()[2]
    page.context.close()


@pytest.mark.slow
def test_hostile_names_show_as_typed_on_every_page(browser: Browser, empty_app: App) -> None:
    rows = [f'{number},"{name.replace(chr(34), chr(34) * 2)}",1000000,3000000' for number, name in enumerate(HOSTILE_NAMES, 1)]
    text = "\n".join(["Project ID,Name,Budget,Planned benefit", *rows])
    empty_app.open(browser).context.close()
    page = empty_app.open(browser, "data")
    upload(page, {"name": "<b>names</b>.csv", "mimeType": "text/csv", "buffer": text.encode()}, "2026-09-30")
    publish(page)
    for number in range(1, len(HOSTILE_NAMES) + 1):
        page.goto(f"{empty_app.url}/projects?project={number}")
        page.wait_for_selector(".st-key-project_bar")
        ready(page)
        assert HOSTILE_NAMES[number - 1] in page.locator("[data-testid=stMain]").inner_text()
    assert page.title() != "hit"
    assert page.locator("[data-testid=stMain] img").count() == 0
    assert page.locator("a[href*=evil]").count() == 0
    assert empty_app.strangers == []
    page.context.close()


def test_a_file_that_is_no_table_is_refused_in_one_sentence(browser: Browser, empty_app: App) -> None:
    empty_app.open(browser).context.close()
    page = empty_app.open(browser, "data")
    page.set_input_files("input[type=file]", {"name": "notes.xlsx", "mimeType": "application/octet-stream", "buffer": b"not a workbook"})
    page.get_by_text("The file was not read. Nothing was loaded.").wait_for()
    page.get_by_text('"notes.xlsx" is a text file although its name ends in ".xlsx"; save it as .xlsx').wait_for()
    assert "Traceback" not in page.locator("[data-testid=stMain]").inner_text()
    page.context.close()


@pytest.mark.slow
def test_reading_is_cancelled_by_its_button_and_leaves_nothing(browser: Browser, empty_app: App) -> None:
    row = ",".join(f"value {number}" for number in range(20))
    text = "Project ID,Name,Budget," + ",".join(f"Extra {n}" for n in range(17)) + "\n" + f"{row}\n" * 60_000
    empty_app.open(browser).context.close()
    page = empty_app.open(browser, "data")
    page.set_input_files("input[type=file]", {"name": "large.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Cancel").wait_for(state="detached")
    ready(page)
    assert "What was recognized" not in page.locator("[data-testid=stMain]").inner_text()
    assert page.get_by_text("large.csv").count() == 0
    small = {"name": "small.csv", "mimeType": "text/csv", "buffer": b"Project ID,Name,Budget\nA,Alpha,100\n"}
    page.set_input_files("input[type=file]", small)
    page.get_by_text("What was recognized").wait_for()
    page.context.close()


@pytest.mark.slow  # with one review of the eight: tests/pages/test_story.py
def test_an_empty_store_is_filled_with_the_sample_by_one_button(browser: Browser, empty_app: App) -> None:
    page = empty_app.open(browser)
    assert page.locator("h1").inner_text() == "No portfolio yet."
    page.get_by_role("button", name="Load the sample portfolio").click()
    page.get_by_text("Decisions to take").wait_for(timeout=180_000)
    assert "Enterprise portfolio" in page.locator(".v-strip").first.inner_text()
    page.context.close()
