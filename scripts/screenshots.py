"""Take pictures of the app as readers see it: three sizes, both themes, into a folder.

    python scripts/screenshots.py FOLDER [--url http://localhost:8501] [--pages story data] [--sizes 1366 390] [--full]

Without --url the app is started on a store of its own with the sample portfolio.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import ROOT, SIZES, App, launch, running


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", help="a running app; without it one is started with the sample")
    parser.add_argument(
        "--pages", nargs="+", default=["story", "projects", "data"], help='paths, with a query if wanted: "projects?project=P01"'
    )
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--themes", nargs="+", choices=["light", "dark"], default=["light", "dark"])
    parser.add_argument("--full", action="store_true", help="the whole page, not only the first screen")
    return parser.parse_args()


def _stretch(page: Page) -> None:
    """Make the window as high as its content, so that one picture holds the page."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    size = page.viewport_size or {"width": 1366, "height": 768}
    page.set_viewport_size({"width": size["width"], "height": min(max(height, size["height"]), 8000)})
    page.wait_for_timeout(400)


def _shoot(app: App, browser: Browser, wanted: argparse.Namespace) -> None:
    for path in wanted.pages:
        for size in wanted.sizes:
            for theme in wanted.themes:
                page = app.open(browser, "" if path == "story" else path, size=size, theme=theme)
                if wanted.full:
                    _stretch(page)
                name = "".join(c if c.isalnum() else "_" for c in path)
                page.screenshot(path=str(wanted.folder / f"{name}_{size}_{theme}.png"))
                page.context.close()


def main() -> None:
    """Take the pictures."""
    wanted = _arguments()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        if wanted.url:
            _shoot(App(wanted.url.rstrip("/"), Path()), browser, wanted)
            return
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "value.duckdb"
            environment = os.environ | {"VALUE_STORE": str(store)}
            subprocess.run([sys.executable, "-m", "value_model", "sample", "--quiet"], cwd=ROOT, env=environment, check=True)
            with running(store) as app:
                _shoot(app, browser, wanted)


if __name__ == "__main__":
    main()
