"""A child that waits for its file: the same answer under the same limits, and it outlives nobody."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

import pytest

from tests.ingest.files import rows_book
from tests.ingest.test_child import ROOT, _child_of, _gone, many_cells
from value_model.errors import FileRefused
from value_model.ingest import child, read, waiting
from value_model.ingest.read.limits import DEFAULT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="pipes and the parent's end are watched on Linux")


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(rows_book('<row r="1"><c r="A1" t="str"><v>Café</v></c><c r="B1"><v>0.5</v></c></row>'))
    return path


@pytest.fixture
def process():
    """The process that waits, the only one."""
    waiting.take("", b"")
    child.prepare()
    return waiting._WAITING[0].process


@pytest.fixture
def no_other(monkeypatch):
    def refuse(*_):
        raise AssertionError("another child was started")

    monkeypatch.setattr(child, "_start", refuse)


def test_the_child_that_waits_reads_the_file_and_ends(workbook, process, no_other):
    assert child.read_workbook(workbook) == read.workbook(workbook)
    assert process.wait(5) is not None
    assert not waiting._WAITING


def test_one_waits_at_a_time(process, no_other):
    child.prepare()
    assert [each.process for each in waiting._WAITING] == [process]


def test_one_that_has_ended_is_forgotten(process):
    process.kill()
    process.wait(5)
    child.prepare()
    assert len(waiting._WAITING) == 1
    assert waiting._WAITING[0].process is not process


def test_one_that_has_ended_is_passed_over(workbook, process):
    process.kill()
    process.wait(5)
    assert child.read_workbook(workbook) == read.workbook(workbook)


def test_one_that_waited_long_is_passed_over(workbook, process, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    assert child.read_workbook(workbook) == read.workbook(workbook)
    assert process.wait(5) is not None


def test_its_memory_is_limited_as_that_of_any_child(workbook, process, no_other):
    with pytest.raises(FileRefused) as refusal:
        child.read_workbook(workbook, limits=replace(DEFAULT, memory=20 << 20))
    assert refusal.value.code == "crashed"


def test_its_time_is_limited_as_that_of_any_child(tmp_path, process, no_other):
    path, began = many_cells(tmp_path), time.monotonic()
    with pytest.raises(FileRefused) as refusal:
        child.read_workbook(path, limits=replace(DEFAULT, seconds=0.3, seconds_per_mb=0))
    assert refusal.value.code == "too-slow"
    assert time.monotonic() - began < 3


def test_it_ends_when_nobody_gives_it_a_file(monkeypatch):
    waiting.take("", b"")
    monkeypatch.setattr(waiting, "PATIENCE", 0.1)
    child.prepare()
    assert waiting._WAITING[0].process.wait(10) == 0


def test_it_ends_with_its_parent():
    script = f"import sys, time; sys.path.insert(0, {str(ROOT)!r})\nfrom value_model.ingest import child\nchild.prepare()\ntime.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", script])
    try:
        waits = _child_of(parent.pid)
    finally:
        parent.kill()
        parent.wait()
    assert _gone(waits)
