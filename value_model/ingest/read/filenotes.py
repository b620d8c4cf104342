"""What a reader should know about a file as a whole: its type, its encoding, what was left aside."""

from __future__ import annotations

from collections.abc import Iterable

from value_model.contract import Finding
from value_model.ingest import guard
from value_model.ingest.read.delimited import SEPARATORS, Table
from value_model.ingest.read.notes import counted
from value_model.ingest.read.package import Read

_NAME_LIMIT = 31
_ENCODINGS = {"utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32", "windows-1252": "Windows-1252",
              "cp1250": "Windows-1250", "cp1251": "Windows-1251", "koi8_r": "KOI8-R", "cp1253": "Windows-1253", "cp932": "Shift-JIS",
              "gb18030": "GBK"}  # fmt: skip


def of_verdict(file: str, verdict: guard.Verdict) -> list[Finding]:
    """Return the findings of the first look: an ending that misleads, macros that are ignored."""
    found = []
    if verdict.wrong_ending:
        problem = f"The file is of type .{verdict.kind} although its name ends otherwise."
        found.append(Finding("note", "wrong-ending", problem, "It was read as what it is; rename it to avoid doubt.", file=file))
    if verdict.macros:
        found.append(Finding("note", "macros", "The file holds macros.", "They are ignored: nothing in it is ever run.", file=file))
    return found


def of_text(file: str, table: Table) -> list[Finding]:
    """Return the findings about a text table: how it was decoded and split, and what that may have cost."""
    decoded, sheet, found = table.decoded, table.grid.name, []
    if not table.grid.cells:
        found.append(Finding("note", "sheet-empty", "No data found in the file.", "Export it again.", file=file, sheet=sheet))
    elif table.separator != "," or decoded.encoding != "utf-8":
        encoding = _ENCODINGS.get(decoded.encoding, "UTF-8")
        problem = f"Read as {encoding} text with columns separated by {SEPARATORS[table.separator]}."
        found.append(Finding("note", "text-read-as", problem, "If letters look wrong, save it as CSV UTF-8.", file=file, sheet=sheet))
    if decoded.foreign:
        problem = f"{counted(decoded.foreign, 'byte')} of the text did not fit its encoding."
        found.append(
            Finding("warning", "text-mixed", problem, "Check names with accents or signs; save it as CSV UTF-8.", file=file, sheet=sheet)
        )
    if table.cleaned:
        problem = f"{counted(table.cleaned, 'cell')} held control characters."
        found.append(Finding("warning", "control-characters", problem, "They were taken out; check the texts.", file=file, sheet=sheet))
    return found


def of_package(file: str, read: Read) -> list[Finding]:
    """Return the findings about a workbook of the Open XML family as a whole."""
    aside = "A chart or dialog sheet.", "It holds no table and was not read."
    found = [Finding("note", "sheet-without-cells", *aside, file=file, sheet=name) for name in read.skipped]
    if read.links:
        problem = f"The file holds {counted(read.links, 'link')} to other files."
        found.append(Finding("warning", "links", problem, "They are not followed; the values saved in this file are used.", file=file))
    if read.connections:
        problem = "The file holds connections to other data."
        found.append(Finding("warning", "connections", problem, "They are not used; the values saved in this file are.", file=file))
    if read.incomplete:
        problem = "The file does not say where its workbook is, as after damage."
        found.append(Finding("warning", "package-incomplete", problem, "It was found and read; compare the numbers with Excel.", file=file))
    return found


def sheet_names(file: str, names: Iterable[str]) -> list[Finding]:
    """Return a finding for each sheet name longer than Excel allows, or twin to another but for capital letters."""
    found, seen = [], set[str]()
    for name in names:
        if len(name) > _NAME_LIMIT:
            problem = f"The name of a sheet has {len(name):,} characters; Excel allows {_NAME_LIMIT}."
            found.append(Finding("note", "sheet-name-long", problem, "Shorten it.", file=file, sheet=name[:80]))
        if name.casefold() in seen:
            problem = "Two sheets have the same name but for capital letters."
            found.append(Finding("warning", "sheet-name-twice", problem, "Rename one of them.", file=file, sheet=name[:80]))
        seen.add(name.casefold())
    return found
