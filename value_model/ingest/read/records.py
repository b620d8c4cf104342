"""Binary records of .xlsb parts ([MS-XLSB] 2.1.4): an identifier, a length, and that many bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.refuse import refused

_LONGEST = 1 << 20


class Record:
    """The bytes of one record, read from the front. Raises FileRefused where they end too early."""

    __slots__ = ("_at", "_bytes", "_file")

    def __init__(self, content: bytes, file: str) -> None:
        self._bytes, self._at, self._file = content, 0, file

    def take(self, code: str) -> int | float:
        """Return one little-endian number of struct type `code` (B, H, I, i, d)."""
        size = struct.calcsize("<" + code)
        if self._at + size > len(self._bytes):
            raise broken(self._file)
        (value,) = struct.unpack_from("<" + code, self._bytes, self._at)
        self._at += size
        return value if isinstance(value, float) else int(value)

    def integer(self, code: str = "I") -> int:
        """Return one whole number."""
        return int(self.take(code))

    def skip(self, count: int) -> None:
        """Leave `count` bytes out."""
        self._at += count

    def text(self) -> str:
        """Return a wide string: its length in characters, then UTF-16. A length of 2^32 - 1 is no text."""
        count = self.integer()
        if count == 0xFFFFFFFF:
            return ""
        end = self._at + 2 * count
        if end > len(self._bytes):
            raise broken(self._file)
        raw, self._at = self._bytes[self._at : end], end
        return raw.decode("utf-16-le", "replace")


def broken(file: str) -> Exception:
    """Return the refusal of a part whose records do not add up."""
    return refused("unreadable", file, seen="a binary workbook (.xlsb)")


def records(archive: Archive, part: str) -> Iterator[tuple[int, Record]]:
    """Yield (identifier, record) for each record of `part`; raise FileRefused where it ends inside one."""
    held = bytearray()
    at = 0
    for piece in archive.chunks(part):
        held += piece
        while (found := _next(held, at, archive.name)) is not None:
            kind, start, end = found
            if end > len(held):
                break
            yield kind, Record(bytes(held[start:end]), archive.name)
            at = end
        del held[:at]
        at = 0
    if held:
        raise broken(archive.name)


def _next(held: bytearray, at: int, file: str) -> tuple[int, int, int] | None:
    """Return (identifier, start, end) of the record at `at`, or None if its head is not complete yet."""
    if len(held) - at < 6 and not _head_complete(held, at):
        return None
    kind = held[at]
    at += 1
    if kind & 0x80:
        kind = (kind & 0x7F) | (held[at] & 0x7F) << 7
        at += 1
    length = shift = 0
    while True:
        byte = held[at]
        at += 1
        length |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
        if shift > 21:
            raise broken(file)
    if length > _LONGEST:
        raise broken(file)
    return kind, at, at + length


def _head_complete(held: bytearray, at: int) -> bool:
    """Say whether identifier and length of the record at `at` are both there."""
    if at >= len(held):
        return False
    at += 2 if held[at] & 0x80 else 1
    while at < len(held):
        if not held[at] & 0x80:
            return True
        at += 1
    return False
