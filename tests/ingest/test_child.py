"""The child process: same answer as in this process, and whatever happens to it, one sentence in good time."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.ingest.files import SHEET, book, rows_book, sheet
from value_model.errors import FileRefused
from value_model.ingest import child, read
from value_model.ingest.read import wire
from value_model.ingest.read.limits import DEFAULT

ROOT = Path(__file__).resolve().parents[2]
MIXED = (
    '<row r="1"><c r="A1" s="1"><v>46112</v></c><c r="B1" s="2"><v>46112.5</v></c><c r="C1" s="3"><v>1.25</v></c><c r="D1" t="b"><v>1</v></c>'
    '<c r="E1" t="e"><v>#N/A</v></c><c r="F1"><v>0.10000000000000001</v></c><c r="G1" t="inlineStr"><is><t>Café ☃</t></is></c></row>'
)


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(rows_book(MIXED, "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "[h]:mm"))
    return path


def test_the_child_gives_the_same_workbook(workbook):
    assert child.read_workbook(workbook, name="Plan ☃.xlsx") == read.workbook(workbook, name="Plan ☃.xlsx")


def test_equal_cells_stay_one_object(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(rows_book("".join(f'<row r="{n}"><c r="A{n}" t="str"><v>In progress</v></c></row>' for n in range(1, 50))))
    assert len({id(cell) for cell in child.read_workbook(path).sheets[0].cells.values()}) == 1


def test_a_refusal_in_the_child_is_the_same_sentence(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(**{SHEET: None}))
    with pytest.raises(FileRefused) as here:
        read.workbook(path)
    with pytest.raises(FileRefused) as there:
        child.read_workbook(path)
    assert (str(there.value), there.value.code) == (str(here.value), here.value.code)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(FileRefused, match="could not be opened"):
        child.read_workbook(tmp_path / "gone.xlsx")


def test_a_child_out_of_memory_is_one_sentence(workbook):
    with pytest.raises(FileRefused) as refusal:
        child.read_workbook(workbook, limits=replace(DEFAULT, memory=20 << 20))
    assert refusal.value.code == "crashed"
    assert "more memory than allowed" in str(refusal.value)


def many_cells(tmp_path):
    path = tmp_path / "large.xlsx"
    rows = "".join(f'<row r="{n}">' + "".join(f"<c><v>{n * c}.5</v></c>" for c in range(20)) + "</row>" for n in range(1, 30_000))
    path.write_bytes(book(**{SHEET: sheet(rows)}))
    return path


def test_a_child_that_takes_too_long_is_ended(tmp_path):
    path, begun = many_cells(tmp_path), time.monotonic()
    with pytest.raises(FileRefused) as refusal:
        child.read_workbook(path, limits=replace(DEFAULT, seconds=0.3, seconds_per_mb=0))
    assert refusal.value.code == "too-slow"
    assert time.monotonic() - begun < 3


def test_honest_large_files_are_given_more_time():
    assert child.allowed_seconds(1 << 20) == DEFAULT.seconds
    assert child.allowed_seconds(70 << 20) == DEFAULT.seconds + 50


def test_a_child_that_dies_at_once_is_one_sentence(workbook, monkeypatch, tmp_path):
    fake = tmp_path / "worker.py"
    fake.write_text("import os; os.abort()", encoding="utf-8")
    monkeypatch.setattr(child, "_WORKER", fake)
    with pytest.raises(FileRefused, match="reading it failed"):
        child.read_workbook(workbook)


@pytest.mark.parametrize(
    "said", ["", "nonsense\n", '{"at": [1], "new": []}\n', '{"file": ["a", "b", 1, "xlsx"]}\n', "[]\n", '{"end": []}\n']
)
def test_what_no_reader_of_ours_writes_is_not_believed(said):
    with pytest.raises(wire.BrokenWire):
        wire.workbook(io.BytesIO(said.encode()))


WHOLE = {
    "column": [1, [None], []], "kinds": b"ss", "styles": [0, 0], "codes": [1, -1, 0], "ends": [0, 2, 5], "texts": "abçd".encode()
}  # fmt: skip


def sent(**changed):
    told = WHOLE | changed
    parts = [np.array(told[name], dtype=np.int32).tobytes() for name in ("styles", "codes", "ends")]
    parts = [told["kinds"], *parts, told["texts"]]
    lines = (
        {"file": ["a", "b", 1, "xlsx"]},
        {"sheet": ["S", False, 3, 1, [], [], []]},
        {"column": told["column"], "sizes": [*map(len, parts)]},
    )
    return b"".join(map(wire.line, lines)) + b"".join(parts) + wire.line({"end": []})


def test_a_column_arrives_as_it_was_sent():
    cells = wire.workbook(io.BytesIO(sent())).sheets[0].cells
    assert {place: cell.text for place, cell in cells.items()} == {(1, 1): "çd", (3, 1): "ab"}


@pytest.mark.parametrize(
    "changed",
    [
        {"column": [0, [None], []]}, {"column": [2, [None], []]}, {"column": [1, [], []]}, {"column": [1, [None], [[5, "x"]]]}, {"column": [1, [None]]},
        {"column": [1, [None], [[0, "2026-01-01"]]]}, {"kinds": b"s"}, {"kinds": b"sq"}, {"kinds": b"sd"}, {"styles": [0]}, {"styles": [0, 1]},
        {"styles": [-1, 0]}, {"codes": [2]}, {"codes": [-2]}, {"codes": []}, {"codes": [0, 0, 0, 0]}, {"ends": [0, 2]}, {"ends": [0, 6, 5]},
        {"ends": [0, 2, 9]}, {"ends": [-4, 2, 5]}, {"ends": [0, 3, 5]}, {"ends": []}, {"texts": b"ab\xff\xfe\xfd"}, {"texts": b""},
    ],
)  # fmt: skip
def test_a_column_whose_parts_do_not_fit_is_not_believed(changed):
    with pytest.raises(wire.BrokenWire):
        wire.workbook(io.BytesIO(sent(**changed)))


@pytest.mark.parametrize("size", [1 << 40, -1, "x", None])
def test_parts_that_end_early_are_not_believed(size):
    with pytest.raises(wire.BrokenWire):
        wire.workbook(io.BytesIO(wire.line({"file": ["a", "b", 1, "xlsx"]}) + wire.line({"column": [], "sizes": [size]}) + b"abc"))


def test_the_child_sees_no_secret_and_writes_no_file(workbook, monkeypatch):
    monkeypatch.setenv("VALUE_SECRET", "x")
    seen = {}
    real = subprocess.Popen

    def spy(*arguments, **named):
        seen.update(named["env"])
        return real(*arguments, **named)

    monkeypatch.setattr(child.subprocess, "Popen", spy)
    child.read_workbook(workbook)
    assert "VALUE_SECRET" not in seen
    of_its_own = {"ARROW_DEFAULT_MEMORY_POOL", "MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"}
    assert set(seen) <= {"LD_LIBRARY_PATH", "SYSTEMROOT", "PATH"} | of_its_own


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux kernel to end the child with its parent")
def test_the_child_ends_when_its_parent_is_killed(tmp_path):
    slow = tmp_path / "worker.py"
    original = (ROOT / "value_model" / "ingest" / "read" / "worker.py").read_text(encoding="utf-8")
    slow.write_text(
        original.replace(
            "    given = json", "    die_with(json.loads(sys.argv[1])['parent'])\n    __import__('time').sleep(60)\n    given = json"
        ),
        "utf-8",
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(book())
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom value_model.ingest import child\n"
        f"child._WORKER = Path({str(slow)!r})\nchild.read_workbook(Path({str(path)!r}))"
    )
    parent = subprocess.Popen([sys.executable, "-c", script])
    grandchild = _child_of(parent.pid)
    time.sleep(0.3)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert _gone(grandchild)


def _child_of(pid):
    for _ in range(200):  # whichever of its threads started it
        if found := [each for listing in Path(f"/proc/{pid}/task").glob("*/children") for each in listing.read_text().split()]:
            return int(found[0])
        time.sleep(0.05)
    raise AssertionError("no child was started")


def _gone(pid):
    for _ in range(60):
        status = Path(f"/proc/{pid}/status")
        if not status.exists() or "\nState:\tZ" in status.read_text():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_child_ended_from_outside_is_not_called_slow(workbook, monkeypatch, tmp_path):
    killed = tmp_path / "worker.py"
    killed.write_text("import os\nos.kill(os.getpid(), 9)\n", "utf-8")
    monkeypatch.setattr(child, "_WORKER", killed)
    with pytest.raises(FileRefused, match="ended from outside") as refusal:
        child.read_workbook(workbook)
    assert refusal.value.code == "ended"


@pytest.mark.skipif(os.name == "nt", reason="pipes are not watched there")
def test_what_a_tick_raises_ends_the_child(workbook, monkeypatch, tmp_path):
    slow = tmp_path / "worker.py"
    slow.write_text("import time\ntime.sleep(60)\n", "utf-8")
    monkeypatch.setattr(child, "_WORKER", slow)

    def cancel():
        raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        child.read_workbook(workbook, tick=cancel)
    assert time.monotonic() - began < 10


def test_a_child_that_sleeps_does_not_wait_its_turn(tmp_path):
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    idle = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        time.sleep(2)
        assert child._waits_its_turn(busy.pid, 60)  # it wants the processor, and has had far less than 30 s of it
        assert not child._waits_its_turn(busy.pid, 0.01)
        assert not child._waits_its_turn(idle.pid, 60)
    finally:
        busy.kill(), idle.kill()
        busy.wait(), idle.wait()
    assert not child._waits_its_turn(idle.pid, 60)
