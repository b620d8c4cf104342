"""A figure of each real file leads back to the cells it was made of: file, hash, sheet, cell, and the text that stands there.

The texts are looked up again with readers of others: openpyxl for workbooks, the csv module for text tables.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from tests.ingest.books import REAL, needs_shared
from value_model import figures, ingest
from value_model.store import open_store

pytestmark = [needs_shared, pytest.mark.slow]
ASKED = ("cost.approved", "cost.forecast", "cost.to_date", "benefits.plan", "benefits.forecast", "benefits.realized")
NO_AMOUNTS = {"worldbank_projects_fy1979.xlsx", "dft_risks.xlsx", "dft_vfm_summary.xlsx"}  # stated results and ratings alone
FILES = sorted(path.name for path in REAL.glob("*.[cx]*")) if REAL.exists() else []
BESIDE = {"pm_tool_benefits_register.csv": "pm_tool_portfolio_export.csv"}


@cache
def cells(name: str) -> dict[tuple[str, int, int], object]:
    """Every filled cell of a file by sheet, row and column, as another reader sees it."""
    path = REAL / name
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, data_only=True)
        return {(sheet.title, c.row, c.column): c.value for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None}
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    mark = ";" if text.split("\n")[0].count(";") > text.split("\n")[0].count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    return {(path.stem, r, c): value for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1)}


def same(ours: str, theirs: object) -> bool:
    if isinstance(theirs, (int, float)):
        return abs(float(ours) - theirs) <= 1e-9 * max(1, abs(theirs))
    return re.sub(r"\s+|[^\x20-\x7e]", "", ours) == re.sub(r"\s+|[^\x20-\x7e]", "", str(theirs))


@pytest.mark.parametrize("name", FILES)
def test_figures_end_at_the_cells_of_the_file(name: str, tmp_path: Path) -> None:
    names = [name, *([BESIDE[name]] if name in BESIDE else [])]
    found = ingest.run([REAL / one for one in names], as_of=date(2022, 3, 31))
    if not found.rows("projects"):
        pytest.skip("no project in the file")
    with open_store(str(tmp_path / "trace.duckdb")) as store:
        draft, _ = store.save_draft("Real", found, as_of=date(2022, 3, 31))
        traces = [figures.trace(store, draft.id, f"{figure}@portfolio") for figure in ASKED]
    rows = [row for trace in traces for row in trace.rows]
    assert rows or name in NO_AMOUNTS
    hashes = {one: hashlib.sha256((REAL / one).read_bytes()).hexdigest() for one in names}
    for row in rows:
        assert row.sha256 == hashes[row.file]
        assert row.cell, row
        place = (row.sheet, *coordinate_to_tuple(row.cell))
        assert same(row.text, cells(row.file)[place]), (row, cells(row.file)[place])
