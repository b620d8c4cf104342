"""Files built to break readers: each is refused in one plain sentence, or read with nothing lost in silence."""

import io
import struct
import zipfile

import pytest

from tests.ingest.files import HEAD, SHEET, STRINGS, book, pack, parts, relations, rows_book, sheet, strings, styles, workbook
from value_model.errors import FileRefused
from value_model.ingest import read
from value_model.ingest.read.refuse import SENTENCES, refused


def dtd(xml, declaration):
    return xml.replace(HEAD, HEAD + declaration, 1)


def patched(data, name, local, central, code, value):
    """Overwrite a header field of entry `name` in both places it stands."""
    held = bytearray(data)
    for mark, name_at, field_at in ((b"PK\x03\x04", 30, local), (b"PK\x01\x02", 46, central)):
        at = -1
        while (at := held.find(mark, at + 1)) >= 0:
            if held[at + name_at : at + name_at + len(name)] == name.encode():
                struct.pack_into(code, held, at + field_at, value)
    return bytes(held)


def linked():
    held = io.BytesIO(book())
    info = zipfile.ZipInfo("xl/media/link")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    return held.getvalue()


def laughing():
    """The billion laughs: ten entities, each ten times the one before."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'


def flipped():
    data = bytearray(pack(parts(), zipfile.ZIP_STORED))
    data[data.find(b"1234.5")] = ord("9")
    return bytes(data)


def text_row(text):
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1024
EVIL = sheet().replace("1234.5", "9999999")

REFUSED = {
    "empty file": ("empty", lambda: b""),
    "empty zip": ("empty", lambda: b"PK\x05\x06" + b"\0" * 18),
    "half a file": ("truncated", lambda: book()[:900]),
    "last bytes missing": ("truncated", lambda: book()[:-10]),
    "something before the zip": ("not-a-table", lambda: b"MZ" + b"\0" * 4096 + book()),
    "zip moved inside the file": ("zip-layout", lambda: b"PK\x03\x04" + b"\0" * 60 + book()),
    "password (zip)": ("password", lambda: patched(book(), SHEET, 6, 8, "<H", 1)),
    "password (Office)": ("password", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    "old Word document": ("word", lambda: OLE + "WordDocument".encode("utf-16-le")),
    "Word document": ("word", lambda: pack({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})),
    "slides": ("powerpoint", lambda: pack({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"})),
    "Apple Numbers": ("other-office", lambda: pack({"Index/Document.iwa": "x"})),
    "any other zip": ("not-a-workbook", lambda: pack({"readme.md": "x"})),
    "too many parts": ("too-many-entries", lambda: pack({**parts(), **{f"x/{n}": "" for n in range(2_001)}})),
    "too many sheets": ("too-many", lambda: pack({**parts(), **{f"xl/worksheets/sheet{n}.xml": "" for n in range(2, 204)}})),
    "bzip2": ("compression", lambda: pack(parts(), zipfile.ZIP_BZIP2)),
    "a part of 300 MB": ("bomb", lambda: patched(book(), "xl/styles.xml", 22, 24, "<I", 300 << 20)),
    "a ratio of over 200": ("bomb", lambda: book(**{SHEET: sheet(before=" " * 3_000_000)})),
    "a ratio in a part nobody reads": ("bomb", lambda: pack({**parts(), "xl/media/a.png": b"\0" * 3_000_000})),
    "less declared than there is": ("damaged", lambda: patched(book(), SHEET, 22, 24, "<I", 20)),
    "a flipped byte": ("damaged", flipped),
    "parts under one name but for capitals": ("duplicate-entry", lambda: pack({**parts(), "XL/Worksheets/Sheet1.xml": EVIL})),
    "a name that climbs out": ("entry-name", lambda: pack({**parts(), "../../evil": ""})),
    "a name that climbs out backwards": ("entry-name", lambda: pack({**parts(), "xl\\..\\..\\evil": ""})),
    "a name with a drive": ("entry-name", lambda: pack({**parts(), "C:evil": ""})),
    "a name from the root": ("entry-name", lambda: pack({**parts(), "/etc/evil": ""})),
    "a link": ("symlink", linked),
    "macros under .xlsx": ("active-content", lambda: pack({**parts(), "xl/vbaProject.bin": "x"})),
    "an embedded object": ("active-content", lambda: pack({**parts(), "xl/embeddings/oleObject1.bin": "x"})),
    "a relation that leaves the file": ("relationship", lambda: book(**{"xl/_rels/workbook.xml.rels": relations(("worksheet", "../../../etc/passwd"))})),
    "a sheet that is not there": ("missing-part", lambda: book(**{SHEET: None})),
    "entities in a sheet": ("dtd", lambda: book(**{SHEET: dtd(sheet(text_row("&l9;")), laughing())})),
    "entities in the texts": ("dtd", lambda: book(**{STRINGS: dtd(strings("<t>&l9;</t>"), laughing())})),
    "entities in a part nobody reads": ("dtd", lambda: pack({**parts(), "docProps/core.xml": dtd(HEAD + "<x/>", laughing())})),
    "a file named as an entity": ("dtd", lambda: book(**{SHEET: dtd(sheet(text_row("&e;")), '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')})),
    "a document type alone": ("dtd", lambda: book(**{SHEET: dtd(sheet(), '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')})),
    "UTF-16 hides what it holds": ("encoding", lambda: book(**{SHEET: dtd(sheet(), laughing()).replace("UTF-8", "UTF-16").encode("utf-16")})),
    "another encoding": ("encoding", lambda: book(**{SHEET: sheet().replace("UTF-8", "iso-8859-1")})),
    "an element never closed": ("markup", lambda: book(**{SHEET: sheet()[:-40]})),
    "a zero byte in a text": ("markup", lambda: rows_book(text_row("a\0b"))),
    "a sheet's name without end": ("sheet-name", lambda: book(**{"xl/workbook.xml": workbook("D" * 100_000)})),
    "nested without end": ("too-many", lambda: book(**{SHEET: sheet(after="<a>" * 5_000 + "</a>" * 5_000)})),
    "a thousand attributes": ("too-many", lambda: book(**{SHEET: sheet(before="<sheetPr " + " ".join(f'a{n}="1"' for n in range(1_000)) + "/>")})),
    "a row that no sheet has": ("cell-reference", lambda: rows_book('<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>')),
    "row nought": ("cell-reference", lambda: rows_book('<row r="0"><c r="A0"><v>1</v></c></row>')),
    "a cell in another row": ("cell-reference", lambda: rows_book('<row r="2"><c r="A3"><v>1</v></c></row>')),
    "a column beyond XFD": ("cell-reference", lambda: rows_book('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
    "the same cell twice": ("cell-order", lambda: rows_book('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    "cells from right to left": ("cell-order", lambda: rows_book('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    "the same row twice": ("cell-order", lambda: rows_book('<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>')),
    "everything merged": ("merged-area", lambda: book(**{SHEET: sheet(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')})),
    "two cells far apart": ("spread", lambda: rows_book('<row r="1"><c r="ALL1"><v>1</v></c></row><row r="190000"><c r="A190000"><v>1</v></c></row>')),
    "a text no cell can hold": ("string-length", lambda: rows_book(text_row("B" * 32_768))),
    "a shared text no cell can hold": ("string-length", lambda: book(**{STRINGS: strings("<r><t>" + "ab" * 9_000 + "</t></r>" * 1 + "<r><t>" + "cd" * 9_000 + "</t></r>")})),
    "a text number that does not exist": ("damaged", lambda: rows_book('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')),
    "a number of a megabyte": ("string-length", lambda: rows_book(f'<row r="1"><c r="A1"><v>{"12345" * 10_000}</v></c></row>')),
    "columns hidden over and over": ("too-many", lambda: book(**{SHEET: sheet(before="<cols>" + "".join(f'<col min="1" max="{16_000 + n % 300}" hidden="1"/>' for n in range(16_385)) + "</cols>")})),
    "too many names": ("too-many", lambda: book(**{"xl/workbook.xml": workbook(after="<definedNames>" + '<definedName name="n">A</definedName>' * 20_001 + "</definedNames>")})),
    "too many formats": ("too-many", lambda: book(**{"xl/styles.xml": styles(*["0"] * 65_491)})),
    "one long text in very many cells": ("too-many", lambda: book(**{STRINGS: strings(f"<t>{'B' * 32_000}</t>"), SHEET: sheet("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3_200)))})),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_under_its_rule_in_one_sentence(case):
    rule, make = REFUSED[case]
    with pytest.raises(FileRefused) as refusal:
        read.content(make(), name="quarter.xlsx")
    assert refusal.value.code == rule
    sentence = str(refusal.value)
    assert sentence.startswith('"quarter.xlsx" ')
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Error" not in sentence


def test_every_rule_says_what_to_do():
    slots = dict.fromkeys(("seen", "where", "what", "ending"), "x") | dict.fromkeys(
        ("size", "limit", "count", "rows", "cols", "row", "seconds"), 1
    )
    for code in SENTENCES:
        assert "; " in str(refused(code, "a.xlsx", **slots)) or ", so " in str(refused(code, "a.xlsx", **slots)), code


def test_names_in_a_sentence_cannot_break_the_line_or_turn_the_text_around():
    assert str(refused("empty", "a\nb\u202ec.xlsx")).startswith('"abc.xlsx" is empty')
    assert len(str(refused("empty", "a" * 500))) < 200


def test_links_and_connections_are_named_and_never_followed():
    data = pack(
        {
            **parts(**{"xl/workbook.xml": workbook(after='<externalReferences><externalReference r:id="rId9"/></externalReferences>')}),
            "xl/connections.xml": HEAD + "<connections/>",
        }
    )
    assert [note.code for note in read.content(data, name="a.xlsx").notes] == ["links", "connections"]


def test_a_workbook_under_another_ending_is_read_as_what_it_is():
    found = read.content(book(), name="a.csv")
    assert found.format == "xlsx"
    assert [note.code for note in found.notes] == ["wrong-ending"]


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "[x](javascript:alert(1))", "&lt;script&gt;", "$\\frac{1}{2}$"])
def test_texts_that_could_become_active_are_kept_as_texts(text):
    cell = read.content(rows_book(text_row(text)), name="a.xlsx").sheets[0].cells[1, 1]
    assert cell.value == cell.text == text.replace("&lt;", "<").replace("&gt;", ">")
