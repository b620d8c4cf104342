"""From the bytes of a text table to its characters, and how sure that is."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from value_model.ingest.read import codepages

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_SAMPLE = 1 << 16
_TEXT_CONTROLS = b"\t\n\r\x0c\x1a\x1b"
_BINARY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in. `foreign` counts bytes that did not belong to that encoding."""

    text: str
    encoding: str
    foreign: int = 0


def decode(data: bytes) -> Decoded:
    """Return the characters of `data`: by its byte-order mark, else UTF-16 by its zero bytes, else UTF-8,
    else the code page that its letters prove, else Windows-1252. In UTF-8 text with stray bytes, the strays alone are read as Windows-1252."""
    named = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None) or _utf16(data)
    if named is not None and named != "utf-8-sig":
        text = data.decode(named, "replace")
        return Decoded(text.lstrip("\ufeff"), named, text.count("\ufffd"))
    plain = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(plain.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _mixed(plain)


def looks_binary(data: bytes) -> bool:
    """Say whether `data` is no text in any encoding this module reads."""
    if any(data.startswith(mark) for mark, _ in _BOMS) or _utf16(data) is not None:
        return False
    sample = data[:_SAMPLE]
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample)
    return b"\0" in sample or controls > _BINARY_SHARE * len(sample)


def _utf16(data: bytes) -> str | None:
    """Return the UTF-16 order of text without a mark, told by where most zero bytes fall; None if it is not UTF-16."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4 or sample.count(0) < len(sample) * 0.3:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _mixed(data: bytes) -> Decoded:
    """Decode bytes that are not UTF-8 throughout: mostly UTF-8 with strays, or one code page as a whole."""
    strays: list[int] = []

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        strays.append(error.end - error.start)
        return _windows(error.object[error.start : error.end]), error.end

    codecs.register_error("value-model-windows", as_windows)
    text = data.decode("utf-8", "value-model-windows")
    foreign = sum(strays)
    outside = sum(byte > 127 for byte in data)
    if (outside - foreign) > foreign:
        return Decoded(text, "utf-8", foreign)
    page = codepages.of(data)
    return Decoded(data.decode(page), page) if page else Decoded(_windows(data), "windows-1252")


def _windows(data: bytes) -> str:
    """Decode Windows-1252; the five bytes it leaves open are read as Latin-1, as browsers do."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
