"""Open a DuckDB file the only way this house does: closed to files, extensions and settings."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, RLock

import duckdb

from value_model.store import wording

MEMORY = ":memory:"
LONGEST_QUERY_MS = 300_000
Config = dict[str, "str | bool | int | float | list[str]"]
_HARDENED: Config = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "memory_limit": "4GB",
    "max_temp_directory_size": "20GB",
    "threads": max(1, min(8, os.cpu_count() or 1)),
    "storage_compatibility_version": "v1.5.0",  # DuckDB 1.5 and 2.x both open a file of this storage version
}
_GUARD = Lock()


@dataclass
class Writing:
    """The turn of those who write to one place, and how often they wrote; one for all stores of this process on it."""

    turn: RLock = field(default_factory=RLock)
    done: int = 0


_WRITERS: dict[str, Writing] = {}  # by place


def connect(path: str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open `path`, making it and its folder where they are missing, unless read-only.

    Raises `StoreError`: in use by another process, damaged, or a place that cannot be written.
    """
    try:
        if path != MEMORY and not read_only:
            _make_room(Path(path))
        with _GUARD:
            root = duckdb.connect(path, read_only=read_only, config=_config())
            if not _value(root, "select current_setting('lock_configuration')"):
                root.execute("set lock_configuration = true")
    except (duckdb.Error, OSError) as problem:
        raise wording.not_opened(problem) from problem
    return root


def _make_room(path: Path) -> None:
    """Make the folder; take away a file without a single byte, which a start that was killed at once leaves."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and not path.stat().st_size:
        path.unlink()


def _config() -> Config:
    newer = int(duckdb.__version__.split(".")[0]) >= 2
    return _HARDENED | ({"max_execution_time": LONGEST_QUERY_MS} if newer else {})


def _value(root: duckdb.DuckDBPyConnection, text: str) -> object:
    return root.execute(text).fetchall()[0][0]


def writer_of(path: str) -> Writing:
    """Return the turn that writers of a place take."""
    if path == MEMORY:
        return Writing()
    with _GUARD:
        return _WRITERS.setdefault(os.path.realpath(path), Writing())
