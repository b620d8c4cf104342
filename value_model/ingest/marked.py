"""The analyst's own workbook with what was found marked on its cells: a copy, with a sheet that lists every finding.

A workbook (.xlsx, .xlsm) is copied as it is, formats and formulas included, by a child process with limits;
any other file, and one that cannot be copied so, is written anew from the cells that were read. Text stays
text: nothing that a file says becomes a formula.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book

from value_model.contract import Finding
from value_model.ingest import child, marks
from value_model.ingest.block import unnumbered
from value_model.ingest.read.grid import Grid, RawCell, Workbook, address
from value_model.ingest.read.limits import DEFAULT
from value_model.ingest.wording import key

_WORKER = Path(__file__).parent / "marking_worker.py"
_LARGEST, _SECONDS = 6_000_000, 40  # bytes of a workbook that is copied with its formats; seconds that may take
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d*")
_HEADS = 60
Mark = dict[str, Any]


def copy(path: Path, findings: Sequence[Finding], *, name: str | None = None) -> bytes:
    """Return the bytes of a marked .xlsx copy of the file at `path`, which the findings call `name`.

    Raises `FileRefused` for a file that cannot be read.
    """
    book = child.read_workbook(path, name=name)
    mine = [finding for finding in findings if finding.file in ("", book.name)]
    found = _marks(book, mine)
    own = book.format in ("xlsx", "xlsm") and book.size <= _LARGEST
    return (own and _own(path, found, mine)) or _written(book, found, mine)


def _marks(book: Workbook, findings: Sequence[Finding]) -> list[Mark]:
    """The cell, severity and words of every finding that has a cell: its own, that of its row, or that of its heading."""
    grids = {grid.name: grid for grid in book.sheets}
    only = book.sheets[0] if len(book.sheets) == 1 else None
    placed = []
    for finding in findings:
        grid = grids.get(finding.sheet) or only
        place = _place(finding, grid) if grid else None
        if grid and place:
            words = f"{finding.severity.capitalize()}: {finding.problem} {finding.fix}"
            placed.append({"sheet": grid.name, "cell": place, "severity": finding.severity, "words": words})
    return placed


def _place(finding: Finding, grid: Grid) -> str | None:
    if finding.cell and _ADDRESS.fullmatch(finding.cell):
        return finding.cell
    if finding.row:
        return address(finding.row, min((column for column in grid.columns.columns if (finding.row, column) in grid.cells), default=1))
    wanted = key(unnumbered(finding.column)) if finding.column else ""
    heads = (place for place, cell in grid.columns.between(1, _HEADS + 1).items() if wanted and key(cell.text) == wanted)
    first = next(heads, None)
    return address(*first) if first else None


def _own(path: Path, found: list[Mark], findings: Sequence[Finding]) -> bytes | None:
    """Copy the workbook with its formats in a child process; None where that fails, or takes too long or too much."""
    with tempfile.TemporaryDirectory() as folder:
        order = Path(folder) / "order.json"
        rows = [marks.row(finding) for finding in findings]
        told = {"path": str(path.resolve()), "marks": found, "rows": rows, "limits": asdict(DEFAULT), "parent": os.getpid()}
        order.write_text(json.dumps(told), encoding="utf-8")
        command = [sys.executable, "-I", "-X", "utf8", str(_WORKER), str(order)]
        environment = {"TMPDIR": folder, "PATH": os.environ.get("PATH", "")}
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, env=environment)  # noqa: S603 - our own script
        except subprocess.TimeoutExpired:
            return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"PK") else None


def _written(book: Workbook, found: list[Mark], findings: Sequence[Finding]) -> bytes:
    """Write the cells as they were read into a new workbook, with the marks."""
    out = Book()
    first = out.active
    titles = {}
    for grid in book.sheets:
        sheet = out.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", grid.name)[:31] or "Sheet")
        titles[grid.name] = sheet.title
        for (row, column), cell in grid.cells.items():
            marks.put(sheet.cell(row, column), _value(cell))
    if first is not None:
        out.remove(first)
    marks.mark(out, [{**mark, "sheet": titles[mark["sheet"]]} for mark in found])
    marks.list_findings(out, [marks.row(finding) for finding in findings])
    held = io.BytesIO()
    out.save(held)
    return held.getvalue()


def _value(cell: RawCell) -> object:
    return cell.problem or (cell.text if isinstance(cell.value, str) else cell.value)
