"""Memory that nobody uses any more, given back to the system before something large needs room."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

import pyarrow as pa

pa.set_memory_pool(pa.system_memory_pool())  # one keeper of what is free instead of two, and fewer pages that are cleared anew


def give_back() -> None:
    """Give back what the C library keeps for later use (Linux); of itself it does so only in part."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library than the usual one
            ctypes.CDLL(None).malloc_trim(0)
