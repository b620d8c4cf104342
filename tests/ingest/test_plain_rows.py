"""Rows of large parts are read by pattern: the answer is the one of the parser, for plain rows and for all others."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.ingest.files import SHEET, STRINGS, book, rows_book, sheet, strings
from value_model.errors import FileRefused
from value_model.ingest import read
from value_model.ingest.read import alike, model, rows
from value_model.ingest.read import sheet as sheet_reader
from value_model.ingest.read import strings as string_reader
from value_model.ingest.read.rows import NotPlain

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
FILES = sorted([*(SHARED / "real").glob("*.xlsx"), *(SHARED / "hostile").glob("*.xlsx")]) if SHARED.exists() else []
NEVER = 1 << 60

PLAIN = '<row r="2"><c r="A2" t="str"><v>R&amp;D</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>'
ODD = (
    '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',  # out of order
    '<row r="2"><c r="A3"><v>1</v></c></row>',  # an address in another row
    '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c><v>2</v></row>',  # a value outside of a cell
    '<row r="1"><c r="A1"><v>1</v></c><!-- a note --></row>',
    '<row r="1"><c r="A1" t="str"><v>&unknown;</v></c></row>',
    '<row r="1"><c r="A1"><f>B1&unknown;1</f><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><c r="B1"><v>2</v></c><sheetData>',  # a cell behind the rows
    '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',  # a text that is not there
    '<row r="1"><c r="A1" t="str"><v>a\rb</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>a\x01b</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>a_x0001_b</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>a]]>b</v></c></row>',
    '<row r="1"><c r="A1" t="str"><f>A2</f><v></v></c><c r="B1"><f>A2</f></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>one</t><t>two</t></is></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> one </t></is></c></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="5"/><row r="7"><c r="B7" t="b"><v>1</v></c><c r="D7" t="e"><v>#N/A</v></c></row>',
    '<row><c><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1e5</v></c><c r="B1"><v>0.10000000000000001</v></c><c r="C1"><v>x</v></c><c r="D1" s="1"><v>46112</v></c></row>',
    *(f'<row r="9"><c r="A9" t="str"><v>{text}</v></c></row><row r="10"><c r="A10" t="str"><v>{text}</v></c></row>' for text in (
        "R&am1p;D", "&#49;", "a]]7>b", "a \ufffe b", "Müller 7 & Söhne".replace("&", "&amp;"),  # digits between the letters of a sign
    )),
    # rows that look alike but for one sign
    *(f'<row r="9" spans="1:2"><c r="A9" s="1"><v>5</v></c><c r="E9" t="n"><v>6</v></c></row>{row}' for row in (
        '<row r="10" spans="1:2"><c r="A10" s="1"><v>-2.5</v></c><c r="E10" t="n"><v>1E-3</v></c></row>',
        '<row r="11" spans="1:2" hidden="1"><c r="A11" s="1"><v>5</v></c><c r="E11" t="n"><v>6</v></c></row>',
        '<row r="8" spans="1:2"><c r="A8" s="1"><v>5</v></c><c r="E8" t="n"><v>6</v></c></row>',
        '<row r="12" 3pans="1:2"><c r="A12" s="1"><v>5</v></c><c r="E12" t="n"><v>6</v></c></row>',
        '<row r="012" spans="1:2"><c r="A012" s="1"><v>5</v></c><c r="E012" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2"><c r="A13" s="1"><v>5</v></c><c r="E12" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2"><c r="A12" s="0"><v>5</v></c><c r="E12" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2"><c r="A12" s1=""><v>5</v></c><c r="E12" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2"><c r="A12" s="1"><v>5</v></c>3<c r="E12" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2"><c r="A12" s="1"><v>5</v></c>3<c rE="12" t="n"><v>6</v></c></row>',
        '<row r="10" spans="1:2"><c r="A10" s="1"><v>5 > 4</v></c><c r="E10" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2" x="a>b"><c r="A12" s="1"><v>5</v></c><c r="E12" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2"><c r="A12" s="1"><v>5</v></c><c r="F12" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2"><c r="A12" s="1"><v>5</v></c><c r="E12" t="n"><w>6</w></c></row>',
        '<row r="12" spans="1:2"><c r="A12" s="1"><v>5</v></c><c r="E12" t="n"><v>6</v></c> </row>',
        '<row r="12" spans="1:2"><c r="A12" s="1"><v>5</v></c><c r="E12" t="n"><v>6</v></c></row> ',
        '<row s="12" spans="1:2"><c r="A12" s="1"><v>5</v></c><c r="E12" t="n"><v>6</v></c></row>',
        '<row r="12"><c r="A12" s="1"><f>B1</f></c><c r="E12" t="n"><v>6</v></c></row>',
        '<row r="12" spans="1:2"><c r="A12" s="1"><v/></c><c r="E12" t="n"><v>6</v></c></row>',
    )),
    PLAIN,
)  # fmt: skip

TEXTS = (
    "<t>a &amp;lt; b &gt; c &quot;d&quot; &apos;e&apos;</t>", '<t xml:space="preserve"> a </t>', "<t></t>", "<t>a > b</t>", "<t>Ca\u0301f\u00e9</t>", "<t>a\nb</t>",
    "<t>a_x000D_b</t>", "<t>a_x0001_b</t>", "<t>a\x01b</t>", "<t>&#x41;</t>", "<t>&unknown;</t>", "<r><t>a</t></r><r><t>b</t></r>", "<t>a</t> ",
    '<t>a</t><rPh sb="0" eb="1"><t>b</t></rPh>', "<t><![CDATA[a]]></t>", "<t>a</t><!-- a note -->", "<t/>", "", "<t>" + "a" * 40_000 + "</t>",
    "<T>a</T>", "<t >a</t>", "<t>a</t></si><si/><si><t>b</t>", "<t>a</t></si>b<si><t>c</t>", "<t>a</t></si><si><t>b</t><t>c</t>",
)  # fmt: skip


def answer(data: bytes, monkeypatch: pytest.MonkeyPatch, large: int) -> object:
    monkeypatch.setattr(sheet_reader, "LARGE", large)
    monkeypatch.setattr(string_reader, "LARGE", large)
    try:
        return read.content(data, name="a.xlsx")
    except FileRefused as refusal:
        return refusal.code


def same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(data, monkeypatch, 0) == answer(data, monkeypatch, NEVER)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_reads_the_same_either_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(path.read_bytes(), monkeypatch)


@pytest.mark.parametrize("odd", ODD)
def test_odd_rows_read_the_same_either_way(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    same(rows_book(odd, "yyyy-mm-dd"), monkeypatch)


@pytest.mark.parametrize("text", TEXTS)
def test_odd_texts_of_the_shared_table_read_the_same_either_way(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    same(book(**{STRINGS: strings("<t>Project</t>", "<t>Budget</t>", text)}), monkeypatch)
    same(
        book(**{STRINGS: strings("<t>Project</t>", "<t>Budget</t>", "<t>Alpha</t>").replace("</sst>", f"<si>{text}</si></sst>")}),
        monkeypatch,
    )
    same(book(**{STRINGS: strings("<t>Project</t>", "<t>Budget</t>", "<t>Alpha</t>").replace("</sst>", "<si/></sst>")}), monkeypatch)


def test_rows_alike_are_left_to_the_parser_where_a_digit_parts_the_bytes_of_a_letter() -> None:
    with pytest.raises(NotPlain):
        alike.cells(b'<row r="1"><c r="A1" t="str"><v>\xc31\xa9</v></c></row>')


def test_rows_built_in_a_few_ways_are_read_one_of_each_whatever_their_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading each tag by tag takes many times as long."""
    read_whole: list[bytes] = []
    of_row = model.of_row
    monkeypatch.setattr(model, "of_row", lambda row, digits: read_whole.append(row) or of_row(row, digits))
    text = "".join(
        f'<row r="{n}" ht="{n % 7}.5"><c r="A{n}" s="1"/><c r="B{n}" t="inlineStr"><is><t>text {"x" * (n % 9)}</t></is></c>'
        + (f'<c r="C{n}"><f>B{n}*{n}</f><v>{n / 8}</v></c></row>' if n % 2 else "</row>")
        for n in range(100, 1_000)
    )
    found = alike.cells(text.encode())
    assert found is not None
    assert len(read_whole) == 2
    assert {piece.column: len(piece.rows) for piece in found.pieces if piece.column > 1} == {2: 450, 3: 450}


