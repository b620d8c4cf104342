"""What all workbooks made of parts have in common: relationships between parts, the list of sheets, what was read."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import Grid
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.xml import Attributes, Text, prolog, qualify, scan

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML_ENDINGS = (".xml", ".rels", ".vml")


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

    def add(self, entry: SheetEntry, archive: Archive) -> None:
        """Add a sheet; raise FileRefused when there are too many."""
        self.sheets.append(entry)
        if len(self.sheets) > archive.limits.sheets:
            raise refused("too-many", archive.name, limit=archive.limits.sheets, what="sheets")


@dataclass(slots=True)
class Read:
    """All sheets with their evidence, and what concerns the whole file. `skipped` are chart and dialog sheets."""

    sheets: list[tuple[Grid, Evidence]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    links: int = 0
    connections: bool = False
    incomplete: bool = False


def relations(archive: Archive, part: str) -> dict[str, Relation]:
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


def targets(archive: Archive, related: dict[str, Relation]) -> dict[str, str]:
    """Return the part each kind of relation points to, where that part is there."""
    return {relation.kind: relation.target for relation in related.values() if relation.target in archive}


def check_rest(archive: Archive, seen: set[str]) -> None:
    """Look at the start of every XML part not in `seen` (case-folded names): no file is half judged."""
    for part in archive.parts:
        if part.endswith(_XML_ENDINGS) and part not in seen:
            prolog(archive, part)
