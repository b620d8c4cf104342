"""How much of a file is read before it is refused; measured so that honest files pass and bombs do not."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one file. Sizes in bytes, times in seconds, the rest are counts.

    `ratio` is unpacked over packed size and applies above `ratio_floor`: honest sheets stay below 60.
    Cells beyond `rows` and `cols` are dropped with a warning, up to `outliers` of them: Excel's Solver
    leaves cells at the far corner of honest files.
    """

    file_bytes: int = 25 * MB
    entries: int = 2_000
    total_bytes: int = 300 * MB
    part_bytes: int = 200 * MB
    ratio: int = 200
    ratio_floor: int = MB
    sheets: int = 200
    rows: int = 200_000
    cols: int = 1_024
    visited: int = 5_000_000
    cells: int = 3_000_000
    dense: int = 20_000_000
    outliers: int = 1_000
    strings: int = 1_000_000
    string_len: int = 32_767
    field_len: int = 131_072
    text_total: int = 100_000_000
    depth: int = 64
    attributes: int = 64
    styles: int = 65_490
    names: int = 20_000
    merges: int = 100_000
    merged_cells: int = 1_000_000
    cond_formats: int = 50_000
    seconds: float = 15.0
    seconds_per_mb: float = 1.0
    memory: int = 1_024 * MB
    cpu_seconds: int = 60


DEFAULT = Limits()
