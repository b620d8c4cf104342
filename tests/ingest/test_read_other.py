"""OpenDocument, Excel 97 and binary workbooks, written by other libraries or by hand and checked with other readers."""
# ruff: noqa: DTZ001 - a spreadsheet knows no time zone

from __future__ import annotations

import io
import struct
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from tests.ingest.files import HEAD, pack, relations
from value_model.errors import FileRefused
from value_model.ingest import read

# OpenDocument -----------------------------------------------------------------------------------

ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(f'xmlns:{short}="{ODF}:{short}:1.0"' for short in ("office", "table", "text", "style"))
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(tables, styles="", **more):
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"{HEAD}<office:document-content {SPACES} {CALC}><office:automatic-styles>{styles}</office:automatic-styles>{body}</office:document-content>"
    return pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, **more})


def table(rows, name="Data", more=""):
    return f'<table:table table:name="{name}" {more}>{rows}</table:table>'


def row(cells, more=""):
    return f"<table:table-row {more}>{cells}</table:table-row>"


def cell(kind, value="", shown="", more=""):
    name = {"string": "string-value", "float": "value", "percentage": "value", "currency": "value"}.get(kind, f"{kind}-value")
    held = f'office:{name}="{value}"' if value else ""
    return f'<table:table-cell office:value-type="{kind}" {held} {more}><text:p>{shown}</text:p></table:table-cell>'


def cells_of(data, name="a.ods"):
    return read.content(data, name=name).sheets[0].cells


def test_opendocument_cells_have_their_types():
    data = ods(
        table(
            row(
                cell("string", shown="A &amp; B")
                + cell("float", "1234.50", "1.234,50")
                + cell("percentage", "0.25", "25%")
                + cell("currency", "12", "12 €", 'office:currency="EUR"')
                + cell("date", "2026-03-31", "31.03.26")
                + cell("date", "2026-03-31T13:00:00", "x")
                + cell("time", "PT30H15M00S", "30:15")
                + cell("boolean", "true", "WAHR")
            )
        )
    )
    found = cells_of(data)
    assert [found[1, col].value for col in range(1, 9)] == [
        "A & B",
        Decimal("1234.5"),
        Decimal("0.25"),
        12,
        date(2026, 3, 31),
        datetime(2026, 3, 31, 13),
        timedelta(hours=30, minutes=15),
        True,
    ]
    assert found[1, 2].text == "1234.50"
    assert (found[1, 3].number_format, found[1, 4].number_format) == ("0.00%", "[$EUR] #,##0.00")


def test_opendocument_text_keeps_its_lines_spaces_and_inner_parts_but_not_its_comments():
    inner = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>aside</text:p></office:annotation>'
        '<text:p>one<text:s text:c="2"/>two <text:span>th<text:span>re</text:span>e</text:span></text:p><text:p>four</text:p></table:table-cell>'
    )
    assert cells_of(ods(table(row(inner))))[1, 1].value == "one  two three\nfour"


def test_a_table_inside_a_cell_is_said_and_not_read():
    inner = f"<table:table-cell>{table(row(cell('float', '7')), 'Inner')}</table:table-cell>"
    book = read.content(ods(table(row(cell("string", shown="Budget") + inner))), name="a.ods")
    assert [cell.text for cell in book.sheets[0].cells.values()] == ["Budget"]
    assert "1 table inside cells" in next(note for note in book.notes if note.code == "tables-in-cells").problem


def test_opendocument_repeats_are_counted_and_spread():
    gap = '<table:table-cell table:number-columns-repeated="3"/>'
    twice = cell("float", "7", "7", 'table:number-columns-repeated="2"')
    data = ods(
        table(
            row(gap, 'table:number-rows-repeated="4"')
            + row(gap + twice, 'table:number-rows-repeated="2"')
            + row(gap, 'table:number-rows-repeated="1048570"')
        )
    )
    grid = read.content(data, name="a.ods").sheets[0]
    assert sorted(grid.cells) == [(5, 4), (5, 5), (6, 4), (6, 5)]
    assert (grid.n_rows, grid.n_cols) == (6, 5)


