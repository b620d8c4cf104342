"""Take a picture of every page at three sizes in both themes for six portfolios, and count what should not be there.

    python scripts/gallery.py FOLDER [--pages story fit] [--sizes 1366] [--themes dark] [--portfolios sample large]

Writes FOLDER/PORTFOLIO/PAGE_SIZE_THEME.png and FOLDER/index.html, prints the counts, and ends with 1 if the sample has any fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from pictures import faults, stores  # noqa: E402
from pictures.faults import Faults  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.browser.server import PATIENCE, SIZES, launch, ready, running  # noqa: E402

PAGES = (
    "story", "value", "benefits", "fit", "choices", "risk", "changes", "projects", "one-pager", "capability", "data", "method", "present", "export",
)  # fmt: skip
PATHS = {"story": "", "one-pager": "projects?project={project}"}
FIRST = {"sample": "P01"}  # a project's key by portfolio
TALLEST = 8000  # px


@dataclass(frozen=True)
class Picture:
    """One picture: where it is, what it shows, and what was found on it."""

    file: Path
    portfolio: str
    page: str
    faults: Faults


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--themes", nargs="+", choices=["light", "dark"], default=["light", "dark"])
    parser.add_argument("--portfolios", nargs="+", choices=stores.NAMES, default=list(stores.NAMES))
    return parser.parse_args()


def _stretch(page: Page) -> None:
    """Make the window as high as its content, so that one picture holds the page."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    size = page.viewport_size or {"width": 1366, "height": 768}
    page.set_viewport_size({"width": size["width"], "height": min(max(height, size["height"]), TALLEST)})
    page.wait_for_timeout(300)


def _shoot(page: Page, url: str, portfolio: str, name: str, file: Path) -> Picture:
    path = PATHS.get(name, name).format(project=FIRST.get(portfolio, "P0001"))
    page.goto(f"{url}/{path}{'?embed=true' if name == 'present' else ''}")
    ready(page)
    if name != "present":
        _stretch(page)
    found = faults.of(page)
    page.screenshot(path=str(file))
    return Picture(file, portfolio, name, found)


def _portfolio(browser: Browser, portfolio: str, wanted: argparse.Namespace) -> Iterator[Picture]:
    folder = wanted.folder / portfolio
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "value.duckdb"
        stores.fill(portfolio, store)
        with running(store) as app:
            for size in wanted.sizes:
                for theme in wanted.themes:
                    context = browser.new_context(**SIZES[size], color_scheme=theme, reduced_motion="reduce")
                    context.set_default_timeout(PATIENCE)
                    for name in wanted.pages:
                        page = context.new_page()
                        yield _shoot(page, app.url, portfolio, name, folder / f"{name}_{size}_{theme}.png")
                        page.close()
                    context.close()


def _index(folder: Path, pictures: list[Picture]) -> None:
    """Write a page of all pictures with what was found on each."""
    items = "".join(
        f'<figure><a href="{p.file.relative_to(folder)}"><img loading="lazy" alt="" src="{p.file.relative_to(folder)}"></a>'
        f"<figcaption>{escape(p.portfolio)} {escape(p.file.stem)}: {p.faults.count or 'no faults'}"
        f"<br>{'<br>'.join(escape(line) for line in p.faults.lines)}</figcaption></figure>"
        for p in pictures
    )
    style = "body{font:14px sans-serif}main{display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:16px}img{width:100%}"
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>{style}</style><main>{items}</main></html>'
    (folder / "index.html").write_text(page, encoding="utf-8")


def main() -> int:
    """Take the pictures; return 1 if words overlap or are cut off on the sample."""
    wanted, pictures = _arguments(), []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for portfolio in wanted.portfolios:
            for picture in _portfolio(browser, portfolio, wanted):
                pictures.append(picture)
                print(
                    *(f"{portfolio} {picture.file.stem}: {line}" for line in picture.faults.lines),
                    sep="\n",
                    end="\n" * bool(picture.faults.count),
                )
    _index(wanted.folder, pictures)
    for name in wanted.portfolios:
        mine = [p for p in pictures if p.portfolio == name]
        overlaps, cut = sum(len(p.faults.overlaps) for p in mine), sum(len(p.faults.cut) for p in mine)
        print(f"{name}: {len(mine)} pictures, {overlaps} overlaps, {cut} cut off, {sum(p.faults.wide for p in mine)} too wide")
    return int(any(p.faults.count for p in pictures if p.portfolio == "sample"))


if __name__ == "__main__":
    raise SystemExit(main())
