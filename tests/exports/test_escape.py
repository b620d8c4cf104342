"""Formula injection: every string a spreadsheet might run becomes text, and can be read back exactly."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from value_model.exports.escape import inert, is_formula, restored
from value_model.exports.material import Material
from value_model.exports.tables import Table, to_csv

# OWASP, CSV Injection: = + - @ tab and line breaks; and the same in full-width forms, or behind what nobody sees.
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\x00=1+1",
    "﹢1",
    "﹣1",
)
HARMLESS = ("Claims automation", "", "−$20.4M", "a=b", "(−5)", "100%", "–5 to 5", "5-10", "O'Neill")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text_and_can_be_read_back(text: str) -> None:
    assert is_formula(text)
    assert str(inert(text)) == f"'{text}"
    assert restored(str(inert(text))) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize("value", [-5, -5.25, 0, None, True])
def test_numbers_are_never_touched(value: object) -> None:
    assert inert(value) is value


def test_text_that_begins_with_an_apostrophe_is_told_from_an_escaped_formula() -> None:
    assert inert("'=1") == "''=1"
    assert restored("''=1") == "'=1"


@given(st.text())
def test_every_text_can_be_read_back(text: str) -> None:
    written = inert(text)
    assert isinstance(written, str)
    assert restored(written) == text or written == text
    assert not is_formula(written) or written == text.lstrip("'") == ""


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_no_cell_of_a_csv_can_run(material: Material) -> None:
    table = Table("x", "x", [{"=heading": text, "amount": -5} for text in FORMULAS])
    head, *rows = cells(to_csv(table, material))
    assert head[0] == "'=heading"
    assert [restored(row[0]) for row in rows] == list(FORMULAS)
    assert {row[1] for row in rows} == {"-5"}
    assert not [cell for row in rows for i, cell in enumerate(row) if i != 1 and is_formula(cell)]


def test_a_hostile_portfolio_exports_no_formula(hostile: Material) -> None:
    from value_model.exports.tables import all_of

    numeric = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?$")
    for table in all_of(hostile):
        for row in cells(to_csv(table, hostile)):
            assert not [cell for cell in row if is_formula(cell) and not numeric.match(cell)], table.key


def test_a_spreadsheet_reader_finds_no_formula(material: Material, tmp_path: Path) -> None:
    """Where LibreOffice is at hand: converted to a workbook, no cell holds a formula."""
    import shutil
    import zipfile

    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("no LibreOffice at hand")
    source = tmp_path / "formulas.csv"
    source.write_bytes(to_csv(Table("x", "x", [{"text": text} for text in FORMULAS]), material))
    subprocess.run([office, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(source)], check=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "formulas.xlsx") as book:
        assert not [name for name in book.namelist() if b"<f" in book.read(name) and name.startswith("xl/worksheets")]
