"""A reading process that waits for its file, started before anybody gives one: its start takes longer than most files."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE = 600.0  # seconds after which a process that was given nothing ends of itself
Process = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class _Waiting:
    process: Process
    kind: str
    owner: int
    since: float

    def fits(self, kind: str) -> bool:
        """Tell whether it still waits, for a file of ours; one that may give up this moment is passed over."""
        ours = (self.kind, self.owner) == (kind, os.getpid())
        return ours and self.process.poll() is None and time.monotonic() - self.since < PATIENCE / 2


_TURN = threading.Lock()
_WAITING: list[_Waiting] = []


def prepare(kind: str, start: Callable[[], Process]) -> None:
    """Start a process that waits, unless one of its kind does."""
    with _TURN:
        _WAITING[:] = [waiting for waiting in _WAITING if waiting.process.poll() is None]
        if not any(waiting.fits(kind) for waiting in _WAITING):
            begun = threading.Event()
            threading.Thread(target=_keep, args=(kind, start, begun), daemon=True).start()
            begun.wait(1)


def _keep(kind: str, start: Callable[[], Process], begun: threading.Event) -> None:
    """Start a process and stay with it: Linux ends it with the thread that started it."""
    try:
        process = start()
        _WAITING.append(_Waiting(process, kind, os.getpid(), time.monotonic()))
    finally:
        begun.set()
    process.wait()


def take(kind: str, order: bytes) -> Process | None:
    """Give the order to a process that waits, and return it; None where none does."""
    with _TURN:
        known = _WAITING[:]
        _WAITING.clear()
    taken = None
    for waiting in known:
        if taken is None and waiting.fits(kind) and _told(waiting.process, order):
            taken = waiting.process
        elif waiting.owner == os.getpid():
            waiting.process.kill()
    return taken


def _told(process: Process, order: bytes) -> bool:
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    try:
        process.stdin.write(order)
        process.stdin.close()
    except OSError:
        return False
    process.stdin = None  # `communicate` would flush it again
    return True
