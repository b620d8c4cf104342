"""Workbooks of the Open XML family (.xlsx, .xlsm, templates, strict): parts, relationships, sheets."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.cells import Book
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import Grid
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.sheet import SheetReader
from value_model.ingest.read.strings import SharedStrings
from value_model.ingest.read.styles import number_formats
from value_model.ingest.read.xml import Attributes, Text, prolog, qualify, relationship_id, scan

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML_ENDINGS = (".xml", ".rels", ".vml")
_YES = ("1", "true")


@dataclass(frozen=True, slots=True)
class Relation:
    """A pointer from one part to another: the last word of its type, and the part it points to."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


@dataclass(slots=True)
class Contents:
    """What the workbook part says: its sheets in order, whether dates count from 1904, links to other files."""

    sheets: list[SheetEntry] = field(default_factory=list)
    date1904: bool = False
    links: int = 0
    names: int = 0


@dataclass(slots=True)
class Read:
    """All sheets with their evidence, and what concerns the whole file. `skipped` are chart and dialog sheets."""

    sheets: list[tuple[Grid, Evidence]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    links: int = 0
    connections: bool = False
    incomplete: bool = False


def read(archive: Archive) -> Read:
    """Read every worksheet of a workbook; raise FileRefused where a part is missing, damaged or unlawful."""
    result = Read(connections="xl/connections.xml" in archive)
    main = _main_part(archive, result)
    relations = _relations(archive, main)
    contents = _contents(archive, main)
    result.links = contents.links
    book = _book(archive, relations, contents)
    seen = {main.casefold()}
    for entry in contents.sheets:
        _read_sheet(book, relations, entry, result, seen)
    for part in archive.parts:
        if part.endswith(_XML_ENDINGS) and part not in seen:
            prolog(archive, part)
    return result


def _main_part(archive: Archive, result: Read) -> str:
    relations = _relations(archive, "")
    main = next((r.target for r in relations.values() if r.kind == "officeDocument" and r.target in archive), None)
    if main is None:
        result.incomplete = True
    return main or "xl/workbook.xml"


def _book(archive: Archive, relations: dict[str, Relation], contents: Contents) -> Book:
    targets = {relation.kind: relation.target for relation in relations.values() if relation.target in archive}
    strings = SharedStrings.of(archive, targets["sharedStrings"]) if "sharedStrings" in targets else SharedStrings()
    formats = number_formats(archive, targets["styles"]) if "styles" in targets else []
    return Book(archive, strings, formats, contents.date1904)


def _read_sheet(book: Book, relations: dict[str, Relation], entry: SheetEntry, result: Read, seen: set[str]) -> None:
    relation = relations.get(entry.relation)
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
        contents.sheets.append(SheetEntry(attributes.get("name", ""), relationship_id(attributes), state != "visible"))
        if len(contents.sheets) > limits.sheets:
            raise refused("too-many", archive.name, limit=limits.sheets, what="sheets")

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


def _relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Return the relations of `part` ("" is the package) by id; raise FileRefused where one leaves the file."""
    folder, base = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, Relation] = {}

    def relation(attributes: Attributes) -> None:
        if attributes.get("TargetMode") == "External":
            return
        target = _inside(archive, folder, attributes.get("Target", ""))
        found[attributes.get("Id", "")] = Relation(attributes.get("Type", "").rpartition("/")[2], target)
        if len(found) > archive.limits.entries:
            raise refused("too-many", archive.name, limit=archive.limits.entries, what="relationships")

    if listing in archive:
        scan(archive, listing, start=qualify({"Relationship": relation}, (_PACKAGE,)), end={}, text=Text())
    return found


def _inside(archive: Archive, folder: str, target: str) -> str:
    path = target.replace("\\", "/")
    full = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    if full.startswith("..") or ":" in path:
        raise refused("relationship", archive.name, where=target)
    return full
