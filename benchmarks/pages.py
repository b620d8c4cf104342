"""How long a fresh browser waits for the first page, ours beside the floor, both on warm servers.

Of 2026-11-30, both processors to itself, three runs of 15 turns: first card 1.68, 1.70 and 1.72 times the floor, everything drawn 1.72 to 1.73.
Of 2026-12-01, one run: 1.61 and 1.64.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TURNS = 15
WORDS, CARD = "[data-testid=stMarkdown]", "[data-testid=stMetric]"
DRAWN = "[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(script: str, environment: dict[str, str]) -> Iterator[str]:
    """Serve a script until the block ends; gives its address once it is healthy."""
    with serving(script, environment) as (address, _):
        yield address


@contextmanager
def serving(script: str, environment: dict[str, str]) -> Iterator[tuple[str, psutil.Process]]:
    """Do the same and give the process of the server too."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_healthy(port)
        yield f"http://localhost:{port}", psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def wait_until_healthy(port: int) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server did not answer within 20 seconds.")


def seconds_to(browser: Browser, address: str, *shown: str) -> list[float]:
    """Open `address` in a fresh context and return the seconds until each of what is `shown` is there, in that order."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    started, taken = time.perf_counter(), []
    page.goto(address)
    for selector in shown:
        page.locator(selector).first.wait_for(state="visible", timeout=60_000)
        taken.append(time.perf_counter() - started)
    context.close()
    return taken


def measure(store: str) -> dict[str, float]:
    """Return seconds and ratios for the sample's first page: cold, first card, everything drawn; in turn with the floor."""
    with sync_playwright() as tools, served("benchmarks/floor_app.py", {}) as bare, served("serve.py", {"VALUE_STORE": store}) as ours:
        browser = tools.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        seconds_to(browser, bare, WORDS)  # what the browser itself has to start with is nobody's
        cold = seconds_to(browser, ours, CARD)[0]
        turns = [(*seconds_to(browser, bare, WORDS), *seconds_to(browser, ours, CARD, DRAWN)) for _ in range(TURNS)]
        browser.close()
    floor, first, drawn = map(statistics.median, zip(*turns, strict=True))
    return {
        "floor": floor,
        "cold": cold,
        "first_card": first,
        "first_card_ratio": first / floor,
        "drawn": drawn,
        "drawn_ratio": drawn / floor,
    }
