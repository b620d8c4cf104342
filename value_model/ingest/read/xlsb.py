"""Binary workbooks (.xlsb), record by record, with the same evidence as their XML sisters ([MS-XLSB] 2.4)."""

from __future__ import annotations

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.cells import Book
from value_model.ingest.read.formats import BUILT_IN
from value_model.ingest.read.package import Contents, Read, SheetEntry, check_rest, relations, targets
from value_model.ingest.read.records import Record, records
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.strings import SharedStrings
from value_model.ingest.read.styles import Look
from value_model.ingest.read.xlsbsheet import BinarySheet

_BUNDLE_SHEET, _WORKBOOK_PROPERTIES, _SUPPORTING_LINK = 156, 153, 355
_STRING, _FORMAT, _CELL_FORMAT, _CELL_FORMATS, _CELL_FORMATS_END = 19, 44, 47, 617, 618
_ALIGNED = 7  # 0 as the value is, 1 left
_MAIN = "xl/workbook.bin"


def read(archive: Archive) -> Read:
    """Read every worksheet of a binary workbook; raise FileRefused where it is damaged or beyond the limits."""
    result = Read(connections="xl/connections.bin" in archive)
    related = relations(archive, _MAIN)
    contents = _contents(archive)
    result.links = contents.links
    parts = targets(archive, related)
    strings = _strings(archive, parts["sharedStrings"]) if "sharedStrings" in parts else SharedStrings()
    styles = _look(archive, parts["styles"]) if "styles" in parts else Look([], [])
    book = Book(archive, strings, styles.formats, contents.date1904, styles.indents)
    for entry in contents.sheets:
        relation = related.get(entry.relation)
        if relation is None or (relation.kind == "worksheet" and relation.target not in archive):
            raise refused("missing-part", archive.name, where=f'sheet "{entry.name}"')
        if relation.kind == "worksheet":
            result.sheets.append(BinarySheet(book, relation.target, entry.name).read(hidden=entry.hidden))
        else:
            result.skipped.append(entry.name)
    check_rest(archive, set())
    return result


def _contents(archive: Archive) -> Contents:
    contents = Contents()
    for kind, record in records(archive, _MAIN):
        if kind == _BUNDLE_SHEET:
            contents.add(_entry(record), archive)
        elif kind == _WORKBOOK_PROPERTIES:
            contents.date1904 = bool(record.integer() & 1)
        elif kind == _SUPPORTING_LINK:
            contents.links += 1
    return contents


def _entry(record: Record) -> SheetEntry:
    state = record.integer()
    record.skip(4)
    relation = record.text()
    return SheetEntry(record.text(), relation, state != 0)


def _strings(archive: Archive, part: str) -> SharedStrings:
    table = SharedStrings()
    for kind, record in records(archive, part):
        if kind == _STRING:
            record.skip(1)
            table.add(record.text(), archive, part)
    return table


def _look(archive: Archive, part: str) -> Look:
    codes = dict(BUILT_IN)
    styles: list[int] = []
    indents: list[int] = []
    inside = False
    for kind, record in records(archive, part):
        if kind == _FORMAT:
            number = record.integer("H")
            codes[number] = record.text()
        elif kind in (_CELL_FORMATS, _CELL_FORMATS_END):
            inside = kind == _CELL_FORMATS
        elif kind == _CELL_FORMAT and inside:
            record.skip(2)
            styles.append(record.integer("H"))
            record.skip(7)
            indent, is_left = record.integer("B"), record.integer("H") & _ALIGNED <= 1
            indents.append(indent if is_left else 0)
        if max(len(codes), len(styles)) > archive.limits.styles:
            raise refused("too-many", archive.name, limit=archive.limits.styles, what="cell styles")
    found = (codes.get(style) for style in styles)
    return Look([None if not code or code.casefold() == "general" else code for code in found], indents if any(indents) else [])
