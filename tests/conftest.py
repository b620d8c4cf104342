"""What every room needs: the sample portfolio, loaded once for all workers of a run."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300.0  # seconds that one worker waits for another to load the sample


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """The tests of a file run on one worker, and so do all that drive a browser: what they share is made once."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return "browser" if file.startswith("tests/browser/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Hand out whole files in their order; the marks of xdist for this are lost on pytest 9.2."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.fixture(scope="session")
def loaded_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file with the eight published reviews, loaded through the command line. To be copied, not written to."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "loaded_sample"
    done = place / "done"
    try:
        place.mkdir()
    except FileExistsError:
        wait_for(done)
    else:
        environment = os.environ | {"VALUE_STORE": str(place / "value.duckdb")}
        subprocess.run([sys.executable, "-m", "value_model", "sample", "--quiet"], cwd=ROOT, env=environment, check=True)
        done.touch()
    return place / "value.duckdb"


def wait_for(done: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < until, "the sample was not loaded by the worker that began it"
        time.sleep(0.1)


def copied(loaded_sample: Path, to: Path) -> Path:
    """Copy the loaded sample into a folder: a store has one writer, and a server keeps being it."""
    return Path(shutil.copytree(loaded_sample.parent, to / "sample")) / loaded_sample.name


@pytest.fixture(scope="session")
def sample_store(loaded_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of this worker's browser tests, held open by their server."""
    return copied(loaded_sample, tmp_path_factory.mktemp("served"))


BY_A_TEST = "by a test"  # what a fault says that a test made on purpose


class _Faults(logging.Handler):
    """Keeps what a log tells of faults that nobody made on purpose."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        fault = record.exc_info[1] if record.exc_info else None
        if str(fault) != BY_A_TEST:
            self.found.append(f"{record.getMessage()} {fault!r}")


@pytest.fixture(autouse=True)
def charts_fail_loudly() -> Iterator[None]:
    """A chart that fails leaves the rest of its page to a reader; to a test it is a failure."""
    log, faults = logging.getLogger("value_model.charts.attempts"), _Faults()
    log.addHandler(faults)
    yield
    log.removeHandler(faults)
    assert faults.found == []
