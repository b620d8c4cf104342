"""The order of day and month, told by what must follow: a finish lies after its start under one order alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from value_model.ingest import dates
from value_model.ingest.block import Block, Heading, display

_START, _FINISH = ("start",), ("baseline_finish", "forecast_finish", "actual_finish")
_MOST = 20_000
_ORDERS = ("DMY", "MDY")


def order(block: Block, heading: Heading, field: str, columns: Mapping[str, Heading]) -> tuple[str, str] | None:
    """Return the one order under which no finish lies before its start, and the heading of the other column; None where both or neither do."""
    wanted = _FINISH if field in _START else _START if field in _FINISH else ()
    if len(block.lines) > _MOST:
        return None
    for name in wanted:
        if other := columns.get(name):
            right = [way for way in _ORDERS if _follows(block, heading, other, way, first=field in _START)]
            if len(right) == 1:
                return right[0], other.text
    return None


def _follows(block: Block, heading: Heading, other: Heading, way: str, *, first: bool) -> bool:
    """Tell whether every finish is on or after its start; the other column keeps the order that its own values prove."""
    proven = dates.order(block.texts(other))
    pairs = zip(_read(block, heading, way), _read(block, other, proven.order if proven.proof else way), strict=True)
    return all(one <= two if first else two <= one for one, two in pairs if one and two)


def _read(block: Block, heading: Heading, way: str | None) -> Iterator[date | None]:
    for line in block.lines:
        cell = block.cell(line, heading)
        yield dates.parse(display(cell)[:40], way) if cell and not cell.problem else None
