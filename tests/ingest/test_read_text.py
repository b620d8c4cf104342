"""Text tables in the encodings, separators and line ends programs write."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from value_model.errors import FileRefused
from value_model.ingest import read
from value_model.ingest.read.delimited import best_separator

TABLE = [["Project", "Owner", "Budget"], ["Café Zürich", "Ana", "1,5"], ["Straße", "", "€ 12"]]


def rows(data, name="plan.csv"):
    grid = read.content(data, name=name).sheets[0]
    return [[grid.cells[r, c].value if (r, c) in grid.cells else "" for c in range(1, grid.n_cols + 1)] for r in range(1, grid.n_rows + 1)]


def codes(data, name="plan.csv"):
    return [note.code for note in read.content(data, name=name).notes]


def written(separator=",", end="\n"):
    held = io.StringIO()
    csv.writer(held, delimiter=separator, lineterminator=end).writerows(TABLE)
    return held.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_separator_and_line_end_gives_the_same_table(encoding, separator, end):
    assert rows(written(separator, end).encode(encoding)) == TABLE


def test_latin_1_is_read_and_said():
    data = "Projet;Coût\nÉté;12\n".encode("latin-1")
    assert rows(data) == [["Projet", "Coût"], ["Été", "12"]]
    note = read.content(data, name="p.csv").notes[0]
    assert note.problem == "Read as Windows-1252 text with columns separated by semicolon."


def test_stray_bytes_in_utf_8_text_cost_only_themselves():
    data = "Projet,Coût\nÉté,12\n".encode() + b"Caf\xe9,\xa0 5\n"
    assert rows(data)[1:] == [["Été", "12"], ["Café", "\u00a0 5"]]
    assert codes(data) == ["text-mixed"]


def test_line_ends_inside_quotes_stay_in_their_cell():
    data = b'a,b\r\n"one\r\ntwo\rthree\nfour",2\r\n5,6\r\n'
    assert rows(data) == [["a", "b"], ["one\ntwo\nthree\nfour", "2"], ["5", "6"]]


def test_blank_lines_count_as_rows_as_they_do_in_a_spreadsheet():
    grid = read.content(b"a,b\n\n\n1,2\n", name="p.csv").sheets[0]
    assert (grid.n_rows, grid.cells[4, 2].value) == (4, "2")


def test_decimal_commas_do_not_pass_for_separators():
    assert best_separator("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n") == ";"
    assert best_separator("Name\tNote\nA\tone, two, three\nB\tfour\n") == "\t"
    assert best_separator("one column\nonly\n") == ","


def test_a_separator_hint_of_excel_is_followed_and_is_no_row():
    assert rows(b"sep=;\r\na;b,c\r\n1;2\r\n") == [["a", "b,c"], ["1", "2"]]


def test_quotes_after_a_space_are_quotes():
    assert rows(b'a, "b, c", d\n1, "2, 3", 4\n') == [["a", "b, c", "d"], ["1", "2, 3", "4"]]


def test_everything_is_text_and_the_sheet_has_the_name_of_the_file():
    found = read.content(b"id,amount\n007,1.50\n", name="costs 2026.csv")
    assert (found.format, found.sheets[0].name) == ("text", "costs 2026")
    assert found.sheets[0].cells[2, 1] == ("007", "007", None, None)


def test_a_quotation_mark_left_open_is_refused_and_placed():
    with pytest.raises(FileRefused, match="quotation mark in row 3 that is never closed"):
        rows(b'a,b\n1,2\n3,"four\n5,6\n7,8\n')


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "p.csv", "is empty"),
        (b"\x00\x01\x02\x03" * 99, "p.csv", "not a table"),
        (b"%PDF-1.7 ...", "p.csv", "a PDF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "p.xls", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "p.xls", "an XML file"),
        (b"Project,Budget\nAlpha,1\n", "p.xlsx", 'text file although its name ends in ".xlsx"'),
        (b'{"a": 1}', "p.json", 'its name ends in ".json"'),
        (b"a" * 200_000 + b",b\n", "p.csv", "longer than 131,072 characters"),
        (b"," .join([b"1"] * 1_100) + b"\n", "p.csv", "more than 1,024 columns"),
    ],
)  # fmt: skip
def test_what_is_no_text_table_is_refused_in_one_sentence(data, name, said):
    with pytest.raises(FileRefused) as refusal:
        rows(data, name)
    assert said in str(refusal.value)
    assert str(refusal.value).startswith(f'"{name}" ')
    assert "\n" not in str(refusal.value)


def test_a_file_without_any_cell_says_so():
    assert codes(b"\n\n\n") == ["sheet-empty"]


FIELD = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" ;,\t|\"'"), max_size=8)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from([",", ";", "\t", "|"]))
def test_what_was_written_is_read_back(body, separator):
    held = io.StringIO()
    csv.writer(held, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([["id", "name", "note"], *body])
    grid = read.content(held.getvalue().encode("utf-8-sig"), name="p.csv").sheets[0]
    for r, row in enumerate(body, start=2):
        assert [grid.cells[r, c].text if (r, c) in grid.cells else "" for c in (1, 2, 3)] == row
