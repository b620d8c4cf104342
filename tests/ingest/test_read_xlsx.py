"""Excel workbooks: every cell with its exact text, and everything a value-only reader drops in silence."""
# ruff: noqa: DTZ001 - a spreadsheet knows no time zone

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.ingest.files import MAIN, SHEET, STRINGS, book, pack, parts, relations, rows_book, sheet, strings, workbook
from value_model.errors import FileRefused
from value_model.ingest import read


def read_cells(data, sheet_number=0):
    return read.content(data, name="test.xlsx").sheets[sheet_number].cells


def codes(data):
    return [note.code for note in read.content(data, name="test.xlsx").notes]


def test_a_plain_workbook_keeps_value_text_and_place():
    found = read.content(book(), name="budget.xlsx")
    grid = found.sheets[0]
    assert (found.format, found.size, len(found.sha256)) == ("xlsx", len(book()), 64)
    assert (grid.name, grid.n_rows, grid.n_cols, grid.hidden) == ("Data", 2, 2, False)
    assert grid.cells[2, 2] == (Decimal("1234.5"), "1234.5", None, None)
    assert grid.cells[1, 1].value == "Project"
    assert found.notes == []


def test_the_same_bytes_give_the_same_workbook():
    assert read.content(book(), name="a.xlsx") == read.content(book(), name="a.xlsx")


def test_number_formats_travel_with_the_number():
    cells = read_cells(
        rows_book('<row r="1"><c r="A1" s="1"><v>0.25</v></c><c r="B1" s="2"><v>10</v></c></row>', "0%", "&quot;£&quot;#,##0")
    )
    assert cells[1, 1] == (Decimal("0.25"), "0.25", "0%", None)
    assert cells[1, 2] == (10, "10", '"£"#,##0', None)


def test_dates_follow_the_number_format():
    cells = read_cells(
        rows_book(
            '<row r="1"><c r="A1" s="1"><v>46112</v></c><c r="B1" s="2"><v>46112.5</v></c><c r="C1"><v>46112</v></c></row>',
            "d.m.yyyy",
            "yyyy-mm-dd hh:mm:ss UTC",
        )
    )
    # 2026-03-31 is 46 112 days after 1899-12-30.
    assert cells[1, 1].value == date(2026, 3, 31)
    assert cells[1, 2].value == datetime(2026, 3, 31, 12)
    assert cells[1, 3].value == 46112
    assert cells[1, 1].text == "46112"


def test_a_workbook_of_an_old_mac_counts_from_1904():
    data = rows_book('<row r="1"><c r="A1" s="1"><v>45000</v></c></row>', "yyyy-mm-dd")
    old = {"xl/workbook.xml": workbook(properties='<workbookPr date1904="1"/>')}
    both = (
        read_cells(data)[1, 1].value,
        read_cells(rows_book('<row r="1"><c r="A1" s="1"><v>45000</v></c></row>', "yyyy-mm-dd", **old))[1, 1].value,
    )
    assert both == (date(2023, 3, 15), date(2027, 3, 16))


def test_error_cells_are_problems_and_not_blanks():
    rows = '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1" t="e"><v>#SPILL!</v></c></row>'
    cells = read_cells(rows_book(rows))
    assert [cells[1, col].problem for col in (1, 2, 3)] == ["#REF!", "#DIV/0!", "#SPILL!"]
    assert all(cells[1, col].value is None for col in (1, 2, 3))
    notes = [note for note in read.content(rows_book(rows), name="t.xlsx").notes if note.code == "cell-error"]
    assert [(note.cell, note.value) for note in notes] == [("A1", "#REF!"), ("B1", "#DIV/0!"), ("C1", "#SPILL!")]


def test_a_formula_without_a_saved_result_is_unknown_and_said():
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c></row>'
    )
    cells = read_cells(rows_book(rows))
    assert [(cells[1, col].value, cells[1, col].problem) for col in (1, 2, 3)] == [
        (None, "uncached formula"),
        (None, "uncached formula"),
        (2, None),
    ]
    assert (1, 4) not in cells  # a formula whose saved result is the empty text
    note = next(note for note in read.content(rows_book(rows), name="t.xlsx").notes if note.code == "formula-unsaved")
    assert note.problem == "2 formulas have no saved result (A1, B1)."
    assert "save it" in note.fix


def test_formulas_that_all_say_zero_were_never_calculated():
    rows = '<row r="1"><c r="A1"><f>B1</f><v>0</v></c><c r="B1"><v>3</v></c></row><row r="2"><c r="A2"><f>B1</f><v>0</v></c></row>'
    assert "formulas-all-zero" in codes(rows_book(rows))


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("ABC_x000D_\nDEF", "ABC\nDEF"),
        ("a_x005F_x0041_b", "a_x0041_b"),
        ("a_x0041_b", "aAb"),
        ("a_x0008_b", "ab"),
        ("a_xD83D__xDE00_b", "a😀b"),
        ("a_xD800_b", "a\ufffdb"),
        ("007", "007"),
        ("  42 ", "  42 "),
    ],
)
def test_texts_are_shown_as_excel_shows_them(stored, shown):
    inline = f'<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">{stored}</t></is></c></row>'
    shared = {SHEET: sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), STRINGS: strings(f'<t xml:space="preserve">{stored}</t>')}
    assert read_cells(rows_book(inline))[1, 1].value == shown
    assert read_cells(book(**shared))[1, 1].value == shown


