"""What a change of the filter costs the server on every page with 500 projects, beside an empty page under the same settings.

Processor time, so that other work on the machine does not count, and bytes on the wire. The filter goes round all objectives,
so that no browser still has what is sent; the server has met each before. `python -m benchmarks.changes` prints
these alone, `python -m benchmarks.changes risk story` those of two pages.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.pages import serving
from benchmarks.wire import Reader, Run, reading
from tests.portfolios import reviews
from value_model.store import open_store

PAGES = ("", "value", "benefits", "fit", "choices", "risk", "changes", "projects", "capability", "data", "method")
PROJECTS, MANY = 500, 1_000
TURNS, PAUSE = 40, 0.02  # runs, and seconds between them: a server that is never idle answers in bursts
FLOORS = 4  # runs of the empty page for each run of ours, so that the clock, which counts in hundredths, has enough to count


def filled(place: Path, projects: int) -> str:
    """Fill a store with two reviews of a random portfolio and return its place."""
    with open_store(str(place)) as store:
        for day, imported in reviews(projects, count=2):
            draft, _ = store.save_draft("Large", imported, as_of=day)
            store.publish(draft.id, by="benchmark", note="benchmark", accept_warnings=True)
    return str(place)


def used(server: psutil.Process) -> float:
    """Return the processor seconds of a server so far."""
    return sum(server.cpu_times()[:2])


def spent(server: psutil.Process, turn: Callable[[int], Run], turns: int = TURNS) -> tuple[float, float]:
    """Return processor seconds and kilobytes of one turn, on average."""
    before, sent = used(server), 0
    for number in range(turns):
        sent += turn(number).sent
        time.sleep(PAUSE)
    return (used(server) - before) / turns, sent / turns / 1000


@dataclass
class Floor:
    """An empty page, run between the runs of ours: what else the machine does then slows both alike."""

    server: psutil.Process
    reader: Reader
    button: str

    def again(self) -> None:
        for _ in range(FLOORS):
            self.reader.choose(self.button, trigger_value=True)


@contextmanager
def floor() -> Iterator[Floor]:
    """Serve the empty page until the block ends."""
    with serving("benchmarks/floor_rerun.py", {}) as (address, server), reading(address) as reader:
        found = Floor(server, reader, reader.open().elements["button"][0])
        for _ in range(5):
            found.again()
        yield found


def of_page(server: psutil.Process, reader: Reader, lowest: Floor) -> tuple[float, float, float]:
    """Return the processor seconds and kilobytes of a change of the filter on the page of a reader, and its ratio to the floor."""
    panel = next(one for one in reader.open().panels if one.endswith("-filter"))
    opened = reader.choose(panel, bool_value=True)
    picker = next(one for one in opened.elements["selectbox"] if one.endswith("-objective"))
    words = opened.options(picker)

    def turn(number: int) -> Run:
        return reader.choose(picker, string_value=words[number % len(words)])

    def both(number: int) -> Run:
        lowest.again()
        return turn(number)

    spent(server, turn, 2 * len(words))
    before = used(lowest.server)
    seconds, kilobytes = spent(server, both)
    return seconds, kilobytes, seconds * TURNS * FLOORS / (used(lowest.server) - before)


def slider(store: str) -> float:
    """Return the processor seconds of an answer on Choices to a move of its slider, with 1,000 projects."""
    with serving("serve.py", {"VALUE_STORE": store}) as (address, server), reading(address, "choices") as reader:
        opened = reader.open()
        budget = opened.elements["slider"][0]
        most = opened.most(budget)
        return spent(server, lambda n: reader.choose(budget, opened.fragment, double_array_value=[most * (n + 1) / 12]), 10)[0]


def measure(pages: Sequence[str] = PAGES) -> dict[str, float]:
    """Return by page the ratio to the empty page and the kilobytes sent; and the seconds of an answer on Choices."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder) / "value.duckdb", PROJECTS)
        with floor() as lowest, serving("serve.py", {"VALUE_STORE": store}) as (address, server):
            for page in pages:
                name = f"change_{page or 'story'}"
                with reading(address, page) as reader:
                    seconds, kilobytes, ratio = of_page(server, reader, lowest)
                found |= {f"{name}_seconds": seconds, f"{name}_ratio": ratio, f"{name}_kilobytes": kilobytes}
        found["slider_1000"] = slider(filled(Path(folder) / "many.duckdb", MANY))
    return found


if __name__ == "__main__":
    for name, value in measure(["" if page == "story" else page for page in sys.argv[1:]] or PAGES).items():
        print(f"{name:28} {value:8.3f}")
