"""Mutated files give a workbook or a refusal, never another exception; and two other readers agree on honest ones."""

from __future__ import annotations

import random
import re
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.ingest.files import HOSTILE, REAL, book, pack, sheet
from tests.ingest.test_read_other import CELLS, cell, ods, row, table, xls, xlsb
from value_model.errors import FileRefused
from value_model.ingest import read

SEEDS = {
    "a.xlsx": book(),
    "b.xlsx": book(**{"xl/worksheets/sheet1.xml": sheet(after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')}),
    "c.ods": ods(table(row(cell("float", "1", "1", 'table:number-columns-repeated="3"') + cell("date", "2026-01-31", "x")))),
    "d.xlsb": xlsb(CELLS),
    "e.csv": b'Project;Budget\r\n"Alpha; one";"1.234,56"\r\nBeta;\r\n',
    "f.csv": "Projet\tCoût\nÉté\t12\n".encode("utf-16"),
    "g.csv": "a,b\ncafé,1\n".encode("cp1252"),
}
BITS = [
    b'"',
    b"<",
    b">",
    b"&",
    b"\0",
    b"\xff",
    b"r=",
    b's="9"',
    b"XFD1048576",
    b"-1",
    b"1e999",
    b"<!DOCTYPE x>",
    b"_x0000_",
    b",",
    b";",
    b"\r",
]


def mutated(data, chance):
    """`data` with a few bytes flipped, cut, doubled or replaced."""
    held = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(held) or 1)
        what = chance.randrange(5)
        if what == 0 and held:
            held[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del held[at : at + chance.randint(1, 40)]
        elif what == 2:
            held[at:at] = chance.choice(BITS)
        elif what == 3:
            held[at:at] = held[at : at + chance.randint(1, 60)]
        else:
            held[at : at + 4] = chance.choice(BITS)
    return bytes(held)


def repacked(data, chance):
    """The zip `data` with one part mutated and packed again, so that the mutation reaches the reader behind the zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(content))
    content[name] = mutated(content[name], chance)
    return pack(content)


def outcome(data, name):
    try:
        return read.content(data, name=name).format
    except FileRefused as refusal:
        return refusal.code


def run(count, seed):
    chance = random.Random(seed)
    seen = set()
    for _ in range(count):
        name = chance.choice(list(SEEDS))
        data = SEEDS[name]
        packed = data.startswith(b"PK") and chance.random() < 0.7
        seen.add(outcome(repacked(data, chance) if packed else mutated(data, chance), name))
    return seen


def test_mutated_files_give_a_workbook_or_a_sentence():
    assert {"xlsx", "text", "damaged", "markup"} <= run(1_500, seed=20261123)


def test_mutated_excel_97_files_give_a_workbook_or_a_sentence():
    data, chance = xls(), random.Random(97)
    assert {outcome(mutated(data, chance), "a.xls") for _ in range(150)} <= {
        "xls",
        "unreadable",
        "password",
        "not-a-table",
        "word",
        "too-many",
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_very_many_mutated_files_give_a_workbook_or_a_sentence(seed):
    assert run(15_000, seed)


def test_a_file_cut_anywhere_is_refused():
    data = book()
    assert {outcome(data[:length], "a.xlsx") for length in range(1, len(data), 37)} <= {
        "truncated",
        "empty",
        "not-a-table",
        "text-not-workbook",
        "zip-layout",
    }


# Two other readers on honest workbooks ----------------------------------------------------------

HONEST = [
    *(sorted(REAL.glob("*.xlsx")) if REAL.exists() else []),
    *(HOSTILE / name for name in ("sem_rx_deaths_notes_above_below.xlsx", "sem_cal_merged_range.xlsx", "sem_cal_date_1904.xlsx") if HOSTILE.exists()),
]  # fmt: skip


def plain(value):
    """A value in a form all readers share: numbers as floats, dates as moments, texts with one kind of line end."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float, Decimal)):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", value.replace("\r\n", "\n")) if isinstance(value, str) else value


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.name)
def test_openpyxl_sees_the_same_cells(path):
    other = openpyxl.load_workbook(path, data_only=True)
    for grid in read.workbook(path).sheets:
        theirs = {
            (cell.row, cell.column): plain(cell.value)
            for line in other[grid.name].iter_rows()
            for cell in line
            if cell.value not in (None, "")
        }
        ours = {place: plain(cell.value) for place, cell in grid.cells.items()}
        assert ours == theirs


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.name)
def test_calamine_sees_the_same_cells(path):
    other = CalamineWorkbook.from_path(str(path))
    for grid in read.workbook(path).sheets:
        rows = other.get_sheet_by_name(grid.name).to_python(skip_empty_area=False)
        theirs = {
            (r, c): plain(v) for r, line in enumerate(rows, 1) for c, v in enumerate(line, 1) if v != "" and not isinstance(v, timedelta)
        }
        ours = {place: plain(cell.value) for place, cell in grid.cells.items() if not isinstance(cell.value, timedelta)}
        assert ours == theirs
