"""Reading a file in a process of its own, with limits on memory and time, so that no file can end the server.

The child hands the workbook back piece by piece (`read.wire`); whatever happens to it, the caller
gets a workbook or one plain sentence.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO

from value_model.errors import FileRefused
from value_model.ingest import collector, guard, read, waiting
from value_model.ingest.read import wire
from value_model.ingest.read.grid import Workbook
from value_model.ingest.read.limits import DEFAULT, MB, Limits
from value_model.ingest.read.refuse import refused

_WORKER = Path(__file__).with_name("read") / "worker.py"
_KEPT_ENVIRONMENT = ("LD_LIBRARY_PATH", "SYSTEMROOT", "PATH")  # nothing else: a child has no use for secrets
_KEPT_MEMORY = {  # pages given back to the system are cleared again for each chunk of rows, which takes a sixth of the time
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 * MB),  # the most that the C library takes
    "MALLOC_TRIM_THRESHOLD_": str(128 * MB),
}
_MOST_SENT = 1_000 * MB
_TICK = 0.5  # seconds
Tick = Callable[[], None]
_CPU_SPENT, _KILLED = (-getattr(signal, name, 1_000) for name in ("SIGXCPU", "SIGKILL"))


def read_workbook(path: Path, *, name: str | None = None, limits: Limits = DEFAULT, tick: Tick | None = None) -> Workbook:
    """Read the file at `path`, called `name` towards the reader, in a child process.

    `tick` is called about twice a second; what it raises ends the child, so a reader can cancel.

    Raises FileRefused with one plain sentence, within `limits.seconds` (more for honest large files):
    wrong type, damaged, protected, too large, or the child ran out of memory or time.
    """
    called = name or path.name
    verdict = guard.judge(read.load(path, called, limits), called, limits)
    seconds = allowed_seconds(verdict.unpacked, limits)
    with _child(path.resolve(), called, limits, seconds) as (child, late), collector.paused():
        _wait(child, tick)
        return _receive(child, called, seconds, late)


def allowed_seconds(unpacked: int, limits: Limits = DEFAULT) -> float:
    """Return how long a file may take that unpacks to `unpacked` bytes: `limits.seconds`, more above 20 MB."""
    return limits.seconds + max(0, unpacked // MB - 20) * limits.seconds_per_mb


def prepare() -> None:
    """Start a child that waits for its file, unless one does: whoever is about to be given a file need not wait for the start."""
    if os.name != "nt":  # pipes cannot be watched there
        order = json.dumps({"parent": os.getpid(), "patience": waiting.PATIENCE})
        waiting.prepare(str(_WORKER), lambda: _start(order, subprocess.PIPE))


def _start(order: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and script, no shell
        [sys.executable, "-I", "-X", "utf8", str(_WORKER), order],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_KEPT_MEMORY | {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ},
        close_fds=True,
    )


@contextmanager
def _child(path: Path, name: str, limits: Limits, seconds: float) -> Iterator[tuple[subprocess.Popen[bytes], threading.Event]]:
    """Start the child; end it when the time is up, which sets the event, and in any case before returning."""
    order = json.dumps({"path": str(path), "name": name, "limits": asdict(limits), "parent": os.getpid()})
    child = waiting.take(str(_WORKER), order.encode() + b"\n") or _start(order)
    late = threading.Event()

    ended = threading.Event()

    def watch() -> None:
        if ended.wait(seconds) or (_waits_its_turn(child.pid, seconds) and ended.wait(seconds)):
            return
        late.set()
        child.kill()

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield child, late
    finally:
        ended.set()
        child.kill()
        child.communicate()


def _waits_its_turn(pid: int, seconds: float) -> bool:
    """Tell whether a child had less than half of its time on a processor, and wants more: the machine is busy, the file is not to blame."""
    try:
        state, *counted = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        spent = (int(counted[10]) + int(counted[11])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return False
    return state == "R" and spent < seconds / 2


def _wait(child: subprocess.Popen[bytes], tick: Tick | None) -> None:
    """Wait for the child's first word; without one, or where pipes cannot be watched, do not."""
    if tick is None or child.stdout is None or os.name == "nt":
        return
    while not select.select([child.stdout], [], [], _TICK)[0]:
        tick()


def _receive(child: subprocess.Popen[bytes], name: str, seconds: float, late: threading.Event) -> Workbook:
    assert child.stdout is not None  # noqa: S101 - a pipe was asked for
    try:
        return wire.workbook(_Bounded(child.stdout))
    except wire.Refusal as refusal:
        raise refused_again(refusal.code, refusal.sentence) from None
    except wire.BrokenWire:
        code = child.wait()
        if late.is_set() or code == _CPU_SPENT:
            raise refused("too-slow", name, seconds=round(seconds)) from None
        if code == _KILLED:
            raise refused("ended", name) from None
        raise refused("crashed", name) from None


class _Bounded:
    """What a child sends, until it has sent more than any workbook within the limits could."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._left = stream, _MOST_SENT

    def readline(self) -> bytes:
        return self._counted(self._stream.readline(self._left))

    def read(self, size: int) -> bytes:
        return self._counted(self._stream.read(min(size, self._left)))

    def _counted(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        return piece


def refused_again(code: str, sentence: str) -> FileRefused:
    """Return the refusal the child reported."""
    error = FileRefused(sentence)
    error.code = code
    return error
