"""The texts of a large table of shared strings, many at a time, by where their tags stand."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.rows import NotPlain
from value_model.ingest.read.strings import held_control, permitted, tidy
from value_model.ingest.read.tagkinds import ROOM, brackets, require
from value_model.ingest.read.tags import between
from value_model.texts import Texts

_TAGS = b"<si>", b"<t>", b"</t>", b"</si>"
_SPACED = b'<t xml:space="preserve">'
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}  # the last one last, for it makes the others


class ManyStrings:
    """Gathers the texts; `cleaned` holds the numbers of those that held control characters."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._archive, self._part = archive, part
        self._parts: list[pa.Array] = []
        self._count = 0
        self.cleaned: set[int] = set()

    def texts(self) -> Texts:
        """Return them."""
        return Texts.of(self._parts)

    def add(self, found: pa.Array, as_they_stand: bool) -> None:
        """Add some texts, of which nothing is to be taken out or all are to be looked at; raise FileRefused past the limits."""
        if not self._fit(found) or not as_they_stand:
            found = pa.array([self._tidied(number, raw) for number, raw in enumerate(found.to_pylist(), self._count)], type=pa.string())
        self._parts.append(found)
        self._count += len(found)

    def _fit(self, found: pa.Array) -> bool:
        limits, longest = self._archive.limits, pc.max(pc.utf8_length(found)).as_py() or 0
        return longest <= limits.string_len and self._count + len(found) <= limits.strings

    def _tidied(self, number: int, raw: str) -> str:
        text = permitted(raw, number, self._archive, self._part)
        if held_control(text):
            self.cleaned.add(number)
        return tidy(text)


def texts(chunk: bytes) -> tuple[pa.Array, bool]:
    """Return the texts of some whole items, and whether they can be taken as they stand; raise NotPlain where one is more than a text."""
    return _texts(chunk), _as_they_stand(chunk)


def _as_they_stand(chunk: bytes) -> bool:
    """Tell whether no text of some items holds anything to take out, or an escape of Open XML."""
    letters = chunk.decode("utf-8")
    return "_x" not in letters and letters.isprintable()


def _texts(chunk: bytes) -> pa.Array:
    """Return the texts of some whole items; raise NotPlain where one of them is more than a text."""
    held = np.frombuffer(chunk + ROOM, dtype=np.uint8)
    opens, closes = brackets(held)
    if len(opens) % len(_TAGS):
        raise NotPlain
    spaced = closes[1::4] - opens[1::4] + 1 == len(_SPACED)
    require(held, opens[1::4][spaced], _SPACED)
    require(held, opens[1::4][~spaced], _TAGS[1])
    beyond = np.append(opens[1:], len(chunk))
    for at in (0, 2, 3):
        require(held, opens[at::4], _TAGS[at])
        if (beyond[at::4] != closes[at::4] + 1).any():
            raise NotPlain
    found = between(chunk, closes[1::4] + 1, opens[2::4]).cast(pa.string())
    for entity, letter in _ENTITIES.items() if b"&" in chunk else ():
        found = pc.replace_substring(found, entity, letter)
    return found
