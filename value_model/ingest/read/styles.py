"""The number format of each cell style of a workbook, from its styles part."""

from __future__ import annotations

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.formats import BUILT_IN
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.xml import Attributes, Text, qualify, scan


class _Styles:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.codes: dict[str, str] = {str(key): code for key, code in BUILT_IN.items()}
        self.formats: list[str] = []
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

    def _cap(self, count: int, what: str) -> None:
        if count > self.archive.limits.styles:
            raise refused("too-many", self.archive.name, limit=self.archive.limits.styles, what=what)


def number_formats(archive: Archive, part: str) -> list[str | None]:
    """Return the format code of each cell style, in order; None for General and for unknown ids."""
    styles = _Styles(archive)
    start = qualify({"numFmt": styles.number_format, "cellXfs": styles.cell_formats, "xf": styles.style})
    scan(archive, part, start=start, end=qualify({"cellXfs": styles.cell_formats_end}), text=Text())
    codes = (styles.codes.get(key) for key in styles.formats)
    return [None if not code or code.casefold() == "general" else code for code in codes]
