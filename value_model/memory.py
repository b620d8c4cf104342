"""Memory that nobody uses any more, given back to the system before something large needs room."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

import pyarrow as pa


def give_back() -> None:
    """Give back what Arrow and, on Linux, the C library keep for later use; both do so of themselves only in part."""
    pa.default_memory_pool().release_unused()
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library than the usual one
            ctypes.CDLL(None).malloc_trim(0)
