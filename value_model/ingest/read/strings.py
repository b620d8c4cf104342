"""Texts of a workbook: the shared table, escapes such as _x000D_, and characters no cell may hold."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.rows import LARGE, NotPlain, Rest, items
from value_model.ingest.read.xml import Attributes, Text, qualify, scan

if TYPE_CHECKING:
    import pyarrow as pa

    from value_model.texts import Texts

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def unescaped(text: str) -> str:
    """Return `text` with the escapes of Open XML resolved: _x000D_ is a carriage return, _x005F_ an underscore."""
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


def tidy(text: str) -> str:
    """Return `text` with newlines as line ends, without control characters, and half characters replaced."""
    if text.isprintable():
        return text
    if _SURROGATE.search(text):  # pairs become the character they stand for, lone halves a replacement mark
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def held_control(text: str) -> bool:
    """Say whether `text` holds something `tidy` takes out: a control character or half a character."""
    return not text.isprintable() and bool(_CONTROL.search(text) or _SURROGATE.search(text))


class RichText:
    """Gathers the text of one string item or inline string: its runs, without phonetic hints."""

    def __init__(self) -> None:
        self.text = Text()
        self._runs: list[str] = []
        self._phonetic = 0

    def start(self, _attributes: Attributes) -> None:
        self._runs = []
        self._phonetic = 0

    def phonetic(self, _attributes: Attributes) -> None:
        self._phonetic += 1

    def phonetic_end(self) -> None:
        self._phonetic -= 1

    def run_end(self) -> None:
        piece = self.text.take()
        if not self._phonetic:
            self._runs.append(piece)

    def take(self) -> str:
        runs, self._runs = self._runs, []
        return "".join(runs)


class SharedStrings:
    """The shared-string table of a workbook. `cleaned` holds the indices that held control characters."""

    def __init__(self) -> None:
        self.items: list[str] | Texts = []
        self.cleaned: set[int] = set()

    @classmethod
    def of(cls, archive: Archive, part: str) -> SharedStrings:
        """Read the table from `part`; raise FileRefused past the limits on its length or that of one string."""
        table, rich = cls(), RichText()
        pieces = table._without_plain_items(archive, part)

        def item() -> None:
            table.add(rich.take(), archive, part)

        start = qualify({"si": rich.start, "rPh": rich.phonetic})
        end = qualify({"si": item, "rPh": rich.phonetic_end, "t": rich.run_end})
        scan(archive, part, start=start, end=end, text=rich.text, pieces=pieces)
        return table

    @cached_property
    def stored(self) -> pa.Array:
        """The texts in one piece, once all are there."""
        from value_model.texts import stored  # a small sheet does without it

        return stored(self.items)

    def _without_plain_items(self, archive: Archive, part: str) -> list[bytes] | None:
        """Take the texts of a large table many at a time and return the rest; None where the parser must read all of it."""
        if archive.size(part) < LARGE:
            return None
        from value_model.ahead import ahead
        from value_model.ingest.read import manystrings  # numpy, which a small sheet does without

        rest, many = Rest(), manystrings.ManyStrings(archive, part)
        try:
            for found in ahead(items(archive.chunks(part), rest), manystrings.texts):
                many.add(*found)
        except NotPlain:
            archive.give_back(rest.size)
            return None
        self.items, self.cleaned = many.texts(), many.cleaned
        return rest.pieces

    def add(self, raw: str, archive: Archive, part: str) -> None:
        """Add the next text as stored; raise FileRefused past the limits."""
        assert isinstance(self.items, list), "a table is read one way or the other"  # noqa: S101
        text = permitted(raw, len(self.items), archive, part)
        if held_control(text):
            self.cleaned.add(len(self.items))
        self.items.append(tidy(text))


def permitted(raw: str, number: int, archive: Archive, part: str) -> str:
    """Return the next text of a table without its escapes; raise FileRefused past the limits."""
    limits = archive.limits
    if len(raw) > limits.string_len:
        raise refused("string-length", archive.name, limit=limits.string_len, where=part)
    if number >= limits.strings:
        raise refused("too-many", archive.name, limit=limits.strings, what="different texts")
    return unescaped(raw)
