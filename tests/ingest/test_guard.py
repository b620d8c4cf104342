"""The first look: what a file is by its content, whatever its name says, before anything is unpacked."""

from dataclasses import replace

import pytest

from tests.ingest.files import SHEET, book, pack, parts, sheet
from tests.ingest.test_read_other import CELLS, ods, table, xls, xlsb
from value_model.errors import FileRefused
from value_model.ingest import guard
from value_model.ingest.read.limits import DEFAULT


@pytest.mark.parametrize(
    ("data", "name", "kind", "wrong"),
    [
        (book(), "a.xlsx", "xlsx", False),
        (book(), "a.xlsm", "xlsm", False),
        (book(), "a.xls", "xlsx", True),
        (book(), "a", "xlsx", True),
        (xlsb(CELLS), "a.xlsb", "xlsb", False),
        (xlsb(CELLS), "a.xlsx", "xlsb", True),
        (ods(table("")), "a.ods", "ods", False),
        (xls(), "A.XLS", "xls", False),
        (b"a,b\n", "a.csv", "text", False),
        (b"a\tb\n", "a.TXT", "text", False),
        ("a\tb\n".encode("utf-16"), "a", "text", False),
    ],
)
def test_a_file_is_what_its_content_says(data, name, kind, wrong):
    verdict = guard.judge(data, name)
    assert (verdict.kind, verdict.wrong_ending) == (kind, wrong)


def test_what_it_unpacks_to_is_known_before_it_is_unpacked():
    assert guard.judge(book(), "a.xlsx").unpacked == sum(len(content) for content in parts().values())


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    with pytest.raises(FileRefused, match="holds 2 MB; files up to 1 MB can be read"):
        guard.judge(b"x" * (2 << 20), "a.csv", replace(DEFAULT, file_bytes=1 << 20))


def test_a_compressible_honest_sheet_is_no_bomb():
    # 30,000 equal rows pack about 60 times smaller; bombs start at 200.
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>0</v></c><c r="B{n}"><v>0</v></c></row>' for n in range(1, 30_001))
    assert guard.judge(book(**{SHEET: sheet(rows)}), "a.xlsx").kind == "xlsx"


def test_embedded_objects_are_left_alone_only_where_macros_are_declared():
    data = pack({**parts(), "xl/activeX/activeX1.bin": "x", "xl/vbaProject.bin": "x"})
    assert guard.judge(data, "a.xlsm").macros
    with pytest.raises(FileRefused) as refusal:
        guard.judge(data, "a.xlsx")
    assert refusal.value.code == "active-content"