def test_rich_text_is_joined_and_phonetic_hints_are_left_out():
    rich = "<r><t>Cost </t></r><r><rPr><b/></rPr><t>(k)</t></r><rPh sb='0' eb='1'><t>KOSUTO</t></rPh>"
    data = book(**{STRINGS: strings(rich), SHEET: sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')})
    assert read_cells(data)[1, 1].value == "Cost (k)"


def test_control_characters_are_taken_out_and_said():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0000_b</t></is></c></row>'
    assert "control-characters" in codes(rows_book(rows))


def test_names_with_characters_that_cannot_be_seen_are_said():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Al\u200bpha</t></is></c></row>'
    assert read_cells(rows_book(rows))[1, 1].value == "Al\u200bpha"
    assert "unseen-characters" in codes(rows_book(rows))


def test_hidden_sheets_rows_and_columns_are_read_and_said():
    before = '<cols><col min="2" max="3" hidden="1"/></cols>'
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="B2"><v>2</v></c></row>'
    listed = workbook("Data").replace('name="Data"', 'name="Data" state="veryHidden"')
    found = read.content(book(**{SHEET: sheet(rows, before)}), name="t.xlsx")
    assert found.sheets[0].hidden_rows == {2}
    assert found.sheets[0].hidden_cols == {2, 3}
    assert [note.code for note in found.notes] == ["rows-hidden", "columns-hidden"]
    whole = read.content(book(**{SHEET: sheet(rows), "xl/workbook.xml": listed}), name="t.xlsx")
    assert whole.sheets[0].hidden
    assert "sheet-hidden" in [note.code for note in whole.notes]


def test_merged_areas_are_kept():
    after = '<mergeCells count="1"><mergeCell ref="B1:D2"/></mergeCells>'
    assert read.content(book(**{SHEET: sheet(after=after)}), name="t.xlsx").sheets[0].merged == ((1, 2, 2, 4),)


def test_strict_and_prefixed_workbooks_are_read():
    strict = {name: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main") for name, text in parts().items()}
    assert read_cells(pack(strict))[2, 2].value == Decimal("1234.5")
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>42</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert read_cells(book(**{SHEET: prefixed}))[1, 1].value == 42


def test_backslashes_and_capitals_in_part_names_do_not_matter():
    windows = {name.replace("/", "\\").lower(): content for name, content in parts().items()}
    assert read_cells(pack(windows))[2, 2].value == Decimal("1234.5")


def test_cells_without_addresses_follow_each_other():
    cells = read_cells(rows_book("<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='C5'><v>3</v></c></row>"))
    assert {place: cell.value for place, cell in cells.items()} == {(1, 1): 1, (1, 2): 2, (5, 3): 3}


def test_solver_debris_far_away_is_dropped_with_a_warning():
    debris = "".join(f'<row r="{row}"><c r="XFD{row}"><v>0</v></c></row>' for row in range(1048550, 1048576))
    found = read.content(rows_book('<row r="2"><c r="B2"><v>1234.5</v></c></row>' + debris), name="t.xlsx")
    assert found.sheets[0].cells[2, 2].value == Decimal("1234.5")
    assert (found.sheets[0].n_rows, len(found.sheets[0].cells)) == (2, 1)
    assert [note.code for note in found.notes] == ["cells-far-away"]
    assert "26 cells far outside the table left out (first XFD1048550)." in found.notes[0].problem


def test_a_missing_table_of_texts_matters_only_to_cells_that_use_it():
    numbers = book(**{STRINGS: None, SHEET: sheet('<row r="1"><c r="A1"><v>1</v></c></row>')})
    assert read_cells(numbers)[1, 1].value == 1
    with pytest.raises(FileRefused, match="text number 0 does not"):
        read_cells(book(**{STRINGS: None}))


def test_chart_sheets_and_empty_sheets_are_named():
    whole = book(
        **{
            "xl/workbook.xml": workbook("Data", "Chart", "Blank"),
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "chartsheets/sheet1.xml"), ("worksheet", "worksheets/sheet3.xml")
            ),
            "xl/worksheets/sheet3.xml": sheet(""),
            SHEET: sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
        }
    )
    found = read.content(whole, name="t.xlsx")
    assert [grid.name for grid in found.sheets] == ["Data", "Blank"]
    assert [(note.code, note.sheet) for note in found.notes] == [("sheet-without-cells", "Chart"), ("sheet-empty", "Blank")]


def test_macros_are_ignored_in_a_file_that_declares_them_and_refused_in_one_that_does_not():
    data = book(**{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    found = read.content(data, name="report.xlsm")
    assert found.format == "xlsm"
    assert [note.code for note in found.notes] == ["macros"]
    with pytest.raises(FileRefused, match="holds macros"):
        read.content(data, name="report.xlsx")


def test_numbers_stored_as_text_are_kept_as_text_and_said():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>1.234,56</t></is></c></row>'
    found = read.content(rows_book(rows), name="t.xlsx")
    assert found.sheets[0].cells[1, 1].value == "1.234,56"
    assert [note.code for note in found.notes] == ["numbers-as-text"]
