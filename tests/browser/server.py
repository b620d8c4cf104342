"""Start the real app on a free port with a store of its own, and open pages in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
SIZES: dict[str, dict[str, Any]] = {
    "1366": {"viewport": {"width": 1366, "height": 768}},
    "1920": {"viewport": {"width": 1920, "height": 1080}},
    "390": {"viewport": {"width": 390, "height": 844}, "user_agent": PHONE_AGENT, "is_mobile": True, "has_touch": True},
}
PATIENCE = 60_000  # ms; two shared cores and a cold start


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class App:
    """A running app: its address, its store, and every request its readers' browsers made elsewhere."""

    url: str
    store: Path
    strangers: list[str] = field(default_factory=list)

    def open(self, browser: Browser, path: str = "", *, size: str = "1366", theme: str = "light", wait: bool = True) -> Page:
        """Open a page as a new reader and wait until the app has drawn it."""
        context = browser.new_context(**SIZES[size], color_scheme=theme)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("request", lambda request: self._note(request.url))
        page.goto(f"{self.url}/{path}")
        if wait:
            ready(page)
        return page

    def _note(self, url: str) -> None:
        if not url.startswith((self.url, self.url.replace("http", "ws", 1), "data:", "blob:")):
            self.strangers.append(url)


def ready(page: Page) -> None:
    """Wait until the page has its headline, the script is idle and its charts and tables are drawn."""
    page.wait_for_selector("h1.v-headline", state="visible")
    page.wait_for_function("""() => {
      const state = document.querySelector('[data-test-script-state]')?.dataset.testScriptState;
      const drawn = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(c => c.querySelector('svg.marks, canvas.marks'));
      const tables = [...document.querySelectorAll('[data-testid=stDataFrame]')]
        .every(t => t.querySelector('canvas') || t.closest('details:not([open])'));  // a folded table is drawn when it is opened
      const waiting = document.querySelectorAll('[data-testid=stSkeleton]').length;
      return state === 'notRunning' && drawn && tables && !waiting;
    }""")
    page.wait_for_timeout(250)


@contextmanager
def running(store: Path, *, entry: str = "serve.py", **environment: str) -> Iterator[App]:
    """Run the app until the block ends; a fresh process with the store at `store` and more of an environment."""
    port = free_port()
    log = store.with_suffix(".log").open("w")
    command = [sys.executable, "-m", "streamlit", "run", entry, "--server.port", str(port), "--server.address", "127.0.0.1"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment | {"VALUE_STORE": str(store)}, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield App(f"http://127.0.0.1:{port}", store)
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if process.poll() is not None:
            raise RuntimeError(f"The app stopped with exit code {process.returncode}.")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 (our own server)
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    raise RuntimeError("The app did not answer within a minute.")


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
