"""What a change of the filter costs the server on every page with 500 projects, beside an empty page under the same settings.

Processor time, so that other work on the machine does not count, and bytes on the wire. The filter goes round all objectives,
so that no browser still has what is sent; the server has met each before. `python -m benchmarks.changes` prints
these alone, `python -m benchmarks.changes risk story` those of two pages.

Of 2026-11-30, on a busy machine, the empty page in turn with ours: Story 4.6, Value 3.5 to 4.9, Benefits 4.9 to 6.1, Fit 4.4 to 5.0, Choices
4.6 to 5.9, Risk 4.8 to 5.2, Changes 5.2 to 5.7, Projects 3.0, Capability 3.1 to 3.6, Data 2.5, Method 4.3, with 22.8 KB sent at most; 6 times
and 25 KB are wanted. Export, which offers 93 files by a button each, 9.0 to 10.8 with 19.5 KB. The slider at 1,000 projects: at most
0.17 s where nothing was asked before, 0.02 s again; 0.3 s are wanted.
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

PAGES = ("", "value", "benefits", "fit", "choices", "risk", "changes", "projects", "capability", "data", "method", "export")
PROJECTS, MANY = 500, 1_000
TURNS, PAUSE = 40, 0.02  # runs, and seconds between them: a server that is never idle answers in bursts


def filled(place: Path, projects: int) -> str:
    """Fill a store with two reviews of a random portfolio and return its place."""
    with open_store(str(place)) as store:
        for day, imported in reviews(projects, count=2):
            draft, _ = store.save_draft("Large", imported, as_of=day)
            store.publish(draft.id, by="benchmark", note="benchmark", accept_warnings=True)
    return str(place)


def used(server: psutil.Process) -> float:
    """Return the processor seconds of a server so far, from its own clock: what the system tells of it counts in hundredths."""
    return time.clock_gettime((~server.pid << 3) | 2)


def spent(server: psutil.Process, turn: Callable[[int], Run], turns: int = TURNS) -> tuple[float, float]:
    """Return processor seconds and kilobytes of one turn, on average."""
    before, sent = used(server), 0
    for number in range(turns):
        sent += turn(number).sent
        time.sleep(PAUSE)
    return (used(server) - before) / turns, sent / turns / 1000


@dataclass
class Floor:
    """An empty page, run in turn with ours: what else the machine does then slows both alike."""

    server: psutil.Process
    reader: Reader
    button: str

    def again(self) -> None:
        self.reader.choose(self.button, trigger_value=True)


@contextmanager
def floor() -> Iterator[Floor]:
    """Serve the empty page until the block ends."""
    with serving("benchmarks/floor_rerun.py", {}) as (address, server), reading(address) as reader:
        found = Floor(server, reader, reader.open().elements["button"][0])
        for _ in range(20):
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
    return seconds, kilobytes, seconds * TURNS / (used(lowest.server) - before)


def slider(store: str) -> float:
    """Return the most processor seconds of an answer on Choices to a move of its slider, with 1,000 projects; none was asked before."""
    with serving("serve.py", {"VALUE_STORE": store}) as (address, server), reading(address, "choices") as reader:
        opened = reader.open()
        budget = opened.elements["slider"][0]
        steps, part = opened.steps(budget), opened.fragment(budget)

        def move(place: int) -> Run:
            run = reader.choose(budget, part, string_array_value=[steps[place]])
            assert "vega_lite_chart" in run.elements, "an answer draws the frontier"
            return run

        places = [len(steps) * share // 20 for share in range(10, 20)]  # from half of all money on: below what is mandatory there is no mix
        return max(spent(server, lambda _, place=place: move(place), 1)[0] for place in places)  # type: ignore[misc]


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
