"""The child process that reads one file, run as a script: limits first, then the file, then what it holds on stdout.

    python -I worker.py '{"path": …, "name": …, "limits": {…}, "parent": pid}'
    python -I worker.py '{"parent": pid, "patience": seconds}'      # the order comes later, as a line on stdin

A reader library may crash the whole process on a 2 KB file; here that is one child and one sentence.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

_FILES = 32
_PR_SET_PDEATHSIG = 1
_SIGKILL = 9


def main(order: dict[str, Any]) -> None:
    """Read the file of `order` and write it, or why it was refused, to stdout."""
    limit(order["limits"])
    die_with(int(order["parent"]))
    _find_house()
    from value_model.errors import FileRefused
    from value_model.ingest import read
    from value_model.ingest.read import wire
    from value_model.ingest.read.limits import Limits

    gc.disable()  # nothing read here forms a cycle, and the process ends with its one file
    try:
        workbook = read.workbook(Path(order["path"]), name=order["name"], limits=Limits(**order["limits"]))
    except FileRefused as refusal:
        _write([wire.line({"refused": [refusal.code, str(refusal)]})])
        return
    _write(wire.pieces(workbook))


def awaited(parent: int, patience: float) -> dict[str, Any]:
    """Load what reading a large file takes, and return the order that comes on stdin; end where none does, or with the parent."""
    import select

    die_with(parent)
    _find_house()
    from value_model.ingest import read  # noqa: F401
    from value_model.ingest.read import bulk, lying, manystrings, wire  # noqa: F401

    order = sys.stdin.buffer.readline() if select.select([sys.stdin], [], [], patience)[0] else b""
    if not order:
        sys.exit(0)
    told: dict[str, Any] = json.loads(order)
    return told


def _write(pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def limit(limits: dict[str, Any], *, written: int = 0) -> None:
    """Cap memory, processor time, open files and the bytes of any file written (none), where the system can."""
    try:
        import resource
    except ImportError:  # not on this system: the parent's clock remains
        return
    cpu = int(limits["cpu_seconds"])
    for kind, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, written, written),
        (resource.RLIMIT_NOFILE, _FILES, _FILES),
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, int(limits["memory"]), int(limits["memory"])),
    ):
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):  # some systems know a limit but do not enforce it
            continue


def die_with(parent: int) -> None:
    """Ask the system to end this process when its parent ends, however that happens (Linux)."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)


def _find_house() -> None:
    """Make `value_model` importable, and `value_model.ingest` without what its own start would import."""
    if "value_model.ingest" in sys.modules:
        return
    root = Path(__file__).resolve().parents[3]
    sys.path.insert(0, str(root))
    package = ModuleType("value_model.ingest")
    package.__path__ = [str(root / "value_model" / "ingest")]
    sys.modules["value_model.ingest"] = package
    unneeded = ModuleType("pandas")  # Arrow would load the real one with its first array; it passes over one this old
    unneeded.__dict__["__version__"] = "0"
    sys.modules["pandas"] = unneeded


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    main(given if "path" in given else awaited(int(given["parent"]), float(given["patience"])))
