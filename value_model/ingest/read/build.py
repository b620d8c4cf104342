"""One sheet as it fills up, whatever its format: the limits that hold for all of them are kept here."""

from __future__ import annotations

from collections.abc import Mapping

from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import Grid, Place, RawCell, address, extent
from value_model.ingest.read.limits import Limits
from value_model.ingest.read.merges import Merges
from value_model.ingest.read.refuse import refused

_HIDINGS = 16_384  # no sheet has more columns


class SheetBuilder:
    """Collects the cells of one sheet of `file` and what was noticed; raises FileRefused past the limits."""

    def __init__(self, file: str, sheet: str, limits: Limits) -> None:
        self.file, self.sheet, self.limits = file, sheet, limits
        self.evidence = Evidence()
        self._held: dict[Place, RawCell] = {}
        self.cells: Mapping[Place, RawCell] = self._held
        self.merges = Merges(file, sheet, limits)
        self._hidden_rows: set[int] = set()
        self._hidings = 0
        self._hidden_cols: set[int] = set()
        self._characters = 0
        self._last_row, self._last_col = limits.rows, limits.cols
        self._most_cells, self._text_total = limits.cells, limits.text_total

    def put(self, row: int, col: int, cell: RawCell, *, formula: bool = False, cleaned: bool = False) -> None:
        """Keep one filled cell. A cell beyond the limits on rows and columns is left out and counted."""
        if row > self._last_row or col > self._last_col:
            self.drop(row, col)
            return
        self._held[row, col] = cell
        self._characters += len(cell.text)
        if cleaned or formula:
            self._notice(row, col, cell, formula=formula, cleaned=cleaned)
        if self._characters > self._text_total:
            raise self.too_many(self._text_total, "characters of text")
        if len(self._held) > self._most_cells:
            raise self.too_many(self._most_cells, "filled cells")

    def _notice(self, row: int, col: int, cell: RawCell, *, formula: bool, cleaned: bool) -> None:
        if cleaned:
            self.evidence.cleaned.append(address(row, col))
        if formula:
            self.evidence.formulas += 1
            self.evidence.zeros += cell.text == "0"

    def drop(self, row: int, col: int) -> None:
        """Count a cell too far out to be kept; past a thousand of them the sheet is simply too large."""
        self.evidence.dropped += 1
        self.evidence.first_dropped = self.evidence.first_dropped or address(row, col)
        if self.evidence.dropped > self.limits.outliers:
            raise self.too_many(self.limits.rows, f"rows or {self.limits.cols:,} columns")

    def hide_rows(self, first: int, last: int) -> None:
        """Note the rows `first` to `last` as hidden."""
        self._hidden_rows.update(range(first, min(last, self.limits.rows) + 1))

    def hide_cols(self, first: int, last: int) -> None:
        """Note the columns `first` to `last` as hidden; refuse more declarations than a sheet has columns."""
        self._hidings += 1
        if self._hidings > _HIDINGS:
            raise self.too_many(_HIDINGS, "declarations of columns")
        self._hidden_cols.update(range(first, min(last, self.limits.cols) + 1))

    def too_many(self, limit: int, what: str) -> Exception:
        """Return the refusal of a sheet with more than `limit` of `what`."""
        return refused("too-many", self.file, limit=limit, what=f'{what} in sheet "{self.sheet}"')

    def grid(self, *, hidden: bool) -> Grid:
        """Return the finished sheet; refuse one that spreads so thin that no table can be meant."""
        rows, cols = extent(self.cells)
        if rows * cols > self.limits.dense:
            raise refused("spread", self.file, rows=rows, cols=cols, where=f'sheet "{self.sheet}"')
        unseen = frozenset(self._hidden_rows), frozenset(self._hidden_cols)
        return Grid(self.sheet, hidden, self.cells, rows, cols, tuple(self.merges.areas), *unseen)