def test_an_opendocument_bomb_of_repeats_is_refused():
    bomb = row(cell("float", "1", "1", 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048576"')
    with pytest.raises(FileRefused, match="more than 200,000 rows"):
        cells_of(ods(table(bomb)))


def test_a_count_of_repeats_with_very_many_digits_is_not_read_as_one():
    for what in ("rows", "columns"):
        repeated = f'table:number-{what}-repeated="1{"0" * 10}"'
        bomb = row(cell("float", "1", "1", repeated if what == "columns" else ""), repeated if what == "rows" else "")
        with pytest.raises(FileRefused):
            cells_of(ods(table(bomb)))


def test_opendocument_errors_and_missing_results_are_problems():
    error = cell("string", shown="#REF!", more='calcext:value-type="error" table:formula="of:=1"')
    numbered = cell("string", shown="Err:502", more='calcext:value-type="error" table:formula="of:=1"')
    missing = '<table:table-cell table:formula="of:=A1"/>'
    found = cells_of(ods(table(row(error + numbered + missing))))
    assert [found[1, col].problem for col in (1, 2, 3)] == ["#REF!", "#Err:502", "uncached formula"]


def test_opendocument_hidden_parts_and_merges():
    styles = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    rows = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        + row(
            cell("string", shown="x", more='table:number-columns-spanned="3" table:number-rows-spanned="2"') + "<table:covered-table-cell/>"
        )
        + row("<table:table-cell/>", 'table:visibility="filter"')
    )
    book = read.content(ods(table(rows) + table("", "Old", 'table:style-name="ta2"'), styles), name="a.ods")
    grid = book.sheets[0]
    assert (grid.merged, grid.hidden_rows, grid.hidden_cols) == (((1, 1, 2, 3),), {2}, {3})
    assert [sheet.hidden for sheet in book.sheets] == [False, True]


def test_a_locked_opendocument_file_is_said_to_be_locked():
    with pytest.raises(FileRefused, match="protected by a password"):
        cells_of(ods(table(""), **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}))


def test_an_opendocument_file_locked_as_a_whole_is_said_to_be_locked():
    locked = pack(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "encrypted-package": b"x" * 99, "META-INF/manifest.xml": "<a/>"}
    )
    with pytest.raises(FileRefused, match="protected by a password"):
        cells_of(locked)


def test_odfpy_and_we_agree():
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document, sheet = OpenDocumentSpreadsheet(), Table(name="Plan")
    for values in (["Project", "Budget"], ["Alpha", 12.5]):
        line = TableRow()
        for value in values:
            held = TableCell(valuetype="float", value=value) if isinstance(value, float) else TableCell(valuetype="string")
            held.addElement(P(text=str(value)))
            line.addElement(held)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    written = io.BytesIO()
    document.save(written)
    found = cells_of(written.getvalue())
    assert {place: held.value for place, held in found.items()} == {
        (1, 1): "Project",
        (1, 2): "Budget",
        (2, 1): "Alpha",
        (2, 2): Decimal("12.5"),
    }


# Excel 97 ---------------------------------------------------------------------------------------


def xls():
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plan")
    day, money = xlwt.easyxf(num_format_str="YYYY-MM-DD"), xlwt.easyxf(num_format_str='"£"#,##0')
    sheet.write_merge(0, 0, 0, 2, "Title")
    sheet.write(1, 0, "Start")
    sheet.write(1, 1, date(2026, 3, 31), day)
    sheet.write(2, 0, 1234.5, money)
    sheet.write(2, 1, True)
    sheet.write(2, 2, 7)
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    book.add_sheet("Old").visibility = 1
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_excel_97_workbooks_keep_types_formats_and_what_is_hidden():
    book = read.content(xls(), name="plan.xls")
    grid = book.sheets[0]
    assert book.format == "xls"
    assert grid.cells[2, 2].value == date(2026, 3, 31)
    assert grid.cells[3, 1] == (Decimal("1234.5"), "1234.5", '"£"#,##0', None)
    assert (grid.cells[3, 2].value, grid.cells[3, 3].value) == (True, 7)
    assert (grid.merged, grid.hidden_rows, grid.hidden_cols) == (((1, 1, 1, 3),), {3}, {2})
    assert [sheet.hidden for sheet in book.sheets] == [False, True]


def test_an_excel_97_workbook_named_xlsx_is_read_as_what_it_is():
    assert next(note.code for note in read.content(xls(), name="plan.xlsx").notes) == "wrong-ending"


@pytest.mark.parametrize("kept", [600, 2_000, 4_000])
def test_a_cut_excel_97_workbook_is_refused(kept):
    with pytest.raises(FileRefused):
        read.content(xls()[:kept], name="plan.xls")


# Binary workbooks ([MS-XLSB]): records written here by hand from the specification -------------


