"""Reading a file as it is: one workbook of sheets of cells, whatever the format, and what was noticed.

`workbook` runs in this process. Callers that read files of others use `ingest.child`, which does the
same in a process of its own with limits on memory and time.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

from value_model.contract import Finding
from value_model.ingest import guard
from value_model.ingest.read import delimited, filenotes, notes, ods, xlsb, xlsx
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import Grid, RawCell, Workbook, address
from value_model.ingest.read.limits import DEFAULT, Limits
from value_model.ingest.read.refuse import refused

_LONGEST_NAME = 1_000  # signs of a sheet's name; Excel allows 31, other programs more

__all__ = ["Grid", "RawCell", "Workbook", "address", "content", "workbook"]


def workbook(path: Path, *, name: str | None = None, limits: Limits = DEFAULT) -> Workbook:
    """Read the file at `path`, called `name` towards the reader; raise FileRefused with one plain sentence.

    The same bytes give the same workbook each time.
    """
    called = name or path.name
    return content(load(path, called, limits), name=called, limits=limits)


def load(path: Path, name: str, limits: Limits = DEFAULT) -> bytes:
    """Return the bytes of the file at `path`; raise FileRefused if it cannot be opened or is too large to."""
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise refused("too-large", name, size=size >> 20, limit=limits.file_bytes >> 20)
        return path.read_bytes()
    except OSError:
        raise refused("missing", name) from None


def content(data: bytes, *, name: str, limits: Limits = DEFAULT) -> Workbook:
    """Read the bytes of a file called `name`; raise FileRefused with one plain sentence."""
    verdict = guard.judge(data, name, limits)
    sheets, found = _by_kind(data, name, verdict, limits)
    found = [*filenotes.of_verdict(name, verdict), *found]
    return Workbook(name, hashlib.sha256(data).hexdigest(), len(data), verdict.kind, sheets, found)


def _by_kind(data: bytes, name: str, verdict: guard.Verdict, limits: Limits) -> tuple[list[Grid], list[Finding]]:
    if verdict.kind == "text":
        return _text(data, name, limits)
    if verdict.archive is None:
        return _xls(data, name, limits)
    if verdict.kind == "ods":
        return _sheets(name, ods.read(verdict.archive))
    result = xlsb.read(verdict.archive) if verdict.kind == "xlsb" else xlsx.read(verdict.archive)
    grids, found = _sheets(name, result.sheets)
    return grids, filenotes.of_package(name, result) + found


def _text(data: bytes, name: str, limits: Limits) -> tuple[list[Grid], list[Finding]]:
    table = delimited.read(data, file=name, sheet=PurePath(name).stem, limits=limits)
    return [table.grid], filenotes.of_text(name, table)


def _xls(data: bytes, name: str, limits: Limits) -> tuple[list[Grid], list[Finding]]:
    from value_model.ingest.read import xls  # its library is slow to load and seldom needed

    return _sheets(name, xls.read(data, file=name, limits=limits))


def _sheets(name: str, sheets: list[tuple[Grid, Evidence]]) -> tuple[list[Grid], list[Finding]]:
    if (longest := max((len(grid.name) for grid, _ in sheets), default=0)) > _LONGEST_NAME:
        raise refused("sheet-name", name, count=f"{longest:,}")
    found = filenotes.sheet_names(name, (grid.name for grid, _ in sheets))
    for grid, evidence in sheets:
        found += notes.of_sheet(name, grid, evidence) + notes.numbers_as_text(name, grid)
    return [grid for grid, _ in sheets], found
