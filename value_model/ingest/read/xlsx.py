"""Workbooks of the Open XML family (.xlsx, .xlsm, templates, strict): parts, relationships, sheets."""

from __future__ import annotations

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.cells import Book
from value_model.ingest.read.package import Contents, Read, Relation, SheetEntry, check_rest, relations, targets
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.sheet import SheetReader
from value_model.ingest.read.strings import SharedStrings
from value_model.ingest.read.styles import Look, look
from value_model.ingest.read.xml import Attributes, Text, qualify, relationship_id, scan

_YES = ("1", "true")


def read(archive: Archive) -> Read:
    """Read every worksheet of a workbook; raise FileRefused where a part is missing, damaged or unlawful."""
    result = Read(connections="xl/connections.xml" in archive)
    main = _main_part(archive, result)
    related = relations(archive, main)
    contents = _contents(archive, main)
    result.links = contents.links
    book = _book(archive, related, contents)
    seen = {main.casefold()}
    for entry in contents.sheets:
        _read_sheet(book, related, entry, result, seen)
    check_rest(archive, seen)
    return result


def _main_part(archive: Archive, result: Read) -> str:
    main = next((r.target for r in relations(archive, "").values() if r.kind == "officeDocument" and r.target in archive), None)
    if main is None:
        result.incomplete = True
    return main or "xl/workbook.xml"


def _book(archive: Archive, related: dict[str, Relation], contents: Contents) -> Book:
    parts = targets(archive, related)
    strings = SharedStrings.of(archive, parts["sharedStrings"]) if "sharedStrings" in parts else SharedStrings()
    styles = look(archive, parts["styles"]) if "styles" in parts else Look([], [])
    return Book(archive, strings, styles.formats, contents.date1904, styles.indents)


def _read_sheet(book: Book, related: dict[str, Relation], entry: SheetEntry, result: Read, seen: set[str]) -> None:
    relation = related.get(entry.relation)
    if relation is None or (relation.kind == "worksheet" and relation.target not in book.archive):
        raise refused("missing-part", book.archive.name, where=f'sheet "{entry.name}"')
    if relation.kind != "worksheet":
        result.skipped.append(entry.name)
        return
    seen.add(relation.target.casefold())
    result.sheets.append(SheetReader(book, relation.target, entry.name).read(hidden=entry.hidden))


def _contents(archive: Archive, part: str) -> Contents:
    contents, limits = Contents(), archive.limits

    def sheet(attributes: Attributes) -> None:
        state = attributes.get("state", "visible")
        contents.add(SheetEntry(attributes.get("name", ""), relationship_id(attributes), state != "visible"), archive)

    def properties(attributes: Attributes) -> None:
        contents.date1904 = attributes.get("date1904") in _YES

    def link(_attributes: Attributes) -> None:
        contents.links += 1

    def defined_name(_attributes: Attributes) -> None:
        contents.names += 1
        if contents.names > limits.names:
            raise refused("too-many", archive.name, limit=limits.names, what="defined names")

    start = qualify({"sheet": sheet, "workbookPr": properties, "externalReference": link, "definedName": defined_name})
    scan(archive, part, start=start, end={}, text=Text())
    return contents
