"""The number format of each cell style of a workbook, and how far it sets texts in, from its styles part."""

from __future__ import annotations

from typing import NamedTuple

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.formats import BUILT_IN
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.xml import Attributes, Text, qualify, scan

_LEFT = ("", "general", "left")
_INDENTS = frozenset(map(str, range(1, 251)))


class Look(NamedTuple):
    """What cell styles say, in their order: format codes (None for General and for unknown ids), and steps by which texts are set in."""

    formats: list[str | None]
    indents: list[int]  # empty where no style sets texts in


class _Styles:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.codes: dict[str, str] = {str(key): code for key, code in BUILT_IN.items()}
        self.formats: list[str] = []
        self.indents: dict[int, int] = {}
        self._custom = 0
        self._xfs = 0
        self._inside = False

    def number_format(self, attributes: Attributes) -> None:
        self._custom += 1
        self._cap(self._custom, "number formats")
        self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def cell_formats(self, _attributes: Attributes) -> None:
        self._inside = True

    def cell_formats_end(self) -> None:
        self._inside = False

    def style(self, attributes: Attributes) -> None:
        self._xfs += 1
        self._cap(self._xfs, "cell styles")
        if self._inside:
            self.formats.append(attributes.get("numFmtId", "0"))

    def alignment(self, attributes: Attributes) -> None:
        indent = attributes.get("indent", "0")
        if self._inside and self.formats and indent in _INDENTS and attributes.get("horizontal", "") in _LEFT:
            self.indents[len(self.formats) - 1] = int(indent)

    def _cap(self, count: int, what: str) -> None:
        if count > self.archive.limits.styles:
            raise refused("too-many", self.archive.name, limit=self.archive.limits.styles, what=what)


def look(archive: Archive, part: str) -> Look:
    """Return how cells of each style look."""
    styles = _Styles(archive)
    start = qualify({"numFmt": styles.number_format, "cellXfs": styles.cell_formats, "xf": styles.style, "alignment": styles.alignment})
    scan(archive, part, start=start, end=qualify({"cellXfs": styles.cell_formats_end}), text=Text())
    codes = (styles.codes.get(key) for key in styles.formats)
    return Look(
        [None if not code or code.casefold() == "general" else code for code in codes],
        [styles.indents.get(number, 0) for number in range(len(styles.formats))] if styles.indents else [],
    )