def test_plain_rows_are_read_by_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer(rows_book(PLAIN), monkeypatch, 0)
    assert isinstance(found, read.Workbook)
    assert not isinstance(found.sheets[0].cells, dict)
    assert found.sheets[0].cells[2, 1].value == "R&D"
    assert [note.code for note in found.notes] == ["formulas"]


@pytest.mark.parametrize("chunk", [64, 1 << 20])
def test_programs_that_write_workbooks_read_the_same_either_way(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_CHUNK", chunk)
    table = [["A & B", "naïve", " x ", None, n / 7, n, date(2026, 1, 1 + n % 28), n % 2 == 0] for n in range(60)]
    for number in range(0, 60, 7):
        table[number][number % 8] = None
    written, other = io.BytesIO(), io.BytesIO()
    writer = xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    plan = openpyxl.Workbook()
    target = writer.add_worksheet()
    for number, line in enumerate(table):
        target.write_row(number, 0, line)
        plan.worksheets[0].append(line)
    writer.close()
    plan.save(other)
    same(written.getvalue(), monkeypatch)
    same(other.getvalue(), monkeypatch)


def test_a_part_read_twice_counts_once_towards_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    many = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 2_000)) + "<row><c><v>1</v></c></row>"
    same(book(**{SHEET: sheet(many)}), monkeypatch)
