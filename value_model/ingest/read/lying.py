"""The parts of a column as they lie in memory, to be sent and to be taken as they came."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from value_model.ingest.read.column import Codes, Column


def parts(column: Column) -> list[bytes]:
    """Return kinds, styles, codes, ends and bytes of the texts of a column."""
    cells = column.cells
    ends, letters = _lying(cells.stored)
    numbers = [each.astype(np.int32).tobytes() for each in (cells.styles, column.codes, ends)]
    return [cells.kinds.encode("ascii"), *numbers, letters]


def _lying(texts: pa.Array) -> tuple[Codes, bytes]:
    """Return where texts end in what lies behind them, 0 before the first, and that."""
    _, ends, letters = texts.buffers()
    held: Codes = np.frombuffer(ends, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return held - held[0], letters[held[0] : held[-1]].to_pybytes() if letters else b""


def numbers(part: bytes) -> Codes:
    """Return the numbers of a part."""
    return np.frombuffer(part, dtype=np.int32)


def texts(ends: bytes, letters: bytes) -> pa.Array:
    """Return the texts; raise ValueError where they are none."""
    found = pa.StringArray.from_buffers(len(ends) // 4 - 1, pa.py_buffer(ends), pa.py_buffer(letters))
    found.validate(full=True)
    return found
