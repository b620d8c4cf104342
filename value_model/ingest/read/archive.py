"""The zip around a workbook: its directory is judged before anything is unpacked, then parts are streamed.

The rules close what zip readers accept without a word: bombs, overlapping or doubled parts, names
that point outside, other compression methods, encrypted parts (measured: `security.md`, section 5).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise

from value_model.ingest.read.limits import MB, Limits
from value_model.ingest.read.refuse import refused

_CHUNK = 1 << 18
_END = b"PK\x05\x06"
_SYMLINK = 0o120000


class Archive:
    """The parts of a zip file by name, compared without regard to case and with `/` between folders."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Judge the directory of `data`; raise FileRefused where a rule is broken. Nothing is unpacked."""
        self.name = name
        self.limits = limits
        self._budget = limits.total_bytes
        count = _directory_size(data, name, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, struct.error, OSError):
            raise refused("damaged", name, where="the table of contents") from None
        infos = self._zip.infolist()
        if len(infos) != count:
            raise refused("zip-layout", name)
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._admit(info)
        self._weigh(infos)

    def _admit(self, info: zipfile.ZipInfo) -> None:
        entry = info.orig_filename.replace("\\", "/")
        key = entry.casefold()
        if info.flag_bits & 0x1:
            raise refused("password", self.name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused("compression", self.name, where=entry)
        if "\0" in entry or ":" in entry or entry.startswith("/") or ".." in entry.split("/"):
            raise refused("entry-name", self.name, where=entry)
        if (info.external_attr >> 16) & 0o170000 == _SYMLINK:
            raise refused("symlink", self.name, where=entry)
        if key in self._parts:
            raise refused("duplicate-entry", self.name, where=entry)
        self._parts[key] = info

    def _weigh(self, infos: list[zipfile.ZipInfo]) -> None:
        limits = self.limits
        for info in infos:
            packed = max(1, info.compress_size)
            if info.file_size > limits.part_bytes or (info.file_size > limits.ratio_floor and info.file_size > limits.ratio * packed):
                raise refused("bomb", self.name, where=f"{info.filename}, {info.file_size // MB} MB")
        if self.unpacked > limits.total_bytes:
            raise refused("bomb", self.name, where=f"{self.unpacked // MB} MB")
        spans = sorted((i.header_offset, i.header_offset + 30 + len(i.orig_filename) + i.compress_size) for i in infos)
        if any(end > start for (_, end), (start, _) in pairwise(spans)):
            raise refused("bomb", self.name, where="parts that overlap")

    @property
    def unpacked(self) -> int:
        """Bytes all parts hold together, as the directory declares them."""
        return sum(info.file_size for info in self._parts.values())

    @property
    def parts(self) -> list[str]:
        """Names of all parts, case-folded, in the order of the directory."""
        return list(self._parts)

    def size(self, part: str) -> int:
        """Bytes a part unpacks to, as the directory declares."""
        return self._parts[part.casefold()].file_size

    def give_back(self, size: int) -> None:
        """Count bytes of a part no longer that is read a second time."""
        self._budget += size

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of `part` in pieces; raise FileRefused if it is damaged or larger than declared."""
        info = self._parts[part.casefold()]
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    self._budget -= len(piece)
                    if self._budget < 0:
                        raise refused("bomb", self.name, where=part)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError, struct.error):
            raise refused("damaged", self.name, where=f"{part} does not match its checksum") from None

    def read(self, part: str, limit: int = MB) -> bytes:
        """Return the first `limit` bytes of a small part (the checksum covers parts read to the end)."""
        held = bytearray()
        for piece in self.chunks(part):
            held += piece
            if len(held) >= limit:
                break
        return bytes(held[:limit])


def _directory_size(data: bytes, name: str, limits: Limits) -> int:
    """Return the number of entries the end record states; raise FileRefused where it is missing or misplaced."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise refused("truncated", name)
    count, size, start = struct.unpack_from("<HII", data, end + 10)
    if count == 0:
        raise refused("empty", name)
    if count > limits.entries:
        raise refused("too-many-entries", name, count=count, limit=limits.entries)
    if start + size != end:
        raise refused("zip-layout", name)
    return int(count)
