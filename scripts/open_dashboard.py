"""Wait until the dashboard answers, say where it is, and open it where there is a screen: `open_dashboard.py ADDRESS`."""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
import webbrowser

PATIENCE = 60  # seconds; a first start compiles what it imports


def answers(address: str) -> bool:
    """Return whether the dashboard is ready for visitors."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 (our own server)
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def has_screen() -> bool:
    """Return whether a browser window can be shown: a terminal alone, or a build server, has none."""
    return not os.environ.get("CI") and (
        sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


def main(address: str) -> None:
    """Say where the dashboard is once it answers; without an answer say nothing, the server has said why."""
    until = time.monotonic() + PATIENCE
    while not answers(address):
        if time.monotonic() > until:
            return
        time.sleep(0.25)
    print(f"The dashboard is at {address}", flush=True)
    if has_screen():
        webbrowser.open(address)


if __name__ == "__main__":
    main(sys.argv[1])
