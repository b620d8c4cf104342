"""The rows of a large worksheet part, and the texts of a large shared table, cut from what stands around them.

They are taken many at a time, by where their tags stand (`read.tags`, `read.items`). A part with anything in
them that is not plain is read by the parser alone, and the answer is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from value_model.ingest.read.xml import MAIN, STRICT

_OPEN, _CLOSE, _ROW_END, _ITEM_END = b"<sheetData>", b"</sheetData>", b"</row>", b"</si>"
LARGE = 2 << 20  # bytes of a part from which this second way of reading pays
_CHUNK = 1 << 21
_LONGEST_HEAD = 1 << 18
_FORBIDDEN = bytes(code for code in range(32) if code not in (9, 10))  # no XML may hold them, and a lone \r becomes \n
_ODD = re.compile("[\ufffe\uffff]")
_ENTITY = re.compile("&(amp|lt|gt|quot|apos);")
_OTHER_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_CELLS = re.compile(rb"<(?:c|row)[\s/>]")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class NotPlain(Exception):
    """The rows hold something that only the parser can judge."""


class Rest:
    """A part without its rows: what stands before and after them."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0


def items(pieces: Iterable[bytes], rest: Rest) -> Iterator[bytes]:
    """Yield the items of a table of shared strings, some whole ones at a time; `rest` gets everything else. Raise NotPlain."""
    held = bytearray()
    inside = False
    for piece in pieces:
        rest.size += len(piece)
        held += piece
        if not inside:
            inside = _begun(held, rest, b"<si>", "<sst")
        if inside and len(held) >= _CHUNK and (end := held.rfind(_ITEM_END)) >= 0:
            yield checked(bytes(held[: end + len(_ITEM_END)]))
            del held[: end + len(_ITEM_END)]
    end = held.rfind(_ITEM_END) + len(_ITEM_END) if _ITEM_END in held else 0
    if not inside or held.find(b"<si", end) >= 0:
        raise NotPlain
    yield checked(bytes(held[:end]))
    rest.pieces.append(bytes(held[end:]))


def chunks(pieces: Iterable[bytes], rest: Rest) -> Iterator[bytes]:
    """Yield the rows of a worksheet part, some whole rows at a time, not yet `checked`; `rest` gets everything else. Raise NotPlain."""
    held = bytearray()
    inside = False
    for piece in pieces:
        rest.size += len(piece)
        held += piece
        if not inside:
            inside = _begun(held, rest, _OPEN, "<worksheet")
            if inside:
                rest.pieces[-1] += _OPEN
                del held[: len(_OPEN)]
        if inside and len(held) >= _CHUNK and (end := held.rfind(_ROW_END)) >= 0 and held.find(_CLOSE) < 0:
            yield bytes(held[: end + len(_ROW_END)])
            del held[: end + len(_ROW_END)]
    if not inside or (end := held.find(_CLOSE)) < 0 or _CELLS.search(held, end):
        raise NotPlain
    yield bytes(held[:end])
    rest.pieces.append(bytes(held[end:]))


def _begun(held: bytearray, rest: Rest, mark: bytes, root: str) -> bool:
    """Tell whether what is read by pattern begins; move what stands before the mark to `rest`."""
    start = held.find(mark)
    if start < 0:
        if len(held) > _LONGEST_HEAD:
            raise NotPlain
        return False
    head = bytes(held[:start])
    if b"<!" in head or not any(f'{root} xmlns="{space}"'.encode() in head for space in (MAIN, STRICT)):
        raise NotPlain
    rest.pieces.append(head)
    del held[:start]
    return True


def checked(chunk: bytes) -> bytes:
    """Return what holds only characters that XML may hold, and no entity of its own; raise NotPlain otherwise."""
    if len(chunk.translate(None, _FORBIDDEN)) != len(chunk) or b"]]>" in chunk or _OTHER_ENTITY.search(chunk):
        raise NotPlain
    if not chunk.isascii():
        try:
            odd = _ODD.search(chunk.decode("utf-8"))
        except UnicodeDecodeError:
            raise NotPlain from None
        if odd:
            raise NotPlain
    return chunk


def resolved(text: str) -> str:
    """Return a text with the entities every XML knows resolved; no other stands in plain rows."""
    return _ENTITY.sub(lambda match: _NAMED[match[1]], text) if "&" in text else text
