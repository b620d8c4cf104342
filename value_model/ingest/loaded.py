"""What is known before a sheet is read, and what reading it gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from value_model.contract import MappedColumn, Row
from value_model.ingest.cell import Got


@dataclass(slots=True)
class Context:
    """What is known before a sheet is read: the file's number, settings that bear on reading, and whom to ask column by column
    whether to go on: what `tick` raises ends the import.
    """

    file: int = 0
    fiscal_start: int | None = None
    reporting: str | None = None
    tick: Callable[[], None] = lambda: None


@dataclass(slots=True)
class Loaded:
    """What one table map gave: rows, how each field was read, and the count of lines."""

    rows: Sequence[Row] = field(default_factory=list)
    mapped: dict[str, MappedColumn] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    lines_read: int = 0
    lines_loaded: int = 0
    totals: list[tuple[int, dict[str, Got]]] = field(default_factory=list)
