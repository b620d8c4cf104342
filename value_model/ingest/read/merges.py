"""Merged areas of one sheet, capped in number and in the cells they cover."""

from __future__ import annotations

import re

from value_model.ingest.read.cursor import column_number
from value_model.ingest.read.limits import Limits
from value_model.ingest.read.refuse import refused

Area = tuple[int, int, int, int]
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)


class Merges:
    """Collects merged areas as (first row, first column, last row, last column)."""

    def __init__(self, file: str, sheet: str, limits: Limits) -> None:
        self.file, self.sheet, self.limits = file, sheet, limits
        self.areas: list[Area] = []
        self._covered = 0

    def add_reference(self, reference: str) -> None:
        """Add an area written as A1:B2; one that cannot be read merges nothing."""
        if match := _AREA.fullmatch(reference):
            left, top, right, bottom = match.groups()
            self.add((int(top), column_number(left), int(bottom), column_number(right)))

    def add(self, area: Area) -> None:
        """Add an area; raise FileRefused when the areas are too many or cover too much."""
        top, left, bottom, right = area
        if not 1 <= top <= bottom or not 1 <= left <= right:
            return
        self._covered += (bottom - top + 1) * (right - left + 1)
        if self._covered > self.limits.merged_cells:
            raise refused("merged-area", self.file, count=self._covered, where=f'sheet "{self.sheet}"')
        if len(self.areas) >= self.limits.merges:
            raise refused("too-many", self.file, limit=self.limits.merges, what=f'merged areas in sheet "{self.sheet}"')
        self.areas.append(area)
