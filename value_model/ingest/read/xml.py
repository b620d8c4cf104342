"""One bounded pass over an XML part: no document types, no entities, UTF-8 only, no tree in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat  # only events are taken; what defusedxml forbids is refused below

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.refuse import refused

Attributes = dict[str, str]
OnStart = Mapping[str, Callable[[Attributes], None]]
OnEnd = Mapping[str, Callable[[], None]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
_PLAIN = re.compile(r"utf-?8|(us-)?ascii", re.IGNORECASE)


class _RootReached(Exception):
    """A signal, not an error: what stands before the root element held nothing forbidden."""


class Text:
    """The character data since the last start of an element, in pieces."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.mixed = False

    def take(self) -> str:
        """Return the text gathered so far and start anew."""
        pieces = self.pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        return text


def qualify(handlers: Mapping[str, Callable[..., None]], spaces: Iterable[str] = (MAIN, STRICT)) -> dict[str, Callable[..., None]]:
    """Return `handlers` keyed as the parser names elements: namespace, space, local name."""
    return {f"{space} {local}": handler for space in spaces for local, handler in handlers.items()}


def relationship_id(attributes: Attributes) -> str:
    """Return the `r:id` of an element, in the ordinary or the strict namespace; "" if it has none."""
    return attributes.get(_RELATIONSHIPS[0]) or attributes.get(_RELATIONSHIPS[1]) or ""


def scan(
    archive: Archive, part: str, *, start: OnStart, end: OnEnd, text: Text, mixed: bool = False, pieces: Iterable[bytes] | None = None
) -> None:
    """Parse `part` to its end, calling handlers keyed as `qualify` returns them; raise FileRefused on anything unlawful.

    With `pieces`, those bytes are parsed in its place: what was read of it already is left out of them. With `mixed`, text before an inner element is kept: whoever owns `text` clears it.
    """
    parser = _parser(archive, part)
    text.mixed = mixed
    _watch(parser, archive, part, start, end, text)
    for piece in _checked(archive, part) if pieces is None else pieces:
        _feed(parser, archive, part, piece)
    _feed(parser, archive, part, b"", final=True)


def prolog(archive: Archive, part: str) -> None:
    """Look at what stands before the root element of a part nobody reads further, so that no file is half judged."""
    parser = _parser(archive, part)

    def stop(_tag: str, _attributes: Attributes) -> None:
        raise _RootReached

    parser.StartElementHandler = stop
    try:
        for piece in _checked(archive, part):
            _feed(parser, archive, part, piece)
    except _RootReached:
        return


def _parser(archive: Archive, part: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 15
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def forbid(*_details: object) -> None:
        raise refused("dtd", archive.name, where=part)

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and not _PLAIN.fullmatch(encoding):
            raise refused("encoding", archive.name, where=part)

    parser.StartDoctypeDeclHandler = forbid
    parser.EntityDeclHandler = forbid
    parser.XmlDeclHandler = declared
    return parser


def _watch(parser: expat.XMLParserType, archive: Archive, part: str, start: OnStart, end: OnEnd, text: Text) -> None:
    """Hang the handlers on the parser, with caps on depth, attributes and the length of one text."""
    limits = archive.limits
    max_depth, max_attributes, max_text = limits.depth, limits.attributes, limits.string_len
    pieces, mixed = text.pieces, text.mixed
    depth = size = 0

    def on_start(tag: str, attributes: Attributes) -> None:
        nonlocal depth, size
        depth += 1
        size = 0
        if pieces and not mixed:
            pieces.clear()
        if depth > max_depth or len(attributes) > max_attributes:
            raise refused("too-many", archive.name, limit=max_depth, what=f"nested parts or attributes in {part}")
        if handler := start.get(tag):
            handler(attributes)

    def on_end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if handler := end.get(tag):
            handler()

    def on_text(piece: str) -> None:
        nonlocal size
        size += len(piece)
        if size <= max_text:
            pieces.append(piece)
        elif piece.strip():
            raise refused("string-length", archive.name, limit=max_text, where=part)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = on_start, on_end, on_text


def _checked(archive: Archive, part: str) -> Iterable[bytes]:
    first = True
    for piece in archive.chunks(part):
        if first and piece[:2] in _UTF16:
            raise refused("encoding", archive.name, where=part)
        first = False
        yield piece


def _feed(parser: expat.XMLParserType, archive: Archive, part: str, piece: bytes, *, final: bool = False) -> None:
    try:
        parser.Parse(piece, final)
    except (expat.ExpatError, UnicodeError, ValueError):
        raise refused("markup", archive.name, where=part) from None
