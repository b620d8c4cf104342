"""OpenDocument spreadsheets (.ods): one streamed pass over content.xml, with repeats counted before they are spread."""

from __future__ import annotations

from value_model.ingest.read.archive import Archive
from value_model.ingest.read.evidence import Evidence
from value_model.ingest.read.grid import Grid
from value_model.ingest.read.odscell import OdsCell
from value_model.ingest.read.odstable import OdsTable
from value_model.ingest.read.refuse import refused
from value_model.ingest.read.xml import Attributes, Text, prolog, qualify, scan

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_DIGITS = 9  # of a count: one with more is beyond every limit, as its first nine are
TABLE, TEXT, STYLE, OFFICE = f"{_NS}table:1.0", f"{_NS}text:1.0", f"{_NS}style:1.0", f"{_NS}office:1.0"


def read(archive: Archive) -> list[tuple[Grid, Evidence]]:
    """Read every sheet; raise FileRefused where the file is locked, damaged or beyond the limits."""
    if "meta-inf/manifest.xml" in archive and b"encryption-data" in archive.read("meta-inf/manifest.xml"):
        raise refused("password", archive.name)
    for part in archive.parts:
        if part.endswith((".xml", ".rdf")) and part != "content.xml":
            prolog(archive, part)
    reader = _Content(archive)
    reader.scan()
    return reader.sheets


class _Content:
    """Handlers for content.xml: styles that hide a sheet, tables, rows, cells and their text."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.sheets: list[tuple[Grid, Evidence]] = []
        self.text = Text()
        self._hiding: set[str] = set()
        self._style = ""
        self._nested = 0
        self._aside = 0
        self._table: OdsTable | None = None
        self._cell: OdsCell | None = None
        self._paragraphs: list[str] = []

    def scan(self) -> None:
        start = {
            **qualify({"style": self._start_style, "table-properties": self._table_style}, (STYLE,)),
            **qualify({"table": self._start_table, "table-row": self._start_row, "table-column": self._column}, (TABLE,)),
            **qualify({"table-cell": self._start_cell, "covered-table-cell": self._start_covered}, (TABLE,)),
            **qualify({"annotation": self._start_aside}, (OFFICE,)),
            **qualify({"p": self._start_paragraph, "s": self._spaces, "tab": self._tab, "line-break": self._newline}, (TEXT,)),
        }
        end = {
            **qualify({"table": self._end_table, "table-row": self._end_row}, (TABLE,)),
            **qualify({"table-cell": self._end_cell, "covered-table-cell": self._end_cell}, (TABLE,)),
            **qualify({"annotation": self._end_aside}, (OFFICE,)),
            **qualify({"p": self._end_paragraph}, (TEXT,)),
        }
        scan(self.archive, "content.xml", start=start, end=end, text=self.text, mixed=True)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{STYLE} name", "")

    def _table_style(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE} display") == "false":
            self._hiding.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        self._nested += 1
        if self._nested > 1:  # a table inside a cell is no sheet
            if self._table is not None:
                self._table.sheet.evidence.nested += 1
            return
        hidden = attributes.get(f"{TABLE} style-name", "") in self._hiding
        self._table = OdsTable(self.archive.name, attributes.get(f"{TABLE} name", ""), self.archive.limits, hidden=hidden)
        if len(self.sheets) >= self.archive.limits.sheets:
            raise refused("too-many", self.archive.name, limit=self.archive.limits.sheets, what="sheets")

    def _end_table(self) -> None:
        self._nested -= 1
        if not self._nested and self._table is not None:
            self.sheets.append((self._table.sheet.grid(hidden=self._table.hidden), self._table.sheet.evidence))
            self._table = None

    def _column(self, attributes: Attributes) -> None:
        if self._table is not None and self._nested == 1:
            self._table.column(_repeat(attributes, "columns"), visible=_visible(attributes))

    def _start_row(self, attributes: Attributes) -> None:
        if self._table is not None and self._nested == 1:
            self._table.start_row(_repeat(attributes, "rows"), visible=_visible(attributes))

    def _end_row(self) -> None:
        if self._table is not None and self._nested == 1:
            self._table.end_row()

    def _start_cell(self, attributes: Attributes) -> None:
        self._open(OdsCell.of(attributes, _repeat(attributes, "columns")))

    def _start_covered(self, attributes: Attributes) -> None:
        self._open(OdsCell({}, _repeat(attributes, "columns")))

    def _open(self, cell: OdsCell) -> None:
        if self._nested == 1:
            self._cell, self._paragraphs = cell, []
            self.text.take()

    def _end_cell(self) -> None:
        if self._table is not None and self._cell is not None and self._nested == 1:
            self._table.cell(self._cell, "\n".join(self._paragraphs))
            self._cell = None

    def _start_aside(self, _attributes: Attributes) -> None:
        self._aside += 1

    def _end_aside(self) -> None:
        self._aside -= 1
        self.text.take()

    def _start_paragraph(self, _attributes: Attributes) -> None:
        self.text.take()

    def _end_paragraph(self) -> None:
        text = self.text.take()
        if self._cell is not None and not self._aside and self._nested == 1:
            self._paragraphs.append(text)

    def _spaces(self, attributes: Attributes) -> None:
        count = attributes.get(f"{TEXT} c", "1")
        self.text.pieces.append(" " * (int(count) if count.isdecimal() and len(count) < 5 else 1))

    def _tab(self, _attributes: Attributes) -> None:
        self.text.pieces.append("\t")

    def _newline(self, _attributes: Attributes) -> None:
        self.text.pieces.append("\n")


def _repeat(attributes: Attributes, what: str) -> int:
    """Return how often a row, column or cell stands there; 1 unless stated, 2^20 at most."""
    stated = attributes.get(f"{TABLE} number-{what}-repeated", "1")
    return min(max(1, int(stated[:_DIGITS])), 1 << 20) if stated.isdecimal() else 1


def _visible(attributes: Attributes) -> bool:
    return attributes.get(f"{TABLE} visibility", "visible") == "visible"
