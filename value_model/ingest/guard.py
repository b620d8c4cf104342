"""The first look at a file: what it is by its content, and whether it may be read at all.

Nothing is unpacked here. The name's ending is compared with the content, never believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.encoding import looks_binary
from value_model.ingest.read.limits import DEFAULT, MB, Limits
from value_model.ingest.read.refuse import refused

Kind = Literal["xlsx", "xlsm", "xlsb", "xls", "ods", "text"]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08](?:\x04\x00|\x06\x00|\x08\x00|\x10\x00)")  # BOF record of a bare .xls of the 1990s
_TABLE_ENDINGS = {"", ".csv", ".tsv", ".tab", ".txt", ".asc", ".dat"}
_WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots"}
_ENDINGS_OF = {
    "xlsx": {".xlsx", ".xltx"}, "xlsm": {".xlsm", ".xltm"}, "xlsb": {".xlsb"}, "xls": {".xls", ".xlt"}, "ods": {".ods", ".ots"},
}  # fmt: skip
_MAGIC = (
    (b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a packed archive"), (b"7z\xbc\xaf", "a packed archive"), (b"Rar!", "a packed archive"), (b"MZ", "a program"),
    (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"), (b"PAR1", "a Parquet file"),
)  # fmt: skip
_OLE_STREAMS = (
    ("EncryptedPackage", "password", ""), ("WordDocument", "word", ""), ("PowerPoint Document", "powerpoint", ""),
    ("__substg1.0_", "other-office", "an Outlook message"), ("MSProject", "other-office", "a Microsoft Project file"),
)  # fmt: skip
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{])")
_ACTIVE = ("xl/activex/", "xl/embeddings/", "xl/macrosheets/", "xl/dialogsheets/")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file that may be read: its kind, its zip directory if it has one, the bytes it unpacks to.

    `wrong_ending` says the name ends like another kind; `macros` that it holds macros nobody runs.
    """

    kind: Kind
    unpacked: int
    archive: Archive | None = None
    wrong_ending: bool = False
    macros: bool = False


def judge(data: bytes, name: str, limits: Limits = DEFAULT) -> Verdict:
    """Return what the bytes of file `name` are; raise FileRefused, in one sentence, if they must not be read."""
    if not data:
        raise refused("empty", name)
    if len(data) > limits.file_bytes:
        raise refused("too-large", name, size=len(data) // MB, limit=limits.file_bytes // MB)
    ending = PurePath(name).suffix.casefold()
    if data.startswith(b"PK"):
        return _zip(data, name, ending, limits)
    if data.startswith(_OLE):
        return _ole(data, name, ending)
    if _BIFF.match(data):
        return Verdict("xls", len(data), wrong_ending=ending not in _ENDINGS_OF["xls"])
    return _text(data, name, ending)


def _ole(data: bytes, name: str, ending: str) -> Verdict:
    """Judge an OLE container: an old .xls, or a workbook locked with a password, or another program's file."""
    for stream, code, seen in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise refused(code, name, seen=seen)
    if not any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        raise refused("not-a-table", name, seen="an old Office file without sheets")
    return Verdict("xls", len(data), wrong_ending=ending not in _ENDINGS_OF["xls"])


def _text(data: bytes, name: str, ending: str) -> Verdict:
    seen = next((seen for magic, seen in _MAGIC if data.startswith(magic)), None)
    if seen is None and looks_binary(data):
        seen = "binary data"
    if seen is None and ending in _TABLE_ENDINGS and _JSON.match(data.removeprefix(b"\xef\xbb\xbf"), 0, 4096):
        seen = "JSON text"
    if seen is not None:
        raise refused("not-a-table", name, seen=seen)
    opening = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if opening.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")):
        raise refused("html", name)
    if opening.startswith(b"<?xml"):
        raise refused("other-office", name, seen="an XML file")
    if ending in _WORKBOOK_ENDINGS:
        raise refused("text-not-workbook", name, ending=ending)
    if ending not in _TABLE_ENDINGS:
        raise refused("not-a-table", name, seen=f'its name ends in "{ending}"')
    return Verdict("text", len(data))


def _zip(data: bytes, name: str, ending: str, limits: Limits) -> Verdict:
    if b"word/document.xml" in data and b"xl/workbook" not in data:  # said even of a damaged one
        raise refused("word", name)
    archive = Archive(data, name, limits)
    kind = _zip_kind(archive, name)
    macros = any(part.endswith("vbaproject.bin") or part.startswith("basic/") for part in archive.parts)
    if kind == "xlsx" and (macros or ending in _ENDINGS_OF["xlsm"]):
        kind = "xlsm"
    if kind in ("xlsx", "xlsm"):
        _require_plain(archive, name, kind, ending)
    sheets = sum(part.startswith("xl/worksheets/sheet") for part in archive.parts)
    if sheets > limits.sheets:
        raise refused("too-many", name, limit=limits.sheets, what="sheets")
    return Verdict(kind, archive.unpacked, archive, ending not in _ENDINGS_OF[kind], macros)


def _zip_kind(archive: Archive, name: str) -> Kind:
    if "xl/workbook.bin" in archive:
        return "xlsb"
    if "xl/workbook.xml" in archive and "[content_types].xml" in archive:
        return "xlsx"
    mimetype = archive.read("mimetype", 128) if "mimetype" in archive else b""
    if b"opendocument.spreadsheet" in mimetype and "content.xml" in archive:
        return "ods"
    if b"opendocument" in mimetype and "encrypted-package" in archive:  # how LibreOffice locks a whole file since 24.2
        raise refused("password", name)
    raise _other_zip(archive, name, mimetype)


def _other_zip(archive: Archive, name: str, mimetype: bytes) -> Exception:
    if any(part.startswith("word/") for part in archive.parts) or b"opendocument.text" in mimetype:
        return refused("word", name)
    if any(part.startswith("ppt/") for part in archive.parts) or b"opendocument.presentation" in mimetype:
        return refused("powerpoint", name)
    if any(part.endswith(".iwa") for part in archive.parts) or "index.zip" in archive:
        return refused("other-office", name, seen="an Apple Numbers, Pages or Keynote file")
    return refused("not-a-workbook", name)


def _require_plain(archive: Archive, name: str, kind: Kind, ending: str) -> None:
    """Refuse active content in a file that does not declare it; in a macro workbook it is ignored, and said so."""
    if ending in _ENDINGS_OF["xlsm"]:
        return
    if kind == "xlsm":
        raise refused("active-content", name, seen=f'macros, although its name ends in "{ending or "nothing"}"')
    part = next((part for part in archive.parts if part.startswith(_ACTIVE)), None)
    if part is not None:
        raise refused("active-content", name, seen=f"embedded objects or controls ({part})")
