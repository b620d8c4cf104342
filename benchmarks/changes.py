"""What a change of the filter costs the server on every page with 500 projects, beside an empty page under the same settings.

Processor time, so that other work on the machine does not count, and bytes on the wire. The filter goes round all objectives,
so that no browser still has what is sent; the server has met each before. `python -m benchmarks.changes` prints these alone.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from benchmarks.pages import serving
from benchmarks.wire import Reader, Run, reading
from tests.portfolios import reviews
from value_model.store import open_store

PAGES = ("", "value", "benefits", "fit", "choices", "risk", "changes", "projects", "capability", "data", "method")
PROJECTS, MANY = 500, 1_000
TURNS, PAUSE = 20, 0.05  # runs, and seconds between them: a server that is never idle answers in bursts


def filled(place: Path, projects: int) -> str:
    """Fill a store with two reviews of a random portfolio and return its place."""
    with open_store(str(place)) as store:
        for day, imported in reviews(projects, count=2):
            draft, _ = store.save_draft("Large", imported, as_of=day)
            store.publish(draft.id, by="benchmark", note="benchmark", accept_warnings=True)
    return str(place)


def spent(server: psutil.Process, turn: Callable[[int], Run], turns: int = TURNS) -> tuple[float, float]:
    """Return processor seconds and kilobytes of one turn, on average."""
    before, sent = sum(server.cpu_times()[:2]), 0
    for number in range(turns):
        sent += turn(number).sent
        time.sleep(PAUSE)
    return (sum(server.cpu_times()[:2]) - before) / turns, sent / turns / 1000


def floor() -> float:
    """Return the processor seconds of one more run of an empty page."""
    with serving("benchmarks/floor_rerun.py", {}) as (address, server), reading(address) as reader:
        button = reader.open().elements["button"][0]
        spent(server, lambda _: reader.choose(button, trigger_value=True), 5)
        return spent(server, lambda _: reader.choose(button, trigger_value=True), 2 * TURNS)[0]


def of_page(server: psutil.Process, reader: Reader) -> tuple[float, float]:
    """Return the same for a change of the filter on the page of a reader."""
    panel = next(one for one in reader.open().panels if one.endswith("-filter"))
    opened = reader.choose(panel, bool_value=True)
    picker = next(one for one in opened.elements["selectbox"] if one.endswith("-objective"))
    words = opened.options(picker)

    def turn(number: int) -> Run:
        return reader.choose(picker, string_value=words[number % len(words)])

    spent(server, turn, 2 * len(words))
    return spent(server, turn)


def slider(store: str) -> float:
    """Return the processor seconds of an answer on Choices to a move of its slider, with 1,000 projects."""
    with serving("serve.py", {"VALUE_STORE": store}) as (address, server), reading(address, "choices") as reader:
        opened = reader.open()
        budget = opened.elements["slider"][0]
        most = opened.most(budget)
        return spent(server, lambda n: reader.choose(budget, opened.fragment, double_array_value=[most * (n + 1) / 12]), 10)[0]


def measure() -> dict[str, float]:
    """Return by page the ratio to the empty page and the kilobytes sent; and the seconds of an answer on Choices."""
    lowest = floor()
    found = {"change_floor": lowest}
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder) / "value.duckdb", PROJECTS)
        with serving("serve.py", {"VALUE_STORE": store}) as (address, server):
            for page in PAGES:
                with reading(address, page) as reader:
                    seconds, kilobytes = of_page(server, reader)
                found |= {f"change_{page or 'story'}_ratio": seconds / lowest, f"change_{page or 'story'}_kilobytes": kilobytes}
        found["slider_1000"] = slider(filled(Path(folder) / "many.duckdb", MANY))
    return found


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:28} {value:8.3f}")
