"""Texts of a workbook: the shared table, escapes such as _x000D_, and characters no cell may hold."""

from __future__ import annotations

import re

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.rows import LARGE, NotPlain, Rest, items
from value_model.ingest.read.xml import Attributes, Text, qualify, scan

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
        self.items: list[str] = []
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

    def _without_plain_items(self, archive: Archive, part: str) -> list[bytes] | None:
        """Take the texts of a large table by pattern and return the rest; None where the parser must read all of it."""
        if archive.size(part) < LARGE:
            return None
        rest = Rest()
        try:
            for texts in items(archive.chunks(part), rest):
                self._add_all(texts, archive, part)
        except NotPlain:
            archive.give_back(rest.size)
            self.items, self.cleaned = [], set()
            return None
        return rest.pieces

    def _add_all(self, texts: list[str], archive: Archive, part: str) -> None:
        """Add many texts: as they stand where none of them holds anything to resolve or take out."""
        longest, whole = max(map(len, texts), default=0), "".join(texts)
        fits = longest <= archive.limits.string_len and len(self.items) + len(texts) <= archive.limits.strings
        if fits and "_x" not in whole and whole.isprintable():
            self.items += texts
            return
        for text in texts:
            self.add(text, archive, part)

    def add(self, raw: str, archive: Archive, part: str) -> None:
        """Add the next text as stored; raise FileRefused past the limits."""
        limits = archive.limits
        if len(raw) > limits.string_len:
            raise refused("string-length", archive.name, limit=limits.string_len, where=part)
        if len(self.items) >= limits.strings:
            raise refused("too-many", archive.name, limit=limits.strings, what="different texts")
        text = unescaped(raw)
        if held_control(text):
            self.cleaned.add(len(self.items))
        self.items.append(tidy(text))
