"""A value that a second sheet or file fills in for a project is traced to that sheet and file. Expected: the cells written here."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from value_model import figures, ingest
from value_model.contract import Cell, place_of
from value_model.store import open_store

DAY = date(2026, 9, 30)


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = Workbook()
    del made["Sheet"]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def traced(tmp_path: Path, figure: str, *paths: Path) -> list[tuple[object, ...]]:
    found = ingest.run(paths, as_of=DAY)
    with open_store(str(tmp_path / "store.duckdb")) as store:
        draft, _ = store.save_draft("Two", found, as_of=DAY)
        rows = figures.trace(store, draft.id, f"{figure}@portfolio").rows
    return [(row.file, row.sha256, row.sheet, row.row, row.cell, row.text) for row in rows]


def test_a_second_sheet_is_named_where_it_fills_in(tmp_path: Path) -> None:
    costs = [["Project ID", "Name", "Budget £"], ["P1", "Alpha", 100]]
    value = [["Values of the year"], [], ["Project ID", "Name", "Planned benefit £"], ["P1", "Alpha", 250]]
    path = book(tmp_path / "a.xlsx", Finance=costs, Benefits_VfM=value)
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    assert traced(tmp_path, "benefits.plan", path) == [("a.xlsx", sha, "Benefits_VfM", 4, "C4", "250")]


def test_a_second_file_is_named_with_its_hash(tmp_path: Path) -> None:
    first = book(tmp_path / "a.xlsx", Finance=[["Project ID", "Name", "Budget £"], ["P1", "Alpha", 100]])
    second = book(tmp_path / "b.xlsx", Values=[["Project ID", "Name", "Planned benefit £"], ["P1", "Alpha", 250]])
    sha = hashlib.sha256(second.read_bytes()).hexdigest()
    assert traced(tmp_path, "benefits.plan", first, second) == [("b.xlsx", sha, "Values", 2, "C2", "250")]


def test_the_place_of_a_cell_reads_back_as_it_was_moved() -> None:
    assert place_of("L8", "a.xlsx", "Finance") == ("a.xlsx", "Finance", "L8")
    assert place_of(Cell("L8", "1").moved(file="", sheet="A! B").address, "a.xlsx", "Finance") == ("a.xlsx", "A! B", "L8")
    assert place_of(Cell("L8", "1").moved(file="b [2].xlsx", sheet="C").address, "a.xlsx", "F") == ("b [2].xlsx", "C", "L8")
    assert Cell("L8", "1").moved(file="b.xlsx", sheet="C").moved(file="", sheet="D").address == "[b.xlsx]C!L8"