def record(kind, body=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(body)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 127 else 0)])
        length >>= 7
        if not length:
            return head + size + body


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_cell(kind, col, body, style=0):
    return record(kind, struct.pack("<II", col, style) + body)


def binary_row(number, *, hidden=False):
    return record(0, struct.pack("<IIHBBB", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0) + struct.pack("<I", 0))


def xlsb(cells, *, state=0, flags=0, after=b""):
    book = record(131) + record(153, struct.pack("<III", flags, 0, 0)) + record(143)
    book += record(156, struct.pack("<II", state, 1) + wide("rId1") + wide("Data")) + record(144)
    book += record(157, struct.pack("<IIIdIH", 0, 1, 100, 0.001, 1, 0)) + record(132)
    formats = record(278) + record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 200) + wide("yyyy-mm-dd")) + record(616)
    formats += record(617, struct.pack("<I", 2)) + b"".join(record(47, struct.pack("<HHHHHHHH", 0, n, 0, 0, 0, 0, 0, 0)) for n in (0, 200))
    formats += record(618) + record(279)
    texts = record(159, struct.pack("<II", 1, 1)) + record(19, b"\0" + wide("Project")) + record(160)
    size = record(148, struct.pack("<IIII", 0, 9, 0, 9))
    sheet = record(129) + size + record(145) + cells + record(146) + after + record(130)
    return pack(
        {
            "[Content_Types].xml": HEAD + "<Types/>",
            "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations(
                ("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin"), ("sharedStrings", "sharedStrings.bin")
            ),
            "xl/styles.bin": formats,
            "xl/sharedStrings.bin": texts,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


RK_INTEGER, RK_HUNDREDTH = (7 << 2) | 2, (12345 << 2) | 3  # [MS-XLSB] 2.5.122: 7 and 123.45
CELLS = (
    binary_row(1)
    + binary_cell(7, 0, struct.pack("<I", 0))
    + binary_cell(6, 1, wide("Budget"))
    + binary_row(2)
    + binary_cell(2, 0, struct.pack("<I", RK_INTEGER))
    + binary_cell(2, 1, struct.pack("<I", RK_HUNDREDTH))
    + binary_cell(5, 2, struct.pack("<d", 1234.5))
    + binary_cell(4, 3, b"\1")
    + binary_cell(3, 4, b"\x17")
    + binary_cell(5, 5, struct.pack("<d", 46112.0), style=1)
    + binary_row(4, hidden=True)
    + binary_cell(9, 1, struct.pack("<dH", 4.0, 0) + b"\0" * 8)
)


def test_binary_workbooks_are_read_record_by_record():
    found = cells_of(xlsb(CELLS), "a.xlsb")
    assert (found[1, 1].value, found[1, 2].value) == ("Project", "Budget")
    assert [found[2, col].value for col in range(1, 5)] == [7, Decimal("123.45"), Decimal("1234.5"), True]
    assert found[2, 5].problem == "#REF!"
    assert found[2, 6].value == date(2026, 3, 31)
    assert found[4, 2].value == 4


def test_another_reader_sees_the_same_binary_workbook():
    rows = CalamineWorkbook.from_filelike(io.BytesIO(xlsb(CELLS))).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Project", "Budget"]
    assert rows[1][:4] == [7, 123.45, 1234.5, True]
    assert rows[3][1] == 4


def test_hidden_parts_merges_and_the_1904_calendar_of_binary_workbooks():
    column = record(60, struct.pack("<IIIIH", 2, 3, 2000, 0, 1))
    merge = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<IIII", 0, 1, 0, 2)) + record(178)
    book = read.content(xlsb(column + CELLS, state=2, flags=1, after=merge), name="a.xlsb")
    grid = book.sheets[0]
    assert (grid.hidden, grid.hidden_rows, grid.hidden_cols, grid.merged) == (True, {4}, {3, 4}, ((1, 1, 2, 3),))
    assert grid.cells[2, 6].value == date(2030, 4, 1)  # 1462 days after 2026-03-31


@pytest.mark.parametrize(
    "broken", [CELLS + binary_row(2), CELLS + b"\x05\xff\xff\xff\xff\x7f", CELLS + b"\x05\x20", binary_cell(2, 0, b"\0\0\0\0")]
)
def test_broken_binary_workbooks_are_refused(broken):
    with pytest.raises(FileRefused):
        cells_of(xlsb(broken), "a.xlsb")
